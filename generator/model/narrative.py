"""The narrative part of a report, chapter by chapter in the official order."""

from collections.abc import Iterator

from generator.model.fields import NAME, NOTE, REQUIRED, ROWS, declare
from generator.model.types import Part, Text


class Section(Part):
    """A chapter that has no place among the official ones."""

    title: Text = declare("标题", NAME, default=REQUIRED, guarded=False)
    body: Text = declare("正文", NOTE, default=REQUIRED)


class Narrative(Part):
    """The narrative report's chapters, in the official order; each one optional."""

    overview: Text | None = declare("项目概况", NOTE)
    basis: Text | None = declare("立项依据", NOTE)
    necessity: Text | None = declare("立项必要性", NOTE, title="设立的必要性")
    safeguards: Text | None = declare("实施措施与制度", NOTE, title="保证项目实施的措施与制度")
    plan: Text | None = declare("实施计划", NOTE, title="项目实施计划")
    funding: Text | None = declare("资金情况", NOTE, title="项目资金投入和使用情况")
    goals: Text | None = declare("绩效目标", NOTE, title="项目绩效目标")
    organisation: Text | None = declare("组织实施情况", NOTE, title="项目组织实施管理情况")
    evaluation_basis: Text | None = declare("评价依据", NOTE)
    data_collection: Text | None = declare("数据采集过程", NOTE)
    conclusion: Text | None = declare("评价结论", NOTE)
    execution: Text | None = declare(
        "预算执行情况及分析", NOTE, title="项目实施和预算执行情况及分析"
    )
    output: Text | None = declare("产出情况及分析", NOTE)
    benefit: Text | None = declare("效益情况及分析", NOTE)
    satisfaction: Text | None = declare("满意度情况及分析", NOTE)
    practices: Text | None = declare("主要经验做法", NOTE)
    problems: Text | None = declare("存在问题及原因分析", NOTE, title="存在的主要问题及原因分析")
    improvements: Text | None = declare("改进措施及建议", NOTE, title="下一步改进措施及建议")
    use_of_results: Text | None = declare(
        "结果应用和公开情况", NOTE, title="绩效自评结果拟应用和公开情况"
    )
    others: tuple[Section, ...] = declare(
        "其他章节", ROWS, default=(), guarded=False, headed_by="标题"
    )

    def chapters(self) -> Iterator[tuple[str, str, str]]:
        """Yield (key on file, title, text) of each chapter present, 其他章节 last."""
        for name, field in type(self).model_fields.items():
            text = getattr(self, name)
            if name != "others" and text:
                yield str(field.alias), str(field.title), text
        for section in self.others:
            yield "其他章节", section.title, section.body

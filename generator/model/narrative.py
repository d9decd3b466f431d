"""The narrative part of a report, chapter by chapter in the official order."""

from collections.abc import Iterator

from pydantic import Field

from generator.model.types import Part, Text


class Section(Part):
    """A chapter that has no place among the official ones."""

    title: Text = Field(alias="标题", title="标题")
    body: Text = Field(alias="正文", title="正文")


class Narrative(Part):
    """The narrative report's chapters, in the official order; each one optional."""

    overview: Text | None = Field(None, alias="项目概况", title="项目概况")
    basis: Text | None = Field(None, alias="立项依据", title="立项依据")
    necessity: Text | None = Field(None, alias="立项必要性", title="设立的必要性")
    safeguards: Text | None = Field(None, alias="实施措施与制度", title="保证项目实施的措施与制度")
    plan: Text | None = Field(None, alias="实施计划", title="项目实施计划")
    funding: Text | None = Field(None, alias="资金情况", title="项目资金投入和使用情况")
    goals: Text | None = Field(None, alias="绩效目标", title="项目绩效目标")
    organisation: Text | None = Field(None, alias="组织实施情况", title="项目组织实施管理情况")
    evaluation_basis: Text | None = Field(None, alias="评价依据", title="评价依据")
    data_collection: Text | None = Field(None, alias="数据采集过程", title="数据采集过程")
    conclusion: Text | None = Field(None, alias="评价结论", title="评价结论")
    execution: Text | None = Field(None, alias="预算执行情况及分析", title="项目实施和预算执行情况及分析")
    output: Text | None = Field(None, alias="产出情况及分析", title="产出情况及分析")
    benefit: Text | None = Field(None, alias="效益情况及分析", title="效益情况及分析")
    satisfaction: Text | None = Field(None, alias="满意度情况及分析", title="满意度情况及分析")
    practices: Text | None = Field(None, alias="主要经验做法", title="主要经验做法")
    problems: Text | None = Field(None, alias="存在问题及原因分析", title="存在的主要问题及原因分析")
    improvements: Text | None = Field(None, alias="改进措施及建议", title="下一步改进措施及建议")
    use_of_results: Text | None = Field(None, alias="结果应用和公开情况", title="绩效自评结果拟应用和公开情况")
    others: tuple[Section, ...] = Field((), alias="其他章节", title="其他章节")

    def chapters(self) -> Iterator[tuple[str, str, str]]:
        """Yield (key on file, title, text) for each chapter present, other sections last (key `其他章节`)."""
        for name, field in type(self).model_fields.items():
            text = getattr(self, name)
            if name != "others" and text:
                yield str(field.alias), str(field.title), text
        for section in self.others:
            yield "其他章节", section.title, section.body

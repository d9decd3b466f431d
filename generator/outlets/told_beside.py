"""What is told beside a list of projects: who looked again, and what was promised of it."""

from collections.abc import Iterator, Sequence

from generator.catalogue import Catalogue, Entry
from generator.outlets.blocks import Line, Paragraph, Table
from generator.pages.promised import counted
from generator.pages.rectification import promise_row, sorted_by_term
from generator.pages.second import second_sentence
from generator.pages.second_scores import second_rows

MISSING = "未填报"
NONE = "—"
_SECOND = (
    "项目名称",
    "自评总分",
    "规则参考总分",
    "复核总分",
    "相差（分）",
    "谁在哪天复核",
    "理由",
)
_PROMISED = ("项目名称", "问题", "措施", "责任单位", "期限", "状态", "最近进展")


def second_told(entries: Sequence[Entry]) -> Iterator[Paragraph | Table]:
    """Yield what second scores say of some reports, as the site's page does; none without any."""
    rows = second_rows(entries)
    if rows:
        yield Paragraph(f"{second_sentence(entries)}。", "复核")
        yield Table(
            "复核过的自评，相差大的在前",
            _SECOND,
            tuple(
                Line(
                    (
                        row.report.title,
                        row.declared or MISSING,
                        row.rule,
                        row.second or MISSING,
                        row.apart or NONE,
                        row.who,
                        row.reason or NONE,
                    )
                )
                for row in rows
            ),
            frozenset({1, 2, 3, 4}),
        )


def promises_told(catalogue: Catalogue, entries: Sequence[Entry]) -> Iterator[Paragraph | Table]:
    """Yield the promises of some reports, as the site's page does; nothing without any."""
    found = [
        (entry, one) for entry in entries for one in catalogue.promises.get(entry.report.id, ())
    ]
    if found:
        yield Paragraph(f"{counted(one for _, one in found)}。", "整改")
        rows = [promise_row(*item) for item in sorted_by_term(found)]
        yield Table(
            "答应的整改，期限早的在前",
            _PROMISED,
            tuple(
                Line(
                    (
                        row.report.title,
                        row.problem,
                        row.measure,
                        row.by or MISSING,
                        row.due or MISSING,
                        row.state,
                        row.said or NONE,
                    )
                )
                for row in rows
            ),
        )

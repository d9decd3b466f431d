"""Findings as readers meet them: three kinds counted apart, each beside its row and its answer."""

from collections.abc import Sequence
from dataclasses import dataclass

from generator.catalogue import Catalogue, Entry
from generator.checks import ALL_CHECKS
from generator.checks.tally import Tally, is_notice, is_review, is_unjudged
from generator.model.anchors import row_anchors
from generator.model.finding import Finding, Severity, Source
from generator.model.report import Form
from generator.pages.said import UNANSWERED, StatementView, statement_views
from generator.presentation.addresses import Link

SEVERITY_CLASS = {Severity.ERROR: "error", Severity.REVIEW: "review", Severity.NOTICE: "notice"}
# Where a page shows what lies at the beginning of a finding's way into the form.
_SECTIONS = {
    "资金": Link("项目资金", "#funding"),
    "资金明细": Link("项目资金", "#funding"),
    "年度总体目标": Link("年度总体目标", "#goals"),
    "绩效指标": Link("绩效指标", "#indicators"),
    "项目绩效分析": Link("项目绩效分析", "#analysis"),
    "报告": Link("自评报告", "#narrative"),
    "附表": Link("附表", "#tables"),
    "复核": Link("复核", "#second"),
    "整改": Link("整改", "#promises"),
}
_ABOVE = Link("表头", "#about")
_TITLES = {check.code: check.problem.title for check in ALL_CHECKS}


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding as shown: words only; `row` is where the page shows what it is about."""

    id: str
    code: str
    severity: str
    severity_class: str
    title: str
    message: str
    expected: str
    declared: str
    difference: str
    row: Link
    said: tuple[StatementView, ...]
    sources: tuple[Link, ...]
    report_title: str
    report_url: str


@dataclass(frozen=True, slots=True)
class FindingTable:
    """Findings of one kind; `id` is its anchor, `is_folded` where it is not the first to read."""

    id: str
    title: str
    note: str
    is_folded: bool
    is_answerable: bool
    findings: tuple[FindingView, ...]


def title_of(code: str) -> str:
    """Return the title of a check."""
    return _TITLES[code]


def view_finding(catalogue: Catalogue, finding: Finding, entry: Entry) -> FindingView:
    """Show one finding."""
    year, department = entry.report.identity.year, entry.department.name
    return FindingView(
        id=finding.id,
        code=finding.code,
        severity=finding.severity,
        severity_class=SEVERITY_CLASS[finding.severity],
        title=title_of(finding.code),
        message=said(finding),
        expected=finding.expected,
        declared=finding.declared,
        difference=finding.difference,
        row=_row(entry.report.form, finding),
        said=statement_views(finding),
        sources=tuple(map(source_link, finding.sources)),
        report_title=f"{year} {entry.report.title}（{department}）",
        report_url=f"{entry.url}#{finding.id}",
    )


def said(finding: Finding) -> str:
    """Return what was found in words for readers: the report of another year goes by its year."""
    message = finding.message
    for one in finding.sources:
        message = message.replace(one.report, _year_of(one))
    return message


def _year_of(one: Source) -> str:
    return f"{one.report.partition('/')[0]}年度"


def source_link(one: Source) -> Link:
    """Return what another year's report says, at its row where it is about one."""
    return Link(_year_of(one), f"{one.report}/{f'#{one.anchor}' if one.anchor else ''}")


def _row(form: Form, finding: Finding) -> Link:
    """Return the row that a finding is about, else the section, else the head of the form."""
    head = finding.path[0] if finding.path else ""
    if head == "绩效指标" and len(finding.path) > 1:
        index = int(finding.path[1])
        name = form.indicators[index].name or f"第 {index + 1} 行"
        return Link(name, f"#{row_anchors(form)[index]}")
    return _SECTIONS.get(str(head), _ABOVE)


def rows_of(form: Form, findings: Sequence[Finding]) -> dict[str, tuple[str, ...]]:
    """Return by row anchor the ids of the findings about the row that ask for a look."""
    found: dict[str, list[str]] = {}
    for finding in filter(is_review, findings):
        link = _row(form, finding)
        if link.url.startswith("#row-"):
            found.setdefault(link.url[1:], []).append(finding.id)
    return {anchor: tuple(ids) for anchor, ids in found.items()}


_REVIEWS = (
    "表里前后对不上、或与评价规则不一致的地方。不是对单位或个人的结论；单位的说明与发现并列公开。"
)
_NOTICES = "不算对不上：填法、转录和四舍五入方面请读者留意之处。"
_UNJUDGED = "表上的写法让软件算不出来，不是报告的问题，也不计入上面的数。"


def finding_tables(catalogue: Catalogue, entry: Entry) -> tuple[FindingTable, ...]:
    """Return the findings of a report by kind; a kind without findings is left out."""
    kinds = (
        ("reviews", "须核对", _REVIEWS, is_review),
        ("notices", "提示", _NOTICES, is_notice),
        ("unjudged", "软件无法判断", _UNJUDGED, is_unjudged),
    )
    tables = []
    for name, title, note, belongs in kinds:
        found = tuple(view_finding(catalogue, one, entry) for one in entry.findings if belongs(one))
        if found:
            first = name == "reviews"
            tables.append(
                FindingTable(name, f"{title} {len(found)} 处", note, not first, first, found)
            )
    return tuple(tables)


def answered_words(counts: Tally) -> str:
    """Say how many are answered, and of these how many corrected and upheld."""
    kinds = (("已更正", counts.corrected), ("维持", counts.upheld))
    among = "，".join(f"{name} {count} 处" for name, count in kinds if count)
    return f"单位已说明 {counts.answered} 处" + (f"（其中{among}）" if among else "")


def status_line(counts: Tally) -> str:
    """Say the three counts, never added, in the words of every page."""
    if not counts.reviews:
        told = ["没有发现须核对的地方"]
    else:
        open_ones = counts.reviews - counts.answered
        told = [f"须核对 {counts.reviews} 处"]
        told += [answered_words(counts)] if counts.answered else []
        told += [f"{UNANSWERED} {open_ones} 处"] if open_ones else []
    rest = []
    rest += [f"提示 {counts.notices} 处"] if counts.notices else []
    rest += [f"软件无法判断 {counts.unjudged} 处"] if counts.unjudged else []
    line = "，".join(told)
    return f"{line}。另有{'，'.join(rest)}。" if rest else f"{line}。"

"""The ledger on pages: a page a year, one over all years, and a line on the pages of lists."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.catalogue import Catalogue
from generator.ledger.known import Known
from generator.ledger.ledger import Ledger
from generator.ledger.lines import Became, Line
from generator.ledger.tally import Tally, tally
from generator.pages.common import Fact
from generator.pages.page import Page, Whole, page
from generator.presentation.addresses import Link
from generator.presentation.ledger_words import sentence
from generator.presentation.words import money, ratio

INDEX = Link("公开台账", "ledger/")
_HOME = Link("首页", "")


@dataclass(frozen=True, slots=True)
class SumRow:
    """The sums of a department or a year, as words."""

    link: Link
    owed: str
    published: str
    late: str
    overdue: str
    doubtful: str
    waiting: str
    not_owed: str
    coverage: str
    owed_money: str
    published_money: str
    money_coverage: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """A project of the list: what is missing, doubtful or late, and why."""

    name: str
    code: str
    department: str
    department_url: str
    budget: str
    due: str
    reports: tuple[Link, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Section:
    """Projects of one kind, under a head with a sentence."""

    title: str
    lead: str
    rows: tuple[ProjectRow, ...]


@dataclass(frozen=True, slots=True)
class LedgerView:
    """A page of the ledger."""

    title: str
    url: str
    lead: str
    breadcrumbs: tuple[Link, ...]
    facts: tuple[Fact, ...]
    unit: str
    head: str
    sums: tuple[SumRow, ...]
    sections: tuple[Section, ...]
    grounds: tuple[tuple[str, str, str], ...]
    outside: tuple[ProjectRow, ...]


def pages(whole: Whole) -> Iterator[Page]:
    """Yield the ledgers."""
    for view in ledger_views(whole.catalogue):
        yield page(view.url, "ledger.md.j2", view=view)


def ledger_views(catalogue: Catalogue) -> Iterator[LedgerView]:
    """Yield the pages of the ledger; none where no list is known."""
    if catalogue.ledgers:
        yield _over_years(catalogue)
    for ledger in catalogue.ledgers:
        yield _year(catalogue, ledger)


def ledger_facts(catalogue: Catalogue, year: int | None, department: str = "") -> tuple[Fact, ...]:
    """Return the ledger's line on a page of lists; of the newest year where `year` is None."""
    ledger = catalogue.ledgers[0] if year is None and catalogue.ledgers else None
    if year is not None:
        ledger = catalogue.ledger(year)
    if ledger is None:
        return ()
    lines = ledger.of(department) if department else ledger.lines
    label = f"{ledger.year}年度公开台账"
    if department and ledger.zero_report(department):
        return (Fact(label, "零报告：没有应公开的项目", f"ledger/{ledger.year}/"),)
    if not lines:
        return ()
    return (Fact(label, sentence(tally(lines)), f"ledger/{ledger.year}/"),)


def _over_years(catalogue: Catalogue) -> LedgerView:
    sums = tuple(
        _sums(catalogue, Link(f"{one.year}年度", f"ledger/{one.year}/"), one.tally)
        for one in catalogue.ledgers
    )
    lead = "对照批复的项目名单，看每个年度应公开的自评公开了多少。没有到公开期限的不算逾期。"
    return LedgerView(
        INDEX.title, INDEX.url, lead, (_HOME,), (), _unit(catalogue), "年度", sums, (), (), ()
    )


def _year(catalogue: Catalogue, ledger: Ledger) -> LedgerView:
    about, day = ledger.about, ledger.day
    facts = (
        Fact("名单来源", about.source),
        Fact("名单日期", str(about.day or "")),
        Fact("公开期限", str(about.due or "")),
        Fact("截至", str(day) if day else "预览，不看日期"),
        Fact("合计", sentence(ledger.tally)),
    )
    return LedgerView(
        title=f"{ledger.year}年度公开台账",
        url=f"ledger/{ledger.year}/",
        lead=f"{ledger.year}年度批复的项目，逐个对照已公开的自评。",
        breadcrumbs=(_HOME, INDEX),
        facts=facts,
        unit=_unit(catalogue),
        head="部门",
        sums=tuple(_department(catalogue, ledger, name) for name in ledger.departments),
        sections=tuple(one for one in _sections(catalogue, ledger) if one.rows),
        grounds=tuple(_grounds(catalogue, ledger)),
        outside=tuple(_outside(catalogue, one) for one in ledger.outside),
    )


def _unit(catalogue: Catalogue) -> str:
    return catalogue.site.money_unit


def _department(catalogue: Catalogue, ledger: Ledger, name: str) -> SumRow:
    link = Link(catalogue.departments[name].name, f"departments/{name}/")
    zero = ledger.zero_report(name)
    note = f"零报告（{zero.ground}）" if zero else ""
    return _sums(catalogue, link, tally(ledger.of(name)), note)


def _sums(catalogue: Catalogue, link: Link, sums: Tally, note: str = "") -> SumRow:
    unit = _unit(catalogue)
    return SumRow(
        link,
        str(sums.owed),
        str(sums.published),
        str(sums.count(Became.AFTER)),
        str(sums.count(Became.OVERDUE)),
        str(sums.count(Became.DOUBTFUL)),
        str(sums.count(Became.AHEAD, Became.AWAITED)),
        str(sums.count(Became.EXEMPT, Became.WITHHELD)),
        ratio(sums.coverage) if sums.owed else "—",
        money(sums.owed_money, unit),
        money(sums.published_money, unit),
        ratio(sums.money_coverage) if sums.owed_money else "—",
        note,
    )


_SECTIONS = (
    (Became.OVERDUE, "公开期限已过，还没有公开的自评。"),
    (Became.DOUBTFUL, "有名称相同或相近的报告，编码对不上；经人确认以前不算公开，也不算逾期。"),
    (Became.AFTER, "公开日期在公开期限之后。"),
    (Became.AHEAD, "还没有到公开期限。"),
    (Became.AWAITED, "还没有公开；名单没有写明公开期限，或者这是不看日期的预览。"),
)


def _sections(catalogue: Catalogue, ledger: Ledger) -> Iterator[Section]:
    for became, lead in _SECTIONS:
        yield Section(became.value, lead, _rows(catalogue, ledger.that(became)))
    noted = [one for one in ledger.that(Became.ON_TIME) if one.notes]
    lead = "已经公开，但与名单有出入的项目。"
    yield Section("与名单有出入", lead, _rows(catalogue, noted))


def _rows(catalogue: Catalogue, lines: Sequence[Line]) -> tuple[ProjectRow, ...]:
    return tuple(_row(catalogue, line) for line in lines)


def _row(catalogue: Catalogue, line: Line) -> ProjectRow:
    project, is_named = line.project, line.name is not None
    public = {entry.report.id for entry in catalogue.entries}
    found = [*line.reports, *(one.report for one in line.doubts)]
    links = tuple(
        Link(one.name or one.id, f"{one.id}/") for one in found if one.id in public and is_named
    )
    why = dict.fromkeys([*line.notes, *(one.why for one in line.doubts)])
    return ProjectRow(
        line.name or "依法不予公开",
        project.code if is_named else "",
        catalogue.departments[project.department].name,
        f"departments/{project.department}/",
        money(line.budget, _unit(catalogue)),
        str(project.due or ""),
        links,
        "；".join(why),
    )


def _grounds(catalogue: Catalogue, ledger: Ledger) -> Iterator[tuple[str, str, str]]:
    """Yield department, number and ground of what need not be published: never its name."""
    counts: dict[tuple[str, str], int] = {}
    for line in ledger.that(Became.EXEMPT, Became.WITHHELD):
        ground = line.project.ground if line.became is Became.EXEMPT else line.became.value
        key = (catalogue.departments[line.project.department].name, ground)
        counts[key] = counts.get(key, 0) + 1
    for (department, ground), count in counts.items():
        yield department, f"{count} 个", ground


def _outside(catalogue: Catalogue, report: Known) -> ProjectRow:
    return ProjectRow(
        report.name or report.id,
        report.code,
        catalogue.departments[report.department].name,
        f"departments/{report.department}/",
        "",
        "",
        (Link(report.name or report.id, f"{report.id}/"),),
        "",
    )

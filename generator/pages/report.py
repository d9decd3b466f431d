"""The report page: all that one form declares, in its order, with the rule's points beside it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from markupsafe import Markup

from generator.catalogue import Catalogue, Edition, Entry
from generator.model.fields import LISTED, heads_of
from generator.model.kinds import PROJECT
from generator.model.money import funding_views
from generator.model.report import Form, ManagementCheck
from generator.model.revision import Revised
from generator.pages import pictures
from generator.pages.answer import Answer, answer
from generator.pages.attachments import AttachmentView, attachment_views
from generator.pages.behind import chapters, correction, transcription
from generator.pages.cards import SITE, card_of_department
from generator.pages.chart_views import Chart
from generator.pages.common import Fact
from generator.pages.compare import project_url
from generator.pages.findings import FindingTable, finding_tables, status_line
from generator.pages.gap_said import GapSaid, gap_said
from generator.pages.headline import explanation
from generator.pages.kinds import covered, kind_facts, way_to
from generator.pages.page import Page, page
from generator.pages.promised import PromisesView, promised_at, promises_view
from generator.pages.said import OtherStatement, latest_words, other_statements
from generator.pages.second import SecondView, second_view
from generator.pages.standing import Banner, edition_banner, edition_link, report_banners
from generator.pages.stated import columns, facts, label, listed_on_page, text
from generator.pages.tables import (
    FundingTableView,
    LevelView,
    funding_table,
    level_views,
)
from generator.pages.tags import report_header, report_tags
from generator.pages.totals import BudgetLine, TotalsView, budget_line, totals_of
from generator.presentation.addresses import Link, site_url
from generator.presentation.qr import qr_code
from generator.presentation.structured import json_ld, report_dataset

_DOWNLOADS = (
    ("本报告的数据文件（YAML，即录入的原文）", "yml"),
    ("本报告的各张数据表（XLSX）", "xlsx"),
    ("本报告连同核算结果（JSON）", "json"),
)


@dataclass(frozen=True, slots=True)
class ExtraTableView:
    """Another table of the report, cell by cell."""

    title: str
    unit: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class ReportView:
    """The whole report page.

    `banners` say what is particular about it, `noindex` keeps old versions out of engines; `site`
    is the whole address of the site, "" where it has none.
    """

    title: str
    banners: tuple[Banner, ...]
    editions: tuple[Link, ...]
    revisions: tuple[Revised, ...]
    noindex: bool
    page_title: str
    year: str
    url: str
    breadcrumbs: tuple[Link, ...]
    facts: tuple[Fact, ...]
    department: str
    answer: Answer
    status: str
    gap: GapSaid | None
    totals: TotalsView
    explanation: str
    funding: tuple[FundingTableView, ...]
    budget: BudgetLine | None
    goals: tuple[Fact, ...]
    long_term: str
    has_adjusted: bool
    has_second: bool
    second: SecondView | None
    promises: PromisesView
    promised: Mapping[str, tuple[str, ...]]
    levels: tuple[LevelView, ...]
    chapters: tuple[tuple[str, tuple[Fact, ...]], ...]
    extra_tables: tuple[ExtraTableView, ...]
    findings: tuple[FindingTable, ...]
    other_statements: tuple[OtherStatement, ...]
    passed: str
    transcription: tuple[tuple[str, str, str, str], ...]
    corrections: tuple[tuple[str, ...], ...]
    siblings: tuple[Link, ...]
    side_by_side: tuple[Link, ...]
    source: str
    attachments: tuple[AttachmentView, ...]
    rulebook: Link
    rulebook_version: str
    downloads: tuple[Link, ...]
    money_chart: Chart | None
    score_chart: Chart | None
    tags: tuple[tuple[str, str], ...]
    header: tuple[tuple[str, str], ...]
    structured: Markup
    picture: str
    qr: Markup
    site: str


def department_pages(catalogue: Catalogue) -> Iterator[Page]:
    """Yield the page of each report, and what each said before it was corrected."""
    for entry in catalogue.entries:
        view = report_view(catalogue, entry)
        yield page(view.url, "report.md.j2", view=view)
        for edition in catalogue.versions.get(entry.report.id, ()):
            old = edition_view(catalogue, edition, entry)
            yield page(old.url, "report.md.j2", view=old)


def edition_view(catalogue: Catalogue, edition: Edition, current: Entry) -> ReportView:
    """Gather the page of what a report said before it was corrected."""
    without = replace(catalogue, promises={})
    view = report_view(without, replace(edition.entry, findings=()))
    title = f"{view.page_title}：第 {edition.version.number} 版"
    crumb = Link(current.report.title, current.url)
    return replace(
        view,
        page_title=title,
        url=edition.url,
        breadcrumbs=(*view.breadcrumbs, crumb),
        banners=(edition_banner(edition, current),),
        status="旧版不再核对，现在的发现和单位的说明见现行版本。",
        gap=None,
        other_statements=(),
        editions=(),
        revisions=(),
        noindex=True,
        attachments=(),
        downloads=(),
        tags=(),
        structured=Markup(""),
        qr=Markup(""),
    )


def report_view(catalogue: Catalogue, entry: Entry) -> ReportView:
    """Gather all the text of one report page."""
    report, card, form = entry.report, entry.scorecard, entry.report.form
    identity, unit = report.identity, catalogue.site.money_unit
    money_chart, score_chart = pictures.of_report(catalogue, entry)
    return ReportView(
        title=report.title,
        banners=tuple(report_banners(entry)),
        editions=tuple(edition_link(one) for one in catalogue.versions.get(report.id, ())),
        revisions=catalogue.revisions.get(report.id, ()),
        noindex=False,
        page_title=f"{report.title}（{entry.department.name}，{identity.year}年度）",
        year=str(identity.year),
        url=entry.url,
        breadcrumbs=way_to(entry),
        facts=_facts(entry),
        department=entry.department.name,
        answer=answer(entry, unit),
        status=status_line(entry.tally) + latest_words(entry),
        gap=gap_said(entry),
        totals=totals_of(form, card),
        explanation=explanation(entry),
        funding=tuple(funding_table(view) for view in funding_views(form)),
        budget=budget_line(form, card),
        goals=_goals(form),
        long_term=_long_term(form),
        has_adjusted=any(row.adjusted_target for row in form.indicators),
        has_second=any(row.review_score for row in form.indicators),
        second=second_view(entry),
        promises=promises_view(catalogue, entry),
        promised=promised_at(catalogue, entry),
        levels=level_views(form, card, entry.findings),
        chapters=chapters(form),
        extra_tables=_extra_tables(form),
        findings=finding_tables(catalogue, entry),
        other_statements=other_statements(entry),
        passed=_passed(catalogue, entry),
        transcription=transcription(form),
        corrections=tuple(map(correction, form.corrections)),
        siblings=_siblings(catalogue, entry),
        side_by_side=_side_by_side(catalogue, entry),
        source=form.source or "",
        attachments=attachment_views(entry),
        rulebook=Link(entry.rulebook.name, f"rules/{entry.rulebook.id}/"),
        rulebook_version=entry.rulebook.version,
        downloads=_downloads(report.id),
        money_chart=money_chart,
        score_chart=score_chart,
        tags=report_tags(catalogue, entry),
        header=report_header(catalogue, entry),
        structured=json_ld(report_dataset(catalogue, entry)),
        picture=_picture(entry),
        qr=qr_code(_permanent(catalogue, entry)),
        site=catalogue.site.address or "",
    )


def _picture(entry: Entry) -> str:
    """Return where the picture of a report's department lies; of another kind, the site's."""
    is_project = entry.report.form.kind == PROJECT
    return card_of_department(entry.report.identity.department) if is_project else SITE


def _permanent(catalogue: Catalogue, entry: Entry) -> str:
    """Return the whole address of a report, "" where the site has none."""
    return site_url(catalogue, entry.url) if catalogue.site.address else ""


def _facts(entry: Entry) -> tuple[Fact, ...]:
    form, identity = entry.report.form, entry.report.identity
    year = f"{form.year} 年度" if form.year else ""
    return (
        *kind_facts(entry),
        Fact("主管部门", form.department or ""),
        Fact("实施单位", form.unit or ""),
        Fact("年度", year, "" if year else f"归入 {identity.year} 年度"),
        Fact("公开单位", entry.department.name),
        *facts(form, (field for field in heads_of(Form) if field.shown is LISTED)),
    )


def _goals(form: Form) -> tuple[Fact, ...]:
    if form.goals is None:
        return ()
    adjusted = form.goals.adjusted
    return (
        Fact("预期目标", form.goals.planned or ""),
        *((Fact("调整后目标", adjusted),) if adjusted else ()),
        Fact("实际完成情况", form.goals.achieved or ""),
    )


def _long_term(form: Form) -> str:
    return (form.goals.long_term if form.goals else None) or ""


def _extra_tables(form: Form) -> tuple[ExtraTableView, ...]:
    own = (
        ExtraTableView(table.name, table.unit or "", table.header, table.rows)
        for table in form.extra_tables
    )
    return (*_management(form), *own)


def _management(form: Form) -> Iterator[ExtraTableView]:
    """Yield what a transfer's form says of how its money was managed, if it says anything."""
    rows = form.management
    if rows:
        filled = tuple(columns(listed_on_page(ManagementCheck), rows))
        cells = tuple(tuple(text(row, column) for column in filled) for row in rows)
        yield ExtraTableView("资金管理情况", "", tuple(map(label, filled)), cells)


def _downloads(report: str) -> tuple[Link, ...]:
    return tuple(Link(title, f"data/reports/{report}.{kind}") for title, kind in _DOWNLOADS)


def _passed(catalogue: Catalogue, entry: Entry) -> str:
    fired = len({finding.code for finding in entry.findings})
    return f"共运行 {len(catalogue.checks)} 项核对，其中 {fired} 项有发现"


def _side_by_side(catalogue: Catalogue, entry: Entry) -> tuple[Link, ...]:
    """Link the comparisons with the project's other reports, if any, and with chosen ones."""
    own = Link("与本项目的其他年度对照", project_url(entry))
    chosen = Link("与其他报告对照", f"compare/?r={entry.report.id}")
    return (own, chosen) if catalogue.related(entry) else (chosen,)


def _siblings(catalogue: Catalogue, entry: Entry) -> tuple[Link, ...]:
    """Link the same project's other years and forms, what it covers and what covers it."""
    years = tuple(
        Link(f"{other.report.identity.year}年度 {other.report.title}", other.url)
        for other in catalogue.related(entry)
    )
    return (*years, *covered(catalogue, entry))

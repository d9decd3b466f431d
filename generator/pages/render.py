"""Views to Markdown: every page of the site as {path: text}."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict

from generator.catalogue import Catalogue
from generator.model.problem import Manual
from generator.pages.announcements import announcements
from generator.pages.compare import compare_views
from generator.pages.evaluations import evaluation_views
from generator.pages.front import front_view
from generator.pages.gaps import gaps_view
from generator.pages.ledger import ledger_views
from generator.pages.listed import HOME
from generator.pages.listing import listing_views
from generator.pages.manual import rulebook_views
from generator.pages.matrix import matrix_view
from generator.pages.problems import CLEAN, INDEX, families, problem_views
from generator.pages.replying import reply_view
from generator.pages.report import edition_view, report_view
from generator.pages.standing import notices_view, withdrawn_views
from generator.pages.unanswered import unanswered_views
from generator.presentation.addresses import Link
from generator.presentation.templates import render_page

_LINKS = (
    Link("全部核对规则", "checks/"),
    Link("全部评价规则", "rules/"),
    Link("怎样看一份自评报告", "how-to-read/"),
    Link("怎样说明、更正和提出异议", "how-to-answer/"),
    Link("关于本站", "about/"),
)
_ALL = (
    "软件对每份报告运行的全部核对。每项核对公布适用多少份、发现多少处：处处都有发现的核对，首先应当怀疑核对本身。"
    "后面几类是读取数据文件、导入自评表和改动已公开内容时的错误；有错误就不生成网站，因此没有次数。"
)
_FOUND = "现有报告中的全部核对发现，按种类列出。发现是请读者留意之处，不是对单位或个人的结论。"


def render_pages(
    catalogue: Catalogue, manual: Manual, changed: Sequence[str] = ()
) -> Iterator[tuple[str, str]]:
    """Yield the whole Markdown tree: path below docs/ and text, the hand-written pages first.

    The same catalogue gives the same text. The first page of a preview lists the `changed` reports,
    by id.
    """
    for name, text in catalogue.pages:
        yield f"{name}/index.md", text
    titles = [
        Link(entry.report.title, entry.url)
        for entry in catalogue.entries
        if entry.report.id in changed
    ]
    yield render_page("", "home.md.j2", view=front_view(catalogue.of_projects), changed=titles)
    for listing in listing_views(catalogue.of_projects):
        yield render_page(listing.url, "listing.md.j2", view=listing)
    for entry in catalogue.entries:
        view = report_view(catalogue, entry)
        yield render_page(view.url, "report.md.j2", view=view)
        for edition in catalogue.versions.get(entry.report.id, ()):
            old = edition_view(catalogue, edition, entry)
            yield render_page(old.url, "report.md.j2", view=old)
    for gone in withdrawn_views(catalogue):
        yield render_page(gone.url, "withdrawn.md.j2", view=gone)
    told = {"view": notices_view(catalogue), "announcements": tuple(announcements(catalogue))}
    yield render_page("corrections/", "corrections.md.j2", **told)
    yield render_page("gaps/", "gaps.md.j2", view=gaps_view(catalogue.of_projects))
    for unanswered in unanswered_views(catalogue):
        yield render_page(unanswered.url, "unanswered.md.j2", view=unanswered)
    yield render_page("how-to-answer/", "how_to_answer.md.j2", view=reply_view(catalogue))
    for comparison in compare_views(catalogue):
        yield render_page(comparison.url, "compare.md.j2", view=comparison)
    yield render_page("compare/", "comparison.md.j2", money_unit=catalogue.site.money_unit)
    matrix = matrix_view(catalogue.of_projects)
    yield render_page(matrix.url, "matrix.md.j2", view=matrix)
    yield from _year(catalogue)
    yield from _codes(catalogue, manual)
    yield from _rules(catalogue)
    links = [asdict(link) for link in _LINKS]
    yield render_page("methodology/", "methodology.md.j2", links=links, accuracy=manual.accuracy)


def _year(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Yield the pages about the year's work: other evaluations, the ledger."""
    for listing in evaluation_views(catalogue):
        yield render_page(listing.url, "listing.md.j2", view=listing)
    for ledger in ledger_views(catalogue):
        yield render_page(ledger.url, "ledger.md.j2", view=ledger)


def _codes(catalogue: Catalogue, manual: Manual) -> Iterator[tuple[str, str]]:
    problems = problem_views(catalogue, manual)
    kinds = families(problems)
    found = tuple(kind.found() for kind in kinds)
    everything = {"title": "核对规则", "lead": _ALL, "families": kinds, "clean": CLEAN}
    yield render_page(INDEX.url, "problems.md.j2", **everything)
    only_found = {"title": "核对发现", "lead": _FOUND, "families": found, "clean": None}
    yield render_page("findings/", "problems.md.j2", **only_found)
    for problem in problems:
        yield render_page(problem.url, "problem.md.j2", view=problem)
        for page in problem.pages():
            yield render_page(page.url, "found.md.j2", view=page)
    clean = {"title": CLEAN.title, "breadcrumbs": (HOME, INDEX), "text": manual.clean_form}
    yield render_page(CLEAN.url, "clean_form.md.j2", **clean)


def _rules(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    rulebooks = tuple(rulebook_views(catalogue))
    yield render_page("rules/", "rulebooks.md.j2", rulebooks=rulebooks)
    for book in rulebooks:
        yield render_page(book.url, "rulebook.md.j2", view=book)

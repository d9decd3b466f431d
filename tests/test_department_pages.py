"""Lists of one department come with its part: whatever they show, a change of it makes the part anew.

And of that part alone, where no other department shows it.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from generator.assessment import assess
from generator.catalogue import Catalogue, Withheld
from generator.checks import ALL_CHECKS
from generator.ledger.ledger import Ledger, make_ledger
from generator.model.approved import ApprovedAbout, ApprovedList, ApprovedProject, ZeroReport
from generator.pages.handed import handed, handed_on
from generator.pages.render import render_department, render_whole
from generator.parts.making import departments_in, of_department
from generator.parts.marks import mark_of_department
from generator.site import manual, public_catalogue
from tests.made_reports import write_content

DAY, DUE = date(2025, 1, 1), date(2025, 1, 31)
ONE, ABOVE, OTHER, THIRD = "bureau-01", "bureau-00", "bureau-02", "bureau-03"
Parts = dict[str, tuple[str, dict[str, str]]]


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    folder = tmp_path_factory.mktemp("departments") / "content"
    write_content(folder, 40)
    assessment = assess(folder)
    assert assessment.content is not None
    found = public_catalogue(assessment.content, assessment, DAY)
    return replace(found, ledgers=(ledger(DAY),))


def parts(catalogue: Catalogue) -> Parts:
    """Return by department the name of its part, and the pages that come with it."""
    cut = {name: of_department(catalogue, name) for name in departments_in(catalogue)}
    return {
        name: (mark_of_department(part), dict(render_department(replace(part, checks=ALL_CHECKS))))
        for name, part in cut.items()
    }


def ledger(day: date, code: str = "A1", department: str = ONE, zero: str = "没有项目") -> Ledger:
    """Return a list with a project that waits until its day, and a department without any."""
    word = ZeroReport.model_validate({"部门": OTHER, "依据": zero})
    projects = (ApprovedProject(code, "养护", department, due=DUE),)
    about = ApprovedAbout.model_validate({"来源": "批复文件"})
    return make_ledger(ApprovedList(2019, about, projects, zero_reports=((OTHER, word),)), [], day)


def department(catalogue: Catalogue, department: str, **said: object) -> Catalogue:
    """Say something else of a department in the register, and in its entries."""
    register = dict(catalogue.departments)
    register[department] = register[department].model_copy(update=said)
    entries = tuple(replace(one, department=register[one.report.identity.department]) for one in catalogue.entries)
    return replace(catalogue, departments=register, entries=entries)


def another_order_of_grades(catalogue: Catalogue) -> Catalogue:
    """Put a rulebook first whose best grade is the second of others; no report is scored by it."""
    book = next(iter(catalogue.rulebooks.values()))
    unused = book.model_copy(update={"id": "unused", "grades": book.grades[1:]})
    return replace(catalogue, rulebooks={"unused": unused, **catalogue.rulebooks})


def withheld(catalogue: Catalogue) -> Catalogue:
    return replace(catalogue, withheld={**catalogue.withheld, ONE: (Withheld(2019, "某站", "某条例第七条"),)})


def another_kind(catalogue: Catalogue) -> Catalogue:
    """Turn a report of a project into an evaluation that only stands beside the list."""
    last = catalogue.entries[-1]
    form = last.report.form.model_copy(update={"kind": "重点评价"})
    turned = replace(last, report=replace(last.report, form=form))
    return replace(catalogue, entries=(*catalogue.entries[:-1], turned), others=(turned,))


CHANGES: dict[str, tuple[Callable[[Catalogue], Catalogue], set[str]]] = {
    "its note": (lambda all_of: department(all_of, ONE, note="另一句说明"), {ONE}),
    "a former name": (lambda all_of: department(all_of, ONE, former_names=("旧称局",)), {ONE}),
    "a withheld report": (withheld, {ONE}),
    "a project that becomes late": (lambda all_of: replace(all_of, ledgers=(ledger(date(2025, 2, 1)),)), {ONE}),
    "a project of another department": (
        lambda all_of: replace(all_of, ledgers=(ledger(DAY, department=THIRD),)),
        {ONE, THIRD},
    ),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_part_is_made_anew_where_its_pages_would_show_a_change_and_nowhere_else(
    catalogue: Catalogue, what: str
) -> None:
    change, where = CHANGES[what]
    before, after = parts(catalogue), parts(change(catalogue))

    assert {name for name in before if before[name][1] != after[name][1]} == where
    assert {name for name in before if before[name][0] != after[name][0]} == where


@pytest.mark.parametrize(
    "change",
    [
        lambda all_of: department(all_of, ABOVE, name="改了名的局"),
        another_order_of_grades,
        another_kind,
        lambda all_of: replace(all_of, promises={}),
        lambda all_of: replace(all_of, site=all_of.site.model_copy(update={"money_unit": "元"})),
        lambda all_of: replace(all_of, entries=tuple(replace(one, findings=()) for one in all_of.entries)),
    ],
)
def test_no_page_of_a_part_shows_what_the_part_is_not_named_by(
    catalogue: Catalogue, change: Callable[[Catalogue], Catalogue]
) -> None:
    before, after = parts(catalogue), parts(change(catalogue))
    shown = {name for name in before if before[name][1] != after[name][1]}

    assert shown
    assert shown <= {name for name in before if before[name][0] != after[name][0]}


def test_a_day_that_passes_makes_no_part_anew(catalogue: Catalogue) -> None:
    later = replace(catalogue, ledgers=(ledger(DUE),))

    assert parts(later) == parts(catalogue)


def test_pages_are_the_same_whether_they_see_one_department_or_all(catalogue: Catalogue) -> None:
    apart: dict[str, str] = {}
    for _, pages in parts(catalogue).values():
        assert not apart.keys() & pages.keys()
        apart |= pages

    assert apart == dict(render_department(catalogue))
    assert not apart.keys() & dict(render_whole(catalogue, manual(), handed([handed_on(catalogue)]))).keys()


def test_every_department_of_the_register_has_a_page(catalogue: Catalogue) -> None:
    left = tuple(one for one in catalogue.entries if one.report.identity.department != ONE)
    without = catalogue.only(left)
    pages = {**dict(render_department(without)), **dict(render_whole(without, manual(), handed([handed_on(without)])))}

    assert {f"departments/{name}/index.md" for name in catalogue.departments} <= pages.keys()
    assert "这里还没有公开的自评报告" in pages[f"departments/{ONE}/index.md"]

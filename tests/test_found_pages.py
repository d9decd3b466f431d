"""Lists too long for a page. Findings of a check: a table by department and year, lists of at most 200; corrections too."""

import re
from itertools import chain

from generator.pages.found import Found, found_pages, found_table
from generator.pages.standing import NoticeView, notices_views
from generator.presentation.addresses import Link
from generator.presentation.templates import render_page

CHECK = Link("R105 得分", "checks/r105/")
COURT, NPC, ROADS = Link("法院", "sx-court"), Link("人大", "sx-npc"), Link("公路", "sx-roads")


def found(year: int, department: Link, number: int) -> Found:
    """Return so many findings, each a text of its own with a link."""
    ids = [f"{department.url}-{year}-{n}" for n in range(number)]
    return Found(year, department, tuple(f'<article><a href="{{root}}{one}">{one}</a></article>' for one in ids))


# 2024: 150 of the court, 40 of the congress, 250 of the roads; 2023: 3 of the roads. Out of order on purpose.
FOUND = (found(2023, ROADS, 3), found(2024, ROADS, 250), found(2024, COURT, 150), found(2024, NPC, 40))


def test_the_table_counts_by_department_and_year() -> None:
    table = found_table(CHECK, FOUND)

    assert table is not None
    assert [year.title for year in table.years] == ["2024年度", "2023年度"]
    counted = [(row.department.title, [cell and cell.title for cell in row.cells], row.total) for row in table.rows]
    assert counted == [
        ("法院", ["150", None], "150"),
        ("人大", ["40", None], "40"),
        ("公路", ["250", "3"], "253"),
    ]
    assert (table.totals, table.total) == (("440", "3"), "443")


def test_a_number_leads_to_the_page_where_they_begin() -> None:
    table = found_table(CHECK, FOUND)

    assert table is not None
    links = [cell.url for row in table.rows for cell in row.cells if cell]
    # The roads' begin at the 191st of the year, on the first page; those of 2023 have a page of their own.
    first = "checks/r105/2024/"
    assert links == [f"{first}#sx-court", f"{first}#sx-npc", f"{first}#sx-roads", "checks/r105/2023/#sx-roads"]


def test_a_department_may_begin_on_a_further_page() -> None:
    table = found_table(CHECK, (found(2024, Link("第一", "a"), 201), found(2024, Link("第二", "b"), 1)))

    assert table is not None
    assert [row.cells[0].url for row in table.rows if row.cells[0]] == [
        "checks/r105/2024/#a",
        "checks/r105/2024/p/2/#b",
    ]


def test_every_finding_stands_on_one_page_of_at_most_two_hundred() -> None:
    pages = list(found_pages(CHECK, (), FOUND))
    shown = [[text for group in page.groups for text in group.findings] for page in pages]

    assert [(page.url, len(texts)) for page, texts in zip(pages, shown, strict=True)] == [
        ("checks/r105/2024/", 200),
        ("checks/r105/2024/p/2/", 200),
        ("checks/r105/2024/p/3/", 40),
        ("checks/r105/2023/", 3),
    ]
    assert sorted(chain.from_iterable(shown)) == sorted(chain.from_iterable(one.findings for one in FOUND))
    assert [len(page.pager) for page in pages] == [3, 3, 3, 0]


def test_a_page_has_a_heading_for_each_department_on_it() -> None:
    page = next(found_pages(CHECK, (), FOUND))
    path, text = render_page(page.url, "found.md.j2", view=page)

    assert path == "checks/r105/2024/index.md"
    assert re.findall(r"^## (.*)$", text, re.MULTILINE) == [
        "法院 {: #sx-court }",
        "人大 {: #sx-npc }",
        "公路 {: #sx-roads }",
    ]
    assert text.count("<article") == 200
    assert text.count('<article><a href="../../../sx-') == 200


def test_few_findings_stay_on_the_page_of_their_check() -> None:
    few = (found(2024, ROADS, 60), found(2023, ROADS, 40))

    assert found_table(CHECK, few) is None
    assert list(found_pages(CHECK, (), few)) == []


def test_corrections_are_listed_to_the_last_two_hundred_on_a_page() -> None:
    row = Link("总分", "#total")
    lines = tuple(NoticeView(f"第{n}条", "更正", row, "", "", "", "", "", "") for n in range(450))
    pages = list(notices_views(lines))

    assert [page.url for page in pages] == ["corrections/", "corrections/p/2/", "corrections/p/3/"]
    assert [len(page.notices) for page in pages] == [200, 200, 50]
    assert tuple(chain.from_iterable(page.notices for page in pages)) == lines
    assert {page.total for page in pages} == {"450"}
    assert [[link.url for link in page.pager] for page in pages] == [[page.url for page in pages]] * 3


def test_where_nothing_was_corrected_there_is_one_page_that_says_so() -> None:
    (page,) = notices_views(())

    assert (page.url, page.notices, page.pager) == ("corrections/", (), ())

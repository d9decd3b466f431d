"""Every field of the model has its places: a report that states them all is followed to each."""

import html
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import pytest

from generator.assessment import Assessment
from generator.catalogue import Catalogue, Entry, make_catalogue
from generator.checks.check import Case
from generator.checks.runner import CheckResult, check_all
from generator.disclosure.disclose import Disclosed
from generator.form_tree.tree import texts
from generator.forms.export_xlsx import form_xlsx
from generator.forms.finished import Defaults
from generator.forms.importing import import_source
from generator.forms.source_file import read_source
from generator.model.fields import (
    APART,
    LISTED,
    NOWHERE,
    OWN,
    ROWS,
    Belongs,
    FormField,
    fields_of,
    parts_of,
)
from generator.model.figure import Figure
from generator.model.report import Form, FundingRow, Identity, Indicator, Positions, Report
from generator.model.types import Part
from generator.open_data.reports import report_object
from generator.open_data.schema import cell_text
from generator.open_data.tables import entry_rows
from generator.pages.render import render_department
from generator.scoring.engine import score
from generator.search.text import passages
from tests.make import rulebook

# What is chosen from few values, or has a form of its own, cannot be told from its like.
ALIKE: dict[str, Any] = {
    "年度": "2022",
    "评价规则": "mof-2020-10",
    "Disclosure.状态": "公开",
    "Reply.状态": "已说明",
    "Progress.状态": "已整改",
    "编号": "F102",
    "公开时间": "09:30",
    "位置": "3",
    "文件": "sealed.pdf",
    "Attachment.类型": "盖章扫描件",
    "字节": "48213",
    "SHA-256": "0" * 64,
    "与上行合并": [],
}


@dataclass(frozen=True)
class Stated:
    """A field in one place of the report, with the fields around it and the words it states."""

    within: tuple[FormField, ...]
    part: type[Part]
    text: str

    @property
    def field(self) -> FormField:
        return self.within[-1]

    @property
    def name(self) -> str:
        return "/".join(field.key for field in self.within)

    @property
    def is_on_the_form(self) -> bool:
        on_form = self.within[0].belongs is Belongs.FORM
        return on_form and all(field.printed is not NOWHERE for field in self.within)

    @property
    def is_shown(self) -> bool:
        return all(field.shown in (LISTED, APART) for field in self.within)

    @property
    def is_hidden(self) -> bool:
        return any(field.shown is NOWHERE for field in self.within)


class Maker:
    """Makes what a report states of every field, each text and figure unlike all others."""

    def __init__(self) -> None:
        self.stated: list[Stated] = []

    def tree(self, part: type[Part], within: tuple[FormField, ...] = ()) -> dict[str, Any]:
        return {field.key: self._value(part, (*within, field)) for field in fields_of(part)}

    def _value(self, part: type[Part], within: tuple[FormField, ...]) -> Any:
        field = within[-1]
        alike = ALIKE.get(f"{part.__name__}.{field.key}", ALIKE.get(field.key))
        if alike is not None:
            return alike
        if field.part is not None:
            inner = self.tree(field.part, within)
            return [inner] if field.kind is ROWS else inner
        annotation = part.model_fields[field.name].annotation
        if field.kind is OWN:
            number = len(self.stated)
            return {f"自设{number}数": self._text(part, within, is_figure=Figure in _within(annotation))}
        if field.kind is ROWS:
            return [[self._text(part, within), self._text(part, within)]]
        if get_origin(annotation) is tuple:
            return [self._text(part, within), self._text(part, within)]
        choices = [one for one in _within(annotation) if get_origin(one) is Literal]
        if choices:
            return get_args(choices[0])[0]
        if field.kind.title == "日期":
            return "2024-01-31"
        return self._text(part, within, is_figure=Figure in _within(annotation))

    def _text(self, part: type[Part], within: tuple[FormField, ...], *, is_figure: bool = False) -> str:
        number = 101 + len(self.stated)
        text = f"{number}.25" if is_figure else f"item-{number}"
        self.stated.append(Stated(within, part, text))
        return text


def _within(annotation: Any) -> list[Any]:
    return [annotation, *(inner for one in get_args(annotation) for inner in _within(one))]


@dataclass(frozen=True)
class Made:
    """The made report in the catalogue, and all that it states."""

    catalogue: Catalogue
    stated: tuple[Stated, ...]
    page: str

    @property
    def entry(self) -> Entry:
        return self.catalogue.entries[0]


@pytest.fixture(scope="module")
def made(real: Assessment) -> Made:
    maker = Maker()
    tree = maker.tree(Form)
    # The page tells heads of the first level; a head of the second stands under one.
    head = tree["层级小计"][0]
    head["一级指标"] = tree["绩效指标"][0]["一级指标"]
    del head["二级指标"]
    followed = [one for one in maker.stated if one.name not in ("层级小计/一级指标", "层级小计/二级指标")]
    report = Report(Identity(2022, "sx-high-court", "road-care"), Form.model_validate(tree), Positions("", {}))
    book = rulebook()
    case = Case(report, score(report, book), book)
    assert real.content
    content = real.content
    catalogue = make_catalogue(
        content.site, content.departments, content.rulebooks, (), Disclosed((case,), unremarked(case))
    )
    page = html.unescape(dict(render_department(catalogue))[f"{report.id}/index.md"])
    return Made(catalogue, tuple(followed), page)


def unremarked(case: Case) -> CheckResult:
    """Return that nothing was found: findings repeat figures that a page else leaves out."""
    return CheckResult((), check_all([case], {}).firings)


def names(found: list[Stated]) -> list[str]:
    return [one.name for one in found]


def test_every_field_is_followed_but_those_of_few_values(made: Made) -> None:
    followed = {(one.part, one.field) for one in made.stated}
    single = [(part, field) for part in parts_of(Form) for field in fields_of(part) if field.part is None]
    alike = [f"{part.__name__}.{field.key}" for part, field in single if (part, field) not in followed]

    assert sorted(alike) == sorted(
        "Form.类型 Form.年度 Form.评价规则 Form.金额单位 FundingTable.金额单位 FundingTable.执行率分母 Indicator.与上行合并 "
        "LevelHead.一级指标 LevelHead.二级指标 ManagementCheck.结论 Transcription.处理 Correction.日期 Correction.类型 Correction.位置 Disclosure.状态 "
        "Disclosure.公开日期 Disclosure.公开时间 Secrecy.结论 Secrecy.日期 Withdrawal.日期 Step.日期 Step.类型 "
        "Reply.编号 Reply.日期 Reply.状态 SecondScore.日期 Promise.日期 Promise.期限 Progress.日期 Progress.状态 "
        "Progress.新期限 Attachment.文件 Attachment.类型 Attachment.字节 Attachment.SHA-256 Attachment.日期 "
        "Verified.日期 Verified.SHA-256".split()
    )


def test_no_field_is_declared_to_stand_neither_on_the_form_nor_on_the_page() -> None:
    every = [(part, field) for part in parts_of(Form) for field in fields_of(part)]
    nowhere = [(part, field) for part, field in every if field.printed is field.shown is NOWHERE]

    # It only says which figure the rates of its table are of.
    assert [f"{part.__name__}.{field.key}" for part, field in nowhere] == ["FundingTable.执行率分母"]


def test_the_page_tells_what_is_declared_to_be_shown_and_nothing_that_is_not(made: Made) -> None:
    assert names([one for one in made.stated if one.is_shown and one.text not in made.page]) == []
    assert names([one for one in made.stated if one.is_hidden and one.text in made.page]) == []


def test_the_search_finds_what_the_page_tells_as_it_is_stated(made: Made) -> None:
    searched = "\n".join(passage.text for passage in passages(made.entry))
    is_searched = {one: all(field.searched for field in one.within) for one in made.stated}

    assert names([one for one in made.stated if is_searched[one] and one.text not in searched]) == []
    assert names([one for one in made.stated if is_searched[one] and not one.is_shown]) == []
    assert names([one for one in made.stated if one.is_hidden and one.text in searched]) == []


def test_the_published_tables_hold_every_field_of_their_rows(made: Made) -> None:
    rows = entry_rows(made.catalogue, made.entry)
    cells = "\n".join(cell_text(cell) for table in rows.values() for row in table for cell in row)
    lost = [one for one in made.stated if one.part in (FundingRow, Indicator) and one.text not in cells]
    on_the_form = [one for one in made.stated if one.part is Form and one.field.data]

    assert names(lost) == []
    assert names([one for one in on_the_form if one.text not in cells]) == []


def test_the_report_as_data_holds_everything(made: Made) -> None:
    form = report_object(made.entry, {"findings": ()})["form"]
    said = {text for _, text in texts(form)}

    assert names([one for one in made.stated if one.text not in said]) == []


def test_a_form_goes_out_with_all_it_states_and_comes_back(made: Made, tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    path.write_bytes(form_xlsx(made.entry.report))
    outcome = import_source(read_source(path), Defaults("mof-2020-10"))
    back = {(text, key) for place, text in texts(outcome.forms[0].values) for key in place}
    sent = [one for one in made.stated if one.is_on_the_form]

    assert outcome.unused == ()
    assert names([one for one in sent if (one.text, one.field.key) not in back]) == []

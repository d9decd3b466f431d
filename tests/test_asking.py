"""Search as people ask: words apart, amounts, other spellings, former names; expected reports by hand."""

from dataclasses import replace
from decimal import Decimal

import pytest

from benchmarks.whole import search_files
from generator.catalogue import Catalogue
from generator.model.site import Department
from generator.search.asking import amount_of, ask, spellings, words_of
from generator.search.query import Index

NPC = "2021/sx-npc/it-construction"
UPKEEP, HIGH = "2020/sh-first-intermediate-court/it-maintenance", "2020/sx-high-court/it-construction"
CASES = "2020/sh-first-intermediate-court/case-handling"
OFFICE = "2018/sh-chongming-procuratorate/it-maintenance"


@pytest.fixture(scope="module")
def index(six: Catalogue) -> Index:
    return Index(search_files(six))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("法院 信息化", {UPKEEP, HIGH, NPC}),
        ("信息化 法院", {UPKEEP, HIGH, NPC}),
        ("法院 IT", {UPKEEP, HIGH, NPC}),
        ("法院 it", {UPKEEP, HIGH, NPC}),
        ("法院 \uff29\uff34 800万", {UPKEEP}),
        ("法院 信息化 800万元", {UPKEEP}),
        ("法院 信息化 8500万", {HIGH}),
        ("法院 信息化 0.85亿", {HIGH}),
        ("80万", {OFFICE}),
        ("检察院 信息化", {OFFICE, NPC}),
        ("法院 火星基地", set()),
        ("高级人民法院", {HIGH}),
        ("上海 信息化运维", {UPKEEP, OFFICE}),
        ("2020", {UPKEEP, HIGH, CASES}),
        ("2020年 法院", {UPKEEP, HIGH, CASES}),
        ("2020年度 上海", {UPKEEP, CASES}),
        ("2024", set()),
        ("", set()),
    ],
)
def test_every_word_is_found_somewhere_in_the_report(six: Catalogue, index: Index, query: str, found: set[str]) -> None:
    answer = {six.entries[number].report.id for number in ask(index, query)}

    assert answer == found


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("法院 信息化", ("法院", "信息化")),
        ("法院　信息化", ("法院", "信息化")),
        ("信 息 化", ("信息化",)),
        ("\uff29\uff34  it", ("it",)),
        ("   ", ()),
    ],
)
def test_white_space_parts_words(query: str, words: tuple[str, ...]) -> None:
    assert words_of(query) == words


@pytest.mark.parametrize("sign", ["≤24小时", "<=24小时"])
def test_signs_are_one_however_they_are_typed(index: Index, six: Catalogue, sign: str) -> None:
    assert set(spellings(sign, {})) == {"≤24小时", "<=24小时"}
    assert UPKEEP in {six.entries[number].report.id for number in ask(index, sign)}


@pytest.mark.parametrize(
    ("word", "yuan"),
    [
        ("800万", "8000000"),
        ("800万元", "8000000"),
        ("1.2亿", "120000000"),
        ("500元", "500"),
        ("800", None),
        ("800万人", None),
    ],
)
def test_amounts_are_read(word: str, yuan: str | None) -> None:
    assert amount_of(word) == (None if yuan is None else Decimal(yuan))


def test_former_names_find_the_department_s_reports(six: Catalogue) -> None:
    """Each former name in the register finds each report of its department."""
    renamed = {
        name: department.model_copy(update={"former_names": ("上海市旧法院",)})
        for name, department in six.departments.items()
        if name == "sh-first-intermediate-court"
    }
    entries = [(entry.report.id, entry.report.identity.department in renamed) for entry in six.entries]
    index = Index(search_files(_with_departments(six, renamed)))

    assert [ask(index, "旧法院")] == [tuple(number for number, (_, own) in enumerate(entries) if own)]


def _with_departments(catalogue: Catalogue, renamed: dict[str, Department]) -> Catalogue:
    departments = catalogue.departments | renamed
    entries = tuple(
        replace(entry, department=departments[entry.report.identity.department]) for entry in catalogue.entries
    )
    return replace(catalogue, departments=departments, entries=entries)

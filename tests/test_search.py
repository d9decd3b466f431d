"""The search: everything found that is there, nothing else, the same bytes every time, in small files."""

import gzip
import html
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from weakref import ref

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.samples import draw, make, names
from benchmarks.whole import search_files
from generator.catalogue import Catalogue, Entry, make_catalogue
from generator.checks.runner import CheckResult
from generator.disclosure.disclose import Disclosed
from generator.model.text import fold
from generator.search import entries as search_entries
from generator.search import grams as search_grams
from generator.search import levels as search_levels
from generator.search import table as search_table
from generator.search.letters import letters_of
from generator.search.query import Index, reports_listed
from generator.search.text import FIELD, folded, passages
from tests.make import make_case

Sample = tuple[Catalogue, dict[str, bytes], list[str]]


@pytest.fixture(scope="module")
def sample() -> Sample:
    catalogue = make(200)
    return catalogue, search_files(catalogue), [folded(passages(entry)) for entry in catalogue.entries]


def truth(texts: list[str], query: str) -> tuple[int, ...]:
    return tuple(number for number, text in enumerate(texts) if fold(query) in text)


def test_every_report_that_holds_a_string_is_found_and_no_other(sample: Sample) -> None:
    _, files, texts = sample
    index = Index(files)

    assert [query for query in draw(texts, 500) if index.find(query).reports != truth(texts, query)] == []


def test_every_name_is_found(sample: Sample) -> None:
    catalogue, files, texts = sample
    index, asked = Index(files), names(catalogue)

    assert [name for name in asked if index.find(name).reports != truth(texts, name)] == []
    assert all(truth(texts, name) for name in asked)


def test_pieces_that_stand_apart_are_not_found(sample: Sample) -> None:
    """Strings pieced together from two places: all their short grams occur, the whole rarely does."""
    _, files, texts = sample
    index, pieces = Index(files), draw(texts, 300, seed=7)
    asked = [one + two for one, two in zip(pieces[::2], pieces[1::2], strict=True)]

    assert [query for query in asked if index.find(query).reports != truth(texts, query)] == []


@pytest.mark.parametrize("most", [0, 1, 3, 50])
def test_frequent_grams_stay_exact(monkeypatch: pytest.MonkeyPatch, sample: Sample, most: int) -> None:
    catalogue, _, texts = sample
    monkeypatch.setattr(search_grams, "MOST", most)
    index = Index(search_files(catalogue))

    assert [query for query in draw(texts, 300, seed=9) if index.find(query).reports != truth(texts, query)] == []


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.text('ab𠮷"\\', max_size=40), min_size=1, max_size=6),
    st.text('ab𠮷"\\', min_size=2, max_size=12),
    st.integers(0, 4),
)
def test_any_text_of_few_letters_is_exact(texts: list[str], query: str, most: int) -> None:
    """Few letters repeat all grams everywhere: the hardest case for an index of grams."""
    padded = [f"{text}\n" + "\n" * (-(len(text) + 1) % 256) for text in texts]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search_grams, "MOST", most)
        index = list(search_grams.shards(padded))
    files = {search_grams.shard_name(number): content for number, content in enumerate(index)}
    table = {"shards": len(index), "blocks": [len(text) // 256 for text in padded]}
    found = Index(files | {"search/catalogue.json": json.dumps(table).encode()}).find(query)

    assert found.reports == truth(padded, query)


@pytest.mark.parametrize("parts", [1, 3, 20])
def test_an_index_made_in_small_parts_is_the_same(monkeypatch: pytest.MonkeyPatch, sample: Sample, parts: int) -> None:
    catalogue, files, _ = sample
    monkeypatch.setattr(search_levels, "_PARTS", parts)
    monkeypatch.setattr(search_levels, "_BLOCK", 10_000 // parts)
    monkeypatch.setattr(search_levels, "_STRETCH", 100_003)
    monkeypatch.setattr(search_entries, "_PORTIONS", parts)

    assert search_files(catalogue) == files


def test_texts_are_read_one_after_the_other(sample: Sample) -> None:
    class Told(str):
        """A text of which one can tell whether it is still held."""

    told: list[ref[Told]] = []

    def texts() -> Iterator[str]:
        for text in sample[2]:
            assert sum(one() is not None for one in told) <= 1
            own = Told(text)
            told.append(ref(own))
            yield own

    assert list(search_grams.shards(texts())) == list(search_grams.shards(sample[2]))
    assert len(told) == 200


def test_an_index_whose_numbers_do_not_fit_at_once_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ["".join("甲乙丙丁戊"[pow(3, n, prime) % 5] for n in range(4_000)) for prime in (1009, 2003, 4007)]
    texts = [text.ljust(4_096, "\n") for text in texts]
    whole = list(search_grams.shards(texts))
    monkeypatch.setattr(search_levels, "_NUMBER_BITS", 19)

    assert list(search_grams.shards(texts)) == whole


def test_grams_stand_in_order_where_32_bits_do_not_hold_their_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of 60,000 letters and nearly 100,000 pairs: 6 000 000 000 grams are to be told apart."""
    monkeypatch.setattr(search_levels, "_PARTS", 1)
    text = "".join(chr(0x20000 + pow(2, n, 100_003) % 60_000) for n in range(100_000))
    limits = [0, len(text)]

    found = [level for level in search_levels.levels(letters_of([text]), limits) if level.length == 3]

    by_rest = sorted(range(len(text) - 2), key=lambda at: (text[at + 1 : at + 3], text[at], at))
    assert [at for level in found for at in level.positions.tolist()] == by_rest


def test_width_case_and_spaces_do_not_matter(six: Catalogue) -> None:
    index = Index(search_files(six))
    plain = index.find("信息化建设").reports

    assert plain
    assert index.find(" 信息 化　建设 ").reports == plain
    assert index.find("OFFICE").reports == index.find("office").reports
    assert index.find("97.00分").reports == index.find("９７．００ 分").reports != ()


def test_all_that_is_searched_stands_on_the_page(six: Catalogue, built_site: Path) -> None:
    for entry in six.entries:
        page = (built_site / entry.url / "index.html").read_text(encoding="utf-8")
        shown = fold(html.unescape(re.sub(r"<[^>]*>", "", page)))
        assert [text for passage in passages(entry) if (text := fold(passage.text)) not in shown] == []


def test_all_that_the_form_states_is_searched(six: Catalogue) -> None:
    entry = next(entry for entry in six.entries if entry.report.identity.project == "it-maintenance")
    text, form = folded(passages(entry)), entry.report.form
    stated = [form.unit, form.source, *(row.name for row in form.indicators), *(row.rule for row in form.indicators)]
    stated += [row.target for row in form.indicators] + [row.actual for row in form.indicators]
    stated += [item.original for item in form.transcription]
    if form.narrative:
        stated += [body for _, _, body in form.narrative.chapters()]

    assert [value for value in stated if value and fold(value) not in text] == []


def test_an_approval_of_a_number_is_no_text_of_the_page_and_is_not_searched(six: Catalogue) -> None:
    approval = {"标记": "D201-1a2b3c4d", "理由": "单位值班电话", "审核人": "王五"}
    case = make_case(identity="2020/sx-npc/road-care", 敏感信息核准=[approval])
    public = Disclosed((case,), CheckResult((), ()))
    (entry,) = make_catalogue(six.site, six.departments, six.rulebooks, (), public).entries
    labels = {passage.label for passage in passages(entry)}

    assert "预期目标" in labels
    assert not labels & {"标记", "理由", "审核人"}


def test_equal_catalogues_give_equal_bytes(sample: Sample) -> None:
    _, files, _ = sample

    assert search_files(make(200)) == files
    assert list(files) == sorted(files)


def test_files_stay_small_and_grow_in_number(sample: Sample) -> None:
    _, files, _ = sample
    index = [content for name, content in files.items() if name.startswith("search/grams/")]
    fewer = [name for name in search_files(make(20)) if name.startswith("search/grams/")]

    assert max(len(gzip.compress(content)) for content in index) <= 20_000
    assert len(fewer) < len(index)


def test_a_field_that_grows_a_little_leaves_nearly_all_of_the_index_as_it_is(sample: Sample) -> None:
    catalogue, _, texts = sample
    before = passages(catalogue.entries[0])
    unit = next(number for number, one in enumerate(before) if one.label == "实施单位")
    # One letter more, in a field that has room for it: its end of line takes a place, too.
    longer = f"{before[unit].text}站"
    assert len(fold(before[unit].text)) % FIELD < FIELD - 1
    after = [*before[:unit], replace(before[unit], text=longer, folded=fold(longer)), *before[unit + 1 :]]

    old, new = (list(search_grams.shards(some)) for some in (texts, [folded(tuple(after)), *texts[1:]]))

    assert len(old) == len(new) > 100
    assert 0 < sum(one != other for one, other in zip(old, new, strict=True)) <= 40


def test_a_changed_text_changes_the_version(sample: Sample) -> None:
    _, files, _ = sample
    version = json.loads(files["search/catalogue.json"])["version"]

    assert re.fullmatch(r"[0-9a-f]{8}", version)
    assert json.loads(search_files(make(199))["search/catalogue.json"])["version"] != version


def files_of(six: Catalogue, goals: dict[str, str]) -> dict[str, bytes]:
    """Return the search files of reports, each of which states its goal."""
    cases = [make_case(identity=name, 年度总体目标={"预期目标": goal}) for name, goal in goals.items()]
    public = Disclosed(tuple(cases), CheckResult((), ()))
    return search_files(make_catalogue(six.site, six.departments, six.rulebooks, (), public))


def test_excerpts_of_a_project_lie_in_one_file_newest_year_first(six: Catalogue) -> None:
    goals = {
        "2020/sx-npc/road": "养护20公里。",
        "2022/sx-npc/road": "养护22公里。",
        "2021/sx-npc/bridge": "检测3座桥。",
        "2021/sx-npc/road": "养护21公里。",
        "2021/sx-high-court/road": "修路1条。",
    }
    files = files_of(six, goals)
    told = {
        name: [
            (year, text)
            for year, fields in json.loads(content).items()
            for label, text in fields
            if label == "预期目标"
        ]
        for name, content in files.items()
        if name.startswith("search/text/")
    }

    assert told == {
        "search/text/sx-high-court/road.json": [("2021", "修路1条。")],
        "search/text/sx-npc/bridge.json": [("2021", "检测3座桥。")],
        "search/text/sx-npc/road.json": [("2022", "养护22公里。"), ("2021", "养护21公里。"), ("2020", "养护20公里。")],
    }


def test_what_only_an_excerpt_shows_changes_the_version(six: Catalogue) -> None:
    """Letter case is folded in the index, so that nothing but the text of an older year differs."""
    new = {"2022/sx-npc/road": "养护22公里。"}
    before, after = (files_of(six, {"2020/sx-npc/road": f"用上{name}系统。", **new}) for name in ("OA", "oa"))
    changed = {name for name in before if before[name] != after[name]}
    tables = [json.loads(files["search/catalogue.json"]) for files in (before, after)]

    assert changed == {"search/text/sx-npc/road.json", "search/catalogue.json"}
    assert {name for name in tables[0] if tables[0][name] != tables[1][name]} == {"version"}


def test_the_tables_tell_every_report_apart(six: Catalogue) -> None:
    files = search_files(six)
    table, rows = (json.loads(files[f"search/{name}.json"]) for name in ("catalogue", "rows/0"))
    addresses = [
        f"{year}/{table['departments'][department][0]}/{project}/"
        for year, department, project in zip(table["year"], table["department"], rows["project"], strict=True)
    ]

    assert addresses == [entry.url for entry in six.entries]
    assert rows["adjusted"][addresses.index("2020/sh-first-intermediate-court/case-handling/")] == "12329976"
    assert table["grades"][0] == "优"


def test_names_and_figures_lie_in_one_file_or_where_there_are_many_in_files_of_some_each(
    sample: Sample, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogue, files, _ = sample
    assert [name for name in files if name.startswith("search/rows/")] == ["search/rows/0.json"]
    monkeypatch.setattr(search_table, "_IN_ONE_FILE", 100)
    files = search_files(catalogue)
    parts = [json.loads(files[f"search/rows/{number}.json"]) for number in range(13)]
    every = json.loads(files["search/names.json"])

    assert "search/rows/13.json" not in files
    for name in ("title", "project", "unit"):
        assert [value for part in parts for value in part[name]] == every[name]
    for name in ("gap", "total", "adjusted", "rate"):
        assert [value for part in parts for value in part[name]] == json.loads(files[f"search/columns/{name}.json"])
    assert every["title"] == [entry.report.title for entry in catalogue.entries]


@pytest.mark.parametrize("most", [2, 2_500])
def test_a_name_is_told_from_a_part_of_one_and_a_title_from_a_unit(
    sample: Sample, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    catalogue, _, _ = sample
    monkeypatch.setattr(search_grams, "MOST", most)
    index = Index(search_files(catalogue))
    titles = [fold(entry.report.title) for entry in catalogue.entries]
    units = [unit_beside_department(entry) for entry in catalogue.entries]

    def truth(word: str) -> dict[int, int]:
        ranks = {}
        for number, (title, unit) in enumerate(zip(titles, units, strict=True)):
            rank = 3 if title == word else 2 if word in title else int(word in unit)
            if rank:
                ranks[number] = rank
        return ranks

    words = [*draw([f"{title}\n" for title in titles], 200), *titles[:40], *filter(None, units[:40])]
    exact = [word for word in words if len(truth(word)) <= most]

    assert len(exact) > 100
    assert [word for word in exact if index.ranks(word) != truth(word)] == []
    assert [word for word in words if set(index.ranks(word)) != set(truth(word))] == []


def unit_beside_department(entry: Entry) -> str:
    unit = entry.report.form.unit or ""
    return "" if unit == entry.department.name else fold(unit)


def test_what_every_query_reads_grows_by_a_few_bytes_a_report(sample: Sample) -> None:
    """120 kB for the first query of 10,000 reports leave 10 bytes a report and 20 kB for the rest."""
    _, files, _ = sample
    few = search_files(make(20))["search/catalogue.json"]
    many = files["search/catalogue.json"]

    assert (len(gzip.compress(many)) - len(gzip.compress(few))) / 180 <= 10


def test_an_empty_catalogue_can_be_searched(six: Catalogue) -> None:
    empty = make_catalogue(six.site, {}, six.rulebooks, (), Disclosed((), CheckResult((), ())))

    assert Index(search_files(empty)).find("项目").reports == ()


def test_lists_of_reports_are_read_back() -> None:
    assert reports_listed([-1, -3, 4, 2, -2]) == [0, 1, 2, 6, 8, 9, 10]

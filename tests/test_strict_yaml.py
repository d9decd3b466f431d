"""Strict YAML: text survives as written, every place is known, and whatever is not plain is refused with its place."""

import re
import time

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.loading import strict_yaml
from generator.loading.strict_yaml import MAX_DEPTH, MAX_NODES, Parsed, parse_strict
from generator.model.finding import Finding, Severity
from generator.model.text import fold
from generator.model.types import MAX_TEXT
from tests.loading_samples import REPORT

FILE = "content/x.yml"
PARSER_ENGLISH = re.compile(
    r"expected|found|while|scanning|parsing|token|mapping|sequence|block|allowed", re.IGNORECASE
)


@pytest.fixture(params=["CBaseLoader", "BaseLoader"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run the test with libyaml and without it."""
    monkeypatch.setattr(strict_yaml, "LOADER", getattr(yaml, request.param))


def parse(text: str) -> Parsed:
    return parse_strict(text.encode(), FILE)


def places(findings: tuple[Finding, ...]) -> list[tuple[str, int, int]]:
    return [(finding.code, finding.location.line, finding.location.column) for finding in findings]


TRAPS = """\
8391607.00 8,391,607.00 0010 010 0x1F 0o17 1e3 1_000 .5 5. +3 =100% ≥98% >=98% 12:30 1:20:30 2021-08-31
2021-08-31T00:00:00Z no yes on off true null ~ .nan .inf NaN ９７.34％ 100％ ○ 不适用 / -- — 约4小时 6个/年 同比下降5% C:\\temp
""".split()


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("text", TRAPS)
def test_every_scalar_stays_as_written(text: str) -> None:
    quoted = f'"{text}"' if text[0] in "=>%" or "," in text else text

    parsed = parse(f"值: {quoted}\n列: [{quoted}]\n")

    assert parsed.findings == ()
    assert parsed.tree == {"值": text, "列": [text]}


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    ("line", "column", "kept"),
    [
        ("甲: 维修 #3 泵站", 7, "维修"),
        ("甲: 维修 # 3 号泵站", 7, "维修"),
        ("甲: 维修    #3 泵站", 10, "维修"),
        ("甲: [维修 #3 泵站\n]", 8, "维修"),
    ],
)
def test_a_text_cut_off_by_a_number_sign_is_a_notice_at_that_place(line: str, column: int, kept: str) -> None:
    parsed = parse(f"{line}\n")

    assert places(parsed.findings) == [("E221", 1, column)]
    assert parsed.findings[0].severity is Severity.NOTICE
    assert parsed.tree in ({"甲": kept}, {"甲": [kept]})


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    "line", ["甲: 维修  # 三号泵站", "甲: '维修 #3 泵站'", "# 甲\n甲: 维修", "甲: C#3", "甲: # 还没有填\n乙: 1"]
)
def test_comments_written_as_comments_and_signs_in_quotes_are_lawful(line: str) -> None:
    assert parse(f"{line}\n").findings == ()


@pytest.mark.usefixtures("parser")
def test_long_text_keeps_its_lines() -> None:
    parsed = parse("甲: |\n  第一行：其中\n\n  第三行\n乙: >-\n  连成\n  一行\n丙: '引''号'\n丁: \"换\\n行\"\n")

    assert parsed.findings == ()
    assert parsed.tree == {"甲": "第一行：其中\n\n第三行\n", "乙": "连成 一行", "丙": "引'号", "丁": "换\n行"}


@pytest.mark.usefixtures("parser")
def test_empty_fields_are_dropped_but_keep_their_place_and_empty_items_stay() -> None:
    parsed = parse("甲:\n乙: ''\n丙: \"  \"\n丁: ['', x, ]\n戊: {己: , 庚: 1}\n辛: []\n壬: {}\n")

    assert parsed.tree == {"丁": ["", "x"], "戊": {"庚": "1"}, "辛": [], "壬": {}}
    assert parsed.positions.places["甲",] == (1, 1)
    assert parsed.positions.places["丙",] == (3, 1)
    assert parsed.positions.places["戊", "己"] == (5, 5)


@pytest.mark.usefixtures("parser")
def test_every_key_and_item_has_its_place() -> None:
    parsed = parse("# 注释\n年度: 2020\n资金:\n  - {来源: 甲, 得分: 9}\n  - 来源: 😀乙\n    得分: 1\n说明: [子, 丑]\n")

    assert parsed.positions.file == FILE
    assert parsed.positions.places == {
        ("年度",): (2, 1),
        ("资金",): (3, 1),
        ("资金", 0): (4, 5),
        ("资金", 0, "来源"): (4, 6),
        ("资金", 0, "得分"): (4, 13),
        ("资金", 1): (5, 5),
        ("资金", 1, "来源"): (5, 5),
        ("资金", 1, "得分"): (6, 5),
        ("说明",): (7, 1),
        ("说明", 0): (7, 6),
        ("说明", 1): (7, 9),
    }


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_make_no_difference(end: str) -> None:
    parsed = parse_strict(f"甲: 1{end}乙: 2{end}".encode(), FILE)

    assert (parsed.tree, parsed.positions.places["乙",]) == ({"甲": "1", "乙": "2"}, (2, 1))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("encoding", "code", "line"),
    [
        ("utf-8-sig", "E103", 1),
        ("utf-16", "E104", 1),
        ("utf-16-le", "E104", 1),
        ("utf-16-be", "E104", 1),
        ("utf-32", "E104", 1),
        ("utf-32-le", "E104", 1),
        ("utf-32-be", "E104", 1),
        ("gbk", "E105", 2),
        ("gb2312", "E105", 2),
        ("gb18030", "E105", 2),
    ],
)
def test_other_encodings_are_named(encoding: str, code: str, line: int, end: str) -> None:
    text = end.join(["# note", "项目名称: 农村公路养护", "年度: 2020", ""])

    findings = parse_strict(text.encode(encoding), FILE).findings

    assert places(findings) == [(code, line, 1)]
    assert "UTF-8（无 BOM）" in findings[0].advice


def test_a_damaged_utf8_file_is_not_taken_for_gbk() -> None:
    data = "项目名称: 农村公路养护\n年度: 2020\n".encode()
    cut = data.index("养".encode()) + 2

    assert places(parse_strict(data[:cut] + data[cut + 1 :], FILE).findings) == [("E106", 1, 11)]


def test_latin_letters_of_another_encoding_are_refused() -> None:
    assert parse_strict("caf\xe9: 1\n".encode("latin-1"), FILE).findings[0].location.column == 4


@pytest.mark.parametrize(
    "character", "\x00\x07\x1b\x7f\x85\x9f\u00ad\u200b\u200e\u2028\u202e\u2066\ufeff\ufffe\U000e0041"
)
def test_hidden_characters_are_found_anywhere_and_the_rest_is_still_read(character: str) -> None:
    parsed = parse(f"甲: 1\n乙: 二{character}二  # {character}\n乙: 3\n")

    assert places(parsed.findings) == [("E107", 2, 5), ("E107", 2, 11), ("E216", 3, 1)]
    assert f"U+{ord(character):04X}" in parsed.findings[0].message
    assert parsed.tree == {"甲": "1", "乙": "二二"}


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("escape", ["\\0", "\\u200b", "\\x85", "\\L", "\\u202e"])
def test_hidden_characters_cannot_be_smuggled_in_as_escapes(escape: str) -> None:
    parsed = parse(f'甲: "一{escape}二"\n')

    assert (places(parsed.findings), parsed.tree) == ([("E107", 1, 4)], {"甲": "一二"})


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("escape", ["\\ud800", "\\UFFFFFFFF", "\\q", "\\u12"])
def test_impossible_escapes_are_found(escape: str) -> None:
    parsed = parse(f'甲: "一{escape}二"\n')

    assert [finding.code for finding in parsed.findings] in (["E206"], ["E107"], ["E207"])


SYNTAX = [
    ("\t年度: 1\n", "E201", 1, 1),
    ("甲:\n\t- 一\n", "E201", 2, 1),
    ("甲: 1\n\t乙: 2\n", "E201", 2, 1),
    ("甲:\n  乙: 1\n \t丙: 2\n", "E201", 3, 2),
    ("甲: |\n\t一\n", "E201", 2, 1),
    ('甲: "一\n乙: 2\n', "E202", 1, 4),
    ("甲: '一\n", "E202", 1, 4),
    ('甲: "一" 二\n', "E202", 1, 8),
    ("甲: [一, 二\n乙: 2\n", "E203", 1, 4),
    ("甲: {乙: 1\n", "E203", 1, 4),
    ("甲: [1, 2}\n", "E203", 1, 4),
    ("- {来源: 甲 得分: 9}\n", "E203", 1, 3),
    ("甲: ]\n", "E203", 1, 4),
    ("甲:一\n乙: 2\n", "E204", 1, 1),
    ("甲: 1\n乙：二\n丙: 3\n", "E204", 2, 1),
    ("甲: 1\n乙\n丙: 3\n", "E204", 2, 1),
    ("甲: 一: 二\n", "E204", 1, 5),
    ("甲：一\n乙：二\n", "E204", 1, 1),
    ("甲:一\n", "E204", 1, 1),
    ('"甲":一\n', "E204", 1, 4),
    ("甲: 1\n  乙:二\n", "E204", 2, 3),
    ("甲: 1\n    乙：二\n丙: 3\n", "E204", 2, 5),
    ("甲: 1\n 乙: 2\n", "E205", 2, 2),
    ("甲:\n  乙: 1\n 丙: 2\n", "E205", 3, 2),
    ("- 甲\n乙: 1\n", "E205", 2, 1),
    ("甲: - 一\n", "E205", 1, 4),
    ("甲: @某某\n", "E206", 1, 4),
    ("甲: `某某`\n", "E206", 1, 4),
    ("甲: %某某\n", "E206", 1, 4),
    ("甲: ? 某某\n", "E206", 1, 4),
    ("甲: >5万元\n", "E206", 1, 6),
    ("...\n", "E207", 1, 1),
    ("甲: * 某某\n", "E211", 1, 4),
    ("甲: & 某某\n", "E211", 1, 4),
    ("甲: !<某某\n", "E212", 1, 4),
    ("甲: !a!b 某某\n", "E212", 1, 4),
    ("%某某\n", "E215", 1, 1),
    ("%YAML 2.0\n---\n甲: 1\n", "E215", 1, 1),
]


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(("text", "code", "line", "column"), SYNTAX)
def test_syntax_errors_are_explained_by_their_usual_causes(text: str, code: str, line: int, column: int) -> None:
    findings = parse(text).findings

    assert (code, line, column) in places(findings)
    for finding in findings:
        assert not PARSER_ENGLISH.search(finding.message + finding.expected + finding.advice)


def test_an_open_quote_that_a_later_quote_closed_is_pointed_at() -> None:
    (finding,) = parse('甲: "一\n乙: 2\n丙: "三"\n').findings

    assert "第 1 行" in finding.message


REFUSED = [
    ("甲: &a 一\n", "E211", 1, 4),
    ("甲: &a [一]\n", "E211", 1, 4),
    ("甲: *a\n", "E211", 1, 4),
    ("甲: ! 一\n", "E212", 1, 4),
    ("甲: !!int 1\n", "E212", 1, 4),
    ("甲: !!python/object/apply:os.system [ls]\n", "E212", 1, 4),
    ("甲: 1\n<<: {乙: 2}\n", "E213", 2, 1),
    ("甲: 1\n---\n乙: 2\n", "E214", 2, 1),
    ("甲: 1\n---\n", "E214", 2, 1),
    ("%YAML 1.2\n---\n甲: 1\n", "E215", 1, 1),
    ("%TAG ! tag:x,2000:\n---\n甲: 1\n", "E215", 1, 1),
    ("甲: 1\n乙: 2\n甲: 3\n", "E216", 3, 1),
    ("（甲）: 1\n(甲): 2\n", "E216", 2, 1),
    ("年度: 1\n年　度: 2\n", "E216", 2, 1),
    ("甲: {乙: 1, 乙: 2}\n", "E216", 1, 11),
    ("甲: {得分: 9, 备注 无}\n", "E204", 1, 12),
    ("? 甲\n", "E204", 1, 3),
    ("甲: {得分: 8,391,607.00}\n", "E220", 1, 9),
    ("甲: [8,391]\n", "E220", 1, 5),
    ("[甲]: 1\n", "E217", 1, 1),
    ("{甲: 1}: 1\n", "E217", 1, 1),
    ("'': 1\n", "E217", 1, 1),
    ("", "E218", 1, 1),
    ("# 注释\n\n", "E218", 1, 1),
    ("---\n", "E218", 1, 1),
    ("{}\n", "E218", 1, 1),
    ("甲:\n乙: ''\n", "E218", 1, 1),
    ("只有一句话\n", "E219", 1, 1),
    ("- 甲\n- 乙\n", "E219", 1, 1),
]


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(("text", "code", "line", "column"), REFUSED)
def test_what_is_not_plain_yaml_is_refused(text: str, code: str, line: int, column: int) -> None:
    assert (code, line, column) in places(parse(text).findings)


def test_commas_that_are_meant_are_left_alone() -> None:
    parsed = parse("甲: 8,391\n乙: [1, 2,甲,3, '8,391', 8，391]\n丙: {得分: 8, 备注: , 其他: }\n")

    assert parsed.findings == ()
    assert parsed.tree == {"甲": "8,391", "乙": ["1", "2", "甲", "3", "8,391", "8，391"], "丙": {"得分": "8"}}


def test_a_colon_before_a_comma_is_an_error_to_libyaml_alone() -> None:
    assert [finding.code for finding in parse("甲: {乙:, 丙: 1}\n").findings] in ([], ["E204"])


@pytest.mark.usefixtures("parser")
def test_all_problems_of_a_file_are_found_in_one_reading() -> None:
    text = "甲: &a 一\n乙: *a\n甲: 3\n丙: !x 1\n<<: {丁: 1}\n戊: [*a, 二]\n己: 1\n"

    parsed = parse(text)

    codes = ["E211", "E211", "E216", "E212", "E213", "E211"]
    assert [code for code, _, _ in places(parsed.findings)] == codes
    assert parsed.tree == {"甲": "一", "丙": "1", "戊": ["二"], "己": "1"}
    assert parsed.positions.places["戊", 0] == (6, 9)


def test_an_alias_bomb_is_refused_at_once() -> None:
    levels = [f"乙{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    started = time.process_time()

    findings = parse("\n".join(["甲: &a0 哈", *levels])).findings

    assert {finding.code for finding in findings} == {"E211"}
    assert time.process_time() - started < 0.5


@pytest.mark.usefixtures("parser")
def test_limits_hold_to_the_unit() -> None:
    fields = MAX_NODES // 2 - 1  # the last two nodes are the mapping itself and half a field
    nested = "[" * (MAX_DEPTH - 1)

    assert parse(f"甲: {nested}{']' * (MAX_DEPTH - 1)}\n").findings == ()
    assert places(parse(f"甲: [{nested}]{']' * (MAX_DEPTH - 1)}\n").findings) == [("E208", 1, 4 + MAX_DEPTH - 1)]
    assert parse(f"甲: {'长' * MAX_TEXT}\n").findings == ()
    assert places(parse(f"甲: {'长' * (MAX_TEXT + 1)}\n").findings) == [("E210", 1, 4)]
    assert parse("\n".join(f"甲{n}: {n}" for n in range(fields))).findings == ()
    assert [c for c, _, _ in places(parse("\n".join(f"甲{n}: {n}" for n in range(fields + 1))).findings)] == ["E209"]


def test_a_file_of_one_mebibyte_is_read_and_one_byte_more_is_not() -> None:
    head = "甲: 1\n#".encode()
    full = head + b"x" * (1024 * 1024 - len(head))

    assert parse_strict(full, FILE).findings == ()
    assert places(parse_strict(full + b"x", FILE).findings) == [("E102", 1, 1)]


ADVERSARIES = {
    "brackets": b"[" * 1_000_000,
    "braces": b"{" * 1_000_000,
    "dashes": b"- " * 500_000,
    "question marks": b"? " * 500_000,
    "words": b"a: " + b"x " * 500_000,
    "lines": b"a: " + b"\n x" * 300_000,
    "swallowed lines": b"a: b\n c\n" * 9_000,
    "quoted lines": b'"' + b"\n" * 1_000_000 + b'"',
    "open quote": b'a: "' + b"\\n" * 500_000,
    "duplicates": b"a: {" + b"b," * 300_000,
    "anchors": b"- &a x\n" * 9_000,
    "hidden": "\u200b".encode() * 340_000,
    "hidden lines": b"\n\x00" * 120_000 + b"x" * 750_000,
    "bad colons": "甲\n".encode() * 200_000,
    "carriage returns": b"\r" * 1_000_000,
}


@pytest.mark.parametrize("name", ADVERSARIES)
def test_a_mebibyte_of_malice_costs_little_more_than_a_mebibyte_of_keys(name: str) -> None:
    keys = b"".join(b"k%06d: 1\n" % number for number in range(95_000))

    assert parse_strict(ADVERSARIES[name], FILE).findings
    assert seconds(ADVERSARIES[name]) < 6 * seconds(keys)


def seconds(data: bytes) -> float:
    """Return the processor's time for reading a file once, the least of three."""
    taken = []
    for _ in range(3):
        started = time.process_time()
        parse_strict(data, FILE)
        taken.append(time.process_time() - started)
    return min(taken)


LINES = [line for line in REPORT.splitlines(keepends=True) if re.match(r"[\u4e00-\u9fff]", line)]


@settings(deadline=None)
@given(st.sampled_from(LINES), st.sampled_from(["", " ", "\u3000"]))
@example("年度: 2022\n", "\u3000")
def test_a_second_copy_of_any_field_names_both_places(line: str, space: str) -> None:
    key = line.partition(":")[0]
    first = REPORT.splitlines(keepends=True).index(line) + 1
    copy = f"{key[0]}{space}{key[1:]}"

    (finding,) = parse(f"{REPORT}{copy}: 又一次\n").findings

    assert fold(copy) == fold(key)
    assert places((finding,)) == [("E216", REPORT.count("\n") + 1, 1)]
    assert f"第 {first} 行第 1 列" in finding.message
    assert f"第 {REPORT.count(chr(10)) + 1} 行第 1 列" in finding.message


YAMLISH = st.text(st.sampled_from("ab甲:：-?[]{},&*!|>'\"%@`#~\\ \n\t\r1.<=\x00\u200b\u2028"), max_size=60)


@pytest.mark.parametrize("loader", [yaml.BaseLoader, strict_yaml.LOADER])
@settings(deadline=None)
@given(YAMLISH)
def test_no_text_makes_either_parser_raise_or_speak_english(loader: type, text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(strict_yaml, "LOADER", loader)
        parsed = parse(text)

    assert parsed.findings or parsed.tree
    for finding in parsed.findings:
        assert min(finding.location.line, finding.location.column) >= 1
        assert not PARSER_ENGLISH.search(finding.message + finding.advice)

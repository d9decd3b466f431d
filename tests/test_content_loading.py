"""Loading a content folder: what is lawful is read whole, what is not is named, and each file for itself."""

import os
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import Field, ValidationError

from generator.checks import CHECK_CODES, GATE_CODES
from generator.loading import errors
from generator.loading.across_files import Codes
from generator.loading.attachments import find_attachments
from generator.loading.content import Content, load_content
from generator.loading.messages import PATTERNS, SAYINGS, explain, in_words, nearest
from generator.model.fields import fields_of, keys_by_label, parts_of
from generator.model.finding import Finding, Severity
from generator.model.report import Form, Positions
from generator.model.rulebook import Rulebook
from generator.model.site import Department, Site
from generator.model.types import MAX_TEXT, Part
from generator.scoring.item_methods import METHODS
from tests.loading_samples import (
    DEPARTMENT,
    DEPARTMENTS,
    EXAMPLES,
    REPORT,
    REPORT_PATH,
    RULEBOOK,
    RULEBOOK_PATH,
    Break,
    changed,
    more,
    put,
    write_content,
)

CHINESE = re.compile(r"[\u4e00-\u9fff]")
CODES = Codes(CHECK_CODES, GATE_CODES, frozenset(METHODS))
ROOTS: tuple[type[Part], ...] = (Form, Site, Department, Rulebook)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_content(tmp_path / "content")


def load(folder: Path, *breaks: Break) -> tuple[Content | None, list[Finding]]:
    for step in breaks:
        step(folder)
    content, findings = load_content(folder, CODES)
    return content, findings + list(find_attachments(folder, content.reports).findings if content else ())


def brief(findings: list[Finding]) -> list[str]:
    return [f"{finding.code} {finding.location}".replace("content/", "") for finding in findings]


def lawful(folder: Path) -> Content:
    content, findings = load(folder)
    assert findings == []
    assert content is not None
    return content


def files_of(content: Content) -> set[str]:
    """Return the files that what was read came from."""
    reports = {f"projects/{report.id}.yml" for report in content.reports}
    pages = {f"pages/{name}.md" for name, _ in content.pages}
    return {"site.yml", "departments.yml"} | reports | pages | {f"rules/{name}.yml" for name in content.rulebooks}


def test_a_lawful_folder_is_read_whole(folder: Path) -> None:
    content = lawful(folder)
    (report,) = content.reports

    assert content.site.publisher == "某县财政局"
    assert content.site.severities == {"F101": Severity.NOTICE}
    assert content.departments["county-roads"].parent == "county"
    assert content.rulebooks["two-tiers"].budget.tiers[0].floor == Decimal(90)
    assert content.pages == (("about", "# 关于\n"),)
    assert report.id == f"2022/{DEPARTMENT}/road-care"
    assert report.form.goals is not None
    assert report.form.goals.planned == "养护农村公路50公里。\n验收合格。"
    assert report.form.indicators[1].note is None
    assert report.form.extra_tables[0].rows == (("养护工", ""),)
    assert str(report.positions.locate(("绩效指标", 0, "得分"))) == f"content/{REPORT_PATH}:18:5"


def test_reports_stand_newest_year_first_then_by_department_and_project(folder: Path) -> None:
    undated = REPORT.replace("年度: 2022\n", "", 1)
    names = ["2021/county/b1", "2021/county/a1", "2023/county-roads/z1", "2023/county/z1"]

    content, findings = load(folder, *(put(f"projects/{name}.yml", undated) for name in names))

    assert findings == []
    assert content is not None
    order = [
        "2023/county/z1",
        "2023/county-roads/z1",
        "2022/county-roads/road-care",
        "2021/county/a1",
        "2021/county/b1",
    ]
    assert [report.id for report in content.reports] == order


def test_a_relative_folder_is_named_in_findings(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "site.yml").unlink()
    monkeypatch.chdir(folder)

    assert load_content(Path())[1][0].location.file == "content/site.yml"


@pytest.mark.parametrize("code", EXAMPLES)
def test_each_code_is_found_in_its_place(folder: Path, code: str) -> None:
    step, file, line, column = EXAMPLES[code]

    found = {finding for finding in load(folder, step)[1] if finding.code == code}

    assert (f"content/{file}".removesuffix("/"), line, column) in {
        (finding.location.file, finding.location.line, finding.location.column) for finding in found
    }


def test_every_code_has_a_place_where_it_is_found() -> None:
    # E399 is for what pydantic may come to say; its example is further down.
    assert {*EXAMPLES, "E399"} == {problem.code for problem in errors.PROBLEMS}


def test_all_problems_of_all_files_come_in_one_run(folder: Path) -> None:
    second = f"projects/2022/{DEPARTMENT}/second.yml"
    _, findings = load(
        folder,
        more("多余: 1\n", "site.yml"),
        more("x:\n  名称: 甲\n", "departments.yml"),
        changed("标识: two-tiers", "标识: other", RULEBOOK_PATH),
        changed("总分: 99", "总分: 九十九"),
        put(second, REPORT.replace("two-tiers", "nobody").replace("万元", "美元")),
        put("pages/broken.md", "关于".encode("gbk")),
    )

    assert brief(findings) == [
        "E301 departments.yml:10:1",
        "E301 departments.yml:10:1",
        "E404 departments.yml:10:1",
        "E105 pages/broken.md:1:1",
        f"E305 {REPORT_PATH}:26:1",
        f"E402 {second}:3:1",
        f"E304 {second}:4:1",
        "E410 rules/two-tiers.yml:1:1",
        "E302 site.yml:7:1",
    ]


def test_the_folder_of_a_file_that_cannot_be_read_is_still_checked(folder: Path) -> None:
    path = "projects/2022/nobody/a1.yml"

    assert brief(load(folder, put(path, '甲: "'))[1]) == [f"E401 {path}:1:1", f"E202 {path}:1:4"]


@pytest.mark.parametrize("name", ["site.yml", "departments.yml"])
def test_without_a_register_there_is_no_content_but_the_rest_is_still_checked(folder: Path, name: str) -> None:
    content, findings = load(folder, put(name, '甲: "'), changed("万元", "美元"))

    assert content is None
    assert sorted(brief(findings)) == [f"E202 {name}:1:4", f"E304 {REPORT_PATH}:4:1"]


def test_a_broken_rulebook_is_not_called_unknown_and_its_reports_are_left_out(folder: Path) -> None:
    content, findings = load(folder, changed("自: ", "起: ", RULEBOOK_PATH))

    assert [finding.code for finding in findings] == ["E302"]
    assert content is not None
    assert (content.reports, content.rulebooks) == ((), {})


def test_a_broken_department_is_not_called_unknown(folder: Path) -> None:
    content, findings = load(folder, changed("名称: 某县交通运输局", "名: 某县交通运输局", "departments.yml"))

    assert {finding.code for finding in findings} == {"E301", "E302"}
    assert content is not None
    assert content.reports == ()


# --- fields ---------------------------------------------------------------------------------------------------------

FIELDS = [
    (changed("    得分: 90", "    得份: 90"), "“绩效指标”第 1 项的“得份”无法识别", "“得分”", "90"),
    (changed("项目名称", "项目 名称"), "“项目 名称”无法识别", "“项目名称”", "农村公路养护"),
    (changed("    得分: 90", "    权重: 90"), "“绩效指标”第 1 项的“权重”无法识别", "“分值”", "90"),
    (
        changed("    得分: 90", "    业绩值: 90"),
        "“绩效指标”第 1 项的“业绩值”无法识别",
        "“实际完成值”",
        "90",
    ),
    (changed("    得分: 90", "    得分: N/A"), "“绩效指标”第 1 项的“得分”的内容", "这一栏留空", "N/A"),
    (changed("总分: 99", "总分: 无"), "“总分”的内容不合要求", "这一栏留空", "无"),
    (changed("项目名称", "project"), "“project”无法识别", "下列栏名之一：项目名称、", "农村公路养护"),
    (
        changed("出处: 某", "备: 某, 出处: 某", RULEBOOK_PATH),
        "“依据”的“等级”的“备”无法识别",
        "出处、可信度、说明",
        "某",
    ),
    (changed("评价规则: two-tiers\n", ""), "“评价规则”没有填写", "必填", ""),
    (changed("名称: 人员", "名称:"), "“附表”第 1 项的“名称”没有填写", "必填", ""),
    (changed("万元", "美元"), "“金额单位”不在可选的内容之列", "下列之一：元、万元、亿元", "美元"),
    (changed("万元", "[元]"), "“金额单位”写成了列表", "一段文字", ""),
    (changed("状态: 公开", "状态: 公布"), "“公开”的“状态”不在", "草稿、待审、公开、部分公开、不予公开、已撤回", "公布"),
    (changed("已核", "已查", RULEBOOK_PATH), "“依据”的“等级”的“可信度”不在", "已核、转引、待核", "已查"),
    (changed("总分: 99", "总分: 九十九"), "“总分”的内容不合要求", "数字，如", "九十九"),
    (changed("总分: 99", "总分: {值: 99}"), "“总分”写成了分组", "一段文字", ""),
    (changed("总分: 99", f"总分: {'9' * 5000}"), "“总分”的内容不合要求", "整数至多13位", "9" * 40 + "…"),
    (changed("总分: 99", "总分: .nan"), "“总分”的内容不合要求", "数字", ".nan"),
    (changed('满分: "100"', "满分: [1]", RULEBOOK_PATH), "“满分”写成了列表", "一段文字", ""),
    (changed('满分: "100"', "满分: —", RULEBOOK_PATH), "“满分”的内容不合要求", "数字", "—"),
    (changed("2023-08-31", "2023-02-30"), "“公开”的“公开日期”的内容", "日历上没有这一天", "2023-02-30"),
    (changed("2023-08-31", "2023年8月"), "“公开”的“公开日期”的内容", "日期，写作 2021-08-31", "2023年8月"),
    (changed("年度: 2022", "年度: 二〇二二"), "“年度”的内容不合要求", "四位年份", "二〇二二"),
    (changed("two-tiers", "../../etc/passwd"), "“评价规则”的内容不合要求", "小写字母", "../../etc/passwd"),
    (changed("[姓名, 人数]", "姓名"), "“附表”第 1 项的“表头”写成了一段文字", "列表", "姓名"),
    (changed("- [养护工,", "- 养护工\n      - [养护工,"), "“附表”第 1 项的“行”第 1 项写成了一段文字", "列表", "养护工"),
    (changed("公开:\n  状态: 公开\n  公开日期", "公开: 是\n题注"), "“公开”写成了一段文字", "分组", "是"),
    (changed("[姓名, 人数]", "[]"), "“附表”第 1 项的“表头”一项也没有", "至少一项", ""),
    (more("核对说明: [甲]"), "“核对说明”写成了列表", "分组", ""),
    (changed("https:", "http:", "site.yml"), "“网址”的写法不对", "https:// 开头", "http://example.gov.cn/"),
    (changed('"1234567890"', "12345", "site.yml"), "“政府网站标识码”的写法不对", "10 位数字", "12345"),
    (changed("提示}", "忽略}", "site.yml"), "“核对级别”的“F101”不在", "错误、核对、提示", "忽略"),
    (put("departments.yml", DEPARTMENTS + "ab: 某局\n"), "“ab”写成了一段文字", "分组", "某局"),
]


@pytest.mark.parametrize(("step", "message", "expected", "declared"), FIELDS)
def test_what_is_wrong_with_a_field_is_said_in_words(
    folder: Path, step: Break, message: str, expected: str, declared: str
) -> None:
    findings = load(folder, step)[1]

    (finding,) = [found for found in findings if found.message.startswith(message)]
    assert expected in finding.expected
    assert not finding.expected.startswith("应为")
    assert finding.declared == declared
    assert CHINESE.search(finding.advice)


def test_a_key_that_differs_in_spaces_only_is_explained_as_such(folder: Path) -> None:
    findings = load(folder, changed("年度: 2022", "\u3000年度: 2022"))[1]

    (finding,) = (finding for finding in findings if finding.code == "E302")
    assert "只差空格" in finding.advice


@pytest.mark.parametrize("part", parts_of(Form))
def test_every_label_that_the_importer_knows_is_explained_by_the_field_it_means(
    part: type[Part],
) -> None:
    """权重 is 分值 by meaning, and not what looks most like it."""
    keys = {field.key for field in fields_of(part)}
    for label, key in keys_by_label(part).items():
        if label in keys:
            continue
        with pytest.raises(ValidationError) as error:
            part.model_validate({label: "甲"}, by_alias=True, by_name=False)
        told = explain(error.value, part, Positions("甲.yml", {}))
        assert f"“{key}”" in {finding.expected for finding in told if finding.code == "E302"}


@pytest.mark.parametrize(
    ("word", "known", "meant"),
    [
        ("分直", ("得分", "分值"), "分值"),
        ("实际完成直", ("实际完成值", "实际完成情况"), "实际完成值"),
        ("ＩＣＰ备案编号", ("ICP备案编号",), "ICP备案编号"),
        ("备注栏", ("得分",), None),
        ("x" * MAX_TEXT, ("得分",), None),
        ("得分", (), None),
    ],
)
def test_the_nearest_known_word(word: str, known: tuple[str, ...], meant: str | None) -> None:
    assert nearest(word, known) == meant


def test_places_are_named_as_on_the_form() -> None:
    assert in_words(("绩效指标", 2, "得分")) == "“绩效指标”第 3 项的“得分”"
    assert in_words(("附表", 0, "行", 1, 0)) == "“附表”第 1 项的“行”第 2 项第 1 项"
    assert in_words(()) == "文件"


# What each kind of schema may object to. What a function turns into its final type first (text into figures, dates,
# ids) is shielded: nothing but the function's own ValueError can come of it, and of a pattern set on the field.
OBJECTIONS: dict[str, set[str]] = {
    "model": set(),
    "model-fields": {"model_type", "missing", "extra_forbidden"},
    "model-field": set(),
    "default": set(),
    "nullable": set(),
    "chain": set(),
    "tuple": {"tuple_type"},
    "dict": {"dict_type"},
    "literal": {"literal_error"},
    "enum": {"enum"},
    "function-before": {"value_error"},
    "function-wrap": {"string_pattern_mismatch"},
}
CONSTRAINTS = {"min_length": "too_short"}
SHIELDS = {"function-before", "function-wrap"}


def objections(schema: Any, named: dict[str, Any]) -> Iterator[str]:
    """Yield every error type that a core schema can lead to; a kind of schema not listed is a KeyError."""
    if isinstance(schema, list | tuple):
        for inner in schema:
            yield from objections(inner, named)
    if not isinstance(schema, dict):
        return
    kind = schema.get("type")
    if kind == "definition-ref":
        yield from objections(named[schema["schema_ref"]], named)
    elif kind in SHIELDS:
        yield from OBJECTIONS[kind]
    else:
        yield from OBJECTIONS[kind] if isinstance(kind, str) else ()
        yield from (error for name, error in CONSTRAINTS.items() if name in schema)
        for name, inner in schema.items():
            if name not in ("metadata", "config", "expected", "members", "cls"):
                yield from objections(inner, named)


def reachable(part: type[Part]) -> set[str]:
    schema: Any = part.__pydantic_core_schema__
    named = {inner["ref"]: inner for inner in schema.get("definitions", ())}
    return set(objections(schema["schema"] if named else schema, named))


def test_every_error_type_that_our_models_can_raise_has_words() -> None:
    types = {kind for part in ROOTS for kind in reachable(part)}

    assert {"missing", "too_short", "string_pattern_mismatch"} <= types
    # Unknown keys are put into words where the known ones are at hand.
    assert types - {"extra_forbidden"} == set(SAYINGS)


def parts() -> list[type[Part]]:
    return sorted(Part.__subclasses__(), key=lambda part: part.__name__)


JUNK: list[Any] = [
    "",
    "x",
    "9",
    "-",
    "x" * 90,
    "\u200b",
    [],
    ["x"],
    [[]],
    [{}],
    {},
    {"x": "y"},
    {"x": []},
    {"x": {"y": "z"}},
]


@pytest.mark.parametrize("part", parts(), ids=lambda part: part.__name__)
def test_no_junk_in_any_field_is_left_without_words(part: type[Part]) -> None:
    if not part.__module__.startswith("generator."):
        pytest.skip("a part made by a test")
    aliases = [str(field.alias) for field in part.model_fields.values()]
    for tree in [dict.fromkeys(aliases, junk) for junk in JUNK] + JUNK:
        try:
            part.model_validate(tree, by_alias=True, by_name=False)
        except ValidationError as error:
            for finding in explain(error, part, Positions("content/x.yml", {})):
                assert finding.code != "E399"
                assert CHINESE.search(finding.message)
                assert "Input" not in finding.message + finding.expected


def test_an_error_type_without_words_of_its_own_gets_the_general_ones() -> None:
    class Counted(Part):
        number: int = Field(alias="数")

    with pytest.raises(ValidationError) as caught:
        Counted.model_validate({"数": "很多"})
    (finding,) = explain(caught.value, Counted, Positions("content/x.yml", {("数",): (3, 5)}))

    assert (finding.code, finding.message, finding.declared) == ("E399", "“数”的内容无法识别", "很多")
    assert str(finding.location) == "content/x.yml:3:5"


def test_every_field_with_a_pattern_has_words_for_it() -> None:
    patterned = {
        str(field.alias)
        for part in parts()
        for field in part.model_fields.values()
        if any(getattr(item, "pattern", None) for item in field.metadata)
    }

    assert patterned == set(PATTERNS)


def test_every_choice_is_listed_in_full() -> None:
    for part in parts():
        for field in part.model_fields.values():
            choices = [arg for arg in get_args(field.annotation) if isinstance(arg, str)]
            if get_origin(field.annotation) is not Literal:
                continue
            with pytest.raises(ValidationError) as caught:
                part.model_validate({field.alias: "别的"})
            found = list(explain(caught.value, part, Positions("content/x.yml", {})))

            assert f"下列之一：{'、'.join(choices)}" in {finding.expected for finding in found}


KEYS = st.sampled_from(
    ["绩效指标", "资金", "公开", "得分", "来源", "评价规则", "金额单位", "附表", "行", "表头", "核对说明", "x"]
)
TREES = st.recursive(
    st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


@settings(deadline=None)
@given(st.dictionaries(KEYS, TREES))
def test_no_tree_makes_the_messages_fail(tree: dict[str, Any]) -> None:
    try:
        Form.model_validate(tree, by_alias=True, by_name=False)
    except ValidationError as error:
        for finding in explain(error, Form, Positions("content/x.yml", {})):
            assert CHINESE.search(finding.message)
            assert finding.code != "E399"


# --- the folder -----------------------------------------------------------------------------------------------------


def test_files_that_are_nobodys_content_are_ignored(folder: Path) -> None:
    content, findings = load(
        folder,
        *(put(name, "x") for name in (".gitkeep", ".git/config.yml", "README.md", "rules/README.md", "pages/logo.png")),
        *(put(name, "x") for name in ("projects/2022/county-roads/road-care.yml~", "Thumbs.db", "notes.txt")),
    )

    assert findings == []
    assert content is not None
    assert content.pages == (("about", "# 关于\n"),)


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("projects/2022/county-roads/a1.yaml", "E109"),
        ("projects/2022/county-roads/a1.YML", "E109"),
        ("projects/2022/county-roads/a1.Yaml", "E109"),
        ("site.yaml", "E109"),
        ("projects/a1.yml", "E405"),
        ("projects/2022/a1.yml", "E405"),
        ("projects/2022/county-roads/deep/a1.yml", "E405"),
        ("rules/old/a1.yml", "E405"),
        ("department.yml", "E405"),
        ("pages/a1.yml", "E405"),
        ("projects/202/county-roads/a1.yml", "E406"),
        ("projects/２０２２/county-roads/a1.yml", "E406"),
        ("projects/2022年/county-roads/a1.yml", "E406"),
        ("projects/2022/County/a1.yml", "E404"),
        ("projects/2022/con/a1.yml", "E404"),
        ("projects/2022/county-roads/a.yml", "E404"),
        ("projects/2022/county-roads/-a.yml", "E404"),
        ("projects/2022/county-roads/a_1.yml", "E404"),
        ("projects/2022/county-roads/a b.yml", "E404"),
        ("projects/2022/county-roads/a1.yml.yml", "E404"),
        ("projects/2022/county-roads/" + "a" * 65 + ".yml", "E404"),
        ("projects/2022/county-roads/nul.yml", "E404"),
        ("pages/关于.md", "E404"),
    ],
)
def test_names_and_places_are_checked(folder: Path, path: str, code: str) -> None:
    findings = load(folder, put(path, REPORT))[1]

    assert brief(findings) == [f"{code} {path}:1:1"]


@pytest.mark.parametrize(
    "name", ["site.yml", "departments.yml", REPORT_PATH, RULEBOOK_PATH, "pages/about.md", "rules", "projects/2022"]
)
def test_links_are_refused_and_never_followed(folder: Path, tmp_path: Path, name: str) -> None:
    target = tmp_path / "outside"
    (folder / name).rename(target)
    (folder / name).symlink_to(target)

    content, findings = load(folder)

    assert f"E108 {name}:1:1" in brief(findings)
    assert "E112" not in {finding.code for finding in findings}
    assert content is None or name not in files_of(content)


def test_a_link_in_a_circle_and_one_to_nowhere_are_refused(folder: Path) -> None:
    (folder / "projects/2022/circle").symlink_to(folder)
    (folder / "projects/2022/nowhere").symlink_to("/no/such/place")

    assert brief(load(folder)[1]) == ["E108 projects/2022/circle:1:1", "E108 projects/2022/nowhere:1:1"]


def test_the_folder_itself_may_be_a_link(folder: Path) -> None:
    link = folder.with_name("current")
    link.symlink_to(folder)

    content, findings = load_content(link)

    assert (content is not None, findings) == (True, [])
    assert content is not None
    assert content.reports[0].positions.file == f"current/{REPORT_PATH}"


def test_pipes_are_not_waited_for(folder: Path) -> None:
    (folder / "site.yml").unlink()
    os.mkfifo(folder / "site.yml")

    assert brief(load(folder)[1]) == ["E101 site.yml:1:1"]


@pytest.mark.parametrize("error", [PermissionError(13, "Permission denied"), OSError(5, "Input/output error")])
def test_what_cannot_be_read_is_a_finding(folder: Path, monkeypatch: pytest.MonkeyPatch, error: OSError) -> None:
    opened, listed = Path.open, os.scandir

    def refuse_file(path: Path, *args: Any, **kwargs: Any) -> Any:
        if path.name == "road-care.yml":
            raise error
        return opened(path, *args, **kwargs)

    def refuse_folder(path: Any) -> Any:
        if str(path).endswith("rules"):
            raise error
        return listed(path)

    monkeypatch.setattr(Path, "open", refuse_file)
    monkeypatch.setattr(os, "scandir", refuse_folder)
    content, findings = load(folder)

    assert brief(findings) == [f"E101 {REPORT_PATH}:1:1", "E101 rules:1:1"]
    assert not any(re.search("[a-z]", finding.message) for finding in findings)
    assert content is not None


def test_names_of_any_bytes_and_folders_of_any_depth_are_survived(folder: Path) -> None:
    odd = os.fsdecode(b"\xff\xfe\n\x1b[31m.yml")
    # Nothing is looked for further down, so that no depth exhausts the stack.
    folder.joinpath("projects", *"d" * 100).mkdir(parents=True)

    findings = load(folder, put(f"projects/2022/{DEPARTMENT}/{odd}", REPORT))[1]

    assert [finding.code for finding in findings] == ["E404", "E405"]
    assert findings[1].location.file == "content/projects/d/d/d/d/d/d"
    for finding in findings:
        assert (finding.location.file + finding.message + finding.declared).isprintable()


# --- across files ---------------------------------------------------------------------------------------------------


def test_a_circle_of_parents_names_those_in_it_and_not_those_below(folder: Path) -> None:
    body = "  名称: 某局\n  地区: 某县\n  地区标识: some-county\n  上级: "
    register = "".join(f"{name}:\n{body}{above}\n" for name, above in (("aa", "bb"), ("bb", "aa"), ("cc", "aa")))

    findings = load(folder, put("departments.yml", DEPARTMENTS + register))[1]

    assert brief(findings) == ["E409 departments.yml:14:3", "E409 departments.yml:19:3"]


STEPS = "档次: [{下限: 0%, 最低得分: 0%, 最高得分: 100%}]"
RULES = [
    (changed("方法: 分档", "方法: 按比例", RULEBOOK_PATH), "E411"),
    (
        changed(
            "    - {下限: 90%, 最低得分: 80%, 最高得分: 100%}\n    - {下限: 0%, 最低得分: 0%, 最高得分: 60%}\n",
            "",
            RULEBOOK_PATH,
        ),
        "E411",
    ),
    (more("单项规则: [{三级指标: [甲], 方法: 分档, 依据量: 实际完成值}]", RULEBOOK_PATH), "E411"),
    (more(f"单项规则: [{{三级指标: [甲], 方法: 分档, {STEPS}}}]", RULEBOOK_PATH), "E411"),
    (more(f"单项规则: [{{三级指标: [甲], 方法: 分档, 依据量: 完成比例, {STEPS}}}]", RULEBOOK_PATH), ""),
    (more("单项规则: [{三级指标: [甲], 方法: 清单, 依据量: 实际完成值}]", RULEBOOK_PATH), "E411"),
    (more("单项规则: [{三级指标: [甲], 方法: 清单}]", RULEBOOK_PATH), ""),
    (changed("下限: 90%", "下限: 0%", RULEBOOK_PATH), "E412"),
    (changed("最低得分: 80%", "最低得分: 101%", RULEBOOK_PATH), "E412"),
    (changed("上限: 80%", "上限: 90%", RULEBOOK_PATH), "E412"),
    (changed("上限: 80%, 下限: 0%", "上限: 80%, 下限: 85%", RULEBOOK_PATH), "E412"),
    (changed("上限: 80%", "上限: 70%", RULEBOOK_PATH), ""),
    (changed('优, 下限: "90"', '优, 下限: "0"', RULEBOOK_PATH), "E412"),
    (changed('自: "2018", ', "", RULEBOOK_PATH), ""),
    (changed('自: "2018"', '自: "2025"', RULEBOOK_PATH), "E413"),
    (changed('至: "2024"', "至: 今后", RULEBOOK_PATH), "E305"),
    (changed('自: "2018"', "自: ２０１８", RULEBOOK_PATH), "E305"),
]


@pytest.mark.parametrize(("step", "code"), RULES)
def test_a_rulebook_must_be_in_order(folder: Path, step: Break, code: str) -> None:
    content, findings = load(folder, step)

    assert [finding.code for finding in findings] == ([code] if code else [])
    assert content is not None
    assert len(content.rulebooks) == len(content.reports) == (0 if code else 1)


def test_two_rulebooks_cannot_share_an_id(folder: Path) -> None:
    content, findings = load(folder, put("rules/copy.yml", RULEBOOK))

    assert brief(findings) == ["E410 rules/copy.yml:1:1"]
    assert content is not None
    assert list(content.rulebooks) == ["two-tiers"]


def test_a_check_that_guards_publication_keeps_its_severity(folder: Path) -> None:
    changed("{F101: 提示}", "{D101: 提示}", "site.yml")(folder)
    _, findings = load_content(folder, CODES)

    assert [(finding.code, finding.message) for finding in findings] == [("E414", "D101 把守公开，级别不能改")]

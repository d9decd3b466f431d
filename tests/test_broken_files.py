"""Two hundred broken files in one run: each is located and explained in Chinese, none stops the others."""

import random
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.loading.content import load_content
from generator.loading.errors import PROBLEMS
from generator.loading.strict_yaml import parse_strict
from generator.model.finding import Finding, Severity
from tests.loading_samples import FILES, REPORT, write_content
from tests.make import CONTENT, ROOT

SOURCES = sorted((CONTENT / "projects").rglob("*.yml"))
# The real files, and the small lawful one that the other loading tests use.
SAMPLES = {"-".join(source.parts[-3:]): source.read_text(encoding="utf-8") for source in SOURCES} | {
    "sample": REPORT.replace("two-tiers", "mof-2020-10")
}
DEPARTMENT = "sx-high-court"
CHINESE = re.compile(r"[\u4e00-\u9fff]")

Mutation = Callable[[str, random.Random], bytes]


def encoded(text: str) -> bytes:
    return text.encode("utf-8")


def line_of(text: str, chance: random.Random) -> tuple[list[str], int]:
    """Choose one line that is a top-level field with a value."""
    lines = text.split("\n")
    choices = [number for number, line in enumerate(lines) if re.match(r"^[\u4e00-\u9fff]+: \S", line)]
    return lines, chance.choice(choices)


def with_line(text: str, chance: random.Random, change: Callable[[str], str]) -> bytes:
    lines, number = line_of(text, chance)
    lines[number] = change(lines[number])
    return encoded("\n".join(lines))


def replaced(old: str, new: str) -> Mutation:
    """Replace the first match of a pattern; every sample holds one."""
    return lambda text, _: encoded(re.sub(old, new, text, count=1, flags=re.MULTILINE))


MUTATIONS: dict[str, Mutation] = {
    "GBK": lambda text, _: text.encode("gb18030"),
    "UTF-16": lambda text, _: text.encode("utf-16"),
    "BOM": lambda text, _: text.encode("utf-8-sig"),
    "Latin bytes": lambda text, _: encoded(text) + b"\xe9\xe8 caf\xe9\n",
    "cut in a character": lambda text, _: encoded(text)[: encoded(text).rindex("公".encode()) + 1],
    "cut short": lambda text, chance: encoded(text[: chance.randrange(1, text.index("评价规则:"))]),
    "NUL": lambda text, _: encoded(text) + b"\x00",
    "zero width": lambda text, chance: with_line(text, chance, lambda line: line + "\u200b字"),
    "right to left": lambda text, chance: with_line(text, chance, lambda line: line + "\u202e字"),
    "duplicate key": lambda text, chance: with_line(text, chance, lambda line: f"{line}\n{line}"),
    "misspelt key": lambda text, chance: with_line(text, chance, lambda line: "额" + line),
    "foreign key": lambda text, _: encoded(text + "\n备忘: 无\n"),
    "missing rulebook": replaced(r"^评价规则: .*$", ""),
    "unknown unit": replaced(r"^金额单位: .*$", "金额单位: 美元"),
    "unknown rulebook": replaced(r"^评价规则: .*$", "评价规则: sx-2002"),
    "rulebook leaves the folder": replaced(r"^评价规则: .*$", "评价规则: ../../etc/passwd"),
    "list for text": replaced(r"^评价规则: .*$", "评价规则: [sx-2020]"),
    "text for list": replaced(r"^绩效指标:$", "绩效指标: 见附表\n其他:"),
    "text for group": replaced(r"^公开:$", "公开: 是\n其他:"),
    "words for a number": replaced(r"分值: [^,}\n]+", "分值: 二十"),
    "number bomb": replaced(r"分值: [^,}\n]+", "分值: 1e1000000"),
    "five thousand digits": replaced(r"分值: [^,}\n]+", f"分值: {'9' * 5000}"),
    "not a number": replaced(r"分值: [^,}\n]+", "分值: .nan"),
    "bad year": lambda text, _: encoded(re.sub(r"^年度: .*\n", "", text, flags=re.MULTILINE) + "\n年度: 二〇二〇\n"),
    "other year": lambda text, _: encoded(re.sub(r"^年度: .*\n", "", text, flags=re.MULTILINE) + "\n年度: 1999\n"),
    "bad date": replaced(r"^  状态: .*$", "  状态: 公开\n  公开日期: 2021-02-30"),
    "bad state": replaced(r"^  状态: .*$", "  状态: 公布"),
    "anchor": lambda text, chance: with_line(text, chance, lambda line: line.replace(": ", ": &a ", 1)),
    "alias": lambda text, _: encoded(text + "\n题注: *a\n"),
    "alias bomb": lambda text, _: encoded("a: &a [x,x,x]\nb: &b [*a,*a,*a]\nc: &c [*b,*b,*b]\n" + text),
    "Python object": lambda text, _: encoded(text + "\n题注: !!python/object/apply:os.system [ls]\n"),
    "hash": replaced(r"^评价规则: ", "评价规则:#"),
    "thousands in brackets": lambda text, _: encoded(text + "\n更正: [{日期: 2021-01-01, 字段: 金额, 原值: 8,391}]\n"),
    "tag": lambda text, chance: with_line(text, chance, lambda line: line.replace(": ", ": !!python/none ", 1)),
    "merge key": lambda text, _: encoded(text + "\n<<: {a: b}\n"),
    "second document": lambda text, _: encoded(text + "\n---\na: b\n"),
    "tab": lambda text, _: encoded(text.replace("\n  ", "\n\t", 1)),
    "open quote": lambda text, chance: with_line(text, chance, lambda line: line.replace(": ", ': "', 1)),
    "open bracket": lambda text, _: encoded(text + "\n更正: [\n"),
    "full-width colon": lambda text, chance: with_line(text, chance, lambda line: line.replace(": ", "：", 1)),
    "deep": lambda text, _: encoded(text + "\n题注: " + "[" * 30 + "]" * 30 + "\n"),
    "very deep": lambda text, _: encoded(text + "\n题注: " + "[" * 50_000 + "\n"),
    "too large": lambda text, _: encoded(text + "#" * 1_100_000),
    "long text": lambda text, _: encoded(text + "\n题注: " + "长" * 20_001 + "\n"),
    "empty": lambda _, __: b"",
    "only words": lambda _, __: encoded("这不是数据文件"),
}


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, str], list[Finding]]:
    """Every mutation of the real files and the sample, all in one content folder, read in one run."""
    root = tmp_path_factory.mktemp("broken") / "content"
    for name in ("site.yml", "departments.yml"):
        root.mkdir(exist_ok=True)
        (root / name).write_bytes((CONTENT / name).read_bytes())
    (root / "rules").mkdir()
    for path in (CONTENT / "rules").glob("*.yml"):
        (root / "rules" / path.name).write_bytes(path.read_bytes())
    written = {}
    for index, (sample, original) in enumerate(SAMPLES.items()):
        folder = root / "projects" / "2020" / DEPARTMENT
        folder.mkdir(parents=True, exist_ok=True)
        text = re.sub(r"^年度: .*$", "年度: 2020", original, flags=re.MULTILINE)
        for number, (name, mutate) in enumerate(MUTATIONS.items()):
            path = folder / f"broken-{index}-{number}.yml"
            path.write_bytes(mutate(text, random.Random(f"{sample}{number}")))  # noqa: S311 - repeatable choice
            written[f"content/projects/2020/{DEPARTMENT}/{path.name}"] = f"{name} of {sample}"
    started = time.perf_counter()
    findings = load_content(root)[1]
    assert time.perf_counter() - started < 20
    return written, findings


def test_at_least_two_hundred_files_are_broken(broken: tuple[dict[str, str], list[Finding]]) -> None:
    assert len(broken[0]) >= 200


def test_every_broken_file_is_reported_in_the_one_run(broken: tuple[dict[str, str], list[Finding]]) -> None:
    written, findings = broken
    reported = {finding.location.file for finding in findings}

    assert [name for file, name in written.items() if file not in reported] == []


def test_every_problem_is_located_explained_and_coded(broken: tuple[dict[str, str], list[Finding]]) -> None:
    known = {problem.code for problem in PROBLEMS}
    for finding in broken[1]:
        assert finding.severity is Severity.ERROR
        assert finding.code in known
        assert finding.location.line >= 1
        assert finding.location.column >= 1
        assert CHINESE.search(finding.message)
        assert CHINESE.search(finding.advice)
        assert len(finding.message) < 300


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("GBK", "E105"),
        ("thousands in brackets", "E220"),
        ("UTF-16", "E104"),
        ("BOM", "E103"),
        ("duplicate key", "E216"),
        ("misspelt key", "E302"),
        ("missing rulebook", "E301"),
        ("unknown rulebook", "E402"),
        ("other year", "E403"),
        ("number bomb", "E305"),
        ("anchor", "E211"),
        ("tag", "E212"),
        ("merge key", "E213"),
        ("second document", "E214"),
        ("tab", "E201"),
        ("open bracket", "E203"),
        ("deep", "E208"),
        ("too large", "E102"),
        ("long text", "E210"),
        ("empty", "E218"),
    ],
)
def test_each_kind_of_damage_has_its_own_code(
    broken: tuple[dict[str, str], list[Finding]], name: str, code: str
) -> None:
    written, findings = broken
    files = {file for file, label in written.items() if label.startswith(f"{name} of")}

    assert {finding.location.file for finding in findings if finding.code == code} >= files


@pytest.mark.parametrize("brackets", [50_000, 1_000_000])
def test_a_wall_of_brackets_never_kills_the_process(brackets: int) -> None:
    code = (
        "from generator.loading.strict_yaml import parse_strict;"
        f"print(parse_strict(b'a: ' + b'[' * {brackets}, 'x.yml').findings[0].code)"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=ROOT)

    assert (result.returncode, result.stdout.strip()) == (0, "E208")


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_make_the_reader_raise(data: bytes) -> None:
    for finding in parse_strict(data, "content/x.yml").findings:
        assert finding.location.line >= 1


@settings(deadline=None)
@given(st.data())
def test_no_change_of_a_real_file_makes_the_reader_raise(data: st.DataObject) -> None:
    source = data.draw(st.sampled_from(SOURCES)).read_bytes()
    start = data.draw(st.integers(0, len(source)))
    end = data.draw(st.integers(start, min(len(source), start + 40)))
    inserted = data.draw(st.binary(max_size=20))

    for finding in parse_strict(source[:start] + inserted + source[end:], "content/x.yml").findings:
        assert finding.location.line >= 1


@pytest.fixture(scope="module")
def lawful(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_content(tmp_path_factory.mktemp("lawful") / "content")


@settings(deadline=None)
@given(st.sampled_from([name for name in FILES if name.endswith(".yml")]), st.data())
def test_no_change_of_any_file_makes_the_loader_raise(lawful: Path, name: str, data: st.DataObject) -> None:
    source = FILES[name].encode()
    start = data.draw(st.integers(0, len(source)))
    end = data.draw(st.integers(start, min(len(source), start + 40)))
    inserted = data.draw(st.binary(max_size=20) | st.text(max_size=10).map(str.encode))
    (lawful / name).write_bytes(source[:start] + inserted + source[end:])
    try:
        findings = load_content(lawful)[1]
    finally:
        (lawful / name).write_bytes(source)

    for finding in findings:
        assert min(finding.location.line, finding.location.column) >= 1
        assert CHINESE.search(finding.message)


def test_ids_links_and_places_are_checked(tmp_path: Path) -> None:
    root = tmp_path / "content"
    for name in ("site.yml", "departments.yml"):
        root.mkdir(exist_ok=True)
        (root / name).write_bytes((CONTENT / name).read_bytes())
    good = SOURCES[0].read_bytes()
    for place in (
        "2020/No-Such/x1",
        "20x0/sx-high-court/a1",
        "2020/sx-high-court/con",
        "2020/stray",
        "2020/unknown-one/a1",
    ):
        path = root / "projects" / f"{place}.yml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(good)
    (root / "projects/2020/sx-high-court/other.yaml").write_bytes(good)
    (root / "projects/2020/sx-high-court/link.yml").symlink_to("/etc/passwd")
    codes = {finding.code for finding in load_content(root)[1]}

    assert {"E404", "E406", "E405", "E109", "E108", "E401"} <= codes

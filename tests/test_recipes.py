"""The recipes of CONTRIBUTING, each followed in a copy: what they promise comes about by itself."""

import json
import re
import shutil
from pathlib import Path

import pytest

from tests.make import LAWFUL, ROOT, row, rows
from tests.software import NAME, Software

MANUAL = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
RECIPE = re.search(r"```python\n(@check\(.*?)```", MANUAL, re.DOTALL)
OUTPUT = '''def as_lines(told: Told) -> str:
    """Return one code a line."""
    return "".join(f"{one.code}\\n" for one in told.findings)


'''


@pytest.fixture(scope="module")
def with_check(tmp_path_factory: pytest.TempPathFactory) -> Software:
    """Add the check of the manual, word for word, and name it in its module's CHECKS."""
    assert RECIPE
    lines = f"{RECIPE[1]}\n\n"
    copy = Software(tmp_path_factory.mktemp("check"), [("checks/stated.py", "CHECKS = (", lines)])
    module = copy.folder / "generator" / "checks" / "stated.py"
    text = module.read_text("utf-8").replace("CHECKS = (", "CHECKS = (total_within_full_score, ")
    needed = "from generator.checks.reading import NATIONAL_RULE\n"
    imports = f"{needed}from generator.model.figure import plain\n"
    at = text.index("from generator.checks.check")
    module.write_text(text[:at] + imports + text[at:], "utf-8")
    shutil.copytree(ROOT / "tests", copy.folder / "tests")
    for name in ("pyproject.toml", "CONTRIBUTING.md"):
        shutil.copy(ROOT / name, copy.folder)
    shutil.copytree(ROOT / "content", copy.folder / "content")
    return copy


@pytest.mark.site
def test_a_check_is_added_by_one_function_and_its_name(with_check: Software) -> None:
    with_check.content("bad", **{**LAWFUL, "总分": "101"})
    found = json.loads(with_check.run("check", "--content", "bad", "--format", "json"))

    assert "F108" in {one["code"] for one in found["findings"]}
    assert "总分不应超过满分" in with_check.run("explain", "F108")


@pytest.mark.site
def test_the_samples_of_an_added_check_are_tests(with_check: Software) -> None:
    told = with_check.python(
        "-m", "pytest", "-n", "0", "-p", "no:cacheprovider", "-k", "F108", "tests/test_problems.py"
    )

    assert "[100%]" in told


@pytest.mark.site
def test_a_rulebook_is_added_by_its_file_and_used_by_its_name(tmp_path: Path) -> None:
    copy = Software(tmp_path)
    folder = copy.content("content", **{**LAWFUL, "评价规则": "xx-2024"})
    rules = (folder / "rules" / "mof-2020-10.yml").read_text("utf-8")
    stated = rules.replace("标识: mof-2020-10", "标识: xx-2024").replace('下限: "90"', '下限: "95"')
    (folder / "rules" / "xx-2024.yml").write_text(stated, "utf-8")

    copy.run("build", "--date", "2024-01-01")

    assert "95" in (tmp_path / "site" / "rules" / "xx-2024" / "index.html").read_text("utf-8")
    assert "rules/xx-2024/" in (tmp_path / "site" / NAME / "index.html").read_text("utf-8")


def test_an_output_of_findings_is_added_by_one_function(tmp_path: Path) -> None:
    copy = Software(
        tmp_path,
        [
            ("checks/reporting.py", "REPORTERS: ", OUTPUT),
            ("checks/reporting.py", '        "junit": as_junit,', '        "lines": as_lines,\n'),
        ],
    )
    copy.content("content", **{**LAWFUL, "总分": "101"})

    assert "F102\n" in copy.run("check", "--format", "lines")


@pytest.mark.site
def test_a_page_kind_is_added_by_a_module_and_its_template(tmp_path: Path) -> None:
    """Both are those of the manual, word for word."""
    module = re.search(r"```python\n(\"\"\"没有总分的报告.*?)```", MANUAL, re.DOTALL)
    template = re.search(r"```jinja\n(.*?)```", MANUAL, re.DOTALL)
    assert module
    assert template
    copy = Software(tmp_path)
    pages = tmp_path / "generator" / "pages"
    (pages / "no_total.py").write_text(module[1], "utf-8")
    (pages / "templates" / "no_total.md.j2").write_text(template[1], "utf-8")
    copy.content("content", **{key: value for key, value in LAWFUL.items() if key not in ("总分", "评价等级")})

    copy.run("build", "--date", "2024-01-01")
    told = (tmp_path / "site" / "no-total" / "index.html").read_text("utf-8")

    assert "<h1" in told
    assert f'href="../{NAME}/"' in told


METHOD = '''def all_or_nothing(row: ItemRow) -> Reading:
    """Give full points where the target was reached, else none."""
    reached = row.fact.outcomes and all(one.is_reached for one in row.fact.outcomes)
    points = row.weight if reached else Decimal(0)
    return Reading("达标制", points, points, f"达标得 {row.weight}，未达标得 0")


'''


@pytest.mark.site
def test_a_scoring_method_is_added_by_one_function_in_one_file(tmp_path: Path) -> None:
    copy = Software(
        tmp_path,
        [
            ("scoring/item_methods.py", "METHODS: ", METHOD),
            ("scoring/item_methods.py", '        "自评": ', '        "达标制": all_or_nothing,\n'),
        ],
    )
    missed = [row(实际完成值="49公里", 分值="20", 得分="19.6"), *rows()[1:]]
    folder = copy.content("content", **{**LAWFUL, "绩效指标": missed, "总分": "98.6"})
    book = folder / "rules" / "mof-2020-10.yml"
    item = "\n单项规则:\n  - {三级指标: [养护里程], 方法: 达标制}\n"
    book.write_text(book.read_text("utf-8") + item, "utf-8")

    copy.run("build", "--date", "2024-01-01")
    told = (tmp_path / "site" / NAME / "index.html").read_text("utf-8")
    table = (tmp_path / "site" / "data" / "tables" / "scores.csv").read_text("utf-8-sig")

    assert "未达标得 0" in told
    assert "达标制" in table

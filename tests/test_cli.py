"""The commands as a person runs them: words, exit codes, and nothing lost when something is wrong."""

import json
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import click
import jsonschema
import pytest
from click.testing import CliRunner, Result

from generator import cli
from generator.cli import main
from tests.conftest import TODAY
from tests.make import CONTENT, load
from tests.trees import digests


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of the project's content, free to be changed."""
    return Path(shutil.copytree(CONTENT, tmp_path / "content"))


def break_a_report(content: Path) -> None:
    path = content / "projects/2021/sx-npc/it-construction.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("金额单位:", "金额单为:"), encoding="utf-8")


def test_every_command_that_is_written_is_found_by_its_name() -> None:
    modules = [import_module(f"{cli.__name__}.{module.name}") for module in iter_modules(cli.__path__)]
    written = [one for module in modules for one in vars(module).values() if isinstance(one, click.Command)]
    context = click.Context(main)

    assert {one.name: one for one in written} == {name: main.get_command(context, name) for name in cli.COMMANDS}
    assert main.list_commands(context) == sorted(cli.COMMANDS)
    assert run("chek").exit_code == 2


def test_a_command_line_that_asks_for_no_command_loads_nothing_heavy() -> None:
    """Every process that shares in a build begins by loading the command line."""
    loaded = "import generator.cli, sys; print(*sys.modules)"
    modules = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True).stdout.split()

    assert {"pandas", "mkdocs", "openpyxl", "pydantic", "jinja2"}.isdisjoint(modules)


def test_check_prints_one_json_object() -> None:
    result = run("check", "--content", CONTENT, "--format", "json")
    printed = json.loads(result.stdout)

    assert result.exit_code == 0
    assert printed["reports"] == 6
    wanted = {"code", "severity", "message", "expected", "declared", "file", "line", "column", "report"}
    assert all(wanted <= set(finding) for finding in printed["findings"])


def test_every_finding_points_into_its_file() -> None:
    for finding in json.loads(run("check", "--content", CONTENT, "--format", "json").stdout)["findings"]:
        lines = (CONTENT.parent / finding["file"]).read_text(encoding="utf-8").splitlines()

        assert 1 <= finding["line"] <= len(lines)
        assert 1 <= finding["column"] <= len(lines[finding["line"] - 1]) + 1


def test_check_says_in_text_where_and_what() -> None:
    result = run("check", "--content", CONTENT)

    assert result.exit_code == 0
    assert "content/projects/2021/xinzhou-gov/it-construction.yml:" in result.stdout
    assert "共 6 份报告" in result.stdout


def test_check_says_how_each_finding_is_mended() -> None:
    result = run("check", "--content", CONTENT)

    assert result.stdout.count("    改法：") == result.stdout.count("    编号：") > 0


@pytest.mark.parametrize("code", ["R205", "r205", "R205-1a2b3c"])
def test_a_code_or_the_id_of_a_finding_is_explained(code: str) -> None:
    result = run("explain", code)

    assert result.exit_code == 0
    assert result.stdout.startswith("R205 表内自相矛盾，总分有不同读法（核对）\n")
    for words in ("说明：", "依据：", "改法：", "有问题的例子", "没有问题的例子", "调整后指标值"):
        assert words in result.stdout


def test_without_a_code_all_codes_are_listed_and_an_unknown_one_is_refused() -> None:
    listed, unknown = run("explain"), run("explain", "Z999")

    assert [code for code in ("F101", "E220", "I113", "G105") if f"    {code} " not in listed.stdout] == []
    assert (unknown.exit_code, unknown.stdout) == (2, "")
    assert unknown.stderr == "错误：没有“Z999”这个代码；运行 jixiao explain 列出全部代码\n"


def test_the_form_that_the_examples_are_made_of_is_a_data_file_without_findings(content: Path) -> None:
    printed = run("explain", "--clean-form").stdout
    for path in (content / "projects").rglob("*.yml"):
        path.unlink()
    (content / "projects/2022/sx-npc").mkdir(parents=True)
    (content / "projects/2022/sx-npc/road-care.yml").write_text(printed, encoding="utf-8")
    result = run("check", "--content", content)

    assert (result.exit_code, result.stdout) == (0, "共 1 份报告，发现 0 处\n")


def test_a_broken_file_ends_with_exit_code_two(content: Path) -> None:
    break_a_report(content)
    result = run("check", "--content", content)

    assert result.exit_code == 2
    assert "金额单位" in result.stdout
    assert "Traceback" not in result.output


def test_a_comment_behind_a_text_is_told_and_blocks_nothing(content: Path) -> None:
    path = content / "projects" / "2021" / "sx-npc" / "it-construction.yml"
    path.write_text(path.read_text(encoding="utf-8") + "题注: 一期 #2 机房\n", encoding="utf-8")

    result = run("check", "--content", content)

    assert result.exit_code == 0
    assert "提示 E221 “一期”后面的“#2 机房”被当作注释" in result.output


def test_a_check_raised_to_an_error_blocks_with_exit_code_one(content: Path) -> None:
    site = content / "site.yml"
    site.write_text(site.read_text(encoding="utf-8") + "\n核对级别:\n  F101: 错误\n", encoding="utf-8")

    assert run("check", "--content", content).exit_code == 1


@pytest.mark.site
def test_the_same_content_gives_the_same_bytes_and_a_failed_build_leaves_them_alone(
    content: Path, tmp_path: Path, built_site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    monkeypatch.setenv("LANG", "C")
    out = tmp_path / "out"
    command = ("build", "--content", content, "--site-dir", out, "--build-dir", tmp_path / "build", "--date", TODAY)
    first = run(*command)
    before = out.resolve()
    assert first.exit_code == 0, first.output
    assert digests(out) == digests(built_site)

    break_a_report(content)
    assert run(*command).exit_code == 2
    assert out.resolve() == before
    assert digests(out) == digests(built_site)


def test_a_draft_leaves_no_trace_in_the_tree(content: Path, tmp_path: Path) -> None:
    path = content / "projects/2021/xinzhou-gov/it-construction.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("状态: 公开", "状态: 草稿"), encoding="utf-8")
    result = run("generate", "--content", content, "--build-dir", tmp_path / "build")
    files = [file.read_bytes() for file in (tmp_path / "build/docs").rglob("*") if file.is_file()]

    assert result.exit_code == 0, result.output
    assert files
    for canary in ("减少出行", "3130.4", "xinzhou-gov/it-construction"):
        assert not any(canary.encode() in content for content in files)


def test_the_schema_accepts_the_real_reports_and_refuses_a_misspelt_key() -> None:
    schema = json.loads(run("schema").stdout)
    report = load(CONTENT / "projects/2021/sx-npc/it-construction.yml")

    jsonschema.validate(report, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**report, "金额单为": "万元"}, schema)
    assert schema["properties"]["资金"]["title"] == "项目资金"


def test_new_writes_a_file_that_only_lacks_its_values(content: Path) -> None:
    assert run("new", "2021/sx-npc/library", "--content", content).exit_code == 0
    result = run("check", "--content", content)

    assert result.exit_code == 0, result.output


def test_new_never_overwrites(content: Path) -> None:
    result = run("new", "2021/sx-npc/it-construction", "--content", content)

    assert result.exit_code == 2
    assert "已经存在" in result.output


@pytest.mark.parametrize("identity", ["2021/../etc", "21/sx-npc/a1", "2021/sx-npc", "2021/SX/a1", "2021/sx-npc/con"])
def test_new_refuses_a_bad_place(content: Path, identity: str) -> None:
    assert run("new", identity, "--content", content).exit_code == 2


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("check", "--date", "2026-08-31"), "--date 只与 --base 同用"),
        (("build", "--preview", "--date", "2026-08-31"), "--date 不与 --preview 同用"),
        (("serve", "--preview", "--date", "2026-08-31"), "--date 不与 --preview 同用"),
        (("build", "--preview", "--history"), "--history 不与 --preview 同用"),
        (("build", "--since", "main"), "--since 只与 --preview 同用"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_options_that_mean_nothing_together_are_refused(
    options: tuple[str, ...], said: str, content: Path, tmp_path: Path
) -> None:
    result = run(*options, "--content", content)

    assert result.exit_code == 2
    assert said in result.stderr
    assert not (tmp_path / "site").exists()

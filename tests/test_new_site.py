"""A bureau's own site depends on the installed package, holds none of its code, and is made without a network."""

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import main
from tests.bureau import Bureau
from tests.make import ROOT


def run(*command: str, cwd: Path) -> str:
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.site
def test_from_an_installed_wheel_a_new_site_is_made_and_built(tmp_path: Path) -> None:
    source = tmp_path / "source"
    for name in ("generator", "theme_overrides", "content"):
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "constraints.txt", "mkdocs.yml", "README.md", "LICENSE"):
        shutil.copyfile(ROOT / name, source / name)
    pip = (sys.executable, "-m", "pip", "wheel", "--quiet", "--no-index", "--no-deps", "--no-build-isolation")
    run(*pip, "--wheel-dir", str(tmp_path), str(source), cwd=tmp_path)
    (wheel,) = tmp_path.glob("jixiao-*.whl")
    run(sys.executable, "-m", "venv", str(tmp_path / "venv"), cwd=tmp_path)
    own = tmp_path / "venv" / "bin"
    run(str(own / "python"), "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", str(wheel), cwd=tmp_path)
    (packages,) = (tmp_path / "venv").glob("lib/python*/site-packages")
    # The dependencies are those of the tests; a folder named in a .pth file brings no editable packages along.
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")

    run(str(own / "jixiao"), "init", "site-of-ours", cwd=tmp_path)
    site = tmp_path / "site-of-ours"
    assert run(str(own / "python"), "-c", "import generator; print(generator.__file__)", cwd=site).startswith(
        str(packages)
    )
    assert "网站已生成" in run(str(own / "jixiao"), "build", cwd=site)
    home = (site / "site" / "index.html").read_text("utf-8")
    assert "某某市财政项目支出绩效自评公开" in home
    assert "assets/own.css" in home
    assert (site / "site" / "assets" / "own.css").is_file()
    for name in ("rules", "layouts"):
        shipped = {path.name for path in (ROOT / "content" / name).glob("*.yml")}
        assert {path.name for path in (site / "content" / name).glob("*.yml")} == shipped != set()
    assert not [path for path in site.rglob("*.py") if "build" not in path.parts]
    assert (site / "requirements.txt").read_text("utf-8").splitlines()[-1].startswith("jixiao==")


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("留着", "utf-8")
    result = CliRunner().invoke(main, ["init", str(tmp_path)])

    assert result.exit_code == 2
    assert "不是空文件夹，没有改动" in result.output
    assert [path.name for path in tmp_path.iterdir()] == ["note.txt"]


@pytest.mark.site
def test_own_looks_lie_over_those_of_the_package(bureau: Bureau) -> None:
    partials = bureau.folder / "overrides" / "partials"
    partials.mkdir()
    (partials / "logo.html").write_text("<strong>某某市</strong>", "utf-8")

    home = (bureau.build("2026-02-01") / "index.html").read_text("utf-8")
    assert "<strong>某某市</strong>" in home


def test_the_example_report_is_lawful(bureau: Bureau) -> None:
    result = bureau.run("check")

    assert result.exit_code == 0, result.output
    assert "错误" not in result.output
    assert "核对 " not in result.output.replace("核对发现", "")

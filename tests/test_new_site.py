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
from generator.publish.live import NOTHING_LIVE, live_in
from tests.bureau import Bureau
from tests.make import ROOT


def run(*command: str, cwd: Path) -> str:
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an environment in which the wheel of this source is installed."""
    folder = tmp_path_factory.mktemp("installed")
    source = folder / "source"
    for name in ("generator", "theme_overrides", "content"):
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "constraints.txt", "mkdocs.yml", "README.md", "LICENSE"):
        shutil.copyfile(ROOT / name, source / name)
    pip = (sys.executable, "-m", "pip", "wheel", "--quiet", "--no-index", "--no-deps", "--no-build-isolation")
    run(*pip, "--wheel-dir", str(folder), str(source), cwd=folder)
    (wheel,) = folder.glob("jixiao-*.whl")
    run(sys.executable, "-m", "venv", str(folder / "venv"), cwd=folder)
    python = str(folder / "venv/bin/python")
    run(python, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", str(wheel), cwd=folder)
    (packages,) = (folder / "venv").glob("lib/python*/site-packages")
    # The dependencies are those of the tests; a folder named in a .pth file brings no editable packages along.
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    return folder


@pytest.fixture(scope="module")
def published(installed: Path) -> Path:
    """A bureau's own site with looks of its own, merged elsewhere and published by the script of the schedule."""
    run(str(installed / "venv/bin/jixiao"), "init", "site-of-ours", cwd=installed)
    site = installed / "site-of-ours"
    (site / "overrides/partials").mkdir()
    (site / "overrides/partials/logo.html").write_text("<strong>某某市</strong>", "utf-8")
    shutil.copyfile(site / "running/web.config", site / "overrides/web.config")
    (site / ".venv").symlink_to(installed / "venv")
    with (site / ".gitignore").open("a", encoding="utf-8") as ignored:
        ignored.write(".venv\n")
    who = ("-c", "user.name=经办人", "-c", "user.email=a@example.cn")
    for command in ("init -q -b main", "add -A", "commit -q -m 建站", "clone -q --bare . ../origin.git"):
        run("git", *who, *command.split(" "), cwd=site)
    run("git", "remote", "add", "origin", "../origin.git", cwd=site)
    run("git", "fetch", "-q", "origin", cwd=site)
    run("git", "branch", "-q", "--set-upstream-to=origin/main", cwd=site)
    assert "网站已生成" in run("sh", "running/publish.sh", cwd=site)
    return site


@pytest.mark.site
def test_from_an_installed_wheel_a_new_site_is_made_and_built(installed: Path, published: Path) -> None:
    home = (published / "site" / "index.html").read_text("utf-8")
    loaded = run(str(installed / "venv/bin/python"), "-c", "import generator; print(generator.__file__)", cwd=published)

    assert loaded.startswith(str(installed / "venv"))
    assert "某某市财政项目支出绩效自评公开" in home
    for name in ("rules", "layouts"):
        shipped = {path.name for path in (ROOT / "content" / name).glob("*.yml")}
        assert {path.name for path in (published / "content" / name).glob("*.yml")} == shipped != set()
    assert not [name for name in run("git", "ls-files", cwd=published).splitlines() if name.endswith(".py")]
    assert (published / "requirements.txt").read_text("utf-8").splitlines()[-1].startswith("jixiao==")


@pytest.mark.site
def test_own_looks_and_files_lie_over_those_of_the_package(published: Path) -> None:
    home = (published / "site" / "index.html").read_text("utf-8")

    assert "assets/own.css" in home
    assert (published / "site" / "assets" / "own.css").is_file()
    assert "<strong>某某市</strong>" in home
    assert (published / "site/web.config").read_bytes() == (published / "running/web.config").read_bytes()


@pytest.mark.site
def test_a_lost_machine_comes_back_from_git_and_the_folders_of_the_site(installed: Path, published: Path) -> None:
    backup, lost = str(installed / "site.tar.gz"), installed / "restored"
    run("tar", "-czf", backup, "site", "site.releases", cwd=published)
    run("git", "clone", "-q", "origin.git", str(lost), cwd=installed)
    run("tar", "-xzf", backup, cwd=lost)
    restored, own = live_in(lost / "site", first=False), live_in(published / "site", first=False)

    assert "每个文件都与清单相符" in run(str(installed / "venv/bin/jixiao"), "doctor", cwd=lost)
    assert (restored.record, restored.log) == (own.record, own.log)
    assert restored.record != NOTHING_LIVE.record


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("留着", "utf-8")
    result = CliRunner().invoke(main, ["init", str(tmp_path)])

    assert result.exit_code == 2
    assert "不是空文件夹，没有改动" in result.output
    assert [path.name for path in tmp_path.iterdir()] == ["note.txt"]


def test_the_example_report_is_lawful(bureau: Bureau) -> None:
    result = bureau.run("check")

    assert result.exit_code == 0, result.output
    assert "错误" not in result.output
    assert "核对 " not in result.output.replace("核对发现", "")

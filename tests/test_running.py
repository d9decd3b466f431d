"""The machine is looked at, the schedule runs what is given out, the wheels install without a network."""

import configparser
import hashlib
import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from importlib.metadata import version
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from generator.cli import main
from generator.publish.manifest import amiss
from generator.publish.release import new_release
from generator.publish.switching import Linking
from generator.running import doctor as looking
from generator.running import vendoring
from generator.running.packages import needed, packages_seen, pins, plain_name
from generator.running.seen import State
from generator.running.vendoring import Target, VendorError, own_wheel, vendor
from tests.make import ROOT

RUNNING = ROOT / "generator/starting/skeleton/running"
CONSTRAINTS = ROOT / "constraints.txt"
TASK = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A live site of two files."""
    with new_release(tmp_path / "site") as staging:
        (staging / "index.html").write_text("首页", "utf-8")
        (staging / "a.csv").write_text("1", "utf-8")
    return tmp_path / "site"


def examined(site: Path) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["doctor", "--site-dir", str(site), "--build-dir", str(site.parent / "build")])
    return done.exit_code, done.output


def test_a_machine_with_everything_is_fit_and_nothing_is_left_behind(site: Path) -> None:
    before = sorted(path.name for path in site.parent.iterdir())
    code, told = examined(site)

    assert code == 0, told
    assert told.splitlines()[-1] == "可以用"
    assert "正常  正在公开的网站：每个文件都与清单相符" in told
    assert sorted(path.name for path in site.parent.iterdir()) == before


def test_a_file_of_the_live_site_that_was_changed_is_named(site: Path) -> None:
    (site / "a.csv").write_text("2", "utf-8")
    (site / "added.html").write_text("", "utf-8")
    code, told = examined(site)

    assert code == 1
    assert "问题  正在公开的网站：2 个文件与清单不符：a.csv、added.html" in told
    assert amiss(site) == ["a.csv", "added.html"]


def test_a_disk_without_links_is_told_with_what_to_do(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_link: Path, _target: Path) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(looking, "linking", lambda: Linking(refused, is_replacing=True))
    code, told = examined(site)

    assert code == 1
    assert "问题  换上网站：在" in told
    assert "换到本机的 NTFS、ext4 等磁盘上" in told


def test_a_full_disk_and_a_missing_git_are_told(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage(site)
    monkeypatch.setattr(looking.shutil, "disk_usage", lambda _: usage._replace(free=3_000_000))  # type: ignore[attr-defined]
    monkeypatch.setenv("PATH", str(site))
    code, told = examined(site)

    assert code == 1
    assert "问题  磁盘：剩余 3 MB，生成一次约需 500 MB" in told
    assert "提示  git：没有" in told


def test_a_package_of_another_version_is_told_by_its_name(tmp_path: Path) -> None:
    told = CONSTRAINTS.read_text("utf-8").replace(f"click=={version('click')}", "click==8.5.99")
    (tmp_path / "constraints.txt").write_text(told, "utf-8")
    (seen,) = packages_seen(tmp_path / "constraints.txt")

    assert seen.state is State.NOTE
    assert f"click {version('click')}（测试过的是 8.5.99）" in seen.told


@pytest.mark.parametrize("platform", ["win_amd64", "manylinux_2_28_x86_64", "macosx_11_0_arm64"])
def test_every_package_that_any_machine_needs_is_pinned(platform: str) -> None:
    names = {plain_name(one.name) for one in needed(Target(platform, "3.11.9").markers())}

    assert names <= set(pins(CONSTRAINTS))
    assert {"click", "mkdocs", "pandas", "pydantic-core"} <= names
    assert ("tzdata" in names) or platform.startswith("manylinux")


def test_the_folder_of_wheels_holds_each_with_its_digest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What pip fetches is stood in for; the real one is asked in the long run."""

    def fetched(*arguments: str) -> None:
        place = next(one.partition("=")[2] for one in arguments if one.startswith("--dest="))
        for name, _, number in (one.partition("==") for one in arguments if "==" in one):
            (Path(place) / f"{name.replace('-', '_')}-{number}-py3-none-any.whl").write_bytes(name.encode())

    monkeypatch.setattr(vendoring, "_pip", fetched)
    own = tmp_path / "jixiao-0.1.0-py3-none-any.whl"
    own.write_bytes(b"ours")
    wheels = vendor(tmp_path / "out", own, CONSTRAINTS, Target("win_amd64", "3.11.9"))
    lines = (tmp_path / "out/requirements.txt").read_text("ascii").splitlines()

    assert len(lines) == len(wheels) > 40
    assert f"jixiao==0.1.0 --hash=sha256:{hashlib.sha256(b'ours').hexdigest()}" in lines
    assert any(line.startswith("colorama==") for line in lines)
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "install.cmd", "install.sh", "requirements.txt", "wheels", "说明.txt",
    ]  # fmt: skip
    with pytest.raises(VendorError, match="不是空文件夹"):
        vendor(tmp_path / "out", own, CONSTRAINTS, Target())


def test_an_installed_package_asks_for_its_wheel(tmp_path: Path) -> None:
    with pytest.raises(VendorError, match="--wheel"):
        own_wheel(None, tmp_path)
    with pytest.raises(VendorError, match="不是本软件的安装包"):
        own_wheel(tmp_path / "other-1.0-py3-none-any.whl", tmp_path)


@pytest.mark.long
@pytest.mark.skipif(os.environ.get("JIXIAO_LONG") != "1", reason="在 make long 里跑")
def test_the_wheels_install_with_the_network_off(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["vendor", str(tmp_path / "vendor")])
    assert done.exit_code == 0, done.output
    # A network of its own, in which there is nothing; no setting of pip may lead around it.
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "PIP_CONFIG_FILE": os.devnull}
    command = ["unshare", "--map-root-user", "--net", "sh", "vendor/install.sh"]
    installed = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)

    assert installed.returncode == 0, installed.stdout + installed.stderr
    assert installed.stdout.splitlines()[-1] == "可以用"
    build = f"{tmp_path}/.venv/bin/jixiao init ours && cd ours && {tmp_path}/.venv/bin/jixiao build"
    command = ["unshare", "--map-root-user", "--net", "sh", "-c", build]
    built = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert "网站已生成" in built.stdout, built.stderr


def test_the_schedules_run_the_script_that_is_given_out_at_ten_past_midnight() -> None:
    units = {}
    for name in ("jixiao-publish.service", "jixiao-publish.timer"):
        units[name] = configparser.ConfigParser(interpolation=None)
        units[name].read(RUNNING / name, "utf-8")
    cron = (RUNNING / "crontab").read_text("utf-8").splitlines()[-1]
    task = ET.fromstring((RUNNING / "task.xml").read_bytes())  # noqa: S314 - our own file

    assert units["jixiao-publish.service"]["Service"]["ExecStart"] == "/bin/sh /srv/jixiao/running/publish.sh"
    assert units["jixiao-publish.timer"]["Timer"]["OnCalendar"] == "*-*-* 00:10:00 Asia/Shanghai"
    assert cron.startswith("10 0 * * * /bin/sh /srv/jixiao/running/publish.sh >>")
    assert task.findtext(f".//{TASK}StartBoundary", "").endswith("T00:10:00")
    assert task.findtext(f".//{TASK}Command") == r"D:\jixiao\running\publish.cmd"
    assert task.findtext(f".//{TASK}StartWhenAvailable") == "true"


def test_the_script_for_windows_does_what_the_other_does() -> None:
    """The one for Unix is run in test_new_site.py; both have the same two steps, and Windows' own line ends."""
    unix = (RUNNING / "publish.sh").read_text("utf-8")
    windows = (RUNNING / "publish.cmd").read_bytes()
    steps = re.findall(r"^(git .*|.*jixiao build.*)$", unix, re.MULTILINE)
    same = [
        line.split(" ||")[0].replace(r"Scripts\jixiao.exe", "bin/jixiao")
        for line in windows.decode("ascii").split("\r\n")
    ]

    assert len(steps) == 2
    assert [line.replace("\\", "/") for line in same if "git " in line or "jixiao" in line][-2:] == steps
    assert windows.count(b"\n") == windows.count(b"\r\n")


def test_the_release_workflow_is_lawful_and_attaches_the_wheel() -> None:
    path = ROOT / ".github/workflows/release.yml"
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    (job,) = yaml.safe_load(path.read_text("utf-8"))["jobs"].values()
    steps = "\n".join(step["run"] for step in job["steps"])

    assert done.returncode == 0, done.stdout
    assert job["permissions"] == {"contents": "write"}
    assert "secrets." not in path.read_text("utf-8")
    assert "pip wheel --no-deps" in steps
    assert "gh release create" in steps

"""While content is edited: what an edit changed is seen at once, and all the rest a little later."""

import http.client
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator import glance as glancing
from generator.cli import main
from generator.glance import Glance, glance
from generator.parts.workshop import workshop
from generator.publish.places import private_place
from generator.publish.server import PreviewServer
from tests.make import CONTENT, ROOT

pytestmark = pytest.mark.site
REPORT = "2020/sx-high-court/it-construction"
PAGE = f"{REPORT}/index.html"
# What stands beside the pages of departments' reports tells of all, and follows with the whole.
OWN = ("2", "projects/", "data/reports/", "search/text/")


def file_of(folder: Path) -> Path:
    return folder / "content/projects" / f"{REPORT}.yml"


def rename(folder: Path, unit: str) -> None:
    path = file_of(folder)
    lines = path.read_text("utf-8").splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith("实施单位:"))
    lines[at] = f"实施单位: {unit}"
    path.write_text("\n".join(lines) + "\n", "utf-8")


def build(folder: Path) -> dict[str, bytes]:
    """Build the preview; return its files by their names."""
    named = [f"--{name}-dir={folder / place}" for name, place in (("site", "preview"), ("build", "build"))]
    result = CliRunner().invoke(main, ["build", "--preview", "--content", str(folder / "content"), *named])
    assert result.exit_code == 0, result.output
    site = (folder / "preview").resolve()
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def look(folder: Path, target: Path, before: Mapping[str, str] | None = None) -> Glance:
    with private_place(ROOT, folder / "build", None) as place, workshop(place.cache) as shop:
        return glance(folder / "content", place, shop, None, target, before)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six reports whose preview was built."""
    folder = tmp_path_factory.mktemp("desk")
    shutil.copytree(CONTENT, folder / "content")
    build(folder)
    return folder


@pytest.fixture
def own(desk: Path, tmp_path: Path) -> Path:
    shutil.copytree(desk, tmp_path / "own", symlinks=True)
    return tmp_path / "own"


def test_what_an_edit_changed_is_shown_as_the_whole_build_will_show_it(own: Path, tmp_path: Path) -> None:
    before, was = build(own), look(own, tmp_path / "nothing").files
    rename(own, "信息中心二部")
    seen = look(own, tmp_path / "fresh", was)
    after = build(own)
    differing = {name for name, content in after.items() if before.get(name) != content and name.startswith(OWN)}

    assert PAGE in seen.fresh
    assert f"data/reports/{REPORT}.json" in seen.fresh
    assert {name: (tmp_path / "fresh" / name).read_bytes() for name in seen.fresh} == {
        name: after[name] for name in seen.fresh
    }
    assert {name for name in differing if not name.startswith("data/reports/index")} <= set(seen.fresh)
    laid = {path.relative_to(tmp_path / "fresh").as_posix() for path in (tmp_path / "fresh").rglob("*.*")}
    assert laid == set(seen.fresh)


def test_the_first_look_lays_nothing_and_one_that_finds_nothing_new_neither(own: Path, tmp_path: Path) -> None:
    first = look(own, tmp_path / "fresh")
    again = look(own, tmp_path / "fresh", first.files)

    assert len(first.files) > 20
    assert first.fresh == again.fresh == ()
    assert not (tmp_path / "fresh").exists()


def test_content_that_cannot_be_used_is_not_shown(own: Path, tmp_path: Path) -> None:
    was = look(own, tmp_path / "nothing").files
    file_of(own).write_text("实施单位: [\n", "utf-8")
    seen = look(own, tmp_path / "fresh", was)

    assert seen.assessment.blocks(preview=True)
    assert seen.files == {}
    assert seen.fresh == ()


def test_an_edit_of_very_many_pages_waits_for_the_whole(
    own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    was = look(own, tmp_path / "nothing").files
    rename(own, "信息中心二部")
    monkeypatch.setattr(glancing, "MOST_PAGES", 0)
    seen = look(own, tmp_path / "fresh", was)

    assert seen.fresh == ()
    assert seen.files != was


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def asked(port: int, path: str) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", path)
    answer = connection.getresponse()
    return answer.status, answer.read().decode()


@contextmanager
def running(site: Path) -> Iterator[tuple[PreviewServer, int]]:
    port = free_port()
    server = PreviewServer(lambda: None, site, "127.0.0.1", port)
    server.server_bind()
    server.server_activate()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server, port
    finally:
        server.shutdown()


def test_fresh_files_stand_before_those_of_the_site_until_the_whole_is_there(tmp_path: Path) -> None:
    for folder, words in (("site", "原来的"), ("fresh", "新的")):
        (tmp_path / folder / "a").mkdir(parents=True)
        (tmp_path / folder / "a/index.html").write_text(f"<body>{words}</body>", "utf-8")
    (tmp_path / "site/b.json").write_text("[1]", "utf-8")
    (tmp_path / "secret.txt").write_text("旁边的", "utf-8")
    with running(tmp_path / "site") as (server, port):
        before = asked(port, "/a/")
        server.show(tmp_path / "fresh")
        fresh, other = asked(port, "/a/"), asked(port, "/b.json")
        outside = asked(port, "/%2e%2e/secret.txt")
        server.show(None)
        after = asked(port, "/a/")

    assert "原来的" in before[1]
    assert "新的" in fresh[1]
    assert "livereload.js" in fresh[1]
    assert other == (200, "[1]")
    assert outside[0] == 404
    assert after == before


@contextmanager
def previewing(folder: Path, port: int) -> Iterator["subprocess.Popen[str]"]:
    """`jixiao serve` of a folder; one that says nothing more is ended, and so not waited for."""
    command = [sys.executable, "-m", "generator", "serve", "--preview", "--port", str(port)]
    server = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    patience = threading.Timer(240, server.kill)
    patience.start()
    try:
        yield server
    finally:
        patience.cancel()
        server.terminate()
        server.communicate()


def lines_until(server: "subprocess.Popen[str]", words: str) -> list[str]:
    assert server.stdout
    said: list[str] = []
    while not said or words not in said[-1]:
        said.append(server.stdout.readline())
        assert said[-1], said
    return said


def test_each_edit_is_shown_at_once_and_the_whole_is_that_of_the_last(own: Path) -> None:
    port = free_port()
    with previewing(own, port) as server:
        lines_until(server, "预览地址")
        rename(own, "信息中心二部")
        lines_until(server, "已可预览")
        first = asked(port, f"/{REPORT}/")[1]
        rename(own, "信息中心三部")
        between = lines_until(server, "已可预览")
        second = asked(port, f"/{REPORT}/")[1]
        lines_until(server, "网站已更新")
        last = asked(port, f"/{REPORT}/")[1]

    assert "信息中心二部" in first
    assert "信息中心三部" in second
    assert "信息中心三部" in last
    assert "信息中心三部" in (own / "preview" / PAGE).read_text("utf-8")
    # The build of the first edit was ended, or over before the second came.
    assert sum("网站已更新" in line for line in between) <= 1


def test_an_edit_while_the_site_is_made_for_the_first_time_is_not_lost(own: Path) -> None:
    port = free_port()
    rename(own, "信息中心一部")
    with previewing(own, port) as server:
        # By then the content was read, and much is still to be made.
        lines_until(server, "公开范围、汇总")
        rename(own, "信息中心二部")
        lines_until(server, "网站已更新")
        seen = asked(port, f"/{REPORT}/")[1]

    assert "信息中心二部" in seen

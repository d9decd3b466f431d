"""The files for hosts do what they say: Debian's nginx serves the built site, IIS is told the same."""

import http.client
import os
import re
import shutil
import socket
import ssl
import subprocess
import time
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.make import ROOT

RUNNING = ROOT / "generator/starting/skeleton/running"
# What the gate asks of every answer; the policy is that of the pages, and no frames of others.
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
MISSING = "没有找到 nginx 或 openssl，跳过（Debian：apt-get install nginx-light openssl）"
TYPES = {
    "index.html": "text/html; charset=utf-8",
    "data/tables/reports.csv": "text/csv; charset=utf-8",
    "data/tables/reports.jsonl.gz": "application/gzip",
    "releases/log.jsonl": "application/x-ndjson",
    "data/tables/jixiao.sqlite": "application/vnd.sqlite3",
    "assets/jixiao.js": "application/javascript; charset=utf-8",
    "assets/jixiao.css": "text/css; charset=utf-8",
    "feed.xml": "text/xml; charset=utf-8",
    "robots.txt": "text/plain; charset=utf-8",
}


@dataclass(frozen=True)
class Host:
    """A running nginx: its ports, and the link it serves."""

    plain: int
    secure: int
    site: Path

    def get(self, path: str, **headers: str) -> "Answer":
        trusting = ssl._create_unverified_context()  # noqa: S323 - a certificate of our own
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        return answered(http.client.HTTPSConnection("127.0.0.1", self.secure, timeout=10, context=trusting), path, sent)


@dataclass(frozen=True)
class Answer:
    """What a host answered."""

    status: int
    headers: dict[str, str]
    body: bytes


def answered(asked: http.client.HTTPConnection, path: str, headers: dict[str, str]) -> Answer:
    with closing(asked):
        asked.request("GET", path, headers=headers)
        answer = asked.getresponse()
        return Answer(answer.status, dict(answer.getheaders()), answer.read())


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
        return port


def configured(folder: Path, plain: int, secure: int) -> Path:
    """Write a configuration around the files as they are given out, with places of this test."""
    places = {
        "listen 80;": f"listen 127.0.0.1:{plain};",
        "listen 443 ssl;": f"listen 127.0.0.1:{secure} ssl;",
        "/srv/jixiao/": f"{folder}/",
        "/etc/nginx/jixiao": f"{folder}/jixiao",
    }
    given = (RUNNING / "nginx.conf").read_text("utf-8")
    below = (RUNNING / "nginx-subpath.conf").read_text("utf-8")
    given = given.rstrip().removesuffix("}") + below + "}\n"
    for ours, here in places.items():
        assert ours in given
        given = given.replace(ours, here)
    shutil.copyfile(RUNNING / "nginx-headers.conf", folder / "jixiao-headers.conf")
    (folder / "jixiao.conf").write_text(given, "utf-8")
    temporary = "".join(
        f"{one}_temp_path {folder}/{one};" for one in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    around = f"error_log stderr; pid {folder}/pid; events {{}} http {{ access_log off; {temporary} include {folder}/jixiao.conf; }}"
    (folder / "nginx.conf").write_text(f"daemon off; user {owner()}; {around}\n", "utf-8")
    return folder / "nginx.conf"


def owner() -> str:
    return subprocess.run(["id", "-un"], check=True, capture_output=True, text=True).stdout.strip()


def certified(folder: Path) -> None:
    key, certificate = folder / "jixiao.key", folder / "jixiao.crt"
    new = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost", "-days", "2"]
    subprocess.run([*new, "-keyout", str(key), "-out", str(certificate)], check=True, capture_output=True)


@pytest.fixture(scope="module")
def host(built_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    """The built site as Debian's nginx serves it, by both files."""
    program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    if program is None or shutil.which("openssl") is None:
        if os.environ.get("JIXIAO_BROWSER") == "required":
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    folder = tmp_path_factory.mktemp("nginx")
    (folder / "site").symlink_to(built_site.resolve())
    certified(folder)
    made = Host(free_port(), free_port(), folder / "site")
    command = [program, "-p", str(folder), "-c"]
    command.append(str(configured(folder, made.plain, made.secure)))
    with subprocess.Popen(command, stderr=subprocess.PIPE) as running:
        await_port(made.secure, running)
        yield made
        running.terminate()


def await_port(port: int, running: subprocess.Popen[bytes]) -> None:
    for _ in range(100):
        if running.poll() is not None and running.stderr:
            pytest.fail(running.stderr.read().decode())
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except ConnectionRefusedError:
            time.sleep(0.05)
        else:
            return
    pytest.fail("nginx does not listen")


@pytest.mark.site
@pytest.mark.parametrize("root", ["/", "/jixiao/"])
def test_every_answer_bears_the_headers_and_its_type(host: Host, root: str) -> None:
    for path, kind in {**TYPES, "no-such-page/": "text/html; charset=utf-8"}.items():
        answer = host.get(f"{root}{path}")
        assert answer.status == (404 if path == "no-such-page/" else 200), path
        assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS, path
        assert answer.headers.get("Content-Type") == kind, path
        assert answer.headers.get("Cache-Control") == (None if answer.status == 404 else "no-cache"), path


@pytest.mark.site
@pytest.mark.parametrize("root", ["/", "/jixiao/"])
def test_an_address_without_a_page_shows_the_sites_own(host: Host, root: str) -> None:
    answer = host.get(f"{root}2031/nowhere/")

    assert answer.status == 404
    assert "没有找到这个页面" in answer.body.decode()


@pytest.mark.site
def test_who_comes_by_http_is_sent_to_https_and_stays_there(host: Host) -> None:
    asked = http.client.HTTPConnection("127.0.0.1", host.plain, timeout=10)
    answer = answered(asked, "/departments/", {"Host": "jixiao.example.gov.cn"})

    assert (answer.status, answer.headers.get("Location")) == (301, "https://jixiao.example.gov.cn/departments/")
    assert host.get("/").headers.get("Strict-Transport-Security") == "max-age=31536000"


@pytest.mark.site
def test_what_did_not_change_is_not_sent_again_and_texts_are_compressed(host: Host) -> None:
    first = host.get("/data/tables/reports.csv", Accept_Encoding="gzip")

    assert first.headers.get("Content-Encoding") == "gzip"
    assert host.get("/data/tables/reports.csv", If_None_Match=first.headers.get("ETag") or "").status == 304


@pytest.mark.site
def test_a_new_release_is_served_from_the_moment_of_the_switch(host: Host, tmp_path: Path) -> None:
    before = host.site.readlink()
    (tmp_path / "index.html").write_text("新的一版", "utf-8")
    (tmp_path / "next").symlink_to(tmp_path)
    (tmp_path / "next").replace(host.site)
    shown = host.get("/").body.decode()
    (tmp_path / "next").symlink_to(before)
    (tmp_path / "next").replace(host.site)

    assert shown == "新的一版"
    assert host.get("/data/tables/reports.csv").status == 200


def test_the_pages_themselves_state_the_same_policy() -> None:
    page = (ROOT / "theme_overrides/page.html").read_text("utf-8")
    (stated,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page)

    assert f"{stated}; frame-ancestors 'self'" == HEADERS["Content-Security-Policy"]


def test_iis_is_told_the_same_headers() -> None:
    asked = ET.parse(RUNNING / "web.config").getroot()  # noqa: S314 - our own file
    told = {one.get("name"): one.get("value") for one in asked.iterfind(".//customHeaders/add")}
    error = asked.find(".//httpErrors/error")

    assert told == HEADERS
    assert error is not None
    assert (error.get("statusCode"), error.get("path")) == ("404", "404.html")
    assert [one.get("value") for one in asked.iterfind(".//defaultDocument/files/add")] == ["index.html"]


@pytest.mark.site
def test_iis_knows_every_kind_of_file_of_the_site(built_site: Path) -> None:
    """IIS answers 404 for what it has no type of, and an error where it has two."""
    asked = ET.parse(RUNNING / "web.config").getroot()  # noqa: S314 - our own file
    known = [one.get("fileExtension") for one in asked.iterfind(".//mimeMap")]
    removed = [one.get("fileExtension") for one in asked.iterfind(".//staticContent/remove")]
    used = {path.suffix or "." for path in built_site.resolve().rglob("*") if path.is_file()}

    assert used <= set(known)
    assert known == removed
    assert len(known) == len(set(known))

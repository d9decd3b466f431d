"""Fixtures shared by the tests: the project's own content, its built site, and a real browser."""

import os
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner
from filelock import FileLock
from hypothesis import settings
from playwright.sync_api import Browser, Page, sync_playwright

from generator.assessment import Assessment, assess
from generator.catalogue import Catalogue, make_catalogue
from generator.cli import main
from generator.disclosure.disclose import Disclosed
from tests.accessible import SCREENS, Screen
from tests.bureau import Bureau, new_bureau
from tests.golden_tree import DAY, build_six
from tests.make import CONTENT
from tests.official import build_official
from tests.serving import chromium, path_of_chromium, serve
from tests.three_hundred import content_of_300

# The day on which the tests look at the site; examples may take as long as the machine needs.
TODAY = DAY
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


@pytest.fixture(scope="session")
def real() -> Assessment:
    """The six real reports, loaded, scored and checked."""
    return assess(CONTENT)


@pytest.fixture(scope="session")
def six(real: Assessment) -> Catalogue:
    """The catalogue of the six real reports, all of them public."""
    assert real.content
    content = real.content
    everything = Disclosed(real.cases, real.result)
    return make_catalogue(content.site, content.departments, content.rulebooks, content.pages, everything)


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], Path]) -> Path:
    """Return what `make` puts into a folder, made by the first of all processes of a run that asks for it."""
    is_one_of_many = "PYTEST_XDIST_WORKER" in os.environ
    own = factory.getbasetemp()
    folder = (own.parent if is_one_of_many else own) / f"once-{name}"
    told = folder / "made.txt"
    with FileLock(folder.with_suffix(".lock")):
        if not told.exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            told.write_text(str(make(folder)), "utf-8")
    return Path(told.read_text("utf-8"))


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's own site, built by MkDocs; what it was built from lies in `build` beside it."""
    return made_once(tmp_path_factory, "six", build_six)


@pytest.fixture(scope="session")
def official(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The six reports published by a government body, one of them again for a later year, one more withheld."""
    return made_once(tmp_path_factory, "official", build_official)


@pytest.fixture(scope="session")
def site_of_300(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of 300 reports, in the suite of 160."""
    return made_once(tmp_path_factory, "300", build_300)


def build_300(folder: Path) -> Path:
    content, site = content_of_300(folder), folder / "site"
    command = ["build", "--first", "--content", str(content), "--site-dir", str(site), "--date", "2026-11-25"]
    outcome = CliRunner().invoke(main, command)
    assert outcome.exit_code == 0, outcome.output
    return site


@pytest.fixture(scope="session")
def site_url(built_site: Path) -> Iterator[str]:
    """The built site, served over HTTP on a free port."""
    with serve(built_site) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real Chromium; where the machine has none the test is skipped, except where CI requires it."""
    if path_of_chromium() is None:
        message = "没有找到 Chromium，跳过浏览器测试（Debian：apt-get install chromium-headless-shell）"
        if os.environ.get("JIXIAO_BROWSER") == "required":
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as playwright, chromium(playwright) as opened:
        yield opened


@pytest.fixture(scope="module")
def screens(browser: Browser) -> Iterator[Callable[[Screen], Page]]:
    """Gives one page for each width and scheme: to what is only looked at, opening a new one each time costs most."""

    @cache
    def opened(screen: Screen) -> Page:
        width, scheme = screen
        return browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme).new_page()

    yield opened
    for context in browser.contexts:
        context.close()


@pytest.fixture(params=SCREENS, ids=lambda one: f"{one[0]}-{one[1]}")
def screen(request: pytest.FixtureRequest, screens: Callable[[Screen], Page]) -> Page:
    """A page to look at on each width and scheme."""
    return screens(request.param)


@pytest.fixture
def bureau(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bureau:
    return new_bureau(tmp_path / "bureau", monkeypatch)

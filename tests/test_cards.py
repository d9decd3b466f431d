"""Pictures of links and codes on paper: what they draw, that they are there, what pages tell of them."""

import re
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageFont
from playwright.sync_api import Browser

from generator.pages.cards import Card, drawn
from generator.presentation.qr import qr_code
from generator.scoring.gap import Position
from tests.make import ROOT
from tests.official import ADDRESS
from tests.serving import serve

CARD = Card("2021年度", "12份自评报告", "执行率", "86.25%", tuple(zip(Position, (3, 6, 2, 1), strict=True)))


def picture(card: Card) -> Image.Image:
    return Image.open(BytesIO(drawn(card))).convert("RGB")


def test_a_picture_has_the_size_that_programs_ask_for_and_is_small() -> None:
    data = drawn(CARD)

    assert picture(CARD).size == (1200, 630)
    assert len(data) < 20_000
    assert data == drawn(CARD)


def test_the_bar_is_divided_as_the_reports_are() -> None:
    """1,040 points wide from 80: three of twelve reports above are 260 of them, then 520, 173, 87."""
    image = picture(CARD)
    row = [image.getpixel((x, 430)) for x in range(80, 1120)]
    runs = [len(list(run)) for run in _runs(row)]

    assert [abs(one - wanted) <= 2 for one, wanted in zip(runs, (260, 520, 173, 87), strict=True)] == [True] * 4


def _runs(row: Sequence[object]) -> list[list[object]]:
    runs: list[list[object]] = []
    for one in row:
        if runs and runs[-1][-1] == one:
            runs[-1].append(one)
        else:
            runs.append([one])
    return runs


def test_no_reports_at_all_can_be_drawn() -> None:
    assert picture(Card("", "0份自评报告", "执行率", "", tuple((one, 0) for one in Position))).size == (1200, 630)


def test_the_font_that_travels_with_us_has_every_letter_of_the_words() -> None:
    font = ImageFont.truetype(BytesIO((ROOT / "generator/pages/labels.otf").read_bytes()), 40)
    words = "0123456789.%年度份自评报告执行率项目绩效自评公开各年度绩效自评" + "".join(Position)
    missing = font.getmask("\ufffe").getbbox(), font.getlength("\ufffe")

    assert [letter for letter in words if (font.getmask(letter).getbbox(), font.getlength(letter)) == missing] == []


def test_a_code_is_a_drawing_with_its_quiet_border() -> None:
    drawing = str(qr_code(ADDRESS))

    size = int(re.search(r'viewBox="0 0 (\d+) \1"', drawing)[1])  # type: ignore[index]
    assert (size - 2 * 4 - 17) % 4 == 0
    assert "style=" not in drawing
    assert "script" not in drawing
    assert len(drawing) < 3_000
    assert str(qr_code("")) == ""


@pytest.mark.site
def test_every_page_names_a_picture_that_is_there(official: Path) -> None:
    named = {}
    for path in official.rglob("index.html"):
        found = re.search(r'property="og:image" content="([^"]*)"', path.read_text("utf-8"))
        assert found, path
        named[path.parent.relative_to(official).as_posix()] = found[1].removeprefix(ADDRESS)

    assert [page for page, one in named.items() if not (official / one).is_file()] == []
    court = "sh-first-intermediate-court"
    assert named[f"2020/{court}/it-maintenance"] == named[f"departments/{court}"] == f"og/departments/{court}.png"
    assert (named["."], named["2020"], named["about"]) == ("og/site.png", "og/2020.png", "og/site.png")


@pytest.mark.site
@pytest.mark.browser
def test_the_code_stands_on_paper_and_not_on_the_screen(official: Path, browser: Browser) -> None:
    page = browser.new_page()
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    with serve(official) as root:
        page.goto(f"{root}2020/sh-first-intermediate-court/it-maintenance/")
        code = page.locator(".jx-qr")
        assert not code.is_visible()
        page.emulate_media(media="print")
        box = code.bounding_box()
        page.close()

    assert box is not None
    assert abs(box["width"] - 98) <= 2  # 26 mm
    assert problems == []

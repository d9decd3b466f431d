"""Figures aligned on the decimal point: what is added unseen, and where the point stands in a real browser."""

import pytest
from playwright.sync_api import Browser

from generator.presentation.alignment import decimals, decimals_of_columns, pad


@pytest.mark.parametrize(
    ("column", "padding"),
    [
        (["97.1", "100", "85.25"], ["0", ".00", ""]),
        (["99.61%", "99.9999%", "100.00%"], ["00", "", "00"]),
        (["1,234", "8.5", "未填报", "85.56–92.06"], [".0", "", "", ""]),
        (["+5", "−0.44", "0", "+1 至 +2"], [".00", "", ".00", ""]),
        (["12", "7"], ["", ""]),
        ([], []),
    ],
)
def test_every_figure_is_padded_to_the_most_exact(column: list[str], padding: list[str]) -> None:
    most = decimals(column)

    assert [str(pad(text, most)) for text in column] == [f' data-pad="{one}"' if one else "" for one in padding]


def test_each_column_has_its_own() -> None:
    assert decimals_of_columns([("1", "2.50"), ("1.5", "未填报")]) == [1, 2]
    assert decimals_of_columns([]) == []


@pytest.mark.browser
@pytest.mark.site
def test_points_stand_below_each_other_on_wide_screens(browser: Browser, site_url: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{site_url}years/")
    ends = page.locator("td[data-label='全年预算（万元）']").evaluate_all(
        """(cells) => cells.filter((cell) => cell.firstChild.data?.match(/[0-9]/)).map((cell) => {
             const range = document.createRange(), text = cell.firstChild, at = text.data.indexOf(".");
             range.setStart(text, at < 0 ? text.data.length : at);
             range.setEnd(text, at < 0 ? text.data.length : at);
             return Math.round(range.getBoundingClientRect().left * 2) / 2;
           })"""
    )
    texts = page.locator("td[data-label='全年预算（万元）']").all_inner_texts()
    page.close()

    assert len(ends) == 2
    assert {len(text.partition(".")[2]) for text in texts if "." in text} == {2, 4}
    assert max(ends) - min(ends) <= 1

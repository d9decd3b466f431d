"""Rows and findings that several lists show: rendered once, they stand in each as if rendered for it."""

import pytest

from generator.presentation.alignment import decimals_in
from generator.presentation.rows import Row, laid, rooted
from generator.presentation.templates import render_macro


def row(text: str) -> Row:
    return Row(f'<tr><td{{0}}><a href="{{root}}one/">{text}</a></td></tr>', (decimals_in(text),))


def test_a_row_leads_to_its_report_from_every_list() -> None:
    rows = [row("一"), row("二")]

    for root in ("../", "../../../"):
        assert laid(rows, root).count(f'href="{root}one/"') == 2


def test_a_figure_is_padded_to_the_most_exact_of_the_list_it_stands_in() -> None:
    whole, exact = row("97"), row("97.25")

    assert 'data-pad=".00"' in laid([whole, exact], "")
    assert "data-pad" not in laid([whole], "")


@pytest.mark.parametrize("text", ["{root}", "{0}", "{", "}{", "{root.__class__}", "{{", "办案{1}费"])
def test_braces_in_what_a_form_states_stay_what_they_are(text: str) -> None:
    """Also where they would name a place that is left open."""
    finding = {"severity_class": "review", "message": text, "said": (), "report_url": "a/", "report_title": text}
    rendered = render_macro("finding", {**finding, "expected": text, "declared": "", "difference": ""})
    shown = rooted([rendered], "../")

    assert "{" not in shown.replace('href="../a/"', "")
    assert shown.count('href="../a/"') == 1
    assert shown == str(rendered).replace("{root}", "../")

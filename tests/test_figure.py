"""Figures as forms print them: what is read, what is refused, how they are rounded, compared and shown."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model.figure import Agreement, Figure, agreement, decimals, parse_figure, plain, round_half_up, to_yuan

READABLE = [
    ("8500", "8500", 0, ""),
    ("8,358,865.00", "8358865.00", 2, ""),
    ("12,329,701", "12329701", 0, ""),
    ("12，329，701", "12329701", 0, ""),
    ("97.34%", "97.34", 2, "%"),
    ("９７.34％", "97.34", 2, "%"),
    ("100.00%", "100.00", 2, "%"),
    ("20分", "20", 0, "分"),
    ("80万元", "80", 0, "万元"),
    ("1.2亿元", "1.2", 1, "亿元"),
    ("12825000.00元", "12825000.00", 2, "元"),
    ("-701.87", "-701.87", 2, ""),
    ("+5", "5", 0, ""),
    (" 10 ", "10", 0, ""),
    ("0", "0", 0, ""),
    ("0.000001", "0.000001", 6, ""),
    ("9999999999999", "9999999999999", 0, ""),
]


@pytest.mark.parametrize(("text", "value", "places", "unit"), READABLE)
def test_a_figure_keeps_value_precision_and_unit(text: str, value: str, places: int, unit: str) -> None:
    assert parse_figure(text) == Figure(text, Decimal(value), places, unit)


@pytest.mark.parametrize("text", ["-", "--", "—", "——", "－", "/", "／", "―", "*", " — "])
def test_a_dash_states_nothing(text: str) -> None:
    assert parse_figure(text) == Figure(text, None, 0, "")


REFUSED = [
    "", " ", "无", "九十", "约90", "90左右", "90-100", "1/2", "½", "90%以上", "5‰", "5 %",
    ".5", "5.", "1.2.3", "1,23", "12,34,567", ",500", "1,000,", "8273 .92", "1 000", "1_000",
    "--5", "+-5", "−5", "(5)", "￥5", "5元整", "5元元", "1e5", "1E+400", "0x10", "NaN", "sNaN", "Infinity",
    "12345678901234", "1.1234567", "9" * 5000, "5\n6", "5\u200b6", "=1+1", "'5",
]  # fmt: skip


@pytest.mark.parametrize("text", REFUSED, ids=lambda text: ascii(text[:12]))
def test_what_is_not_one_plain_figure_is_refused_in_chinese(text: str) -> None:
    with pytest.raises(ValueError, match="应为数字"):
        parse_figure(text)


@pytest.mark.parametrize("text", ["85①", "5²", "①", "㊿", "1⁰"])
def test_footnote_marks_and_powers_are_not_digits(text: str) -> None:
    """`85①` is 85 with a footnote; reading it as 851 would be worse than refusing it."""
    with pytest.raises(ValueError, match="应为数字"):
        parse_figure(text)


def test_commas_do_not_lift_the_limit_of_thirteen_digits() -> None:
    assert parse_figure("9,999,999,999,999").value == Decimal(9999999999999)
    with pytest.raises(ValueError, match="13位"):
        parse_figure("99,999,999,999,999")


@given(st.text(max_size=20))
@settings(deadline=None)
def test_any_text_is_a_figure_a_dash_or_refused(text: str) -> None:
    try:
        figure = parse_figure(text)
    except ValueError:
        return
    assert figure.value is None or figure.value.is_finite()


@pytest.mark.parametrize(
    ("value", "places", "expected"),
    [
        ("2.675", 2, "2.68"),
        ("89.995", 2, "90.00"),
        ("89.9949999", 2, "89.99"),
        ("0.625", 2, "0.63"),
        ("0.5", 0, "1"),
        ("2.5", 0, "3"),
        ("-2.675", 2, "-2.68"),
        ("4.2755", 2, "4.28"),
        ("10", 2, "10.00"),
        ("9.99999", 4, "10.0000"),
    ],
)
def test_halves_are_rounded_away_from_zero(value: str, places: int, expected: str) -> None:
    assert str(round_half_up(Decimal(value), places)) == expected


def test_no_amount_a_form_can_state_is_too_large_to_round() -> None:
    """9999999999999亿元 executed of a budget of 0.000001元, in %."""
    rate = Decimal(9999999999999) * 10**8 / Decimal("0.000001") * 100

    assert round_half_up(rate, 2) == rate
    assert agreement(parse_figure("100.00%"), rate) is Agreement.NONE


@pytest.mark.parametrize(
    ("printed", "exact", "expected"),
    [
        ("9.96", "9.9609", Agreement.ROUNDED),
        ("10", "9.9609", Agreement.ROUNDED),
        ("10.0", "9.9609", Agreement.ROUNDED),
        ("9.9", "9.9609", Agreement.TRUNCATED),
        ("9", "9.9609", Agreement.TRUNCATED),
        ("9.97", "9.9609", Agreement.NONE),
        ("9.95", "9.9609", Agreement.NONE),
        ("10.00", "9.9609", Agreement.NONE),
        ("9.0", "9.9609", Agreement.NONE),
        ("100.00%", "99.99777", Agreement.ROUNDED),
        ("99.99%", "99.99777", Agreement.TRUNCATED),
        ("97.34%", "97.3402", Agreement.ROUNDED),
        ("0.00%", "100", Agreement.NONE),
        ("-0.6", "-0.55", Agreement.ROUNDED),
        ("-0.5", "-0.55", Agreement.TRUNCATED),
        ("—", "0", Agreement.NONE),
    ],
)
def test_a_figure_agrees_rounded_cut_off_or_not_at_its_printed_precision(
    printed: str, exact: str, expected: Agreement
) -> None:
    assert agreement(parse_figure(printed), Decimal(exact)) is expected


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("8500", "万元", "85000000"),
        ("8500", "元", "8500"),
        ("1.2", "亿元", "120000000"),
        ("80万元", "元", "800000"),
        ("8391607.00元", "万元", "8391607"),
        ("0.000001", "万元", "0.01"),
        ("-22.5", "万元", "-225000"),
    ],
)
def test_a_unit_in_the_cell_wins_over_the_unit_of_the_table(text: str, unit: str, expected: str) -> None:
    assert to_yuan(parse_figure(text), unit) == Decimal(expected)


def test_nothing_stated_is_no_amount() -> None:
    assert to_yuan(None, "万元") is None
    assert to_yuan(parse_figure("-"), "万元") is None


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("9.50", "9.5"),
        ("9.00", "9"),
        ("100", "100"),
        ("1E+3", "1000"),
        ("1E-7", "0.0000001"),
        ("0.00", "0"),
        ("-2.50", "-2.5"),
        ("-0.00", "0"),
    ],
)
def test_a_number_is_shown_short_exact_and_without_exponent(value: str, expected: str) -> None:
    assert plain(Decimal(value)) == expected


def test_decimals_are_those_written() -> None:
    assert [decimals(Decimal(text)) for text in ("97.34", "0.00", "5", "1E+3")] == [2, 2, 0, 0]


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**9), max_value=10**9))
@settings(deadline=None)
def test_a_figure_shown_and_read_again_is_the_same(value: Decimal) -> None:
    assert parse_figure(plain(value)).value == value

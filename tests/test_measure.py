"""The measure grammar: every way of writing a target or an actual value that the forms show, and what is no figure."""

import time
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from generator.model.measure import Amount, Comparator, Day, Kind, Measure, Share, Slack, Trend
from generator.scoring.grammar import parse_measure

GE, GT, LE, LT, EQ = Comparator
UP, DOWN = Trend
ABOUT, UNDER, OVER = Slack.ABOUT, Slack.UNDER, Slack.OVER


@dataclass(frozen=True)
class View:
    """What a text was read as, with figures in the unit itself (8500万元 is 85000000 元)."""

    kind: Kind
    bound: Comparator | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str = ""
    slack: Slack = Slack.EXACT
    trend: Trend | None = None
    last: date | None = None


def view(measure: Measure) -> View:
    match measure.value:
        case Amount() as amount:
            low, high = amount.in_base_unit()
            return View(measure.kind, measure.bound, low, high, amount.unit, amount.slack, amount.trend)
        case Day() as day:
            return View(measure.kind, measure.bound, last=day.last)
        case _:
            return View(measure.kind, measure.bound)


def number(
    value: str,
    unit: str = "",
    bound: Comparator | None = None,
    *,
    slack: Slack = Slack.EXACT,
    trend: Trend | None = None,
) -> View:
    exact = Decimal(value)
    return View(Kind.NUMBER, bound, exact, exact, unit, slack, trend)


def between(low: str, high: str, unit: str = "", *, slack: Slack = Slack.EXACT, trend: Trend | None = None) -> View:
    return View(Kind.RANGE, None, Decimal(low), Decimal(high), unit, slack, trend)


def on(last: str, bound: Comparator | None = None) -> View:
    return View(Kind.DATE, bound, last=date.fromisoformat(last))


def read(text: str, *, nature: str | None = None, unit: str | None = None) -> View:
    return view(parse_measure(text, nature=nature, unit=unit))


NUMBERS = [
    # As the six source tables print them.
    (">=30000件", number("30000", "件", GE)),
    ("25653", number("25653")),
    (">=98%", number("98", "%", GE)),
    ("98.68%", number("98.68", "%")),
    ("=0次", number("0", "次", EQ)),
    ("=0%", number("0", "%", EQ)),
    ("=100%", number("100", "%", EQ)),
    ("<=24小时", number("24", "小时", LE)),
    ("约4小时", number("4", "小时", slack=ABOUT)),
    ("约1%", number("1", "%", slack=ABOUT)),
    ("6个", number("6", "个")),
    ("17个", number("17", "个")),
    ("90", number("90")),
    ("92.5%", number("92.5", "%")),
    ("0.00%", number("0.00", "%")),
    ("8,358,865", number("8358865")),
    ("12,329,701.00元", number("12329701", "元")),
    ("8273 .92万元", number("82739200", "元")),
    # Comparators as signs.
    ("≥98%", number("98", "%", GE)),
    ("≧5", number("5", "", GE)),
    ("⩾5", number("5", "", GE)),
    ("=>5", number("5", "", GE)),
    ("＞＝90％", number("90", "%", GE)),
    ("> = 90 %", number("90", "%", GE)),
    ("≦2%", number("2", "%", LE)),
    ("⩽2%", number("2", "%", LE)),
    ("=<2%", number("2", "%", LE)),
    ("≮3", number("3", "", GE)),
    ("≯3", number("3", "", LE)),
    ("﹥5", number("5", "", GT)),
    ("﹤5", number("5", "", LT)),
    ("＜5%", number("5", "%", LT)),
    ("＝100%", number("100", "%", EQ)),
    ("═100%", number("100", "%", EQ)),
    ("≥-5%", number("-5", "%", GE)),
    # Comparators as words in front.
    ("不低于90%", number("90", "%", GE)),
    ("不少于3次", number("3", "次", GE)),
    ("不小于3", number("3", "", GE)),
    ("不得低于90%", number("90", "%", GE)),
    ("大于等于90%", number("90", "%", GE)),
    ("大于或等于90%", number("90", "%", GE)),
    ("至少3次", number("3", "次", GE)),
    ("至少完成17个", number("17", "个", GE)),
    ("大于3", number("3", "", GT)),
    ("超过500人", number("500", "人", GT)),
    ("高于85分", number("85", "分", GT)),
    ("多于3次", number("3", "次", GT)),
    ("不超过2%", number("2", "%", LE)),
    ("未超过2%", number("2", "%", LE)),
    ("不高于2%", number("2", "%", LE)),
    ("不大于2%", number("2", "%", LE)),
    ("不多于2次", number("2", "次", LE)),
    ("小于等于2", number("2", "", LE)),
    ("小于或等于2", number("2", "", LE)),
    ("至多2次", number("2", "次", LE)),
    ("小于5", number("5", "", LT)),
    ("低于5%", number("5", "%", LT)),
    ("少于5次", number("5", "次", LT)),
    ("等于5次", number("5", "次", EQ)),
    # Comparators as words behind, also around.
    ("95%以上", number("95", "%", GE)),
    ("95%及以上", number("95", "%", GE)),
    ("95%（含）以上", number("95", "%", GE)),
    ("3次(含)以上", number("3", "次", GE)),
    ("达到95%以上", number("95", "%", GE)),
    ("≥95%以上", number("95", "%", GE)),
    ("24小时以内", number("24", "小时", LE)),
    ("5个工作日内", number("5", "个工作日", LE)),
    ("2%以下", number("2", "%", LE)),
    ("2%及以下", number("2", "%", LE)),
    ("控制在5%以内", number("5", "%", LE)),
    ("控制在 5 万元 之内", number("50000", "元", LE)),
    ("控制在≤5%", number("5", "%", LE)),
    ("不超过5%以内", number("5", "%", LE)),
    # Words about completion say nothing about the figure.
    ("达到95%", number("95", "%")),
    ("完成17个", number("17", "个")),
    ("已完成100%", number("100", "%")),
    ("完成率100%", number("100", "%")),
    ("完成率≥95%", number("95", "%", GE)),
    ("100%覆盖", number("100", "%")),
    ("≥100百分比", number("100", "%", GE)),
    ("≥80（%）", number("80", "%", GE)),
    ("3（次）", number("3", "次")),
    ("100%完成", number("100", "%")),
    ("100％ 完成", number("100", "%")),
    ("共3次", number("3", "次")),
    ("累计完成120人次", number("120", "人次")),
    ("保持在95%以上", number("95", "%", GE)),
    ("95%。", number("95", "%")),
    # Numerals in Chinese, before a unit that is counted.
    ("三次", number("3", "次")),
    ("十二场", number("12", "场")),
    ("百分之九十", number("90", "%")),
    ("5成", number("50", "%")),
    # Signs that slipped or stand twice.
    ("≥≥5", number("5", "", GE)),
    ("》=95%", number("95", "%", GE)),
    ("≥（大于等于）95%", number("95", "%", GE)),
    ("超过95%以上", number("95", "%", GE)),
    ("低于2%以下", number("2", "%", LE)),
    # Units as they are spoken or printed.
    ("每年2次", number("2", "次/年")),
    ("每亩300元", number("300", "元/亩")),
    ("620万/月", number("6200000", "/月")),
    ("12人·次", number("12", "人次")),
    ("300（万元）", number("3000000", "元")),
    ("8/10万", number("8", "每十万")),
    ("100+人", number("100", "人", GE)),
    ("一次也没有", number("0", "次")),
    ("35μg/m³", number("35", "μg/m³")),
    ("发生1起", number("1", "起")),
    # Words that bound an actual value.
    ("不足5篇", number("5", "篇", LT)),
    ("不到5篇", number("5", "篇", LT)),
    ("逾5篇", number("5", "篇", GT)),
    ("突破1万人", number("10000", "人", GT)),
    ("至多3次", number("3", "次", LE)),
    # Approximate figures.
    ("大约4小时", number("4", "小时", slack=ABOUT)),
    ("近500人", number("500", "人", slack=UNDER)),
    ("500余人", number("500", "人", slack=OVER)),
    ("100多人", number("100", "人", slack=OVER)),
    ("95%左右", number("95", "%", slack=ABOUT)),
    ("10余万元", number("100000", "元", slack=OVER)),
    ("10万余元", number("100000", "元", slack=OVER)),
    # Scale words and units.
    ("10万次", number("100000", "次")),
    ("10万", number("100000")),
    ("3千人", number("3000", "人")),
    ("1.5亿元", number("150000000", "元")),
    ("8500万元", number("85000000", "元")),
    ("5千万元", number("50000000", "元")),
    ("1.2万亿元", number("1200000000000", "元")),
    ("3千米", number("3", "千米")),
    ("3千克", number("3", "千克")),
    ("3千瓦", number("3", "千瓦")),
    ("3千瓦时", number("3", "千瓦时")),
    ("35千伏", number("35", "千伏")),
    ("10万千瓦时", number("100000", "千瓦时")),
    ("30㎡", number("30", "m²")),
    ("30m²", number("30", "m²")),
    ("30 m³", number("30", "m³")),
    ("30㎥", number("30", "m³")),
    ("20℃", number("20", "°C")),
    ("5元/人", number("5", "元/人")),
    ("5元／人·天", number("5", "元/人·天")),
    ("2次/年", number("2", "次/年")),
    ("10Mbps", number("10", "Mbps")),
    ("100MB/s", number("100", "MB/s")),
    ("20分", number("20", "分")),
    ("3年", number("3", "年")),
    ("30天", number("30", "天")),
    ("2个百分点", number("2", "个百分点")),
    ("0.5‰", number("0.5", "‰")),
    ("９０％", number("90", "%")),
    ("　９ 个", number("9", "个")),
    ("-3.2%", number("-3.2", "%")),
    ("−3.2%", number("-3.2", "%")),
    ("123456789012345", number("123456789012345")),
    # Changes.
    ("同比增长5%", number("5", "%", trend=UP)),
    ("增长5%以上", number("5", "%", GE, trend=UP)),
    ("增长≥5%", number("5", "%", GE, trend=UP)),
    ("较上年提高3%", number("3", "%", trend=UP)),
    ("比去年同期增加10人", number("10", "人", trend=UP)),
    ("提高2个百分点", number("2", "个百分点", trend=UP)),
    ("下降8%", number("8", "%", trend=DOWN)),
    ("同比下降不低于8%", number("8", "%", GE, trend=DOWN)),
    ("减少了约10%", number("10", "%", slack=ABOUT, trend=DOWN)),
    ("8%的下降", number("8", "%", trend=DOWN)),
]

RANGES = [
    ("100-200人", between("100", "200", "人")),
    ("80%-90%", between("80", "90", "%")),
    ("80-90%", between("80", "90", "%")),
    ("100～200", between("100", "200")),
    ("100~200", between("100", "200")),
    ("100 — 200人", between("100", "200", "人")),
    ("100——200人", between("100", "200", "人")),
    ("100至200人", between("100", "200", "人")),
    ("100到200人", between("100", "200", "人")),
    ("约100-200人", between("100", "200", "人", slack=ABOUT)),
    ("100-200元之间", between("100", "200", "元")),
    ("1-2万元", between("10000", "20000", "元")),
    ("1万-2万元", between("10000", "20000", "元")),
    ("5000元-1万元", between("5000", "10000", "元")),
    ("0.5‰-1‰", between("0.5", "1", "‰")),
    ("-5%--2%", between("-5", "-2", "%")),
    ("增长5%-8%", between("5", "8", "%", trend=UP)),
]

DATES = [
    ("2020年12月31日", on("2020-12-31")),
    ("2020 年 12 月 31 日", on("2020-12-31")),
    ("２０２０年１２月３１日", on("2020-12-31")),
    ("2020-12-31", on("2020-12-31")),
    ("2020.12.31", on("2020-12-31")),
    ("2020/1/5", on("2020-01-05")),
    ("2020年12月", on("2020-12-31")),
    ("2020年2月", on("2020-02-29")),
    ("2021年2月底", on("2021-02-28")),
    ("2020年", on("2020-12-31")),
    ("2020年底", on("2020-12-31")),
    ("2020年年底", on("2020-12-31")),
    ("2020年末", on("2020-12-31")),
    ("2020年12月底前", on("2020-12-31", LE)),
    ("2020年底前", on("2020-12-31", LE)),
    ("2020年12月31日前", on("2020-12-31", LE)),
    ("2020年6月30日之前", on("2020-06-30", LE)),
    ("2020-6-30以前", on("2020-06-30", LE)),
    ("≤2020年12月31日", on("2020-12-31", LE)),
    ("不晚于2020年12月31日", on("2020-12-31", LE)),
    ("于2020年12月底前完成", on("2020-12-31", LE)),
]

# fmt: off
WORDS = [
    "提升", "同比下降", "同比上升", "基本完善", "完善", "持续", "合规", "及时", "稳定", "建立", "符合", "达标", "无", "提升业务保障能力",
    "元", "达成预期指标", "优", "A级", "不低于上年", "增长",
]

TEXTS = [
    "12:30", "1:5", "1.各级各部门业务上云数2.信息资源融合部门数", "1、建立制度", "1. 90%", "- 5项", "—5%",
    "12月底前", "12月", "12月31日", "3季度", "3个月内完成", "2020年以后", "2020年2月30日", "2020年13月",
    "2020-13-01", "2020-12.31", "2020-12", "2020.12", "2020.5", "2020.1-2020.12", "20201231", "2020-2021", "2020-2021年", "≥2020年12月31日前", "近3年",
    "17个（含6个新建）", "17个新建项目", "3名干警获得表彰", "第1名", "5A级", "5G", "2个半小时", "3万5千元", "90 95", "90、95",
    "5 10%", "80%-90", "80%-90人", "200-100人", "500-2千人", "1-2-3", "≥80%-90%", "大于80%小于90%", "≥80%且≤90%",
    "控制在5%", "100元之间", "提高到95%", "下降至8%", "同比5%", "增长率≥5%", "100%合格", "下降8%增长", "1..5",
    "1.5.0", ".5", "5.", "1,23", "021-12345678", "007", "1234567890123456", "0.1234567890123456", "٣", "١٢%", "10²",
    "①", "½", "1e5", "5个某某某某某某某某某某某某", "≥", "%", "？", "≠5", "5以上以上",
]
# fmt: on


@pytest.mark.parametrize(("text", "expected"), NUMBERS + RANGES + DATES)
def test_figure_on_a_form_is_read_exactly(text: str, expected: View) -> None:
    assert read(text) == expected


@pytest.mark.parametrize("text", WORDS)
def test_words_without_digits_are_qualitative(text: str) -> None:
    assert read(text) == View(Kind.WORDS)


@pytest.mark.parametrize("text", TEXTS)
def test_what_has_no_single_meaning_stays_text(text: str) -> None:
    assert read(text) == View(Kind.TEXT)


@pytest.mark.parametrize(
    "text", ["", " ", "　\n", "-", "--", "—", "——", "―", "－", "/", "／", "\\", " - ", "……", "..."]
)
def test_an_empty_cell_a_dash_and_the_preprinted_dots_say_nothing(text: str) -> None:
    assert read(text) == View(Kind.DASH)


def test_two_equal_ends_are_one_number() -> None:
    assert read("5-5次") == number("5", "次")


def test_a_deviation_either_way_is_bounded_by_its_figure() -> None:
    found = parse_measure("±10%")

    assert found.amount is not None
    assert (found.bound, found.amount.symmetric, found.amount.high) == (LE, True, Decimal(10))


@pytest.mark.parametrize(("text", "part", "whole"), [("5/6", "5", "6"), ("24/7", "24", "7"), ("1/2", "1", "2")])
def test_so_many_of_so_many_is_a_share(text: str, part: str, whole: str) -> None:
    assert parse_measure(text).value == Share(Decimal(part), Decimal(whole))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("12月", "2024-12-01", "2024-12-31"),
        ("12月底前", "2024-12-31", "2024-12-31"),
        ("12月31日", "2024-12-31", "2024-12-31"),
        ("3季度", "2024-07-01", "2024-09-30"),
        ("第四季度", "2024-10-01", "2024-12-31"),
        ("上半年", "2024-01-01", "2024-06-30"),
        ("年底前", "2024-12-31", "2024-12-31"),
        ("十月下旬", "2024-10-21", "2024-10-31"),
    ],
)
def test_a_time_without_its_year_falls_in_the_years_of_the_form(text: str, first: str, last: str) -> None:
    day = parse_measure(text, year=2024).value

    assert isinstance(day, Day)
    assert (day.first, day.last) == (date.fromisoformat(first), date.fromisoformat(last))
    assert parse_measure(text).kind is not Kind.DATE


@pytest.mark.parametrize(
    ("text", "vague"),
    [("2020年12月前", True), ("2020年前", True), ("2020年12月底前", False), ("2020年12月1日前", False)],
)
def test_before_a_month_may_or_may_not_include_it(text: str, vague: bool) -> None:
    day = parse_measure(text).value

    assert isinstance(day, Day)
    assert day.vague is vague


@pytest.mark.parametrize(
    ("nature", "comparator"),
    [
        ("≥", GE),
        ("≧", GE),
        ("＞＝", GE),
        ("正向", GE),
        ("正向指标", GE),
        ("不低于", GE),
        ("＞", GT),
        ("≦", LE),
        ("≤", LE),
        ("反向", LE),
        ("反向指标", LE),
        ("＜", LT),
        ("═", EQ),
        ("＝", EQ),
        ("等于", EQ),
        ("定性", None),
        ("定量", None),
        ("", None),
        (None, None),
        ("≥" * 300, None),
    ],
)
def test_nature_cell_lends_a_number_its_comparator(nature: str | None, comparator: Comparator | None) -> None:
    assert read("90%", nature=nature) == number("90", "%", comparator)


def test_comparator_in_the_text_wins_over_the_nature_cell() -> None:
    assert parse_measure("≤2%", nature="≥").bound is LE


@pytest.mark.parametrize(
    ("text", "nature", "contrary"),
    [("≤2%", "≥", True), ("≥2%", "反向", True), ("≤2%", "≤", False), ("＜2%", "≤", False), ("2%", "≥", False)],
)
def test_a_sign_and_a_nature_that_contradict_each_other_are_marked(text: str, nature: str, contrary: bool) -> None:
    assert parse_measure(text, nature=nature).contrary is contrary


@pytest.mark.parametrize(("nature", "comparator"), [("≤", LE), ("═", EQ), ("正向", None), ("反向", None)])
def test_only_a_written_sign_is_lent_to_a_date(nature: str, comparator: Comparator | None) -> None:
    assert parse_measure("2020年底", nature=nature).bound is comparator


def test_range_takes_no_comparator_from_the_nature_cell() -> None:
    assert parse_measure("80%-90%", nature="≥").bound is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("12:30", Kind.WORDS),
        ("1.建立 2.完善", Kind.WORDS),
        ("提升" * 200 + "5", Kind.WORDS),
        ("完善", Kind.WORDS),
        ("90%", Kind.NUMBER),
        ("80%-90%", Kind.RANGE),
        ("2020年底", Kind.DATE),
        ("-", Kind.DASH),
        ("", Kind.DASH),
    ],
)
def test_qualitative_nature_makes_words_of_what_is_no_figure(text: str, kind: Kind) -> None:
    found = parse_measure(text, nature="定性")
    assert (found.text, found.kind) == (text, kind)


@pytest.mark.parametrize(
    ("text", "cell", "value", "unit"),
    [
        ("90", "%", "90", "%"),
        ("90", "％", "90", "%"),
        ("90", "百分比", "90", "%"),
        ("90", "百分率", "90", "%"),
        ("5", "‰", "5", "‰"),
        ("5", "千分比", "5", "‰"),
        ("2", "百分点", "2", "个百分点"),
        ("6", "个", "6", "个"),
        ("12", "月", "12", "月"),
        ("8500", "万元", "85000000", "元"),
        ("8500万", "元", "85000000", "元"),
        ("3", "千米", "3", "千米"),
        ("3", "千元", "3000", "元"),
        ("3", "百万元", "3000000", "元"),
        ("3", "人（次）", "3", "人次"),
        ("95%", "次", "95", "%"),
        ("95%", "1000元", "95", "%"),
        ("8500万", "万元", "85000000", "元"),
        ("3", "台（套）", "3", "台"),
        ("30m2", "", "30", "m²"),
        ("0.5km2", "", "0.5", "km²"),
        ("6", "", "6", ""),
        ("6", " ", "6", ""),
        ("6", "/", "6", ""),
        ("6", "无", "6", ""),
    ],
)
def test_unit_cell_counts_where_the_text_has_none(text: str, cell: str, value: str, unit: str) -> None:
    assert read(text, unit=cell) == number(value, unit)


@pytest.mark.parametrize(("text", "cell"), [("8500亿", "万元"), ("6", "1000元"), ("6", "长" * 13), ("6", "个" * 300)])
def test_figure_without_a_clear_unit_stays_text(text: str, cell: str) -> None:
    assert read(text, unit=cell) == View(Kind.TEXT)


def test_unit_cell_counts_for_both_ends_of_a_range() -> None:
    assert read("1-2", unit="万元") == between("10000", "20000", "元")


def test_a_number_written_like_a_month_is_a_number_once_its_unit_is_known() -> None:
    assert read("2020.12", unit="元") == number("2020.12", "元")
    assert read("≥2020.12") == number("2020.12", "", GE)


FORM_TEXT = st.text(
    "0123456789９０ .,，。:：/-—~～至到≥≤<>=＝%％‰个次人元天年月日千百十万亿米克约近余多左右以上下内含及()（）底末前之"
    "同比较增长下降完成达到共控制在不低于超过㎡²٣½\n\t　",
    max_size=40,
)
CELLS = st.none() | st.sampled_from(["", "≥", "正向", "定性", "%", "万元", "千分比", "-"]) | FORM_TEXT
FULL_WIDTH = {half: half + 0xFEE0 for half in range(0x21, 0x7F)} | {0x20: 0x3000}
UNITS = ["", "%", "次", "元", "小时", "元/人", "人次", "千米", "个百分点", "m²", "kWh", "个工作日"]

AMOUNTS = st.decimals(-(10**11), 10**11, places=3) | st.integers(0, 10**15 - 1).map(Decimal)


@given(st.text() | FORM_TEXT, CELLS | st.text(), CELLS | st.text())
def test_any_text_is_read_without_failing_and_kept_as_written(text: str, nature: str | None, unit: str | None) -> None:
    found = parse_measure(text, nature=nature, unit=unit)
    assert found.text == text
    assert found == parse_measure(text, nature=nature, unit=unit)


@given(FORM_TEXT, CELLS, CELLS)
def test_every_reading_is_whole(text: str, nature: str | None, unit: str | None) -> None:
    found = parse_measure(text, nature=nature, unit=unit)
    assert found.bound is None or found.kind in {Kind.NUMBER, Kind.DATE}
    assert (found.amount is not None) == (found.kind in {Kind.NUMBER, Kind.RANGE})
    if found.amount is not None:
        assert found.amount.low <= found.amount.high
        assert found.amount.is_span == (found.kind is Kind.RANGE)
    if isinstance(found.value, Day):
        assert found.value.first <= found.value.last


@given(FORM_TEXT | st.sampled_from([text for text, _ in NUMBERS + RANGES + DATES]))
def test_full_width_writing_means_the_same(text: str) -> None:
    wide = text.translate(FULL_WIDTH)
    assert read(wide) == read(text)


@given(
    st.sampled_from([None, *Comparator]),
    AMOUNTS,
    st.sampled_from(UNITS),
)
def test_written_number_is_read_back(comparator: Comparator | None, value: Decimal, unit: str) -> None:
    assume(comparator or unit or not 1900 <= abs(value) < 2100)  # a bare 2020.12 may be a month
    assume(comparator or unit or len(str(value)) != 8)  # a bare 20201231 may be a day
    text = f"{comparator or ''}{value}{unit}"
    assert read(text) == number(str(value), unit, comparator)


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.sampled_from(["%Y-%m-%d", "%Y.%m.%d", "%Y年%m月%d日"]))
def test_written_day_is_read_back(day: date, form: str) -> None:
    assert read(day.strftime(form)) == on(day.isoformat())


@pytest.mark.parametrize(
    "piece",
    ["1", "1,111", "1-", "万", "≥", " ", "1 ", "已", "以上", "个", "1.", "2020年", "约1%以上", "—", "\ufdfa", "٣"],
)
@pytest.mark.parametrize("length", [200, 200_000])
def test_overlong_text_is_answered_at_once(piece: str, length: int) -> None:
    text = (piece * length)[:length]
    start = time.perf_counter()
    found = parse_measure(text, nature=text, unit=text)
    assert time.perf_counter() - start < 1
    assert found.kind in {Kind.TEXT, Kind.WORDS, Kind.DASH}


def test_text_beyond_200_characters_is_no_figure() -> None:
    assert parse_measure("≥98%".rjust(200)).kind is Kind.NUMBER
    assert parse_measure("≥98%".rjust(201)).kind is Kind.TEXT
    assert parse_measure("完善" * 101).kind is Kind.WORDS

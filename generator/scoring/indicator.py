"""One indicator row to readings: which method applies, and what it gives."""

from decimal import Decimal

from generator.model.figure import BLACKED_OUT, DASHES
from generator.model.measure import Kind, Measure, parse_measure
from generator.model.measure_words import Comparator
from generator.model.report import Indicator
from generator.model.rulebook import Rulebook
from generator.model.units import same_unit
from generator.scoring.methods import checklist_points, score_checklist, score_completion, score_words, unknown
from generator.scoring.quantity import quantity, score_date, score_quantity
from generator.scoring.scorecard import Method, Reading
from generator.scoring.words import is_negative, smaller_may_be_better

_NUMERIC = (Kind.NUMBER, Kind.RANGE)
_NOT_BEFORE = (Comparator.GE, Comparator.GT)


def read_indicator(indicator: Indicator, weight: Decimal, book: Rulebook) -> tuple[Reading, ...]:
    """Return every reading of the row. A target changed within the year is read both ways."""
    item = book.item_rule(indicator.name)
    if item is not None and item.method in ("清单", "自评"):
        return (score_checklist(indicator.rule, weight),)
    targets = {"按年初指标值": indicator.target, "按调整后指标值": indicator.adjusted_target}
    stated = {label: target for label, target in targets.items() if target and target not in DASHES}
    if len(set(stated.values())) < 2:
        return (read_target(indicator, indicator.effective_target, weight, book),)
    readings = {label: read_target(indicator, target, weight, book) for label, target in stated.items()}
    if len({(reading.low, reading.high) for reading in readings.values()}) == 1:
        return (readings["按调整后指标值"],)
    return tuple(
        Reading(reading.method, reading.low, reading.high, reading.arithmetic, label, reading.note)
        for label, reading in readings.items()
    )


def read_target(indicator: Indicator, target: str | None, weight: Decimal, book: Rulebook) -> Reading:
    """Score the row's actual value against one target; the completion rate stands in where these cannot be compared."""
    wanted = _measure(target, indicator)
    stated = _measure(indicator.actual, indicator)
    if wanted is None or stated is None:
        return _without_values(indicator, wanted, weight, book)
    reading = _compare(indicator, wanted, stated, weight, book)
    if reading.method is Method.UNKNOWN and (rate := _completion(indicator)) is not None:
        return score_completion(rate, weight, book, f"{reading.note}，按所填完成率折算")
    return reading


def _measure(text: str | None, indicator: Indicator) -> Measure | None:
    """Parse a value of the row; None where it is not stated or a dash."""
    if not text:
        return None
    measure = parse_measure(text, nature=indicator.nature, unit=indicator.measure_unit)
    return None if measure.kind is Kind.DASH else measure


def _without_values(indicator: Indicator, wanted: Measure | None, weight: Decimal, book: Rulebook) -> Reading:
    if checklist_points(indicator.rule):
        return score_checklist(indicator.rule, weight)
    missing = "年度指标值" if wanted is None else "实际完成值"
    if wanted is None and not indicator.actual:
        missing = "年度指标值和实际完成值"
    why = BLACKED_OUT if BLACKED_OUT in (indicator.target, indicator.adjusted_target, indicator.actual) else "未填报"
    if (rate := _completion(indicator)) is not None:
        return score_completion(rate, weight, book, f"{missing}{why}，按所填完成率折算")
    return unknown(weight, f"{missing}{why}")


def _completion(indicator: Indicator) -> Decimal | None:
    return indicator.completion.value if indicator.completion else None


def _compare(indicator: Indicator, wanted: Measure, stated: Measure, weight: Decimal, book: Rulebook) -> Reading:
    if wanted.day and stated.day:
        return score_date(wanted.day, stated.day, weight, earliest=wanted.comparator in _NOT_BEFORE)
    if wanted.kind in _NUMERIC and stated.kind in _NUMERIC:
        return _compare_numbers(indicator, wanted, stated, weight, book)
    if wanted.kind in _NUMERIC or wanted.kind is Kind.DATE:
        return unknown(
            weight, f"目标值“{wanted.text}”为{wanted.kind}，实际完成值“{stated.text}”为{stated.kind}，无从比较"
        )
    if _is_completion(wanted, stated) and stated.low is not None:
        note = f"目标值“{wanted.text}”为定性，实际完成值以百分比填报，按完成率折算"
        return score_completion(stated.low, weight, book, note)
    if stated.kind in _NUMERIC:
        return unknown(weight, f"目标值“{wanted.text}”为{wanted.kind}，实际完成值“{stated.text}”为数值，无从比较")
    return score_words(wanted.text, stated.text, weight, book)


def _is_completion(wanted: Measure, stated: Measure) -> bool:
    """Tell whether a percentage answers words as a completion rate; `无事故 → 0%` and `提高 → 提高15%` are none."""
    return stated.kind is Kind.NUMBER and stated.unit == "%" and not stated.trend and not is_negative(wanted.text)


def _compare_numbers(
    indicator: Indicator, wanted: Measure, stated: Measure, weight: Decimal, book: Rulebook
) -> Reading:
    target, actual = quantity(wanted), quantity(stated)
    if target is None or actual is None:
        return unknown(weight, "数值无法读取")
    if problem := _unit_problem(wanted, stated):
        return unknown(weight, problem)
    open_direction = wanted.comparator is None and smaller_may_be_better(indicator.label, indicator.level2 or "")
    reading = score_quantity(target, actual, weight, book, open_direction=open_direction and not wanted.trend)
    note = _assumed_unit(wanted, stated)
    return Reading(reading.method, reading.low, reading.high, reading.arithmetic, note=note) if note else reading


def _unit_problem(wanted: Measure, stated: Measure) -> str | None:
    """Say why two numbers cannot be compared, or None. A unit that one side leaves out is taken from the other."""
    if wanted.trend and stated.trend and wanted.trend != stated.trend:
        return f"目标值为“{wanted.trend}”，实际完成值为“{stated.trend}”，方向相反"
    if wanted.unit == stated.unit:
        return None
    if wanted.unit and stated.unit:
        if same_unit(wanted.unit, stated.unit):
            return None
        return f"目标值单位“{wanted.unit}”与实际完成值单位“{stated.unit}”不同"
    bare = stated if wanted.unit else wanted
    if "%" in (wanted.unit, stated.unit) and bare.low is not None and 0 < bare.low <= 1:
        return f"“{bare.text}”没有写单位，不能断定是不是百分比"
    return None


def _assumed_unit(wanted: Measure, stated: Measure) -> str:
    if bool(wanted.unit) == bool(stated.unit):
        return ""
    bare, other = (stated, wanted) if wanted.unit else (wanted, stated)
    return f"“{bare.text}”没有写单位，按与“{other.text}”同单位理解"

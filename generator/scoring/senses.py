"""Which way a target counts, with every doubt about it."""

from decimal import Decimal

from generator.model.measure import Amount, Comparator, Measure, Trend
from generator.scoring.direction import (
    can_only_be_short,
    is_cost_rate,
    sense_of,
    sense_of_name,
)
from generator.scoring.facts import Sense
from generator.scoring.pair import Subject

# The directions that are possible, the expected one first, and the doubt where there are two.
Senses = tuple[tuple[Sense, ...], str]
_MORE: Senses = ((Sense.MORE,), "")
_LESS: Senses = ((Sense.LESS,), "")
_ALL = Decimal(100)
_UPPER = (Comparator.LE, Comparator.LT)


def senses_of(target: Measure, wanted: Amount, subject: Subject, trend: Trend | None) -> Senses:
    """Return the directions that the target leaves possible."""
    if wanted.symmetric:
        return _LESS
    if wanted.is_span:
        return _MORE
    if doubt := _doubt(target, wanted, subject):
        return (Sense.MORE, Sense.LESS), doubt
    if target.bound is Comparator.EQ:
        return _MORE
    return _unsigned(target, wanted, subject, trend)


def _unsigned(target: Measure, wanted: Amount, subject: Subject, trend: Trend | None) -> Senses:
    if target.bound is None and trend is not None:
        return _MORE
    if target.bound is None and wanted.high < 0:
        return (Sense.LESS, Sense.MORE), "目标值为负数，没有写明是下降的幅度还是下限"
    sense = sense_of(wanted, target.bound, subject.name, subject.level2)
    if sense is None and _asks_for_all(wanted, subject):
        return _MORE
    if sense is None:
        doubt = "指标值没有写明方向，指标名称也看不出多好还是少好"
        return (Sense.MORE, Sense.LESS), doubt
    return (sense,), ""


def _asks_for_all(wanted: Amount, subject: Subject) -> bool:
    """Tell whether a rate is to be 100 %: of a fault or a loss nobody plans that."""
    whole = wanted.unit == "%" and wanted.low == wanted.high == _ALL
    return whole and can_only_be_short(subject.name, subject.level2)


def _doubt(target: Measure, wanted: Amount, subject: Subject) -> str:
    """Say why a sign does not settle which way a row counts, or "" where it does."""
    if target.contrary:
        return "指标值所写符号与指标性质一栏相反"
    if wanted.slack:
        return "指标值是约数"
    named = sense_of_name(subject.name, subject.level2, wanted.unit)
    about_satisfaction = "满意" in f"{subject.name}{subject.level2}"
    if target.bound in _UPPER and named is Sense.MORE and about_satisfaction:
        return "满意度写成上限，符号疑似写反"
    less_is_better = named is Sense.LESS or is_cost_rate(subject.name, subject.level2)
    if target.bound is Comparator.EQ and less_is_better:
        return "指标值写“＝”而指标以少为好：低于它是没有完成还是节约、提前，规则没有规定"
    return ""

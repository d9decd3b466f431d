"""One indicator row: what was done, and what the rule gives for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from generator.model.figure import BLACKED_OUT, DASHES, YUAN_PER
from generator.model.measure import Absent, Measure
from generator.model.report import Form, Indicator
from generator.model.rulebook import ItemRule, Rulebook
from generator.model.text import fold
from generator.scoring.compare import compare
from generator.scoring.facts import (
    Claim,
    Completion,
    Fact,
    Outcome,
    Settled,
    Silent,
    Standing,
)
from generator.scoring.grammar import parse_measure
from generator.scoring.item_methods import ItemMethod, ItemRow, method_of
from generator.scoring.methods import HUNDRED
from generator.scoring.pair import Subject
from generator.scoring.scorecard import Method, Reading

INITIAL, ADJUSTED, DROPPED = "按年初指标值", "按调整后指标值", "视为取消的指标"
_SCALES = {unit: int(factor.log10()) for unit, factor in YUAN_PER.items()}


@dataclass(frozen=True, slots=True)
class Context:
    """What a row's figures depend on besides the row.

    The form's money unit and year, and the rulebook.
    """

    book: Rulebook
    money_scale: int | None
    year: int | None
    has_adjusted: bool

    @property
    def bands(self) -> Mapping[str, Claim]:
        """The rulebook's names of its bands, with what they claim."""
        bands = self.book.bands
        claims = [Claim.FULL, *[Claim.PARTLY] * (len(bands) - 2), Claim.DENIED]
        pairs = zip(bands, claims, strict=False)
        return {fold(name): claim for band, claim in pairs for name in (band.name, *band.aliases)}


def context_of(form: Form, year: int | None, book: Rulebook) -> Context:
    """Return what all rows of a form share."""
    adjusted = any(
        row.adjusted_target and row.adjusted_target not in DASHES for row in form.indicators
    )
    return Context(book, _SCALES.get(form.money_unit or ""), year, adjusted)


def fact_of(indicator: Indicator, context: Context) -> Fact:
    """Return what the row's actual value says of its target.

    The adjusted one where the form has it.
    """
    return _fact(indicator, indicator.effective_target, context)


def read_indicator(
    indicator: Indicator, weight: Decimal, context: Context, fact: Fact
) -> tuple[Reading, ...]:
    """Return every reading of the row, of which `fact_of` says `fact`.

    A target changed within the year is read both ways.
    """
    item = context.book.item_rule(indicator.name)
    method = method_of(item)
    targets = _targets(indicator, context)
    readings = {
        label: _read(
            indicator, _fact_for(target, indicator, context, fact), weight, context, method, item
        )
        for label, target in targets.items()
    }
    if len({(reading.low, reading.high) for reading in readings.values()}) == 1:
        return (list(readings.values())[-1],)
    return tuple(
        Reading(one.method, one.low, one.high, one.arithmetic, label, one.note)
        for label, one in readings.items()
    )


def _targets(indicator: Indicator, context: Context) -> dict[str, str | None]:
    """Return the targets that the row may be read against, by what that assumes."""
    initial, adjusted = _stated(indicator.target), _stated(indicator.adjusted_target)
    if initial is None or adjusted == initial:
        return {ADJUSTED: adjusted}
    if adjusted is not None:
        return {INITIAL: initial, ADJUSTED: adjusted}
    if context.has_adjusted:
        return _not_adjusted(initial, context.book.quantitative.dropped)
    return {INITIAL: initial}


def _not_adjusted(initial: str, rule: str) -> dict[str, str | None]:
    """Return the targets of a row that alone was not adjusted.

    Some programs take it for dropped.
    """
    match rule:
        case "调整后为空即取消":
            return {DROPPED: DROPPED}
        case "两种读法":
            return {INITIAL: initial, DROPPED: DROPPED}
    return {INITIAL: initial}


def _stated(target: str | None) -> str | None:
    return None if not target or target in DASHES else target


def _read(
    indicator: Indicator,
    fact: Fact | None,
    weight: Decimal,
    context: Context,
    method: ItemMethod,
    item: ItemRule | None,
) -> Reading:
    if fact is None:
        zero = Decimal(0)
        return Reading(Method.UNKNOWN, zero, zero, "调整后指标值为空，视为取消的指标，得 0")
    actual = _actual(indicator, context)
    return method(ItemRow(weight, fact, actual, indicator.rule, context.book, item))


def _fact_for(
    target: str | None, indicator: Indicator, context: Context, in_force: Fact
) -> Fact | None:
    """Return what the actual value says of one of the targets; None where the row is dropped.

    Of the target `in_force` it is known.
    """
    if target == DROPPED:
        return None
    return in_force if target == indicator.effective_target else _fact(indicator, target, context)


def _fact(indicator: Indicator, target: str | None, context: Context) -> Fact:
    """Compare; the form's own completion rate stands in where its values say nothing."""
    wanted, stated = (
        _target(target, indicator, context),
        _actual(indicator, context),
    )
    fact = _missing(indicator, wanted, stated) or compare(
        wanted, stated, _subject(indicator, context)
    )
    rate = indicator.completion.value if indicator.completion else None
    if rate is None or not isinstance(fact, Silent):
        return fact
    standing = Standing.MET if rate >= HUNDRED else Standing.MISSED
    return Settled((Outcome(standing, Completion(rate)),), f"{fact.why}，按所填完成率折算")


def _target(text: str | None, indicator: Indicator, context: Context) -> Measure:
    """Read a target; the cell 指标性质 lends it its sign."""
    return _measure(text, indicator, context, indicator.nature)


def _actual(indicator: Indicator, context: Context) -> Measure:
    """Read the actual value; a sign of the target is none of its own."""
    return _measure(indicator.actual, indicator, context, None)


def _measure(
    text: str | None, indicator: Indicator, context: Context, nature: str | None
) -> Measure:
    return parse_measure(
        text or "",
        nature=nature,
        unit=indicator.measure_unit,
        name=indicator.name or "",
        year=context.year,
    )


def measures(
    indicator: Indicator, context: Context, *, initial: bool = False
) -> tuple[Measure, Measure]:
    """Return the row's target and actual value as scoring reads them.

    With `initial`, the target of the year's start.
    """
    target = (initial and indicator.target) or indicator.effective_target
    return _target(target, indicator, context), _actual(indicator, context)


def _subject(indicator: Indicator, context: Context) -> Subject:
    return Subject(
        name=indicator.label,
        level2=indicator.level2 or "",
        bands=context.bands,
        zero_target=context.book.quantitative.at_least_zero,
        money_scale=context.money_scale,
        year=context.year,
    )


def _missing(indicator: Indicator, wanted: Measure, stated: Measure) -> Silent | None:
    """Say which of the two values is not there, or return None where both are."""
    names = (("年度指标值", wanted), ("实际完成值", stated))
    missing = [name for name, measure in names if isinstance(measure.value, Absent)]
    if not missing:
        return None
    kept_back = BLACKED_OUT in (indicator.target, indicator.adjusted_target, indicator.actual)
    return Silent(f"{'和'.join(missing)}{BLACKED_OUT if kept_back else '未填报'}")

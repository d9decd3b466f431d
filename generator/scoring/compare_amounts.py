"""An amount against an amount, in every way that unit, scale, direction and sign leave open."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product

from generator.model.measure import Amount
from generator.scoring.facts import Fact, Open, Outcome, Sense, Settled, Silent, Standing
from generator.scoring.limits import outcomes
from generator.scoring.pair import Pair
from generator.scoring.scales import Aligned, align
from generator.scoring.senses import senses_of
from generator.scoring.trends import Turned, along_the_trend
from generator.scoring.units import is_duration
from generator.scoring.zero_targets import compare_with_zero


def compare_amounts(pair: Pair, wanted: Amount, stated: Amount) -> Fact:
    """Return the fact of two amounts: one answer, all that are honest, or why there is none."""
    if "/" in wanted.unit and is_duration(wanted.unit.partition("/")[0]):
        return Silent(f"“{wanted.unit}”是几年一次还是一年几次，没有写清")
    turned = along_the_trend(wanted, stated, pair.subject)
    if isinstance(turned, Silent):
        return turned
    aligned = align(pair, turned.wanted, turned.stated)
    if isinstance(aligned, Silent):
        return aligned
    if all(one.wanted.is_zero for one in aligned):
        return compare_with_zero(pair, aligned[0].stated)
    return _in_every_way(pair, wanted, turned, aligned).gathered()


def _in_every_way(
    pair: Pair, wanted: Amount, turned: Turned, aligned: tuple[Aligned, ...]
) -> "_Ways":
    senses, doubt = senses_of(pair.target, wanted, pair.subject, turned.trend)
    seen: list[Outcome] = []
    for one, sense, sign in product(aligned, senses, turned.signs):
        seen += outcomes(pair, one, sense, sign)
    doubts = dict.fromkeys([aligned[0].doubt, turned.doubt, doubt])
    notes = dict.fromkeys(one.note for one in aligned)
    return _Ways(
        seen=seen,
        doubt="；".join(filter(None, doubts)),
        note="；".join(filter(None, notes)),
        expected=_expected(pair, aligned[0], senses[0], turned.signs[0]),
        is_of_scale=len(aligned) > 1,
    )


def _expected(pair: Pair, nearest: Aligned, sense: Sense, sign: int) -> Outcome | None:
    """Return the outcome people would expect: nearest magnitudes, first direction, first sign."""
    found = list(outcomes(pair, nearest, sense, sign))
    agreed = len({outcome.is_reached for outcome in found}) == 1
    return found[-1] if agreed else None


@dataclass(frozen=True, slots=True)
class _Ways:
    """All outcomes that a row may have, and why it has several."""

    seen: Sequence[Outcome]
    doubt: str
    note: str
    expected: Outcome | None
    is_of_scale: bool

    def gathered(self) -> Fact:
        """Settle what all ways of seeing the row agree on; else keep them all."""
        distinct = tuple({(one.is_reached, one.basis): one for one in self.seen}.values())
        if all(one.is_reached for one in distinct):
            return Settled((self._reached(),), self.note)
        all_missed = not any(one.is_reached for one in distinct)
        if all_missed and (not self.doubt or len(distinct) == 1):
            return Settled(distinct, self.note)
        why = self.doubt or "实际完成值只给出范围，不能断定是否达到"
        told = "；".join(filter(None, (why, self.note)))
        return Open(distinct, told, self.expected, scale=self.is_of_scale)

    def _reached(self) -> Outcome:
        exceeded = all(one.standing is Standing.EXCEEDED for one in self.seen)
        return replace(self.seen[0], standing=Standing.EXCEEDED if exceeded else Standing.MET)

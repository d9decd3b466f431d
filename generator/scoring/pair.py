"""A target and the actual value beside it, with what they are about."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from generator.model.measure import Measure
from generator.scoring.facts import Claim, Silent


@dataclass(frozen=True, slots=True)
class Subject:
    """What is measured, and what the rulebook and the form say of all rows.

    `bands` are the rulebook's names of its bands, `zero_target` its reading of `≥0`;
    `money_scale` is the power of ten of the form's 金额单位 (万元 is 4), `year` the form's.
    """

    name: str
    level2: str
    bands: Mapping[str, Claim]
    zero_target: str = "两种读法"
    money_scale: int | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """The two values of a row, read already."""

    target: Measure
    actual: Measure
    subject: Subject

    def answered_by(self, actual: Measure) -> "Pair":
        """Return the pair with another reading of the actual value."""
        return replace(self, actual=actual)

    def incomparable(self) -> Silent:
        """Say that the two are of kinds that cannot be held against each other."""
        wanted = f"目标值“{self.target.text}”为{self.target.kind}"
        stated = f"实际完成值“{self.actual.text}”为{self.actual.kind}"
        return Silent(f"{wanted}，{stated}，无从比较")

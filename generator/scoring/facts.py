"""What an actual value says of its target, before any points.

Reached, missed, claimed, open, or nothing.

A fact needs no weight and no rulebook. An `Outcome` holds what a rule
needs to give points: a ratio, a claim, a delay.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from generator.model.held import held


class Standing(StrEnum):
    """How an actual value stands to its target."""

    MET = "达到"
    EXCEEDED = "超过"
    MISSED = "未达到"
    CLAIMED = "自述"
    DOUBTFUL = "存疑"
    UNKNOWN = "无法判断"


class Sense(StrEnum):
    """Which way an amount counts."""

    MORE = "越多越好"
    LESS = "越少越好"


class Claim(StrEnum):
    """What words claim of a target in words."""

    FULL = "达成"
    PARTLY = "部分达成"
    DENIED = "未达成"


@dataclass(frozen=True, slots=True)
class Ratio:
    """A measured value against the limit that it misses, both in one unit.

    `value` may be infinite where it is open.
    """

    limit: Decimal
    value: Decimal
    sense: Sense


@dataclass(frozen=True, slots=True)
class Delay:
    """A deadline that was missed, or a day that came too early: no rule says what that costs."""

    words: str


@dataclass(frozen=True, slots=True)
class Completion:
    """A completion rate in %, as the form itself states it."""

    rate: Decimal


Basis = Ratio | Delay | Completion | Claim | None


@held
@dataclass(frozen=True, slots=True)
class Outcome:
    """One way to see a row: its standing, what points rest on, and the words that explain it.

    `assumes` names the assumption where a row can be seen in several ways.
    """

    standing: Standing
    basis: Basis = None
    says: str = ""
    assumes: str = ""

    @property
    def is_reached(self) -> bool:
        """True where the target is met or exceeded."""
        return self.standing in {Standing.MET, Standing.EXCEEDED}


@held
@dataclass(frozen=True, slots=True)
class Settled:
    """One honest answer. A missed target of open size (不足5篇) has an outcome at each end."""

    outcomes: tuple[Outcome, ...]
    note: str = ""

    @property
    def standing(self) -> Standing:
        """How the actual value stands to the target."""
        return self.outcomes[0].standing

    @property
    def why(self) -> str:
        """What had to be understood for it, or ""."""
        return self.note


@dataclass(frozen=True, slots=True)
class Open:
    """Several honest answers, the doubt that parts them, and the one expected, if any."""

    outcomes: tuple[Outcome, ...]
    doubt: str
    expected: Outcome | None = None
    scale: bool = False

    @property
    def standing(self) -> Standing:
        """Always 存疑."""
        return Standing.DOUBTFUL

    @property
    def why(self) -> str:
        """The doubt, in Chinese."""
        return self.doubt


@held
@dataclass(frozen=True, slots=True)
class Silent:
    """Nothing can be said, and why, in Chinese."""

    why: str

    @property
    def standing(self) -> Standing:
        """Always 无法判断."""
        return Standing.UNKNOWN

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """None."""
        return ()


Fact = Settled | Open | Silent

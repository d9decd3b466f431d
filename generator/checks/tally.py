"""Findings counted apart, in one way for every page, table and index."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from generator.model.finding import Finding, Severity
from generator.model.reply import ReplyState

# What these say is that the software cannot tell, not that the form is at fault.
UNJUDGED_CODES = frozenset({"F303", "R208"})

# What is counted besides the reviews themselves, by name.
TALLIED = ("answered", "corrected", "upheld", "notices", "unjudged")


@dataclass(frozen=True, slots=True)
class Tally:
    """How many findings ask for a look (核对), are hints (提示), or are the software's own limits.

    `answered` are those of `reviews` to which the unit has said something, `corrected` and `upheld`
    those among them that it says it has corrected, or upholds. The three are never added.
    """

    reviews: int
    answered: int
    notices: int
    unjudged: int
    corrected: int = 0
    upheld: int = 0


def is_unjudged(finding: Finding) -> bool:
    """Tell whether a finding only says what the software cannot judge."""
    return finding.code in UNJUDGED_CODES


def is_review(finding: Finding) -> bool:
    """Tell whether a finding asks for a look: it blocks or is to be checked, and can be judged."""
    return finding.severity is not Severity.NOTICE and not is_unjudged(finding)


def is_notice(finding: Finding) -> bool:
    """Tell whether a finding is a hint."""
    return finding.severity is Severity.NOTICE and not is_unjudged(finding)


def tally(findings: Iterable[Finding]) -> Tally:
    """Count findings by kind."""
    every = tuple(findings)
    reviews = [finding for finding in every if is_review(finding)]
    states = Counter(one.state for finding in reviews if (one := finding.statement))
    return Tally(
        reviews=len(reviews),
        answered=sum(states.values()),
        notices=sum(map(is_notice, every)),
        unjudged=sum(map(is_unjudged, every)),
        corrected=states[ReplyState.CORRECTED],
        upheld=states[ReplyState.UPHELD],
    )

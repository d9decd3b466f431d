"""A kind of problem that has a code: what should hold, how it is mended, an example of each side.

F and R are found in the figures of a form, N in its chapters, X beside other forms, D before it is
public; E refuses a content file, I a form to be imported, G a change that was not told. Each room
declares its own and hands them up as `PROBLEMS`. A code keeps its meaning for ever; one that is
given up stands in RETIRED and is never used again.
"""

from dataclasses import dataclass
from typing import TypedDict, Unpack

from generator.model.accuracy import Accuracy
from generator.model.finding import Finding, Location, Severity, Source
from generator.model.reply import Statement

RETIRED: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Sample:
    """An example that the tests run and the page of its code shows, in the language of its room.

    `place` is where it lies and `state` what no text can show (an encoding, a
    password), in Chinese.
    `beside` names the other codes found with it and says why; no more are found.
    """

    text: str
    place: str = ""
    state: str = ""
    beside: str = ""


def sample(*lines: str, place: str = "", state: str = "", beside: str = "") -> Sample:
    """Make a Sample of its lines."""
    return Sample("\n".join(lines), place, state, beside)


class Details(TypedDict, total=False):
    """What a finding may say besides its message; see Finding."""

    severity: Severity
    expected: str
    declared: str
    difference: str
    advice: str
    report: str
    subject: str
    id: str
    said: tuple[Statement, ...]
    path: tuple[str | int, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """One kind of problem; all texts are Chinese and public.

    `title` says what should hold, `basis` the rule it comes from, `explanation` what is looked at
    and why, `advice` what to do about it. `bad` is found under this code, `good` is not.
    """

    code: str
    severity: Severity
    title: str
    basis: str
    explanation: str
    advice: str
    bad: Sample
    good: Sample

    def at(self, place: Location, message: str, **details: Unpack[Details]) -> Finding:
        """Return the finding of this problem at a place; what is not given is as in general."""
        general: Details = {"severity": self.severity, "advice": self.advice}
        return Finding(self.code, message=message, location=place, **(general | details))


@dataclass(frozen=True, slots=True)
class Manual:
    """All problems there are, in the order of the manual, and how exactly values are read.

    `clean_form` is the data file that the samples of F R N X D G are laid over.
    """

    problems: tuple[Problem, ...]
    clean_form: str
    accuracy: Accuracy

    def named(self, code: str) -> Problem | None:
        """Return the problem of a code or of a finding's id (R205-1a2b3c), in any case."""
        wanted = code.strip().upper().partition("-")[0]
        return next((problem for problem in self.problems if problem.code == wanted), None)

"""A check is a value: code, severity, title, legal basis, explanation and one pure function."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from generator.model.finding import Severity
from generator.model.report import FormPath, Report
from generator.model.rulebook import Rulebook
from generator.scoring.scorecard import Scorecard


@dataclass(frozen=True, slots=True)
class Case:
    """Everything a check may look at: one report, its scorecard and its rulebook."""

    report: Report
    scorecard: Scorecard
    rulebook: Rulebook


@dataclass(frozen=True, slots=True)
class Found:
    """One place where the form disagrees, in the form's words; `path` leads to the value on file.

    `subject` names the place independently of row order; `severity` overrides the check's own.
    """

    path: FormPath
    message: str
    expected: str = ""
    declared: str = ""
    difference: str = ""
    subject: str = ""
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """Why a check has nothing to say about a form, in Chinese."""

    reason: str


CheckFunction = Callable[[Case], Iterable[Found | NotApplicable]]


@dataclass(frozen=True, slots=True)
class Check:
    """One check. It yields findings, or one NotApplicable, or nothing when the form passes.

    `title` says what should hold; `basis` the rule it comes from; `explain` is the text of its public page.
    """

    code: str
    severity: Severity
    title: str
    basis: str
    explain: str
    function: CheckFunction


def check(code: str, severity: Severity, *, title: str, basis: str, explain: str) -> Callable[[CheckFunction], Check]:
    """Make a Check of the function below it."""

    def wrap(function: CheckFunction) -> Check:
        return Check(code, severity, title, basis, explain, function)

    return wrap

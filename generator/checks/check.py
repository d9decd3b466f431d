"""A check is a value: a problem, and one pure function that finds it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from generator.checks.known import ALONE, Known
from generator.form_tree.tree import Tree, tree_of
from generator.model.attachment import Attached
from generator.model.finding import Severity, Source
from generator.model.problem import Problem, Sample
from generator.model.report import FormPath, Report
from generator.model.rulebook import Rulebook
from generator.scoring.completeness import Completeness, completeness_of
from generator.scoring.scorecard import Scorecard


@dataclass(frozen=True, eq=False)
class Case:
    """A report, its scorecard and rulebook, what is known of the other reports, and attachments.

    `attached` is what those of its attachments say that were read. A case is like itself alone, so
    that what several checks ask of one is cheaply remembered.
    """

    report: Report
    scorecard: Scorecard
    rulebook: Rulebook
    others: Known = ALONE
    attached: tuple[Attached, ...] = ()

    @cached_property
    def tree(self) -> Tree:
        """What the form states as plain values, made once for all checks; not to be changed."""
        return tree_of(self.report.form)

    @cached_property
    def completeness(self) -> Completeness:
        """What the form asks for, and what of it is there."""
        return completeness_of(self.report.form)


@dataclass(frozen=True, slots=True)
class Found:
    """One place where the form disagrees, in the form's words; `path` leads to the value on file.

    `subject` names the place independently of row order; `severity` overrides the check's own.
    `sources` are reports of other years that say so.
    """

    path: FormPath
    message: str
    expected: str = ""
    declared: str = ""
    difference: str = ""
    subject: str = ""
    severity: Severity | None = None
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """Why a check has nothing to say about a form, in Chinese."""

    reason: str


CheckFunction = Callable[[Case], Iterable[Found | NotApplicable]]


@dataclass(frozen=True, slots=True)
class Check:
    """One check. It yields findings, or one NotApplicable, or nothing when the form passes."""

    problem: Problem
    function: CheckFunction

    @property
    def code(self) -> str:
        """The code of its problem."""
        return self.problem.code


def check(  # noqa: PLR0913 - the parts of a Problem, so that a check is declared in one piece
    code: str,
    severity: Severity,
    *,
    title: str,
    basis: str,
    explanation: str,
    advice: str,
    bad: Sample,
    good: Sample,
) -> Callable[[CheckFunction], Check]:
    """Make a Check of the function below it.

    A sample is YAML laid over the form in `clean.yml`: where the form has rows, keys name them
    (三级指标, 来源), and what is left empty is not stated. More than one report are parted by `---`;
    a first line `# projects/…` says where one lies, if that matters.
    """
    problem = Problem(code, severity, title, basis, explanation, advice, bad, good)
    return lambda function: Check(problem, function)

"""A report as the public sees it at a moment, with what the site works out about it.

Two of them are what the gate compares, whether they come from a folder or from the live release.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias

from generator.checks.check import Case
from generator.disclosure.disclose import Showing, as_of, scored_again, showing
from generator.disclosure.internal import for_the_public
from generator.form_tree.black_out import blacked_out
from generator.form_tree.tree import Tree, name_of, tree_of
from generator.model.figure import plain
from generator.model.publication import Redaction
from generator.model.report import Form
from generator.model.site import Department
from generator.scoring.scorecard import Row, Scorecard

# What the register says of a report's department.
NAMED = ("部门名称", "地区")


@dataclass(frozen=True, slots=True)
class Sealed:
    """Digests of what a withdrawn report says, and said: they are kept where its form is not."""

    withdrawal: str
    steps: tuple[str, ...]
    content: str
    corrections: int


@dataclass(frozen=True, slots=True)
class Seen:
    """A report, how it is shown, and what is said of it beside its form.

    The form is what is public, or was last, and `digest` is that of what it states; `is_known` is
    False where it was not kept, and `sealed` then holds digests of it. `figures` are scores and
    grades by rule, `names` those of the registers, each under what it is called.
    """

    case: Case
    showing: Showing
    digest: str
    figures: Mapping[str, str]
    names: Mapping[str, str]
    is_known: bool = True
    sealed: Sealed | None = None

    @property
    def id(self) -> str:
        """The report's permanent name."""
        return self.case.report.id

    @property
    def form(self) -> Form:
        """What it says."""
        return self.case.report.form


@dataclass(frozen=True, slots=True)
class Said:
    """What is compared of a scored report: the `digest` of what its form states, its `figures`."""

    digest: str
    figures: Mapping[str, str]


# Tells what cases say, in their order.
Saying: TypeAlias = Callable[[Sequence[Case]], Sequence[Said]]


def said_here(cases: Iterable[Case]) -> list[Said]:
    """Tell what cases say, one after another."""
    return [_said(case, tree_of(case.report.form)) for case in cases]


def _said(case: Case, tree: Tree) -> Said:
    return Said(digest(tree), figures_of(case, tree))


def seen(
    cases: Iterable[Case],
    departments: Mapping[str, Department],
    day: date,
    saying: Saying = said_here,
) -> dict[str, Seen]:
    """Return reports by id as the public sees them on a day.

    One that is not shown has nothing to say. Where the form of that day cannot be told, all that
    stands today is held to what it says.
    """
    stated = list(cases)
    public = [_in_public(case, day) for case in stated]
    return {
        case.report.id: Seen(
            shown,
            showing(case.report, day),
            said.digest,
            said.figures,
            names_of(departments[case.report.identity.department]),
        )
        for case, shown, said in zip(stated, public, saying(public), strict=True)
    }


def _in_public(case: Case, day: date) -> Case:
    form = blacked_out(as_of(case.report.form, day) or case.report.form)
    return for_the_public(scored_again(case, form))


def digest(value: Any) -> str:
    """Return the SHA-256 of plain values, whatever the order of their keys."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


def names_of(department: Department) -> dict[str, str]:
    """Return what the register says of a department."""
    return dict(zip(NAMED, (department.name, department.region), strict=True))


def figures_of(case: Case, tree: Tree) -> dict[str, str]:
    """Return scores and grades by rule as text, each under what it is called; "" gives none.

    `tree` is what the case's form states.
    """
    card = case.scorecard
    rows = {f"{name_of(tree, row.path)}/规则分": _points(card, row) for row in card.rows}
    total = "" if card.low is None or card.high is None else _span(card.low, card.high)
    return {"规则参考总分": total, "规则等级": card.grade_span, "等级": card.grade, **rows}


def _points(card: Scorecard, row: Row) -> str:
    if row.low is None or row.high is None:
        return ""
    return _span(card.points(row.low), card.points(row.high))


def _span(low: Decimal, high: Decimal) -> str:
    least, most = plain(low), plain(high)
    return least if least == most else f"{least}–{most}"


def veiled(was: Seen, now: Seen) -> tuple[Seen, Seen]:
    """Return both with everything kept back that one of them keeps back.

    What was or is under the black is not compared: only what is public on both sides is.
    """
    fields = {one.field: one for one in (*_redactions(was), *_redactions(now))}
    return _under(was, fields.values()), _under(now, fields.values())


def _redactions(one: Seen) -> tuple[Redaction, ...]:
    return one.form.disclosure.redactions


def _under(one: Seen, redactions: Iterable[Redaction]) -> Seen:
    laid = tuple(redactions)
    if not laid:
        return one
    disclosure = one.form.disclosure.model_copy(update={"redactions": laid})
    form = blacked_out(one.form.model_copy(update={"disclosure": disclosure}))
    own = form.model_copy(update={"disclosure": one.form.disclosure})
    return replace(one, case=replace(one.case, report=replace(one.case.report, form=own)))

"""What the law keeps back is not told by tools: comments on merge requests are public too."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from generator.checks import GATE_CODES, PROBLEMS
from generator.checks.check import Case
from generator.disclosure.disclose import scored_again
from generator.form_tree.black_out import blacked_out
from generator.form_tree.difference import Difference, Path, place_in_new
from generator.form_tree.tree import Tree, TreePath, resolve, tree_of
from generator.model.figure import BLACKED_OUT
from generator.model.finding import Finding
from generator.model.publication import Redaction
from generator.model.report import Form

# Of the gate, these quote corrections.
_QUOTING = frozenset(("D106", "D107"))
_TITLES = {problem.code: problem.title for problem in PROBLEMS}


def kept_back(was: Form, now: Form) -> Callable[[Path], bool]:
    """Return a test whether what a difference leads to is kept back in one of two states."""
    before, after = tree_of(was), tree_of(now)
    redactions = (*was.disclosure.redactions, *now.disclosure.redactions)
    hidden_before, hidden_after = _paths(before, redactions), _paths(after, redactions)

    def is_hidden(path: Path) -> bool:
        old, new = place_in_new(path, before, before), place_in_new(path, before, after)
        return _touches(old, hidden_before) or _touches(new, hidden_after)

    return is_hidden


def _paths(tree: Tree, redactions: Iterable[Redaction]) -> list[TreePath]:
    found = (resolve(tree, one.field) for one in redactions)
    return [path for path in found if path is not None]


def _touches(path: TreePath | None, hidden: Iterable[TreePath]) -> bool:
    """Tell whether a path is one of the hidden, stands within one, or holds one."""
    if path is None:
        return False
    return any(path[: len(one)] == one or one[: len(path)] == path for one in hidden)


def untold(found: Iterable[Difference], is_hidden: Callable[[Path], bool]) -> Iterator[Difference]:
    """Yield differences; of what is kept back only that there is one."""
    for one in found:
        hidden = is_hidden(one.path)
        yield replace(one, old=_black(one.old), new=_black(one.new)) if hidden else one


def _black(value: object) -> str | None:
    return None if value is None else BLACKED_OUT


def as_told(case: Case, *others: Case) -> Case:
    """Return a case without what it, or another state of it, keeps back."""
    form = case.report.form
    forms = (form, *(other.report.form for other in others))
    redactions = tuple(dict.fromkeys(one for each in forms for one in each.disclosure.redactions))
    if not redactions:
        return case
    disclosure = form.disclosure.model_copy(update={"redactions": redactions})
    return scored_again(case, blacked_out(form.model_copy(update={"disclosure": disclosure})))


def quiet(finding: Finding) -> Finding:
    """Return a finding of a report that keeps something back: what is wrong, without figures."""
    if finding.code in GATE_CODES - _QUOTING:
        return finding
    message = f"{_TITLES.get(finding.code, finding.code)}（本报告有不予公开栏目，数字不写出）"
    return replace(finding, message=message, expected="", declared="", difference="")


def annotations(found: Iterable[Finding], cases: Iterable[Case]) -> Iterator[Finding]:
    """Yield findings as they may stand on a merge request, which strangers read."""
    keeping = {case.report.id for case in cases if case.report.form.disclosure.redactions}
    for one in found:
        yield quiet(one) if one.report in keeping else one

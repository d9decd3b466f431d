"""整改 on a report's page: what was promised, how it stands, and what was promised last year."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from generator.catalogue import Catalogue, Entry
from generator.form_tree.tree import resolve, tree_of
from generator.ledger.mentioned import mentioned
from generator.model.anchors import row_anchors
from generator.model.promise import CLOSED, Kept, Promise, PromiseState
from generator.model.report import Form
from generator.pages.common import Fact
from generator.presentation.addresses import Link

INDEX = Link("整改", "rectification/")
_OVERDUE = "逾期"
_CLASS = {
    PromiseState.OPEN: "open",
    PromiseState.UNDER_WAY: "answered",
    PromiseState.DONE: "corrected",
    PromiseState.DROPPED: "upheld",
}


@dataclass(frozen=True, slots=True)
class PromiseView:
    """One promise; `about` leads to its problem, `steps` are day, state and words, newest first.

    `mention` is what this year's report says in the same words, of last year's promises only.
    """

    anchor: str
    problem: str
    about: Link
    measure: str
    by: str
    due: str
    made: str
    state: str
    state_class: str
    steps: tuple[tuple[str, str, str], ...]
    mention: str = ""


@dataclass(frozen=True, slots=True)
class PromisesView:
    """This report's promises, and those of the report of the year before with its link."""

    own: tuple[PromiseView, ...]
    last: Link
    former: tuple[PromiseView, ...]


def promises_view(catalogue: Catalogue, entry: Entry) -> PromisesView:
    """Return what a report's page says of promises; both parts may be empty."""
    own = catalogue.promises.get(entry.report.id, ())
    before = catalogue.before.get(entry.report.id, "")
    former = catalogue.promises.get(before, ())
    return PromisesView(
        own=tuple(promise_view(one, _link(entry, one.promise)) for one in own),
        last=Link(f"{before.partition('/')[0]}年度的报告", f"{before}/#promises"),
        former=tuple(_former(entry.report.form, one, before) for one in former),
    )


def promise_view(one: Kept, about: Link) -> PromiseView:
    """Show one promise; `about` is where its problem stands."""
    promise = one.promise
    steps = sorted(promise.steps, key=lambda step: step.day, reverse=True)
    return PromiseView(
        anchor=f"promise-{one.number}",
        problem=promise.problem,
        about=about,
        measure=promise.measure,
        by=promise.by or "",
        due=_term(promise),
        made=str(promise.day),
        state=state_words(one),
        state_class="open" if one.is_overdue else _CLASS[promise.state],
        steps=tuple((str(step.day), step.state.value, step.text or "") for step in steps),
    )


def state_words(one: Kept) -> str:
    """Say how a promise stands: 整改中, 未整改（逾期）."""
    state = one.promise.state.value
    return f"{state}（{_OVERDUE}）" if one.is_overdue else state


def _term(promise: Promise) -> str:
    if promise.term != promise.due and promise.due:
        return f"{promise.term}（原定 {promise.due}）"
    return str(promise.term or "")


def _link(entry: Entry, promise: Promise) -> Link:
    """Lead to what a promise is about: a finding, a row, the second score; "" where to nothing."""
    about = promise.about or ""
    for finding in entry.findings:
        if about in (finding.id, finding.code):
            return Link(about, f"#{finding.id}")
    if about == "复核":
        return Link(about, "#second" if entry.report.form.second else "")
    return Link(about, _row(entry.report.form, about))


def _row(form: Form, about: str) -> str:
    path = resolve(tree_of(form), about) if about else None
    if path is not None and path[0] == "绩效指标" and len(path) > 1:
        return f"#{row_anchors(form)[int(path[1])]}"
    return ""


def _former(form: Form, one: Kept, before: str) -> PromiseView:
    view = promise_view(one, Link(one.promise.about or "", f"{before}/#promise-{one.number}"))
    return replace(view, mention=mentioned(form, one.promise))


def promised_at(catalogue: Catalogue, entry: Entry) -> dict[str, tuple[str, ...]]:
    """Return by finding id and by row anchor what is promised about it, a sentence each."""
    found: dict[str, list[str]] = {}
    for one in catalogue.promises.get(entry.report.id, ()):
        place = _link(entry, one.promise).url.removeprefix("#")
        if place:
            found.setdefault(place, []).append(_sentence(one))
    return {place: tuple(said) for place, said in found.items()}


def _sentence(one: Kept) -> str:
    term = one.promise.term
    until = f"，期限 {term}" if term else ""
    return f"{one.promise.measure}（{state_words(one)}{until}）"


def promise_facts(catalogue: Catalogue, year: int | None, department: str) -> tuple[Fact, ...]:
    """Return the line that leads from a list of projects to the promises; none without any."""
    found = list(of_projects(catalogue, year, department))
    return (Fact(INDEX.title, counted(one for _, one in found), INDEX.url),) if found else ()


def of_projects(
    catalogue: Catalogue, year: int | None = None, department: str = ""
) -> Iterator[tuple[Entry, Kept]]:
    """Yield the promises about projects, in the catalogue's order."""
    for entry in catalogue.of_projects.entries:
        identity = entry.report.identity
        if year in (None, identity.year) and department in ("", identity.department):
            for one in catalogue.promises.get(entry.report.id, ()):
                yield entry, one


def counted(promises: Iterable[Kept]) -> str:
    """Say how many promises there are and how they stand; of none, the empty text."""
    every = tuple(promises)
    counts = Counter(one.promise.state for one in every)
    told = [f"{state} {counts[state]} 处" for state in PromiseState if counts[state]]
    overdue = sum(one.is_overdue for one in every)
    told += [f"其中{_OVERDUE} {overdue} 处"] if overdue else []
    return f"答应整改 {len(every)} 处：{'，'.join(told)}" if every else ""


def is_open(one: Kept) -> bool:
    """Tell whether a promise still waits."""
    return one.promise.state not in CLOSED

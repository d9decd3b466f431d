"""The same gate at the other end: what is to go live, against what the live release records."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from pydantic import ValidationError

from generator.checks.check import Case
from generator.disclosure.disclose import Showing
from generator.disclosure.record import Line, Record
from generator.disclosure.seen import Seen
from generator.loading.strict_yaml import parse_strict
from generator.model.finding import Finding, Location
from generator.model.report import Form, Identity, Positions, Report
from generator.model.rulebook import Rulebook
from generator.review.following import silent_changes
from generator.review.problems import HIDDEN, UNREADABLE_BASE
from generator.scoring.engine import score

# Reads the last public form of a report from the live release, by id; None where it is not kept.
FormerForm = Callable[[str], bytes | None]


def former_reports(
    record: Record, read: FormerForm, new: Mapping[str, Seen], rulebooks: Mapping[str, Rulebook]
) -> tuple[dict[str, Seen], tuple[Finding, ...]]:
    """Return what is public now, by id, and what cannot be read of it."""
    found: dict[str, Seen] = {}
    broken: list[Finding] = []
    for name, line in record.reports.items():
        one = _former(line, read, new.get(name), rulebooks)
        if one is None:
            message = f"正在公开的网站里，{name} 的数据文件读不出来"
            broken.append(UNREADABLE_BASE.at(Location(f"data/reports/{name}.yml"), message))
        else:
            found[name] = one
    return found, tuple(broken)


def _former(
    line: Line, read: FormerForm, now: Seen | None, rulebooks: Mapping[str, Rulebook]
) -> Seen | None:
    """Return a report as it is public now; one whose form is the same is not read."""
    what = Showing(line.state)
    if now is not None and now.digest == line.form:
        return Seen(now.case, what, line.form, line.figures, line.names)
    data = read(line.id)
    if data is not None:
        case = _case(line.id, data, rulebooks)
        return None if case is None else Seen(case, what, line.form, line.figures, line.names)
    if what is Showing.SHOWN:
        return None
    case = now.case if now is not None else _nothing(line.id, rulebooks)
    unknown = Seen(case, what, line.form, line.figures, line.names)
    return replace(unknown, is_known=False, sealed=line.sealed)


def _case(name: str, data: bytes, rulebooks: Mapping[str, Rulebook]) -> Case | None:
    """Read a published form; scored by today's rules, or by any where its own are gone."""
    parsed = parse_strict(data, f"data/reports/{name}.yml")
    try:
        form = Form.model_validate(parsed.tree or {}, by_alias=True, by_name=False)
    except ValidationError:
        return None
    book = rulebooks.get(form.rulebook) or next(iter(rulebooks.values()))
    report = Report(identity_of(name), form, parsed.positions)
    return Case(report, score(report, book), book)


def _nothing(name: str, rulebooks: Mapping[str, Rulebook]) -> Case:
    """Return a report of which nothing is known but that it was there."""
    book = next(iter(rulebooks.values()))
    form = Form.model_validate({"评价规则": book.id})
    report = Report(identity_of(name), form, Positions(f"projects/{name}.yml", {}))
    return Case(report, score(report, book), book)


def identity_of(name: str) -> Identity:
    """Return the identity that an id names."""
    year, department, project = name.split("/")
    return Identity(int(year), department, project)


def against_the_release(
    record: Record, old: Mapping[str, Seen], new: Mapping[str, Seen]
) -> Iterator[Finding]:
    """Yield what would change the live release unsaid."""
    yield from silent_changes(old, new)
    yield from _fewer_withheld(record, old, new)


def _fewer_withheld(
    record: Record, old: Mapping[str, Seen], new: Mapping[str, Seen]
) -> Iterator[Finding]:
    """Yield departments whose withheld reports became fewer without becoming public."""
    for place, count in record.withheld.items():
        below = [one for name, one in new.items() if name.rpartition("/")[0] == place]
        withheld = sum(one.showing is Showing.WITHHELD for one in below)
        public = sum(one.showing is Showing.SHOWN and one.id not in old for one in below)
        if withheld + public < count:
            message = f"{place} 原来列出 {count} 份不予公开的报告，现在少了，也没有公开"
            yield HIDDEN.at(Location(f"projects/{place}"), message)

"""Whether the content may go live after what is live, and what is sealed with it when it does."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from generator.checks.check import Case
from generator.disclosure.disclose import Showing, day_of
from generator.disclosure.record import Record, record_text
from generator.disclosure.seen import Saying, Seen, digest, said_here, seen
from generator.form_tree.tree import declared
from generator.loading.content import Content
from generator.model.finding import Finding
from generator.model.notice import Notice
from generator.publish.live import Live
from generator.publish.log import with_line
from generator.publish.release import Sealing
from generator.review.registers import register_moves, told_register
from generator.review.release_gate import against_the_release, former_reports
from generator.review.shifts import Shift, all_shifts, unsaid_shifts, unsigned


@dataclass(frozen=True, slots=True)
class Verdict:
    """What stands against going live, what moves unsigned, and how the release is sealed."""

    findings: tuple[Finding, ...]
    unsigned: tuple[Shift, ...]
    sealing: Sealing


def judge(
    content: Content,
    cases: Sequence[Case],
    live: Live,
    day: date,
    software: str,
    saying: Saying = said_here,
) -> Verdict:
    """Hold the content as the public sees it on a day against the record of what is live."""
    new = seen(cases, content.departments, day, saying)
    old, broken = former_reports(live.record, live.former, new, content.rulebooks)
    moved = (
        *all_shifts(old, new, content.rulebooks),
        *register_moves(live.record.departments, content, new),
    )
    left = unsigned(moved, _fresh(content.notices, live.record.notices))
    found = (
        *broken,
        *against_the_release(live.record, old, new),
        *unsaid_shifts(left, new),
    )
    return Verdict(found, left, _sealing(content, live, old, new, day_of(day), software))


def _fresh(notices: Mapping[str, Notice], known: Mapping[str, str]) -> Iterator[Notice]:
    """Yield the notices that are not live yet: one is good for one move, not for its return."""
    for name, one in notices.items():
        if known.get(name) != digest(declared(one)):
            yield one


def _sealing(
    content: Content,
    live: Live,
    old: Mapping[str, Seen],
    new: Mapping[str, Seen],
    day: date,
    software: str,
) -> Sealing:
    beside = {
        "page": {name: digest(text) for name, text in content.pages},
        "rule": {name: digest(declared(one)) for name, one in content.rulebooks.items()},
        "notice": {name: digest(declared(one)) for name, one in content.notices.items()},
    }
    record = record_text(new, beside, told_register(content, new))
    changed = {**_changed(old, new), **_changed_beside(live.record, beside)}
    anew = {"begun_anew": True} if live.is_begun_anew else {}
    said = {"record": digest(record), "software": software, "changed": changed, **anew}
    return Sealing(
        record,
        lambda manifest: with_line(live.log, day, manifest, said),
        dict(_withdrawn(live, old, new)),
    )


def _changed(old: Mapping[str, Seen], new: Mapping[str, Seen]) -> dict[str, int]:
    """Count what is new, corrected and withdrawn."""
    shown = [one for one in new.values() if one.showing is Showing.SHOWN]
    withdrawn = [one for one in new.values() if one.showing is Showing.WITHDRAWN]
    return {
        "新增": sum(one.id not in old for one in shown),
        "更正": sum(_is_corrected(old[one.id], one) for one in shown if one.id in old),
        "撤回": sum(_was_shown(old.get(one.id)) for one in withdrawn),
    }


def _changed_beside(record: Record, beside: Mapping[str, Mapping[str, str]]) -> dict[str, int]:
    """Count hand-written pages and rulebooks that came, went or changed."""
    return {
        name: len({one for one, _ in set(old.items()) ^ set(new.items())})
        for name, old, new in (
            ("页面", record.pages, beside["page"]),
            ("评价规则", record.rules, beside["rule"]),
        )
    }


def _is_corrected(was: Seen, now: Seen) -> bool:
    return len(now.form.corrections) > len(was.form.corrections)


def _was_shown(was: Seen | None) -> bool:
    return was is not None and was.showing is Showing.SHOWN


def _withdrawn(
    live: Live, old: Mapping[str, Seen], new: Mapping[str, Seen]
) -> Iterator[tuple[str, bytes]]:
    """Yield the last public form of what is withdrawn now and was shown before."""
    for name, now in new.items():
        if now.showing is Showing.WITHDRAWN and _was_shown(old.get(name)):
            form = live.former(name)
            if form is not None:
                yield name, form

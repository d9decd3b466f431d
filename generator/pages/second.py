"""A report's second score in words: who looked again, and how far it lies from the declared one."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from generator.catalogue import Catalogue, Entry
from generator.pages.common import Fact
from generator.presentation import words
from generator.presentation.addresses import Link
from generator.scoring.second import apart

INDEX = Link("复核", "second-scores/")


@dataclass(frozen=True, slots=True)
class SecondView:
    """The third voice beside the declared total and the rule's; `reason` "" where none is given."""

    said: str
    reason: str


def second_view(entry: Entry) -> SecondView | None:
    """Return what is to be said of a report's second score, None where it has none."""
    second = entry.report.form.second
    if second is None:
        return None
    when = "，".join(filter(None, (str(second.day or ""), second.way)))
    total = f"复核总分 {second.total.text} 分" if second.total else "没有给出复核总分"
    distance = apart(entry.report.form, entry.scorecard)
    who = f"{second.by or '复核机构未填报'}（{when}）" if when else second.by or "复核机构未填报"
    said = f"{who}：{total}{beside_declared(distance)}。"
    return SecondView(said, second.reason or "")


def beside_declared(distance: Decimal | None) -> str:
    """Say how a second total stands to the declared one; "" where that cannot be told."""
    if distance is None:
        return ""
    if not distance:
        return "，与自评相同"
    return f"，比自评{'高' if distance > 0 else '低'} {words.points(abs(distance))} 分"


def second_facts(catalogue: Catalogue, year: int | None, department: str) -> tuple[Fact, ...]:
    """Return the line that leads from a list of projects to the second scores; none without any."""
    found = [one for one in catalogue.of_projects.entries if _is_of(one, year, department)]
    return (Fact(INDEX.title, second_sentence(found), INDEX.url),) if found else ()


def second_sentence(entries: Iterable[Entry]) -> str:
    """Say how many of some reports were looked at again, and how many totals differ."""
    found = [one for one in entries if one.report.form.second is not None]
    changed = len([one for one in distances(found) if one])
    return f"复核了 {len(found)} 份自评，{changed} 份的复核总分与自评不同"


def distances(entries: Iterable[Entry]) -> list[Decimal]:
    """Return how far each second total lies from the declared one, where that can be told."""
    found = (apart(one.report.form, one.scorecard) for one in entries)
    return [one for one in found if one is not None]


def _is_of(entry: Entry, year: int | None, department: str) -> bool:
    identity = entry.report.identity
    is_here = year in (None, identity.year) and department in ("", identity.department)
    return is_here and entry.report.form.second is not None

"""The ledger of a made county with 40 traps, against answers worked out by hand; no page is made."""

from datetime import date
from pathlib import Path

from generator.ledger.ledger import Ledger, make_ledgers
from generator.ledger.lines import Became
from generator.loading.content import load_content
from generator.model.publication import State
from generator.model.report import Report
from tests.county import ANSWERS, OWING, PROJECTS, traps, write_county

DAY = date(2025, 12, 1)


def may_be_told_of(report: Report) -> bool:
    disclosure = report.form.disclosure
    is_finished = disclosure.state not in (State.DRAFT, State.PENDING)
    return is_finished and disclosure.day is not None and disclosure.day <= DAY


def sums(ledger: Ledger) -> dict[str, int]:
    found = ledger.tally
    return {
        "owed": found.owed,
        "published": found.published,
        "late": found.count(Became.AFTER),
        "overdue": found.count(Became.OVERDUE),
        "doubtful": found.count(Became.DOUBTFUL),
        "waiting": found.count(Became.AHEAD, Became.AWAITED),
        "exempt": found.count(Became.EXEMPT),
        "withheld": found.count(Became.WITHHELD),
        "owed_money": int(found.owed_money),
        "published_money": int(found.published_money),
        "overdue_money": int(found.overdue_money),
        "unstated": found.unstated,
    }


def test_the_ledger_of_the_county_is_the_one_worked_out_by_hand(tmp_path: Path) -> None:
    content, findings = load_content(write_county(tmp_path / "content"))
    assert findings == []
    assert content is not None
    ledgers = make_ledgers(content.approved, [one for one in content.reports if may_be_told_of(one)], DAY)
    answers = {key: answer for key, (_, answer) in traps().items()}

    assert len(answers) == 40
    assert {ledger.year: sums(ledger) for ledger in ledgers} == ANSWERS
    for ledger in ledgers:
        found = {number: line.became.value for number, line in enumerate(ledger.lines)}
        assert len(found) == PROJECTS
        assert {n: what for n, what in found.items() if what != answers.get((ledger.year, n), "已公开")} == {}
        assert ledger.zero_report(f"dept-{OWING}") is not None
        assert ledger.outside == ()

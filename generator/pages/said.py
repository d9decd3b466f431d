"""What units say to findings, as shown: state, day, who, words; the newest first."""

from dataclasses import dataclass

from generator.catalogue import Entry
from generator.model.finding import Finding
from generator.model.reply import ReplyState, Statement

UNANSWERED = "尚未说明"
_CLASS = {
    ReplyState.EXPLAINED: "answered",
    ReplyState.CORRECTED: "corrected",
    ReplyState.UPHELD: "upheld",
}


@dataclass(frozen=True, slots=True)
class StatementView:
    """One statement; `when` is its day and who made it, "" where neither is stated."""

    state: str
    state_class: str
    when: str
    text: str


@dataclass(frozen=True, slots=True)
class OtherStatement:
    """A statement to what is found no more; `name` is the finding's id, or a code."""

    name: str
    view: StatementView


def statement_view(one: Statement) -> StatementView:
    """Show one statement."""
    when = "，".join(filter(None, (str(one.day or ""), one.by)))
    return StatementView(one.state.value, _CLASS[one.state], when, one.text)


def statement_views(finding: Finding) -> tuple[StatementView, ...]:
    """Show all that is said to a finding, the newest first."""
    return tuple(map(statement_view, reversed(finding.said)))


def state_words(finding: Finding) -> str:
    """Say how a finding stands: 尚未说明, 已说明（2026-10-08）."""
    last = finding.statement
    if last is None:
        return UNANSWERED
    return f"{last.state.value}（{last.day}）" if last.day else last.state.value


def latest_words(entry: Entry) -> str:
    """Say on which day the unit last spoke of a report's findings; "" where it stated no day."""
    days = [one.day for finding in entry.findings for one in finding.said if one.day]
    return f"最近一次说明在 {max(days)}。" if days else ""


def other_statements(entry: Entry) -> tuple[OtherStatement, ...]:
    """Return the statements of a report that stand beside nothing of today, newest first."""
    beside = {said for finding in entry.findings for said in finding.said}
    if entry.gap is not None and entry.gap.is_outside:
        beside.update(entry.gap_said)
    replies = sorted(entry.report.form.replies, key=lambda one: one.day, reverse=True)
    dated = [(one, Statement(one.state, one.text, one.day, one.by or "")) for one in replies]
    return tuple(
        OtherStatement(one.finding, statement_view(said))
        for one, said in dated
        if said not in beside
    )

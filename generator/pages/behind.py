"""What stands behind the tables of a report: its chapters, corrections, and the source's damage."""

from generator.model.narrative import Narrative
from generator.model.publication import Correction
from generator.model.report import Form
from generator.pages.common import Fact


def transcription(form: Form) -> tuple[tuple[str, str, str, str], ...]:
    """Return the damage of the source: field, original, what was done, why."""
    return tuple(
        (item.field, item.original, item.action, item.reason) for item in form.transcription
    )


def correction(item: Correction) -> tuple[str, ...]:
    """Return a correction as cells: day, kind, field, both values, reason, who approved."""
    values = item.old_words, item.new_words
    return str(item.day), item.kind, item.where, *values, item.reason, item.approver


def chapters(form: Form) -> tuple[tuple[str, tuple[Fact, ...]], ...]:
    """Return the chapters of the analysis and of the report that say something."""
    blocks: tuple[tuple[str, Narrative | None], ...] = (
        ("项目绩效分析", form.analysis),
        ("自评报告", form.narrative),
    )
    return tuple(
        (name, tuple(Fact(title, text) for _, title, text in block.chapters()))
        for name, block in blocks
        if block is not None and any(True for _ in block.chapters())
    )

"""What is gathered while a source is read: forms in the making, and what went into them."""

from dataclasses import dataclass, field

from generator.forms.chapter_titles import without_number
from generator.forms.draft import Draft
from generator.forms.grid import Cell, Grid, Paragraph

_LONGEST_TITLE = 40


@dataclass(slots=True)
class Gathered:
    """The forms of one source, and the addresses of the cells and paragraphs that were used."""

    drafts: list[Draft] = field(default_factory=list)
    used: set[str] = field(default_factory=set)

    @property
    def last(self) -> Draft | None:
        """The form read last, complete or not."""
        return self.drafts[-1] if self.drafts else None

    def current(self) -> Draft:
        """Return the form being read; a new one where there is none or the last is complete."""
        if self.last is None or self.last.complete:
            self.drafts.append(Draft())
        return self.drafts[-1]

    def finish(self) -> None:
        """Close the form being read: what comes belongs to the next."""
        self.current().complete = True

    def take(self, *parts: Cell | Paragraph) -> None:
        """Count cells and paragraphs as used."""
        self.used |= {part.address for part in parts}


@dataclass(frozen=True, slots=True)
class Table:
    """A table, the line above it, and the unit of money that a line between the two states."""

    grid: Grid
    above: Paragraph | None
    unit: str | None

    @property
    def caption(self) -> Paragraph | None:
        """The line above, where it is short enough to name the table."""
        if self.above is None or len(self.above.text) > _LONGEST_TITLE:
            return None
        return self.above

    def name(self, line: Paragraph | None) -> str:
        """Return the words of a line that names the table, without its number; else its sheet."""
        return self.grid.name if line is None else without_number(line.text)

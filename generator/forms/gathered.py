"""What is gathered while a source is read: forms in the making, and what went into them."""

from dataclasses import dataclass, field

from generator.forms.chapter_titles import without_number
from generator.forms.draft import Draft, Taken
from generator.forms.grid import Cell, Grid, Paragraph

_LONGEST_TITLE = 40


@dataclass(slots=True)
class Gathered:
    """The forms of one source, and the addresses of the cells and paragraphs that were used.

    A line above a form, such as its year, waits until the form begins.
    """

    drafts: list[Draft] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    aside: set[str] = field(default_factory=set)
    _owners: dict[str, Draft] = field(default_factory=dict)
    _waiting: list[tuple[str, Taken, Paragraph]] = field(default_factory=list)

    @property
    def last(self) -> Draft | None:
        """The form read last, complete or not."""
        return self.drafts[-1] if self.drafts else None

    def current(self) -> Draft:
        """Return the form being read; a new one where there is none or the last is complete."""
        if self.last is None or self.last.complete:
            self.drafts.append(Draft())
            self._state_waiting()
        return self.drafts[-1]

    def announce(self, key: str, taken: Taken, line: Paragraph) -> None:
        """State what a line above a form says: of the form being read, or of the one to come."""
        if self.last is not None and self.last.stands_alone and not self.last.complete:
            self._waiting.append((key, taken, line))
            return
        self.current().heads.setdefault(key, taken)
        self.take(line)

    def forget_announced(self) -> None:
        """Drop lines that no form followed."""
        self._waiting.clear()

    def _state_waiting(self) -> None:
        waiting, self._waiting = self._waiting, []
        for key, taken, line in waiting:
            self.drafts[-1].heads.setdefault(key, taken)
            self.take(line)

    def finish(self) -> None:
        """Close the form being read: what comes belongs to the next."""
        self.current().complete = True

    def take(self, *parts: Cell | Paragraph) -> None:
        """Count cells and paragraphs as used, by the form that is being read."""
        self.used |= {part.address for part in parts}
        if self.last is not None:
            self._owners |= {part.address: self.last for part in parts}

    def take_for(self, draft: Draft, *parts: Cell | Paragraph) -> None:
        """Count cells and paragraphs as used by a form that may not be the one being read."""
        self.used |= {part.address for part in parts}
        self._owners |= {part.address: draft for part in parts}

    def set_aside(self, *parts: Cell | Paragraph) -> None:
        """Count cells as what is in order and never data: signatures, notes."""
        self.aside |= {part.address for part in parts}

    def owner(self, address: str) -> Draft | None:
        """Return the form that a cell or paragraph went into."""
        return self._owners.get(address)


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

"""What the ledger knows of a report: thin facts, so that it can be made without any form."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from generator.model.kinds import PROJECT
from generator.model.publication import State
from generator.model.report import Report

_PUBLIC = (State.PUBLIC, State.PARTIAL)


@dataclass(frozen=True, slots=True)
class Known:
    """A report as far as the ledger needs it: `state` is its publication, `since` its day.

    Of what is not published (`is_withheld`) no name may be told.
    """

    id: str
    department: str
    code: str
    name: str
    project: str
    state: State
    since: date | None

    @property
    def is_public(self) -> bool:
        """Tell whether it counts as published."""
        return self.state in _PUBLIC

    @property
    def is_nameless(self) -> bool:
        """Tell whether its name may not be compared: what is kept back or taken back is silent."""
        return self.state in (State.WITHHELD, State.WITHDRAWN)

    @property
    def is_withheld(self) -> bool:
        """Tell whether the law keeps it back."""
        return self.state is State.WITHHELD


def known(reports: Iterable[Report], year: int) -> tuple[Known, ...]:
    """Return what the ledger knows of the reports of a year, by their ids."""
    return tuple(sorted(_known(reports, year), key=lambda one: one.id))


def _known(reports: Iterable[Report], year: int) -> Iterator[Known]:
    for report in reports:
        form, identity = report.form, report.identity
        if identity.year == year and form.kind == PROJECT:
            yield Known(
                report.id,
                identity.department,
                (form.code or "").strip(),
                form.project or "",
                form.several.project if form.several else identity.project,
                form.disclosure.state,
                form.disclosure.day,
            )

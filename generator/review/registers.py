"""What the register of departments says to the public, before and after."""

from collections.abc import Mapping

from generator.disclosure.departments import listed_departments, register_of, shown_departments
from generator.disclosure.disclose import Showing
from generator.disclosure.seen import Seen
from generator.loading.content import Content
from generator.review.shifts import Shift, register_shifts

Register = Mapping[str, Mapping[str, str]]


def told_register(content: Content, reports: Mapping[str, Seen]) -> Register:
    """Return what the register says of the departments that the public knows of."""
    cases = [(one.case.report.identity.department, one.showing) for one in reports.values()]
    told = {name for name, showing in cases if showing is not Showing.HIDDEN}
    listed = listed_departments(content.approved)
    named = {name for name, _ in cases}
    return register_of(shown_departments(content.departments, named, told | listed))


def register_moves(
    old: Register, content: Content, reports: Mapping[str, Seen]
) -> tuple[Shift, ...]:
    """Return what the register says otherwise than it did to the public."""
    new = told_register(content, reports)
    return tuple(register_shifts(old, new, content.departments))

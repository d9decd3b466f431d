"""What stands around the reports that the public may see: their departments and ledgers."""

from datetime import date

from generator.checks.siblings import year_before
from generator.disclosure.departments import listed_departments, public_departments
from generator.disclosure.disclose import Disclosed, day_of
from generator.ledger.ledger import Ledger, make_ledgers
from generator.loading.content import Content
from generator.model.promise import Kept, kept
from generator.model.report import Report
from generator.model.site import Department


def reports_told(public: Disclosed) -> tuple[Report, ...]:
    """Return the reports that have a page."""
    return (*(case.report for case in public.cases), *public.withdrawn)


def ledgers_of(content: Content, public: Disclosed, day: date | None) -> tuple[Ledger, ...]:
    """Return the ledger of each approved list as the public may see it on a day."""
    return make_ledgers(
        content.approved,
        (*reports_told(public), *public.withheld),
        None if day is None else day_of(day),
    )


def promises_of(public: Disclosed, day: date | None) -> dict[str, tuple[Kept, ...]]:
    """Return what each public report promises, as it stands on a day; no report without any."""
    reports = (case.report for case in public.cases if case.report.form.promises)
    today = None if day is None else day_of(day)
    return {one.id: kept(one.form.promises, today) for one in reports}


def before_of(public: Disclosed) -> dict[str, str]:
    """Return by a public report's id that of the same project's public report of a year before."""
    return year_before([case.report for case in public.cases])


def departments_of(content: Content, public: Disclosed, day: date | None) -> dict[str, Department]:
    """Return the departments to be shown: a preview, without a day, shows all."""
    if day is None:
        return content.departments
    listed = listed_departments(content.approved)
    return public_departments(content.departments, content.reports, public, listed)

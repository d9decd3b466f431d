"""Whether a form may lie among the data: it must load, and nothing found in it may stop a build."""

from collections.abc import Iterator

from pydantic import ValidationError

from generator.checks.check import Case
from generator.checks.runner import check_all
from generator.forms.cell_places import CellPlaces
from generator.loading.across_files import check_report
from generator.loading.content import Content
from generator.loading.messages import explain
from generator.loading.strict_yaml import parse_strict
from generator.model.finding import Finding, Severity
from generator.model.report import Form, Identity, Report
from generator.scoring.engine import score


def unloadable(text: str, identity: Identity, content: Content) -> tuple[Finding, ...]:
    """Return what the loader would refuse in a data file of this text."""
    return tuple(_refused(text, identity, content))


def _refused(text: str, identity: Identity, content: Content) -> Iterator[Finding]:
    data = text.encode("utf-8", errors="replace")
    parsed = parse_strict(data, f"projects/{identity}.yml")
    yield from parsed.findings
    yield from check_report(identity, parsed, content.departments, content.rulebooks)
    if parsed.tree is None:
        return
    try:
        Form.model_validate(parsed.tree, by_alias=True, by_name=False)
    except ValidationError as error:
        yield from explain(error, Form, parsed.positions)


def found_in(
    values: object, identity: Identity, content: Content, places: CellPlaces
) -> tuple[Finding, ...]:
    """Return what the checks find in a form, each at its cell; none where it is no lawful form."""
    try:
        form = Form.model_validate(values)
    except ValidationError:
        return ()
    book = content.rulebooks.get(form.rulebook)
    if book is None:
        return ()
    report = Report(identity, form, places)
    case = Case(report, score(report, book), book)
    return check_all([case], content.site.severities).findings


def blocks(finding: Finding) -> bool:
    """Tell whether a finding stops a build."""
    return finding.severity is Severity.ERROR

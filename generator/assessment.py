"""What a content folder holds, and everything found in it: read, scored and checked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from generator.attached.gathering import gather
from generator.checks import CHECK_CODES, GATE_CODES
from generator.checks.beside import sensitive_beside
from generator.checks.check import Case
from generator.checks.runner import CheckResult
from generator.disclosure.beside import texts_beside
from generator.disclosure.disclose import opens_next
from generator.loading.across_files import Codes
from generator.loading.content import Content, load_content
from generator.model.finding import Finding, Severity
from generator.parts.assessing import checking, reading, score_all
from generator.parts.sharing import Share, told_by
from generator.parts.workshop import Workshop, given_or_own
from generator.publish.again import Published
from generator.scoring.item_methods import METHODS


@dataclass(frozen=True, slots=True)
class Assessment:
    """What a content folder holds and everything found in it.

    `content` is None where it cannot be used. `broken` is what cannot be read, `beside` what
    stands in the way of publishing the site's own texts, `unsaid` what would change what is live
    without a word. `attachments` are files by `report/file`.
    """

    content: Content | None
    cases: tuple[Case, ...]
    result: CheckResult
    broken: tuple[Finding, ...]
    beside: tuple[Finding, ...] = ()
    unsaid: tuple[Finding, ...] = ()
    attachments: Mapping[str, Path] = field(default_factory=dict)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Problems of the files first, then what the checks found."""
        return (*self.broken, *self.unsaid, *self.beside, *self.result.findings)

    @property
    def blocking(self) -> tuple[Finding, ...]:
        """Findings of severity 错误: none may be left when a site is published."""
        return tuple(finding for finding in self.findings if finding.severity is Severity.ERROR)

    def blocks(self, *, preview: bool) -> bool:
        """Tell whether nothing may be built.

        A preview is built from files that the gate would still keep back.
        """
        found = self.broken if preview else self.findings
        return any(finding.severity is Severity.ERROR for finding in found)

    def published(self, day: date | None) -> Published:
        """Return what is told of a site of a day, of a preview None, when it is live."""
        reports = [case.report for case in self.cases]
        until = None if day is None else opens_next(reports, day)
        return Published(len(reports), len(self.findings), until)


def assess(
    content_dir: Path, shop: Workshop | None = None, share: Share | None = None
) -> Assessment:
    """Load, score and check a content folder; of a share of the departments, check these alone."""
    codes = Codes(CHECK_CODES, GATE_CODES, frozenset(METHODS))
    with given_or_own(shop) as room:
        content, broken = load_content(content_dir, codes, reading(room))
        if content is None:
            return Assessment(None, (), CheckResult((), ()), tuple(broken))
        enclosures = gather(content_dir, content.reports, room.memory)
        cases = enclosures.beside(score_all(room, content.reports, content.rulebooks))
        result = checking(room, told_by(share, content.reports))(cases, content.site.severities)
    approved = {approval.mark for approval in content.site.approvals}
    beside = tuple(sensitive_beside(texts_beside(content), approved))
    wrong = (*broken, *enclosures.findings)
    return Assessment(content, cases, result, wrong, beside, attachments=enclosures.files)

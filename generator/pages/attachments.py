"""附件 on a report's page: what each file is, how large, its SHA-256, and who looked at it."""

from dataclasses import dataclass

from generator.catalogue import Entry
from generator.model.attachment import Attachment, address_of
from generator.presentation.addresses import Link
from generator.presentation.words import size

# So much of a SHA-256 tells one file from another at a glance.
_SHORT = 12


@dataclass(frozen=True, slots=True)
class AttachmentView:
    """One attachment; `link` leads to the file, "" where it was taken down: `note` says why."""

    link: Link
    kind: str
    format: str
    size: str
    day: str
    short: str
    sha256: str
    note: str


def attachment_views(entry: Entry) -> tuple[AttachmentView, ...]:
    """Return the attachments of a report in the order of its file."""
    return tuple(_view(entry.report.id, one) for one in entry.report.form.attachments)


def _view(report: str, one: Attachment) -> AttachmentView:
    url = "" if one.taken_down else address_of(report, one.file)
    return AttachmentView(
        link=Link(one.title, url),
        kind=one.kind.value,
        format=one.file.rpartition(".")[2].upper(),
        size=size(one.size),
        day=str(one.day or ""),
        short=one.sha256[:_SHORT],
        sha256=one.sha256,
        note=_note(one),
    )


def _note(one: Attachment) -> str:
    down = one.taken_down
    if down is not None:
        return f"{down.day} 撤下：{down.reason}（批准人：{down.approver}）"
    if one.verified is not None:
        return f"图片里的字软件读不出，{one.verified.day or ''} 由人核验后公开"
    return ""

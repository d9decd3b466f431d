"""The table of attachments: the files published beside a report, and what each of them is."""

from collections.abc import Iterator

from generator.catalogue import Entry
from generator.model.attachment import AttachmentKind, address_of
from generator.open_data.schema import Cell, Column, Table, Type
from generator.open_data.standing import OF_REPORT, REPORT

ATTACHMENTS = Table(
    "attachments",
    "附件",
    "一行一个随报告公开的文件。公开以后不再公开的，网页地址为空，另有撤下的日期和原因。",
    (
        REPORT,
        Column("row_no", "行次", Type.INTEGER, required=True),
        Column("file", "文件名", required=True),
        Column("title", "标题", required=True),
        Column("kind", "附件类型", required=True, choices=tuple(AttachmentKind)),
        Column("bytes", "大小", Type.INTEGER, note="字节", required=True),
        Column("sha256", "校验值", note="SHA-256，十六进制", required=True),
        Column("day", "附上的日期", Type.DATE),
        Column("verified_day", "人工核验的日期", Type.DATE, note="图片等由人看过的才有"),
        Column("taken_down", "撤下的日期", Type.DATE, note="没有撤下的为空"),
        Column("reason", "撤下的原因"),
        Column("url", "文件地址", note="相对于网站首页；撤下的为空"),
    ),
    ("report", "row_no"),
    (OF_REPORT,),
)


def attachment_cells(entry: Entry) -> Iterator[dict[str, Cell]]:
    """Yield the attachments of a report."""
    for number, one in enumerate(entry.report.form.attachments, 1):
        down = one.taken_down
        yield {
            "report": entry.report.id,
            "row_no": number,
            "file": one.file,
            "title": one.title,
            "kind": one.kind.value,
            "bytes": one.size,
            "sha256": one.sha256,
            "day": one.day,
            "verified_day": one.verified.day if one.verified else None,
            "taken_down": down.day if down else None,
            "reason": down.reason if down else None,
            "url": None if down else address_of(entry.report.id, one.file),
        }

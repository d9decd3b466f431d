"""The attachments of a report that were read, each with its place in the file and its name."""

from collections.abc import Iterator

from generator.checks.check import Case
from generator.form_tree.tree import texts
from generator.model.attachment import Attached, Attachment
from generator.model.report import FormPath


def read_attachments(case: Case) -> Iterator[tuple[FormPath, str, Attached]]:
    """Yield where a report names an attachment, the name of that line, and what was read."""
    for index, one, attached in enclosed(case):
        yield ("附件", index, "文件"), f"附件/{one.file}", attached


def texts_said(case: Case) -> Iterator[str]:
    """Yield every text of a report and of its attachments."""
    yield from (text for _, text in texts(case.tree))
    for _, _, one in read_attachments(case):
        yield from one.texts


def enclosed(case: Case) -> Iterator[tuple[int, Attachment, Attached]]:
    """Yield the number, from 0, of each attachment that was read, its line, and what was read."""
    read = {one.file: one for one in case.attached}
    for index, one in enumerate(case.report.form.attachments):
        if one.taken_down is None and one.file in read:
            yield index, one, read[one.file]

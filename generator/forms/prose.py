"""What a report says of its form in sentences: the cover, the table of contents, and the result."""

import re
from collections.abc import Sequence

from generator.forms.chapters import run_in
from generator.forms.draft import Draft
from generator.forms.grid import Paragraph
from generator.forms.labels import HEADS, joined, label

_CONTENTS = re.compile(r".{2,40}(?:[.．…·]{3,}|\t)\s*[0-9]{1,3}")
_TOTAL = re.compile(r"(?:总得分|总分|综合得分)为?[:：]?\s*([0-9]{1,3}(?:\.[0-9]+)?)\s*分")
_GRADE = re.compile(r"属于[:：]?\s*[\"“”「]([^\"“”」]{1,6})[\"“”」]")
_NAME = re.compile(r"最终评分结果[:：]\s*(.{2,60}?)项目绩效自(?:我)?评价?结果")


def read_prose(draft: Draft, paragraphs: Sequence[Paragraph], used: set[str]) -> list[Paragraph]:
    """Read cover lines and the result; what the form itself states is never overruled, what is filled in is a doubt.

    Returns the paragraphs that may stand in a chapter; those of a table of contents may not.
    """
    for paragraph in paragraphs:
        if _cover(draft, paragraph):
            used.add(paragraph.address)
        _result(draft, paragraph)
    return [one for one in paragraphs if one.address not in used and not _CONTENTS.fullmatch(one.text)]


def _cover(draft: Draft, paragraph: Paragraph) -> bool:
    """Read `项目名称：……` on a cover; a line that only repeats the form is used too."""
    head, text = run_in(paragraph.text)
    key = HEADS.get(label(head))
    if key is None or not text:
        return False
    stated = draft.values.setdefault(key, joined(text))
    draft.origins.setdefault((key,), paragraph.address)
    return bool(stated == joined(text))


def _result(draft: Draft, paragraph: Paragraph) -> None:
    for key, pattern in (("总分", _TOTAL), ("评价等级", _GRADE), ("项目名称", _NAME)):
        found = pattern.search(paragraph.text)
        if found and key not in draft.values and _TOTAL.search(paragraph.text):
            draft.values[key] = found.group(1).strip()
            draft.origins[key,] = paragraph.address
            draft.doubts.append((paragraph.address, f"表中没有“{key}”，取自正文的“{found.group(0)}”，请核实"))

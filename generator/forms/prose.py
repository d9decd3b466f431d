"""What a report says of its form in sentences: the cover, the table of contents, the result."""

import re
from collections.abc import Sequence

from generator.forms.chapter_titles import run_in
from generator.forms.draft import Doubt, Draft, Taken
from generator.forms.gathered import Gathered
from generator.forms.grid import Paragraph
from generator.forms.labels import HEADS, joined, label

_CONTENTS = re.compile(r".{2,40}(?:[.．…·]{3,}|\t)\s*[0-9]{1,3}")
_TOTAL = re.compile(r"(?:总得分|总分|综合得分)为?[:：]?\s*([0-9]{1,3}(?:\.[0-9]+)?)\s*分")
_GRADE = re.compile(r"属于[:：]?\s*[\"“”「]([^\"“”」]{1,6})[\"“”」]")
_NAME = re.compile(r"最终评分结果[:：]\s*(.{2,60}?)项目绩效自(?:我)?评价?结果")
_RESULTS = (("总分", _TOTAL), ("评价等级", _GRADE), ("项目名称", _NAME))


def read_prose(
    draft: Draft,
    paragraphs: Sequence[Paragraph],
    gathered: Gathered,
) -> list[Paragraph]:
    """Read cover lines and the result; what the form itself states is never overruled.

    Returns the paragraphs that may stand in a chapter; those of a table of contents may not.
    """
    for paragraph in paragraphs:
        if _read_cover(draft, paragraph):
            gathered.take(paragraph)
        if _TOTAL.search(paragraph.text):
            _read_result(draft, paragraph)
    left = [one for one in paragraphs if one.address not in gathered.used]
    return [one for one in left if not _CONTENTS.fullmatch(one.text)]


def _read_cover(draft: Draft, paragraph: Paragraph) -> bool:
    """Read `项目名称：……` on a cover; a line that only repeats the form is used too."""
    head, text = run_in(paragraph.text)
    key = HEADS.get(label(head))
    if key is None or not text:
        return False
    stated = draft.heads.setdefault(key, Taken(joined(text), paragraph.address))
    return stated.text == joined(text)


def _read_result(draft: Draft, paragraph: Paragraph) -> None:
    """Read what a sentence with the total score states and the form does not; it is doubtful."""
    for key, pattern in _RESULTS:
        found = pattern.search(paragraph.text)
        if found is None or key in draft.heads:
            continue
        draft.heads[key] = Taken(found.group(1).strip(), paragraph.address)
        message = f"表中没有“{key}”，取自正文的“{found.group(0)}”，请核实"
        draft.doubts.append(Doubt(paragraph.address, message))

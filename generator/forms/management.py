"""资金管理情况 on the form of a transfer: a table of matters, each with words and perhaps a tick."""

from collections.abc import Mapping, Sequence

from generator.forms.draft import Annex
from generator.forms.labels import MANAGEMENT, label

_TITLE = label("资金管理情况")
_MATTER, _ANSWER = "事项", "结论"
_ANSWERS = frozenset(("是", "否", "不适用", ""))


def management_in(annex: Annex) -> list[dict[str, str]] | None:
    """Return the rows of such a table; None where a head or a tick is none of those known.

    Its first column names the matters, whatever stands above it.
    """
    keys = [_MATTER, *(MANAGEMENT.get(label(head), "") for head in annex.heads[1:])]
    if label(annex.name) != _TITLE or "" in keys or len(set(keys)) < len(keys):
        return None
    rows = [dict(zip(keys, map(str.strip, line), strict=True)) for line in annex.rows]
    return [_stated(row) for row in rows] if _are_told(rows) else None


def _are_told(rows: Sequence[Mapping[str, str]]) -> bool:
    return all(row[_MATTER] and row.get(_ANSWER, "") in _ANSWERS for row in rows)


def _stated(row: Mapping[str, str]) -> dict[str, str]:
    return {key: text for key, text in row.items() if text}

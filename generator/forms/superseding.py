"""A report prints its indicators twice: chapter by chapter in the text, and whole in the form at its end."""

from typing import Any

from generator.forms.draft import Draft

_SAME = ("三级指标", "年度指标值", "实际完成值", "分值", "得分")


def supersede(draft: Draft) -> None:
    """Set aside the rows read so far: a table with first-level heads begins, which the form is."""
    rows = draft.values.pop("绩效指标", [])
    origins = {path: address for path, address in draft.origins.items() if path[0] == "绩效指标"}
    for path in origins:
        del draft.origins[path]
    draft.earlier += [(row, origins.get(("绩效指标", number, "三级指标"), "")) for number, row in enumerate(rows)]


def compare(draft: Draft) -> None:
    """Leave a doubt for each row set aside that the form does not repeat figure by figure."""
    stated = [_figures(row) for row in draft.values.get("绩效指标", [])]
    for row, address in draft.earlier:
        if _figures(row) not in stated:
            name = row.get("三级指标", "")
            draft.doubts.append((address, f"正文中的指标“{name}”与自评表不一致，以自评表为准"))


def _figures(row: dict[str, Any]) -> tuple[str, ...]:
    return tuple(row.get(key, "") for key in _SAME)

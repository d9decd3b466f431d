"""The permanent anchor of each indicator row: from its names, never from its number."""

import hashlib
from collections import Counter
from functools import lru_cache

from generator.model.report import Form


def row_anchors(form: Form) -> tuple[str, ...]:
    """Return the anchor of each row on the page of its report."""
    return _anchors(tuple((row.level1, row.level2, row.name) for row in form.indicators))


@lru_cache(maxsize=64)
def _anchors(rows: tuple[tuple[str | None, ...], ...]) -> tuple[str, ...]:
    seen: Counter[str] = Counter()
    anchors = []
    for row in rows:
        name = "\x1f".join(part or "" for part in row)
        seen[name] += 1
        digest = hashlib.sha256(f"{name}\x1f{seen[name]}".encode()).hexdigest()
        anchors.append(f"row-{digest[:6]}")
    return tuple(anchors)

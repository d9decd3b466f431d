"""The permanent anchor of each indicator row: from its names, never from its number."""

import hashlib
from collections import Counter

from generator.model.report import Form


def row_anchors(form: Form) -> tuple[str, ...]:
    """Return the anchor of each row on the page of its report."""
    seen: Counter[str] = Counter()
    anchors = []
    for row in form.indicators:
        name = "\x1f".join(part or "" for part in (row.level1, row.level2, row.name))
        seen[name] += 1
        digest = hashlib.sha256(f"{name}\x1f{seen[name]}".encode()).hexdigest()
        anchors.append(f"row-{digest[:6]}")
    return tuple(anchors)

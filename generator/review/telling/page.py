"""A comparison as one HTML page that needs nothing else."""

from collections.abc import Iterable
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from generator.form_tree.difference_words import Line, is_long, lines, segments
from generator.review.comparing import Change, Comparison
from generator.review.telling.words import facts, headline, left_out, title, total_lines


def as_html(comparison: Comparison) -> str:
    """Return the comparison as one page that needs nothing else."""
    environment = Environment(
        loader=PackageLoader("generator.review"), autoescape=True, undefined=StrictUndefined
    )
    return environment.get_template("diff.html.j2").render(
        comparison=comparison,
        headline=headline(comparison),
        changes=[_change(one) for one in comparison.changes],
        files=[(one, _shown(one.lines)) for one in comparison.other_files],
        totals=[(one.name, list(total_lines(one)), left_out(one)) for one in comparison.totals],
    )


def _change(change: Change) -> dict[str, Any]:
    return {
        "title": title(change),
        "facts": list(facts(change)),
        "lines": _shown(lines(change.differences)),
        "appeared": change.appeared,
        "disappeared": change.disappeared,
    }


def _shown(found: Iterable[Line]) -> list[tuple[Line, list[tuple[str, str]] | None]]:
    """Return lines, each with its long text piece by piece."""
    return [(line, _parts(line)) for line in found]


def _parts(line: Line) -> list[tuple[str, str]] | None:
    """Return a long text piece by piece; None where a line is short and shown whole."""
    return segments(line.old, line.new) if is_long(line.old, line.new) else None

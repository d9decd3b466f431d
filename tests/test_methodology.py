"""The page of methods tells how exactly values are read, by the counts on record."""

from html import unescape

from generator.presentation.templates import render_page
from generator.site import manual
from tests.judged import families


def test_the_counts_on_record_are_read_whole() -> None:
    accuracy = manual().accuracy

    assert [one.title for one in accuracy.families] == [family.title for family in families()]
    for kind in ("pairs", "right", "cautious", "wrong"):
        assert sum(getattr(one, kind) for one in accuracy.families) == getattr(accuracy.whole, kind)
    assert accuracy.whole.pairs == accuracy.whole.right + accuracy.whole.cautious + accuracy.whole.wrong


def test_the_page_of_methods_shows_every_family_and_the_whole() -> None:
    accuracy = manual().accuracy
    _, page = render_page("methodology/", "methodology.md.j2", links=[], accuracy=accuracy)
    lines = [line for line in page.splitlines() if 'data-label="不符"' in line]

    assert len(lines) == len(accuracy.families) + 1
    for one, line in zip((*accuracy.families, accuracy.whole), lines, strict=True):
        assert one.title in unescape(line)
        cells = zip(("共", "相符", "更谨慎", "不符"), (one.pairs, one.right, one.cautious, one.wrong), strict=True)
        assert all(f'data-label="{name}">{count}</td>' in line for name, count in cells)

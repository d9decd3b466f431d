"""The golden tree: known content gives the files on record, so that whoever changes them must say so."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest

from generator.model.report import Form
from generator.model.site import Department, Site
from generator.model.types import Part
from tests.golden_tree import MADE, differences, digest, generate_made, golden_site, in_one_line, recorded
from tests.made_reports import department, report, site


@pytest.mark.site
def test_the_site_of_the_six_reports_is_the_one_on_record(built_site: Path) -> None:
    changed = list(differences(recorded("site.txt"), golden_site(built_site)))

    assert not changed, "\n".join(["`make golden` records the tree anew", *changed])


@pytest.mark.site
def test_the_pages_and_data_of_200_made_reports_are_those_on_record(tmp_path: Path) -> None:
    assert in_one_line(golden_site(generate_made(tmp_path))) == recorded("made.txt")


def test_every_file_that_is_gone_new_or_changed_is_named() -> None:
    before = {"index.html": "1", "about/index.html": "2", "feed.xml": "3"}
    now = {"index.html": "1", "about/index.html": "9", "new.csv": "4"}

    assert list(differences(before, now)) == ["changed: about/index.html", "gone: feed.xml", "new: new.csv"]


@pytest.mark.parametrize(
    ("name", "before", "now", "same"),
    [
        ("a.html", "数据版本 0a1b2c3d", "数据版本 ffffffff", True),
        ("a.html", "<dt>数据版本</dt><dd>0a1b2c3d</dd>", "<dt>数据版本</dt><dd>ffffffff</dd>", True),
        ("a.html", "得分 97.00", "得分 97.01", False),
        ("a.html", "F101-0a1b2c", "F101-0a1b2d", False),
        ("SHA256SUMS", f"{'a' * 64}  a.csv", f"{'b' * 64}  a.csv", True),
        ("SHA256SUMS", f"{'a' * 64}  a.csv", f"{'a' * 64}  b.csv", False),
        ("a.csv", "1,2", "1,2\n", False),
    ],
)
def test_only_versions_digests_and_sizes_are_folded(
    tmp_path: Path, name: str, before: str, now: str, same: bool
) -> None:
    found = []
    for text in (before, now):
        (tmp_path / name).write_text(text, encoding="utf-8")
        found.append(digest(tmp_path / name))

    assert (found[0] == found[1]) is same


def kinds(part: type[Part], seen: set[type[Part]]) -> Iterator[type[Part]]:
    """Yield a part's type and those of all parts inside it."""
    if part not in seen:
        seen.add(part)
        yield part
        for field in part.model_fields.values():
            for inner in parts_in(field.annotation):
                yield from kinds(inner, seen)


def parts_in(annotation: Any) -> Iterator[type[Part]]:
    if isinstance(annotation, type) and issubclass(annotation, Part):
        yield annotation
    for inner in get_args(annotation):
        yield from parts_in(inner)


def stated(value: Any) -> Iterator[tuple[str, str]]:
    """Yield the type and name of every field that is stated, all the way down."""
    if isinstance(value, Part):
        for name in value.model_fields_set:
            yield type(value).__name__, name
            yield from stated(getattr(value, name))
    elif isinstance(value, (tuple, list)):
        for item in value:
            yield from stated(item)


def test_the_made_reports_state_every_field_there_is() -> None:
    parts: list[Part] = [Form.model_validate(report(number)) for number in range(MADE)]
    parts += [Site.model_validate(site()), *(Department.model_validate(department(number)) for number in range(2))]
    found = {place for part in parts for place in stated(part)}
    wanted = {
        (kind.__name__, name)
        for root in (Form, Site, Department)
        for kind in kinds(root, set())
        for name in kind.model_fields
    }

    assert wanted - found == set()
    assert len(wanted) > 100

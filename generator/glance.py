"""A first look at an edit: what it changed of the departments' own pages and files, in seconds.

Totals, lists and the search follow with the whole build (`site.publish`), which finds what was
worked out here in the same memory.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.assessment import Assessment, assess
from generator.catalogue import epoch
from generator.parts.making import Made, make_parts
from generator.parts.workshop import Workshop
from generator.publish.batches import stand_in
from generator.publish.builder import Workplace, build_html, write_config
from generator.publish.tree import TreeWriter
from generator.site import catalogue_of, open_to_all

_PAGE = ".md"
# An edit of more pages, as of a rulebook, is seen with the whole site.
MOST_PAGES = 200


@dataclass(frozen=True, slots=True)
class Glance:
    """What a content folder holds, and the SHA-256 of every file of its departments' parts.

    `files` goes by the path in the Markdown tree and is empty where nothing may be built; `fresh`
    are the files of the site that were laid to be looked at.
    """

    assessment: Assessment
    files: Mapping[str, str]
    fresh: tuple[str, ...] = ()


def glance(
    content_dir: Path,
    place: Workplace,
    shop: Workshop,
    day: date | None,
    target: Path,
    before: Mapping[str, str] | None = None,
) -> Glance:
    """Look at a content folder; lay into `target`, as the site has them, files not as `before`.

    Without a `before` nothing is laid. The place may be used again and again. Raises BuildError
    where MkDocs refuses a page.
    """
    assessment = assess(content_dir, shop)
    content = assessment.content
    if content is None or assessment.blocks(preview=day is None):
        return Glance(assessment, {})
    public = open_to_all(content, assessment, day, shop)
    catalogue = catalogue_of(content, public, day, {})
    parts = make_parts(shop, catalogue)
    shop.workers.rest()
    files = {file.path: file.sha256 for part in parts for file in part.files}
    changed = [] if before is None else _changed(before, files)
    if not changed:
        return Glance(assessment, files)
    _write(parts, changed, TreeWriter(place.docs))
    write_config(place, content.site, preview=day is None)
    stand_in(place.docs, place.config)
    with TemporaryDirectory(dir=place.config.parent) as folder:
        build_html(place, Path(folder), epoch(catalogue))
        fresh = tuple(_moved(changed, Path(folder), target))
    return Glance(assessment, files, fresh)


def _changed(before: Mapping[str, str], files: Mapping[str, str]) -> list[str]:
    """Return the files that are new or not as before; none where they are too many to look at."""
    changed = [path for path, sha256 in files.items() if before.get(path) != sha256]
    pages = sum(path.endswith(_PAGE) for path in changed)
    return changed if pages <= MOST_PAGES else []


def _write(parts: Sequence[Made], paths: Collection[str], writer: TreeWriter) -> None:
    wanted = frozenset(paths)
    for part in parts:
        some = [file.path for file in part.files if file.path in wanted]
        for path, content in zip(some, part.pack.contents(some), strict=True):
            writer.write(path, content)
    writer.finish()


def _moved(paths: Sequence[str], site: Path, target: Path) -> Iterator[str]:
    """Move the files that were made of some of the tree; yield their names in the site."""
    for path in paths:
        made = Path(path).with_suffix(".html") if path.endswith(_PAGE) else Path(path)
        (target / made).parent.mkdir(parents=True, exist_ok=True)
        (site / made).replace(target / made)
        yield made.as_posix()

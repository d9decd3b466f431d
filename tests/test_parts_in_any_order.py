"""Departments' parts made one by one, in any order and more than once, join to the tree of the whole."""

import random
import shutil
from datetime import date
from pathlib import Path

import pytest

from benchmarks.content import write_content
from generator.assessment import Assessment, assess
from generator.catalogue import Catalogue
from generator.parts.making import make_parts, of_department
from generator.parts.workshop import Workshop, workshop
from generator.publish.builder import Workplace
from generator.site import generate
from tests.effort import tries
from tests.make import ROOT
from tests.trees import digests

DAY = date(2026, 1, 1)
REPORTS, DEPARTMENTS = 9, 4


@pytest.fixture(scope="module")
def assessed(tmp_path_factory: pytest.TempPathFactory) -> Assessment:
    folder = tmp_path_factory.mktemp("any-order") / "content"
    write_content(folder, REPORTS, DEPARTMENTS)
    return assess(folder)


def tree(assessed: Assessment, folder: Path, shop: Workshop | None = None) -> tuple[Catalogue, dict[str, str]]:
    """Generate everything; returns what it was generated from, and the digest of every file."""
    assert assessed.content is not None
    place = Workplace(ROOT, folder / "docs", folder / "mkdocs.yml")
    catalogue = generate(assessed.content, assessed, place, DAY, shop=shop)
    return catalogue, digests(folder / "docs")


def packs(cache: Path) -> dict[str, int]:
    """Return which file each pack of a memory is: one that is written anew is another file."""
    return {path.name: path.stat().st_ino for path in (cache / "parts").iterdir()}


@pytest.mark.long
@pytest.mark.parametrize("seed", range(tries(1, 50)))
def test_parts_made_in_any_order_and_twice_join_to_the_whole(assessed: Assessment, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - repeatable
    catalogue, whole = tree(assessed, tmp_path / "whole")
    departments = sorted({entry.report.identity.department for entry in catalogue.entries})
    assert len(departments) == DEPARTMENTS
    cache = tmp_path / "cache"
    for _ in ("once", "again"):
        # Without what is remembered of the first time, every part is made again, over the packs that lie there.
        for file in cache.glob("memory.sqlite*"):
            file.unlink()
        for name in chance.sample(departments, len(departments)):
            with workshop(cache) as shop:
                (part,) = make_parts(shop, of_department(catalogue, name))
                assert {report.split("/")[1] for report in part.reports} == {name}
    made = packs(cache)
    assert len(made) == DEPARTMENTS

    with workshop(cache) as shop:
        _, joined = tree(assessed, tmp_path / "joined", shop)

    assert joined == whole
    # Those of the years are new; no department's was written anew.
    assert made.items() <= packs(cache).items()


def test_a_part_that_is_missing_when_parts_are_joined_is_made_then(assessed: Assessment, tmp_path: Path) -> None:
    catalogue, whole = tree(assessed, tmp_path / "whole")
    cache = tmp_path / "cache"
    with workshop(cache) as shop:
        make_parts(shop, catalogue)
    first, *_ = sorted(packs(cache))
    (cache / "parts" / first).unlink()
    shutil.rmtree(tmp_path / "whole")

    with workshop(cache) as shop:
        _, joined = tree(assessed, tmp_path / "joined", shop)

    assert joined == whole
    assert first in packs(cache)

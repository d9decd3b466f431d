# ruff: noqa: T201 - its output is what it is for
"""Measure the search: `python -m benchmarks.search 1000 10000`.

Prints sizes, times and the bytes a query costs, and how many of many queries are answered wrongly.
"""

import gzip
import resource
import statistics
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from benchmarks.samples import draw, make, names
from benchmarks.whole import search_files
from generator.catalogue import Catalogue
from generator.model.text import fold
from generator.search.query import Index
from generator.search.text import folded, passages

_SHARES = (0.9, 0.95, 0.99)
_KINDS = (
    *("search/catalogue", "search/grams/", "search/names/", "search/rows/"),
    *("search/columns/", "search/names.json", "search/text/"),
)
# Results on the first page.
_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Built:
    """The search files of a catalogue, with seconds and MB that making them took."""

    files: Mapping[str, bytes]
    seconds: float
    before: float
    peak: float


@dataclass(frozen=True, slots=True)
class Answers:
    """What queries cost, in bytes (gzip) and requests each, and how many were answered wrongly."""

    costs: tuple[int, ...]
    requests: tuple[int, ...]
    asked: int
    wrong: int


def build(catalogue: Catalogue) -> Built:
    """Make the search files of a catalogue."""
    before = _peak()
    started = time.perf_counter()
    files = search_files(catalogue)
    return Built(files, time.perf_counter() - started, before, _peak())


def answer(catalogue: Catalogue, files: Mapping[str, bytes], drawn: int = 500) -> Answers:
    """Ask for substrings drawn at random and for names; compare with the texts themselves."""
    texts = [folded(passages(entry)) for entry in catalogue.entries]
    index, queries = Index(files), draw(texts, drawn)
    packed = {name: packed_size(content) for name, content in files.items()}
    read = [_files_read(index, query) for query in queries]
    # One name a report is enough.
    step = max(1, len(texts) // 1000)
    asked = [*queries, *names(catalogue)[::step]]
    return Answers(
        costs=tuple(sum(packed[name] for name in some) for some in read),
        requests=tuple(sorted(map(len, read))),
        asked=len(asked),
        wrong=sum(index.find(query).reports != holding(texts, query) for query in asked),
    )


def _files_read(index: Index, query: str) -> frozenset[str]:
    """Return the files that a query reads but the table: two indexes, and the first results."""
    found = index.find(query)
    ranks, years = index.ranks(query), index.table["year"]
    best = sorted(found.reports, key=lambda one: (-ranks.get(one, 0), -years[one], one))
    size = index.table["rows"]
    rows = {f"search/rows/{report // size}.json" for report in best[:_SHOWN]}
    return found.files | index.used | rows


def holding(texts: Sequence[str], query: str) -> tuple[int, ...]:
    """Return the numbers of the texts that hold a query: what the search has to find."""
    wanted = fold(query)
    return tuple(number for number, text in enumerate(texts) if wanted in text)


def packed_size(content: bytes) -> int:
    """Return the bytes that travel when a server packs a file."""
    return len(gzip.compress(content, 6))


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _spread(sizes: Sequence[int]) -> str:
    ordered = sorted(sizes)
    shares = [ordered[int(len(ordered) * share)] for share in _SHARES]
    picks = [statistics.median(ordered), *shares, ordered[-1]]
    return " / ".join(f"{pick / 1000:.1f}" for pick in picks)


def _print_files(files: Mapping[str, bytes]) -> None:
    for kind in _KINDS:
        some = [content for name, content in files.items() if name.startswith(kind)]
        packed = [packed_size(content) for content in some]
        raw, small = sum(map(len, some)) / 1e6, sum(packed) / 1e6
        sizes = f"{raw:.2f} MB, gzip {small:.2f} MB, largest {max(packed) / 1000:.1f} kB"
        print(f"  {kind}: {len(some)} files, {sizes}")


def _print_answers(answers: Answers) -> None:
    middle = answers.requests[len(answers.requests) // 2]
    requests = f"requests {middle} to {answers.requests[-1]}"
    spread = _spread(answers.costs)
    print(f"  files a query, gzip kB (median/90%/95%/99%/most): {spread}; {requests}")
    print(f"  wrong results: {answers.wrong} of {answers.asked} queries")


def measure(count: int) -> None:
    """Print what the search of `count` reports costs."""
    catalogue = make(count)
    built = build(catalogue)
    memory = f"peak memory {built.peak:.0f} MB (before: {built.before:.0f} MB)"
    print(f"{count} reports: built in {built.seconds:.1f} s, {memory}")
    _print_files(built.files)
    excerpts = [c for name, c in built.files.items() if name.startswith("search/text/")]
    excerpt = statistics.mean(packed_size(content) for content in excerpts) / 1000
    table = packed_size(built.files["search/catalogue.json"]) / 1000
    years = len(catalogue.entries) / len(excerpts)
    seen = f"excerpts, gzip kB a project seen: {excerpt:.1f} ({years:.1f} reports in its file)"
    print(f"  {seen}; the table, once: {table:.1f}")
    _print_answers(answer(catalogue, built.files))


if __name__ == "__main__":
    for argument in sys.argv[1:] or ["1000"]:
        measure(int(argument))

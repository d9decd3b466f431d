"""The last gate before the switch: the finished tree is read as a stranger would read it."""

import hashlib
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from typing import TypeAlias

from generator.checks.finished import Leak, Sources, Watch
from generator.model.written import Written
from generator.publish.builder import BuildError
from generator.publish.looked import is_blank, keep
from generator.publish.problems import LEAK
from generator.publish.reading_over import Order, OwnTexts, Seen, look_at
from generator.publish.walking import files_below, length

# So many are told; the rest is like them.
_MOST = 20
# So many bytes are worth a process of their own; of files that were mostly passed before, more.
_WORTH, _WORTH_AGAIN = 64_000_000, 256_000_000
Share: TypeAlias = Callable[[Callable[[Order], Seen], Sequence[Order]], list[Seen]]


class LeakError(BuildError):
    """The finished site says what may not be public; the message is Chinese and names files."""


def _done_here(work: Callable[[Order], Seen], orders: Sequence[Order]) -> list[Seen]:
    return list(map(work, orders))


@dataclass(frozen=True, slots=True)
class Means:
    """What helps to look: a folder that may remember what was passed, and other processes.

    `share` has at most `jobs` of them do the work. Files below folders of one name among the
    `alike` say much the same, in whatever format, and are read by one.
    """

    memory: Path | None = None
    jobs: int = 1
    share: Share = _done_here
    alike: Collection[str] = ()


UNAIDED = Means()


def refuse_leaks(
    folder: Path, theme: Path, watch: Watch, is_ours: OwnTexts, means: Means = UNAIDED
) -> tuple[Written, ...]:
    """Read every file of a finished site and return what was seen, to be sealed as it is.

    LeakError where one holds what may not be there. Files of the theme as it was delivered are
    passed by. `is_ours` tells, by its path, a page of the software's own texts, whose examples are
    made up.
    """
    names, sources = files_below(folder), watch.sources
    # Where it stands in the content is asked here, of the few that are found.
    unasked = replace(watch, sources=Sources(tuple, ()))
    orders = [
        Order(folder, some, unasked, is_ours, _delivered(theme), means.memory)
        for some in _shared_out(folder, names, means)
    ]
    seen = means.share(look_at, orders)
    keep(means.memory, [one.passed for one in seen])
    found = [
        (name, leak)
        for name, leak in chain.from_iterable(one.leaks for one in seen)
        if not leak.is_sum or sources.say(leak.found)
    ]
    if found:
        places = {name: place for place, name in enumerate(names)}
        raise LeakError(_told(sorted(found, key=lambda one: places[one[0]]), sources))
    return tuple(chain.from_iterable(one.files for one in seen))


def _shared_out(folder: Path, names: Sequence[str], means: Means) -> Iterator[Sequence[str]]:
    """Yield the names in as many shares of about the same length as are worth it, by group."""
    groups = {name: _group(name, means.alike) for name in names}
    lengths = Counter[str]()
    for name, group in groups.items():
        lengths[group] += length(folder, name)
    worth = _WORTH if is_blank(means.memory) else _WORTH_AGAIN
    filled = [0] * min(means.jobs, 1 + lengths.total() // worth)
    share_of: dict[str, int] = {}
    for group, bytes_ in lengths.most_common():
        share_of[group] = filled.index(min(filled))
        filled[share_of[group]] += bytes_
    for share in range(len(filled)):
        own = [name for name, group in groups.items() if share_of[group] == share]
        yield sorted(own, key=groups.__getitem__)


def _group(name: str, alike: Collection[str]) -> str:
    """Return the folder that a file is looked at with."""
    steps = name.split("/")
    return next((step for step in steps if step in alike), steps[0])


def _told(found: Sequence[tuple[str, Leak]], sources: Sources) -> str:
    lines = [_said(path, leak, sources) for path, leak in found[:_MOST]]
    more = f"\n另有 {len(found) - _MOST} 处" if len(found) > _MOST else ""
    head = f"生成的网站里有 {len(found)} 处不应公开的内容，没有换上；已有的网站没有改动。"
    return "\n".join([head, *lines]) + more


@cache
def _delivered(theme: Path) -> frozenset[bytes]:
    """Return the digests of the theme's own files: scripts, styles, icons."""
    spec = find_spec("material")
    folders = [theme, *map(Path, (spec.submodule_search_locations or []) if spec else [])]
    files = [path for folder in folders for path in (folder / "templates").rglob("assets/**/*")]
    files += [path for folder in folders for path in (folder / "assets").rglob("*")]
    return frozenset(hashlib.sha256(path.read_bytes()).digest() for path in files if path.is_file())


def _said(path: str, leak: Leak, sources: Sources) -> str:
    return (
        f"{path}: 错误 {LEAK.code} 有{leak.what}{_origin(leak, sources)}\n    改法：{LEAK.advice}"
    )


def _origin(leak: Leak, sources: Sources) -> str:
    """Say where a leak comes from; nothing of a file that cannot be read."""
    if not (leak.source or leak.found):
        return ""
    names = leak.source or sources.of(leak.found)
    if names is None:
        return "，说不出出自哪里：内容目录已不是开始生成时的样子"
    return f"，出自 {'、'.join(names[:3])}" if names else "，不在内容目录的任何一栏里"

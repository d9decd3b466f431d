"""Answers remembered by the content that they were worked out from, in one SQLite file.

Whoever asks names all that an answer depends on, so that none grows old. Each is sealed with the
key of this user (`owner`): what was cut, changed or brought along by others is not known.
"""

import gc
import hmac
import json
import pickle
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from generator.memory.owner import owner_key

_NAME = "memory.sqlite"
# What was not asked for so long is forgotten.
_DAYS = 14
# Two builds may write at the same time.
_PATIENCE = 60.0
_SEAL = 32
# So many answers are written down at a time.
_AT_ONCE = 256
_TABLE = """\
CREATE TABLE IF NOT EXISTS answers (
  kind TEXT, key TEXT, answer BLOB, used INTEGER, PRIMARY KEY (kind, key)
) WITHOUT ROWID"""
# The keys travel as one JSON list, so that their number is not limited.
_AMONG = "kind = ? AND key IN (SELECT value FROM json_each(?))"


class NoMemoryError(Exception):
    """A folder holds no memory; the message is Chinese."""


class Memory:
    """Answers by kind and key: anything that can be pickled."""

    def __init__(self, place: Path | None) -> None:
        self._place = place
        self._key = owner_key()
        self._known = _opened(place)
        self._today = datetime.now(UTC).date().toordinal()

    def recall(self, kind: str, keys: Iterable[str]) -> dict[str, Any]:
        """Return the answers that are known to some keys."""
        asked = kind, json.dumps(list(keys))
        try:
            rows = self._known.execute(
                f"SELECT key, answer FROM answers WHERE {_AMONG}",  # noqa: S608 - fixed
                asked,
            )
            # One by one: all of them packed would take up as much again.
            with _all_staying():
                found = {key: one for key, sealed in rows for one in self._open(kind, key, sealed)}
            self._known.execute(
                f"UPDATE answers SET used = ? WHERE {_AMONG} AND used <> ?",  # noqa: S608 - fixed
                (self._today, *asked, self._today),
            )
            self._known.commit()
        except sqlite3.Error as error:
            self._do_without(error)
            return {}
        return found

    def remember(self, kind: str, answers: Mapping[str, Any]) -> None:
        """Keep answers under their keys."""
        try:
            # Some at a time: all of them packed would take up as much again.
            for keys in _some(list(answers)):
                rows = [
                    (kind, key, self._sealed(kind, key, answers[key]), self._today) for key in keys
                ]
                self._known.executemany("INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?)", rows)
                self._known.commit()
        except sqlite3.Error as error:
            self._do_without(error)

    def take_over(self, folder: Path) -> None:
        """Copy the answers of another memory; those with another seal will not be known.

        Raises NoMemoryError where the folder holds none.
        """
        file = folder / _NAME
        if not file.is_file():
            raise NoMemoryError(
                f"{folder} 里没有 {_NAME}：应为另一次生成的 --build-dir 里的 cache 文件夹"
            )
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as other:
            try:
                rows = other.execute("SELECT kind, key, answer, used FROM answers")
                self._known.executemany("INSERT OR IGNORE INTO answers VALUES (?, ?, ?, ?)", rows)
                self._known.commit()
            except sqlite3.DatabaseError:
                # What is damaged is worked out again.
                self._known.rollback()

    def close(self) -> None:
        """Forget what was not asked for in a long time, and let go of the file."""
        with suppress(sqlite3.Error):
            self._known.execute("DELETE FROM answers WHERE used < ?", (self._today - _DAYS,))
            self._known.commit()
        self._known.close()
        gc.unfreeze()

    def _sealed(self, kind: str, key: str, answer: Any) -> bytes:
        body = pickle.dumps(answer, pickle.HIGHEST_PROTOCOL)
        return self._seal(kind, key, body) + body

    def _open(self, kind: str, key: str, sealed: Any) -> Iterator[Any]:
        """Yield what an answer says, if it is ours and whole."""
        if not isinstance(sealed, bytes):
            return
        seal, body = sealed[:_SEAL], sealed[_SEAL:]
        if hmac.compare_digest(seal, self._seal(kind, key, body)):
            yield pickle.loads(body)  # noqa: S301 - sealed by this user

    def _seal(self, kind: str, key: str, body: bytes) -> bytes:
        return hmac.digest(self._key, f"{kind}\0{key}\0".encode() + body, "sha256")

    def _do_without(self, error: sqlite3.Error) -> None:
        """Go on without the file; one that is damaged is put away."""
        self._known.close()
        _put_away(self._place, error)
        self._known = _opened(None)


class HoldingMemory(Memory):
    """A memory that holds its last answers: for a process that asks for nearly the same again."""

    def __init__(self, place: Path | None) -> None:
        super().__init__(place)
        self._held: dict[str, dict[str, Any]] = {}

    def recall(self, kind: str, keys: Iterable[str]) -> dict[str, Any]:
        """Return the answers that are known to some keys; others of their kind are let go."""
        asked, held = list(keys), self._held.get(kind, {})
        known = {key: held[key] for key in asked if key in held}
        known |= super().recall(kind, [key for key in asked if key not in held])
        self._held[kind] = known
        return dict(known)

    def remember(self, kind: str, answers: Mapping[str, Any]) -> None:
        """Keep answers under their keys, and hold them."""
        super().remember(kind, answers)
        self._held.setdefault(kind, {}).update(answers)


def _some(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    return (keys[begin : begin + _AT_ONCE] for begin in range(0, len(keys), _AT_ONCE))


@contextmanager
def _all_staying() -> Iterator[None]:
    """Spare the collector of garbage what comes to be in the block: it stays as long as a build.

    Walking over all of it again and again took as long as opening it.
    """
    was_collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_collecting:
            gc.enable()


def _opened(place: Path | None) -> sqlite3.Connection:
    """Open the memory; one that cannot be used is put away, and if that fails there is none."""
    for attempt in (place, place, None):
        known = sqlite3.connect(attempt or ":memory:", timeout=_PATIENCE)
        try:
            known.execute("PRAGMA auto_vacuum = FULL")
            known.execute(_TABLE)
        except sqlite3.Error as error:
            known.close()
            _put_away(attempt, error)
        else:
            break
    return known


def _put_away(place: Path | None, error: sqlite3.Error) -> None:
    """Remove a file that is damaged; one that another build holds, or a full disk, is in order."""
    if place is not None and not isinstance(error, sqlite3.OperationalError):
        with suppress(OSError):
            place.unlink()


@contextmanager
def memory_in(folder: Path | None, kind: type[Memory] = Memory) -> Iterator[Memory]:
    """Open the memory of a folder; without one it lasts as long as the block."""
    if folder is not None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with closing(kind(None if folder is None else folder / _NAME)) as memory:
        yield memory

"""What was worked out before, remembered by the content it was worked out from, in one SQLite file.

A kind of answer is named together with its form, as `amounts/1`; another number forgets the old
answers.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_TABLE = """\
CREATE TABLE IF NOT EXISTS known (kind TEXT, key TEXT, answer TEXT, PRIMARY KEY (kind, key))
WITHOUT ROWID"""
# The keys travel as one JSON list, so that their number is not limited.
_RECALL = """\
SELECT key, answer FROM known WHERE kind = ? AND key IN (SELECT value FROM json_each(?))"""


@dataclass(frozen=True, slots=True)
class Memory:
    """Answers by kind and key. Keys name content, such as git blobs: an answer never grows old."""

    known: sqlite3.Connection

    def recall(self, kind: str, keys: Iterable[str]) -> dict[str, Any]:
        """Return the answers that are known to some keys."""
        rows = self.known.execute(_RECALL, (kind, json.dumps(list(keys))))
        return {key: json.loads(answer) for key, answer in rows}

    def remember(self, kind: str, answers: Mapping[str, Any]) -> None:
        """Keep answers, anything that JSON can hold, under their keys."""
        rows = [
            (kind, key, json.dumps(answer, ensure_ascii=False)) for key, answer in answers.items()
        ]
        self.known.executemany("INSERT OR REPLACE INTO known VALUES (?, ?, ?)", rows)
        self.known.commit()


@contextmanager
def memory_in(folder: Path | None) -> Iterator[Memory]:
    """Open the memory of a folder; without one it lasts as long as the block."""
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
    place = ":memory:" if folder is None else folder / "memory.sqlite"
    with closing(sqlite3.connect(place)) as known:
        known.execute(_TABLE)
        yield Memory(known)

"""What builds remember may be lost, cut, changed or forged at any time: then it is not known."""

import os
import pickle
import random
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.memory import answers
from generator.memory.answers import HoldingMemory, memory_in
from generator.memory.squeezing import UnusableError, squeezed, unsqueezed

ANSWERS = {f"key-{number}": (Decimal("97.00"), "办案业务费" * number) for number in range(200)}


def remembered(folder: Path) -> dict[str, object]:
    with memory_in(folder) as memory:
        return memory.recall("test/1", ANSWERS)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with memory_in(tmp_path / "cache") as memory:
        memory.remember("test/1", ANSWERS)
    return tmp_path / "cache"


def test_answers_outlast_the_build_and_belong_to_their_kind(folder: Path) -> None:
    assert remembered(folder) == ANSWERS
    with memory_in(folder) as memory:
        assert memory.recall("test/2", ANSWERS) == {}
    with memory_in(None) as nothing:
        assert nothing.recall("test/1", ANSWERS) == {}


def cut(file: Path) -> None:
    os.truncate(file, file.stat().st_size // 3)


def emptied(file: Path) -> None:
    file.write_bytes(b"")


def replaced(file: Path) -> None:
    file.write_text("这不是数据库", "utf-8")


def removed(file: Path) -> None:
    file.unlink()


@pytest.mark.parametrize("harm", [cut, emptied, replaced, removed])
def test_a_damaged_memory_is_none_and_begins_anew(folder: Path, harm: Callable[[Path], None]) -> None:
    harm(folder / "memory.sqlite")

    known = remembered(folder)
    assert all(ANSWERS[key] == answer for key, answer in known.items())
    with memory_in(folder) as memory:
        memory.remember("test/1", ANSWERS)
    with memory_in(folder) as memory:
        memory.remember("test/1", ANSWERS)
    assert remembered(folder) == ANSWERS


@pytest.mark.parametrize("seed", range(40))
def test_a_flipped_bit_never_changes_an_answer(folder: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - where to flip, no secret
    file = folder / "memory.sqlite"
    data = bytearray(file.read_bytes())
    for _ in range(8):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    file.write_bytes(data)

    assert all(ANSWERS[key] == answer for key, answer in remembered(folder).items())


def test_an_answer_that_others_wrote_is_not_opened(folder: Path) -> None:
    class Evil:
        def __reduce__(self) -> tuple[object, ...]:
            return os.mkdir, (str(folder / "ran"),)

    with sqlite3.connect(folder / "memory.sqlite") as known:
        forged = bytes(32) + pickle.dumps(Evil())
        known.execute("UPDATE answers SET answer = ? WHERE key = 'key-7'", (forged,))
    known.close()

    assert "key-7" not in remembered(folder)
    assert not (folder / "ran").exists()


def test_a_memory_of_another_user_is_nobodys(folder: Path, tmp_path: Path) -> None:
    asked = (
        "from pathlib import Path; from generator.memory.answers import memory_in\n"
        f"with memory_in(Path({str(folder)!r})) as memory:\n"
        "    print(len(memory.recall('test/1', [f'key-{n}' for n in range(200)])))\n"
    )
    own = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    other = subprocess.run(
        [sys.executable, "-c", asked],
        env={**os.environ, "XDG_CACHE_HOME": str(tmp_path / "other")},
        capture_output=True,
        text=True,
        check=True,
    )

    assert (own.stdout, other.stdout) == ("200\n", "0\n")
    assert (tmp_path / "other/jixiao/owner.key").stat().st_mode & 0o77 == 0


def test_a_memory_that_another_build_holds_is_left_alone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "_PATIENCE", 0.1)
    other = sqlite3.connect(folder / "memory.sqlite", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    assert remembered(folder) == {}
    with memory_in(folder) as memory:
        memory.remember("test/1", {"key-new": 1})
    other.execute("ROLLBACK")
    other.close()

    assert remembered(folder) == ANSWERS


def test_who_asked_holds_nothing_up(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build works for minutes between asking and remembering."""
    monkeypatch.setattr(answers, "_PATIENCE", 0.1)
    with sqlite3.connect(folder / "memory.sqlite") as known:
        known.execute("UPDATE answers SET used = used - 1")
    known.close()
    with memory_in(folder) as first, memory_in(folder) as second:
        assert first.recall("test/1", ANSWERS) == ANSWERS
        second.remember("test/1", {"key-new": 1})
        assert second.recall("test/1", ["key-new", "key-1"]) == {"key-new": 1, "key-1": ANSWERS["key-1"]}


def test_a_memory_that_holds_gives_the_same_answer_again_and_lets_go_of_what_is_not_asked_for(tmp_path: Path) -> None:
    with memory_in(tmp_path) as first:
        first.remember("kind", {"a": [1], "b": [2]})
    with memory_in(tmp_path, HoldingMemory) as memory:
        both = memory.recall("kind", ["a", "b"])
        again = memory.recall("kind", ["b", "unknown"])
        after = memory.recall("kind", ["a"])
        memory.remember("kind", {"c": [3]})

        assert again.keys() == {"b"}
        assert again["b"] is both["b"]
        assert after == {"a": [1]}
        assert after["a"] is not both["a"]
        assert memory.recall("kind", ["c"]) == {"c": [3]}
    with memory_in(tmp_path) as last:
        assert last.recall("kind", ["c"]) == {"c": [3]}


@given(st.binary(max_size=3_000))
def test_what_is_made_small_comes_back_as_it_was(content: bytes) -> None:
    assert unsqueezed(squeezed(content)) == content


@pytest.mark.parametrize("harmed", [b"", b"PK", squeezed(b"1" * 500)[:-3], b"x" + squeezed(b"1" * 500)])
def test_what_was_harmed_does_not_come_back(harmed: bytes) -> None:
    with pytest.raises(UnusableError):
        unsqueezed(harmed)

"""The last look reads a database where it lies, and refuses one of which not all lies in its file."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from generator.publish.databases import is_read_in_place
from tests.test_last_look import NUMBER, database, refused

SHORT = "a.sqlite"
LONG = "/".join(["很长的文件夹名称" * 6] * 6) + "/a.sqlite"


@pytest.mark.parametrize("name", [SHORT, LONG, "a b?mode=rw#%41&.sqlite", "行\n行.db"])
def test_a_database_is_read_whatever_it_is_called(name: str, tmp_path: Path) -> None:
    assert "居民身份证号码" in refused(tmp_path, name, database(NUMBER))
    assert is_read_in_place(tmp_path / name) is (name != LONG)


def test_what_lies_beside_a_database_is_not_passed_by(tmp_path: Path) -> None:
    """SQLite keeps what is new in a file of its own, from which alone no number can be told."""
    source = tmp_path / "source.db"
    with closing(sqlite3.connect(source)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE a (one, two, three)")
        connection.execute("INSERT INTO a VALUES ('ab', ?, 'cd')", (NUMBER,))
        connection.commit()
        files = [path.read_bytes() for path in (source, tmp_path / "source.db-wal")]
    site = tmp_path / "site"
    for name, data in zip(("b.sqlite-wal", "b.sqlite"), reversed(files), strict=True):
        said = refused(site, name, data)

    assert "b.sqlite: 错误 E503 有读不出来的内容" in said


@pytest.mark.parametrize("length", [16, 100, 4000])
def test_a_database_that_is_cut_off_is_refused_and_nothing_is_said_of_where_it_comes_from(
    length: int, tmp_path: Path
) -> None:
    said = refused(tmp_path, SHORT, database(NUMBER)[:length])

    assert f"{SHORT}: 错误 E503 有读不出来的内容（加密、损坏，或打不开的压缩格式），无法检查\n" in said


def test_nothing_is_laid_beside_a_database(tmp_path: Path) -> None:
    assert refused(tmp_path, SHORT, database("养护")) == ""
    assert [path.name for path in tmp_path.iterdir()] == [SHORT]

"""Parquet, where it is asked for: cell by cell what CSV says, exact, the same bytes again, read by others."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pandas as pd
import pytest

from benchmarks.whole import write_data
from generator.assessment import Assessment
from generator.catalogue import Catalogue
from generator.checks.finished import Sources, Watch
from generator.model.site import Site
from generator.open_data.dictionary import INDICATORS, REPORTS, TABLES
from generator.open_data.files import Data
from generator.open_data.page import data_pages, render_data_pages
from generator.open_data.parquet import ROWS, parquet_pieces
from generator.open_data.schema import Cell, Type, cell_text
from generator.publish import complaints
from generator.publish.builder import BuildError, Workplace
from generator.publish.last_look import LeakError, refuse_leaks
from generator.publish.unpacking import UnreadableError, texts_of
from generator.site import generate
from tests.make import ROOT
from tests.test_last_look import NUMBER, watch
from tests.test_open_data import catalogue_of, csv_texts, hostile_case, small_catalogue

WHY = "没有装 pyarrow，跳过（pip install 'jixiao[parquet]'）"
arrow = pytest.importorskip("pyarrow", reason=WHY)
parquet = pytest.importorskip("pyarrow.parquet", reason=WHY)
ASKED = {"另附数据格式": ["parquet"]}


def asking(catalogue: Catalogue) -> Catalogue:
    site = catalogue.site
    stated = site.model_dump(by_alias=True, exclude_defaults=True)
    return replace(catalogue, site=Site.model_validate({**stated, **ASKED}))


def written(catalogue: Catalogue) -> tuple[Data, dict[str, bytes]]:
    return write_data(asking(catalogue))


@pytest.fixture(scope="module")
def catalogue(real: Assessment) -> Catalogue:
    return catalogue_of(real)


@pytest.fixture(scope="module")
def files(catalogue: Catalogue) -> dict[str, bytes]:
    return written(catalogue)[1]


def shown(cell: Cell) -> str:
    """Return a cell as text: a Decimal has no more zeros than its figure."""
    assert not isinstance(cell, float)
    return cell_text(cell)


def cells(data: bytes) -> list[list[str]]:
    return [[shown(cell) for cell in row.values()] for row in parquet.read_table(BytesIO(data)).to_pylist()]


@pytest.mark.parametrize("which", ["real", "hostile"])
def test_every_cell_says_what_csv_says(which: str, catalogue: Catalogue) -> None:
    made = written(catalogue if which == "real" else small_catalogue(hostile_case()))[1]
    for table in TABLES:
        path = f"data/tables/{table.name}"
        assert cells(made[f"{path}.parquet"]) == csv_texts(table, made[f"{path}.csv"]), table.name
        assert parquet.read_schema(BytesIO(made[f"{path}.parquet"])).names == list(table.names)


def test_nothing_is_a_float_and_the_dictionary_is_told(files: dict[str, bytes]) -> None:
    for table in TABLES:
        schema = parquet.read_schema(BytesIO(files[f"data/tables/{table.name}.parquet"]))
        assert schema.metadata[b"title"].decode() == table.title
        for column, field in zip(table.columns, schema, strict=True):
            said = {key.decode(): text.decode() for key, text in field.metadata.items()}
            assert (said["title"], said.get("description", "")) == (column.title, column.note)
            assert said.get("unit", "") == column.unit
            assert field.nullable is not column.required
            assert (
                str(field.type)
                in {
                    Type.STRING: {"string"},
                    Type.INTEGER: {"int64"},
                    Type.DATE: {"date32[day]"},
                    Type.NUMBER: {"decimal128(38, 6)"} if column.unit else {"string"},
                }[column.type]
            )


def test_the_same_data_gives_the_same_bytes_and_only_where_it_is_asked_for(
    catalogue: Catalogue, files: dict[str, bytes]
) -> None:
    unasked = write_data(catalogue)[1]
    added = {f"data/tables/{table.name}.parquet" for table in TABLES}
    told = {"data/catalog.jsonld", "data/SHA256SUMS"}

    assert written(catalogue)[1] == files
    assert set(files) - set(unasked) == added
    assert {path for path in unasked if unasked[path] != files[path]} == told


def test_rows_are_written_group_by_group() -> None:
    line = b'{"' + b'", "'.join(b'%b": "1' % name.encode() for name in INDICATORS.names) + b'"}\n'
    integers = [column.name for column in INDICATORS.columns if column.type is not Type.STRING]
    for name in integers:
        line = line.replace(b'"%b": "1"' % name.encode(), b'"%b": null' % name.encode())
    line = line.replace(b'"row_no": null', b'"row_no": 1')
    pieces = list(parquet_pieces(INDICATORS, [line * 3, line, line * 5, b"", line], most=4))
    file = parquet.ParquetFile(BytesIO(b"".join(pieces)))

    assert [file.metadata.row_group(number).num_rows for number in range(3)] == [4, 5, 1]
    assert len(pieces) == 4
    assert all(pieces)
    assert ROWS > 4


def test_a_table_without_rows_is_a_file_with_columns() -> None:
    data = b"".join(parquet_pieces(REPORTS, []))

    assert parquet.read_table(BytesIO(data)).num_rows == 0
    assert parquet.read_schema(BytesIO(data)).names == list(REPORTS.names)


def test_what_does_not_fit_is_not_rounded() -> None:
    names = dict.fromkeys(REPORTS.names) | {"executed": "1.0000001"}
    line = str(names).replace("'", '"').replace("None", "null").encode()

    with pytest.raises(arrow.ArrowInvalid):
        list(parquet_pieces(REPORTS, [line]))


def test_pandas_reads_it_and_its_sums_are_exact(files: dict[str, bytes]) -> None:
    found = pd.read_parquet(BytesIO(files["data/tables/reports.parquet"]))
    rows = csv_texts(REPORTS, files["data/tables/reports.csv"])
    place = REPORTS.names.index("executed")
    stated = [Decimal(row[place]) for row in rows if row[place]]

    assert found["executed"].dropna().sum() == sum(stated)
    assert found["id"].tolist() == [row[0] for row in rows]


def test_the_page_and_the_catalogue_list_it(catalogue: Catalogue) -> None:
    asked = asking(catalogue)
    data, files = write_data(asked)
    offered = [file.url for file in data_pages(asked, data)[0].downloads if file.format == "Parquet"]
    page = dict(render_data_pages(asked, data))["data/index.md"]
    sums = files["data/SHA256SUMS"].decode()

    assert offered == [f"data/tables/{table.name}.parquet" for table in TABLES]
    assert all(path in files for path in offered)
    assert "Parquet：以元、分、% 计的各列为 DECIMAL(38, 6)" in page
    assert files["data/catalog.jsonld"].count(b"application/vnd.apache.parquet") == len(TABLES)
    assert all(f"  {path.removeprefix('data/')}\n" in sums for path in offered)


def test_without_the_package_the_build_says_what_to_install(
    real: Assessment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert real.content is not None
    content = replace(real.content, site=real.content.site.model_copy(update={"formats": ("parquet",)}))
    place = Workplace(ROOT, tmp_path / "docs", tmp_path / "mkdocs.yml")
    monkeypatch.setattr(complaints, "find_spec", lambda _: None)

    assert complaints.lacking(()) == ""
    with pytest.raises(BuildError, match=r"site\.yml: 错误 E506 没有装 pyarrow.+\n.+jixiao\[parquet\]"):
        generate(content, real, place, date(2026, 1, 5))
    assert not (tmp_path / "docs").exists()


@pytest.mark.parametrize("value", [NUMBER, [NUMBER], {"a": NUMBER}, NUMBER.encode()])
def test_the_last_look_reads_what_it_holds(tmp_path: Path, value: object) -> None:
    parquet.write_table(arrow.table({"a": [value]}), tmp_path / "one.parquet")
    with pytest.raises(LeakError, match=r"one\.parquet: 错误 E503"):
        refuse_leaks(tmp_path, ROOT / "theme_overrides", watch(), lambda _: False)


def test_the_last_look_passes_the_data_and_refuses_what_it_cannot_read(tmp_path: Path, files: dict[str, bytes]) -> None:
    data = files["data/tables/reports.parquet"]
    for path, content in files.items():
        if path.endswith(".parquet"):
            (tmp_path / Path(path).name).write_bytes(content)
    refuse_leaks(tmp_path, ROOT / "theme_overrides", Watch(frozenset(), (), Sources(tuple, ())), lambda _: False)

    for broken in (data[:-20], b"PARE" + data[4:]):
        with pytest.raises(UnreadableError):
            list(texts_of("one.bin", broken))

"""Files that are no pages go into the site past MkDocs; nobody can tell from the site."""

from pathlib import Path

import pytest

from generator.publish.passing_by import passing_by

DATA = {"data/index.md": "# 数据\n", "data/all.csv": "甲,乙\n", "data/reports/2024/one.json": "{}\n"}
OTHER = {
    "index.md": "# 首页\n",
    "about/index.md": "# 说明\n\n[全部数据](../data/all.csv)\n",
    "assets/own.css": "p {}\n",
}


def written(folder: Path, files: dict[str, str]) -> dict[str, str]:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return files


def files(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*") if path.is_file()
    }


def fail_after(_done: object) -> None:
    raise ValueError("坏了")


def test_data_goes_into_the_site_and_its_pages_come_from_the_block(tmp_path: Path) -> None:
    docs, site = tmp_path / "docs", tmp_path / "site"
    written(docs, DATA | OTHER)
    with passing_by(docs, tmp_path / "beside", site):
        assert files(docs) == {"data/index.md": DATA["data/index.md"], **OTHER}
        written(site, {"data/index.html": "<h1>数据</h1>", "index.html": "<h1>首页</h1>"})

    assert files(site) == {
        "data/index.html": "<h1>数据</h1>",
        "data/all.csv": DATA["data/all.csv"],
        "data/reports/2024/one.json": DATA["data/reports/2024/one.json"],
        "index.html": "<h1>首页</h1>",
    }


def test_a_file_that_a_hand_written_page_leads_to_stays_for_its_link_to_be_checked(tmp_path: Path) -> None:
    docs, site = tmp_path / "docs", tmp_path / "site"
    written(docs, DATA | OTHER)
    with passing_by(docs, tmp_path / "beside", site, ["about"]):
        assert "data/all.csv" in files(docs)
        assert "data/reports/2024/one.json" not in files(docs)
        written(site, {"data/all.csv": DATA["data/all.csv"]})

    assert files(site)["data/all.csv"] == DATA["data/all.csv"]


def test_a_tree_is_whole_again_where_the_block_fails(tmp_path: Path) -> None:
    docs, site = tmp_path / "docs", tmp_path / "site"
    whole = written(docs, DATA | OTHER)
    with pytest.raises(ValueError, match="坏了"), passing_by(docs, tmp_path / "beside", site, ["about"]):
        fail_after(written(site, {"data/index.html": "<h1>数据</h1>"}))

    assert files(docs) == whole

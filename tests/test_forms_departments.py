"""Names of departments that the register does not hold: proposed, confirmed once by a person, then used; never guessed."""

import csv
import shutil
from io import StringIO
from pathlib import Path

import pytest

from generator.forms.departments import Departments, likeness
from generator.model.site import Department
from tests.form_layouts import draw, to_xlsx
from tests.make import CONTENT
from tests.test_forms_import import court
from tests.test_forms_intake import bring, put, run

DEPARTMENT = "sh-first-intermediate-court"
FILE = "imports/部门对照.csv"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    shutil.copytree(CONTENT, folder)
    shutil.rmtree(folder / "projects")
    (folder / "projects").mkdir()
    return folder


def table(content: Path) -> list[list[str]]:
    """The file as it lies there: in UTF-8 as we write it, in GBK after Excel saved it."""
    data = (content / FILE).read_bytes()
    text = data.decode("utf-8-sig") if data.startswith(b"\xef\xbb\xbf") else data.decode("gb18030")
    return list(csv.reader(StringIO(text)))


def lines(content: Path) -> list[dict[str, str]]:
    head, *rows = table(content)
    return [dict(zip(head, row, strict=True)) for row in rows]


def confirm(content: Path, *words: str) -> None:
    rows = table(content)
    for row, word in zip(rows[1:], words, strict=True):
        row[4] = word
    out = StringIO()
    csv.writer(out).writerows(rows)
    (content / FILE).write_bytes(out.getvalue().encode("gb18030"))  # as Excel saves it


def form(path: Path, name: str, unit: str = "") -> Path:
    return put(path, to_xlsx(draw(court() | {"主管部门": name, "实施单位": unit})))


def test_a_name_is_proposed_confirmed_once_and_used_from_then_on(content: Path, tmp_path: Path) -> None:
    path = form(tmp_path / "form.xlsx", "市第一中院")
    first = run(path, "--content", content)

    assert first.exit_code == 1
    assert "是“上海市第一中级人民法院”的，在 imports/部门对照.csv 的“确认”栏填“是”再导入" in first.stdout
    assert not list((content / "projects").rglob("*.yml"))
    (line,) = lines(content)
    assert (line["表上的名称"], line["建议的标识"], line["确认"], line["见于"]) == (
        "市第一中院",
        DEPARTMENT,
        "",
        "form.xlsx",
    )
    confirm(content, "是")
    second = run(path, "--content", content)
    assert second.exit_code == 0, second.stdout
    assert [path.parent.name for path in (content / "projects").rglob("*.yml")] == [DEPARTMENT]
    assert len(lines(content)) == 1


def test_a_person_may_name_another_department(content: Path, tmp_path: Path) -> None:
    path = form(tmp_path / "form.xlsx", "市第一中院")
    bring(content, path)
    confirm(content, "sx-high-court")
    (found,) = bring(content, path)["files"][0]["forms"]  # type: ignore[index]

    assert found["report"].startswith("2020/sx-high-court/")


def test_a_wrong_word_is_told_and_nothing_is_written(content: Path, tmp_path: Path) -> None:
    path = form(tmp_path / "form.xlsx", "市第一中院")
    bring(content, path)
    confirm(content, "nobody")
    (found,) = bring(content, path)["files"][0]["forms"]  # type: ignore[index]

    assert found["notices"][-1]["message"] == "部门名录里没有标识“nobody”"
    assert not list((content / "projects").rglob("*.yml"))


def test_what_is_like_nothing_is_asked_without_a_proposal(content: Path, tmp_path: Path) -> None:
    bring(content, form(tmp_path / "form.xlsx", "畜牧兽医站"))
    (line,) = lines(content)

    assert (line["表上的名称"], line["建议的标识"]) == ("畜牧兽医站", "")


def test_each_name_is_asked_once_and_what_people_wrote_stays(content: Path, tmp_path: Path) -> None:
    bring(content, form(tmp_path / "a.xlsx", "市第一中院"))
    confirm(content, "是")
    folder = tmp_path / "forms"
    folder.mkdir()
    for number, name in enumerate(("畜牧兽医站", "畜牧兽医站", "=1+1", "市第一中院")):
        put(
            folder / f"{number}.xlsx",
            to_xlsx(draw(court() | {"主管部门": name, "实施单位": "", "项目名称": f"项目{number}"})),
        )
    result = run(folder, "--content", content)
    told = [(line["表上的名称"], line["确认"]) for line in lines(content)]

    assert told == [("市第一中院", "是"), ("畜牧兽医站", ""), ("'=1+1", "")]
    assert "有 2 个部门名称等人确认" in result.stdout


def test_a_dry_run_asks_nobody(content: Path, tmp_path: Path) -> None:
    run(form(tmp_path / "form.xlsx", "市第一中院"), "--content", content, "--dry-run")

    assert not (content / "imports").exists()


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("市发改委", "市发展和改革委员会"),
        ("县人社局", "县人力资源和社会保障局"),
        ("区教育局（本级）", "区教育局"),
        ("市卫健委", "市卫生健康委员会"),
        ("文旅局", "市文化和旅游局"),
    ],
)
def test_a_shortened_name_finds_its_own_among_many(short: str, full: str) -> None:
    names = [
        "市发展和改革委员会",
        "县人力资源和社会保障局",
        "区教育局",
        "市卫生健康委员会",
        "市文化和旅游局",
        "市住房和城乡建设局",
        "市水利局",
    ]
    register = {
        f"d{number}": Department.model_validate({"名称": name, "地区": "某地", "地区标识": "place"})
        for number, name in enumerate(names)
    }
    proposal = Departments(register).proposal(short)

    assert proposal
    assert register[proposal[0]].name == full


def test_likeness_is_whole_for_equal_names_and_small_for_others() -> None:
    assert likeness("教育局", "教育局（机关）") == 1
    assert likeness("教育局", "水利站") < 0.5
    assert likeness("", "教育局") == 0

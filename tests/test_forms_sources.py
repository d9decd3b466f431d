"""The five published documents, as Word and Excel files again, import to what careful people transcribed from them."""

from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from openpyxl import load_workbook

from generator.forms.draft import Doubt
from generator.forms.finished import Defaults, Imported
from generator.forms.importing import Outcome, import_source
from generator.forms.source_file import read_source
from tests.make import CONTENT, load
from tests.source_forms import FOLDER, files
from tests.test_forms_import import NOT_ON_THE_FORM

Values = dict[str, Any]
COURT, CONGRESS, CITY = (
    "2020/sx-high-court/it-construction",
    "2021/sx-npc/it-construction",
    "2021/xinzhou-gov/it-construction",
)
SHANGHAI = ("2020/sh-first-intermediate-court/it-maintenance", "2020/sh-first-intermediate-court/case-handling")
PROCURATORATE = "2018/sh-chongming-procuratorate/it-maintenance"
REPORTS = {
    "sx-high-court.docx": (COURT,),
    "sx-npc.docx": (CONGRESS,),
    "xinzhou-gov.docx": (CITY,),
    "sh-first-intermediate-court.docx": SHANGHAI,
    "sh-first-intermediate-court.xlsx": SHANGHAI,
    "sh-chongming-procuratorate.docx": (PROCURATORATE,),
    "sx-high-court.xlsx": (COURT,),
}
# Where a person took from sentences what no table states, or left out what the importer keeps.
OTHERWISE: dict[str, Values] = {
    # The lines that name the two tables became their names.
    "sx-high-court.docx": {"报告/资金情况": "1.资金安排情况\n2.资金使用情况"},
    # The workbook holds the annex alone.
    "sx-high-court.xlsx": {"资金明细": None, "附表": None, "评价等级": None, "报告": None},
    # The document names no project, no unit, and states its money in a sentence; 97.00 is said, 97 is printed.
    "sh-chongming-procuratorate.docx": {
        "项目名称": None,
        "实施单位": None,
        "资金": None,
        "金额单位": None,
        "总分": "97",
    },
}
# What is no part of any form, and listed as not used.
LEFT_OVER = {
    "sx-high-court.docx": [
        "财政项目支出绩效自我评价报告",
        "2021年08月",
        "目 录",
        "一、项目的基本情况.....1",
        "（一）项目概况.....1",
        "三、项目主要经验做法.....4",
        "一、项目的基本情况",
    ],
    "sx-npc.docx": [
        "一、项目的基本情况",
        "（一）预算执行情况",
        "（二）项目产出情况",
        "（三）项目效益情况",
        "（四）项目满意度情况",
    ],
    "sh-chongming-procuratorate.docx": [
        "（一）项目基本背景及绩效目标",
        "（四）评价依据及数据采集情况",
        "四、存在问题和改进措施建议",
    ],
}
LEFT_OVER["xinzhou-gov.docx"] = LEFT_OVER["sx-npc.docx"]


def outcome(name: str) -> Outcome:
    return import_source(read_source(FOLDER / name), Defaults("mof-2020-10"))


def bare(value: Any) -> Any:
    """Return values without what no form prints, and without empty cells."""
    if isinstance(value, dict):
        return {key: bare(item) for key, item in value.items() if item and key not in NOT_ON_THE_FORM}
    return [bare(item) for item in value] if isinstance(value, list) else value


def expected(report: str, otherwise: Values) -> Values:
    values: Values = bare(load(CONTENT / "projects" / f"{report}.yml"))
    for path, value in otherwise.items():
        *above, last = path.split("/")
        place = values
        for key in above:
            place = place[key]
        place[last] = value
    return {key: value for key, value in values.items() if value is not None}


def found(form: Imported) -> Values:
    values: Values = bare(form.values)
    if "报告" in values and "评价结论" in values["报告"]:
        # A heading within the chapter, which the transcription leaves out.
        values["报告"]["评价结论"] = (
            values["报告"]["评价结论"]
            .removeprefix("（一）评价结果（包括分值、等级、具体评分表）\n")
            .removesuffix("\n1. 指标评分表")
        )
    return values


@pytest.mark.parametrize("name", REPORTS)
def test_a_published_document_gives_its_transcription(name: str) -> None:
    forms = outcome(name).forms

    assert len(forms) == len(REPORTS[name])
    for form, report in zip(forms, REPORTS[name], strict=True):
        assert found(form) == expected(report, OTHERWISE.get(name, {}))


@pytest.mark.parametrize("name", REPORTS)
def test_every_cell_and_paragraph_is_used_or_listed(name: str) -> None:
    result = outcome(name)

    assert [one.text for one in result.unused] == LEFT_OVER.get(name, [])
    assert result.used + len(result.unused) == result.present == texts(name)


def texts(name: str) -> int:
    """Count the cells and paragraphs with text by reading the file another way."""
    if name.endswith(".xlsx"):
        return sum(
            bool(str(cell.value or "").strip())
            for sheet in load_workbook(FOLDER / name)
            for row in sheet
            for cell in row
        )
    document = Document(str(FOLDER / name))
    cells = [
        "".join(part.text or "" for part in cell.iter(qn("w:t")))
        for cell in document.element.body.iter(qn("w:tc"))
        if not any(merge.get(qn("w:val")) != "restart" for merge in cell.iter(qn("w:vMerge")))
    ]
    return sum(bool(text.strip()) for text in (*cells, *(one.text for one in document.paragraphs)))


def test_what_is_taken_from_sentences_is_for_a_person_to_confirm() -> None:
    (form,) = outcome("sx-npc.docx").forms

    assert form.values["公开"] == {"状态": "草稿"}
    assert [message.split("，", 1)[0] for message in (doubt.message for doubt in form.doubts)] == [
        "表中没有“总分”",
        "表中没有“评价等级”",
        "表中没有“项目名称”",
    ]


def test_an_indicator_that_the_text_states_otherwise_than_the_form_is_for_a_person(tmp_path: Any) -> None:
    document = Document(str(FOLDER / "sx-npc.docx"))
    cell = next(cell for table in document.tables for row in table.rows for cell in row.cells if cell.text == "14.25")
    cell.text = "15"
    document.save(str(tmp_path / "changed.docx"))
    (form,) = import_source(read_source(tmp_path / "changed.docx"), Defaults("mof-2020-10")).forms

    message = "正文中的指标“信息网络发布的及时性”与自评表不一致，以自评表为准"
    assert Doubt("表3!第4行第2列", message) in form.doubts


def test_the_kept_files_are_what_the_script_makes() -> None:
    made = files()
    assert sorted(made) == sorted(path.name for path in FOLDER.iterdir())
    for name, data in made.items():
        kept = import_source(read_source(FOLDER / name), Defaults("x")).source
        again = FOLDER.parent / name
        again.write_bytes(data)
        try:
            assert import_source(read_source(again), Defaults("x")).source.parts == kept.parts
        finally:
            again.unlink()

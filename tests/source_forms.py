"""The five published documents, rebuilt as the Word and Excel files they once were.

Labels, their splits, merged cells and the order of tables and chapters are those of the source texts; the words and
figures are those of the transcriptions in `content/`. `python -m tests.source_forms` writes the files to
`tests/fixtures/forms/`; the tests import those files.
"""

from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document
from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from tests.make import CONTENT, load

FOLDER = Path(__file__).parent / "fixtures" / "forms"
Values = dict[str, Any]
Table = list[list[str]]
# A cell that belongs to the one to its left, and one that belongs to the one above it.
LEFT, UP = "<", "^"
MONEY = ("年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")


def court_report() -> Iterator[str | Table]:
    """山西省高级人民法院: cover, contents, chapters, two funding tables, and the form with its analysis."""
    values = load(CONTENT / "projects/2020/sx-high-court/it-construction.yml")
    text, analysis = values["报告"], values["项目绩效分析"]
    yield from ("财政项目支出绩效自我评价报告", "项目名称：全省信息化建设经费", "项目单位：山西省高级人民法院")
    yield from ("主管部门：山西省高级人民法院", "2021年08月", "目 录")
    yield from (
        "一、项目的基本情况.....1",
        "（一）项目概况.....1",
        "三、项目主要经验做法.....4",
        "附件1.项目绩效自评表.....6",
    )
    yield from ("项目支出绩效自评报告", "一、项目的基本情况", "（一）项目概况", text["项目概况"])
    yield from ("（二）项目资金投入和使用情况", "1.资金安排情况", "表1-1资金安排情况表", "单位：万元")
    yield sources_in_columns(
        values["资金明细"][0],
        [["项目", "行次", "合计", "财政资金", LEFT, LEFT, LEFT, LEFT, "其他资金", LEFT, LEFT, LEFT],
         [UP, UP, UP, "小计", "中央级", "省级", "市级", "县级", "小计", "单位自筹", "银行贷款等", "社会资本"]],
        {"当年预算总金额": "全年预算数", "实际到位资金": "实际到位数", "实际支出资金": "全年执行数", "资金结余": "结余",
         "资金到位率(%)": "到位率", "预算执行率(%)": "执行率"},
        ("(1)", "(2)", "(3)", "(4)=(2)-(3)", "(5)=(2)/(1)", "(6)=(3)/(2)"),
    )  # fmt: skip
    yield from ("2.资金使用情况", "表1-2资金支出情况表", "单位：万元")
    yield [["项目支出内容", "资金情况", LEFT, LEFT, "财政资金专\n款专用数"],
           [UP, "合计", "财政资金支出数", "其他资金支出数", UP], *values["附表"][0]["行"]]  # fmt: skip
    yield from ("（三）项目绩效目标", text["绩效目标"], "（四）项目实施情况", text["组织实施情况"])
    yield from ("二、项目绩效完成情况及分析", text["评价结论"])
    for head, key in (("（一）预算执行情况及分析", "预算执行情况及分析"), ("（二）项目产出情况及分析", "产出情况及分析"),
                      ("（三）项目效益情况及分析", "效益情况及分析"), ("（四）项目满意度情况及分析", "满意度情况及分析"),
                      ("三、项目主要经验做法", "主要经验做法"), ("四、项目管理存在的主要问题及原因分析", "存在问题及原因分析"),
                      ("五、下一步改进措施及管理的建议", "改进措施及建议"),
                      ("六、绩效自评结果拟应用和公开情况", "结果应用和公开情况")):  # fmt: skip
        yield from (head, *text[key].split("\n"))
    yield from ("附件1.项目绩效自评表", "全省信息化建设经费项目绩效自评表", "（2020年度）")
    yield court_form(values, analysis)


def court_form(values: Values, analysis: Values) -> Table:
    """Draw the form of ten columns with its analysis below; three labels are split as the source splits them."""
    heads = (
        "一级指标",
        "二级指标",
        "三级指标",
        "年度指标值",
        "调整后指标值",
        "实际完成值",
        "分值",
        "得分",
        "偏差原因分析\n及改进措施",
    )
    rows: Table = [["项目名称", LEFT, values["项目名称"], *[LEFT] * 7]]
    rows.append(["主管部门", LEFT, values["主管部门"], LEFT, LEFT, "实施单位", values["实施单位"], *[LEFT] * 3])
    rows.append(
        ["项目资金\n（万元）", "", LEFT, "年初预算数", "全年预算数", "全年\n执行\n数", "分值", "执行率", "得分", ""]
    )
    for number, line in enumerate(values["资金"]):
        name = "其中：" + line["来源"] if number == 1 else line["来源"]
        rows.append([UP, name, LEFT, *(line.get(key, "") for key in MONEY), ""])
    goals = values["年度总体目标"]
    rows.append(["年度总体目\n标", "预期目标", *[LEFT] * 4, "实际完成情况", *[LEFT] * 3])
    rows.append([UP, goals["预期目标"], *[LEFT] * 4, goals["实际完成情况"], *[LEFT] * 3])
    rows.append(["绩效目标", *heads])
    rows += indicators(values, ("一级指标", "二级指标", *(head.replace("\n", "") for head in heads[2:])), [UP])
    rows.append(["总分", *[LEFT] * 6, values["总分值"], values["总分"], ""])
    chapters = [
        ("项目实施和预算执行情况", "预算执行情况及分析"),
        ("产出情况及分析", "产出情况及分析"),
        ("效益情况及分析", "效益情况及分析"),
        ("满意度情况及分析", "满意度情况及分析"),
    ]
    for number, (head, key) in enumerate(chapters):
        side = ["项目绩效分析", "自评结果分析"] if number == 0 else [UP, UP]
        rows.append([*side, head, analysis[key], *[LEFT] * 6])
    for labels, key in (
        (("主要经验做法", UP), "主要经验做法"),
        (("项目管理中存在的", "主要问题及原因分析"), "存在问题及原因分析"),
        (("下一步改进措施及", "管理建议"), "改进措施及建议"),
    ):
        for head, line in zip(labels, analysis[key].split("\n"), strict=True):
            rows.append([UP, head, LEFT if head != UP else UP, line, *[LEFT] * 6])
    return rows


def people_congress() -> Iterator[str | Table]:
    """山西省人大: no head, chapters, a funding table by rows, indicators first by chapter and again in the annex."""
    return county_report(load(CONTENT / "projects/2021/sx-npc/it-construction.yml"))


def city_government() -> Iterator[str | Table]:
    """忻州市人民政府: the same template."""
    return county_report(load(CONTENT / "projects/2021/xinzhou-gov/it-construction.yml"))


def county_report(values: Values) -> Iterator[str | Table]:
    text, analysis, goals = values["报告"], values["项目绩效分析"], values["年度总体目标"]
    yield from ("一、项目的基本情况", "（一）项目概况")
    for head, key in (("项目概况", "项目概况"), ("立项依据", "立项依据"), ("设立的必要性", "立项必要性"),
                      ("保证项目实施的措施与制度", "实施措施与制度"), ("项目实施计划", "实施计划")):  # fmt: skip
        yield f"{head}：{text[key]}"
    yield "（二）预算执行情况"
    yield sources_in_columns(
        values["资金明细"][0],
        [["项目", "行次", "年度总金额(万元)", "财政资金", LEFT, LEFT, LEFT, LEFT, "上年结转资金(万元)", "其他资金(万元)"],
         [UP, UP, UP, "小计", "中央级", "省级", "市级", "县区级", UP, UP]],
        {"年初预算资金": "年初预算数", "全年预算资金": "全年预算数", "实际到位资金": "实际到位数", "全年执行资金": "全年执行数",
         "资金结余": "结余", "预算到位率": "到位率", "预算执行率(%)": "执行率"},
        ("(1)", "(2)", "(3)", "(4)", "(5)=(3)-(4)", "(6)=(3)/(2)", "(7)=(4)/(2)"),
    )  # fmt: skip
    yield from ("（三）项目绩效目标", "（1）. 项目实施期绩效目标", *goals["实施期目标"].split("\n"))
    yield from ("（2）. 项目年度目标", goals["预期目标"], "二、项目绩效情况", text["评价结论"])
    parts = {"（一）预算执行情况": "预算执行指标", "（二）项目产出情况": "产出指标", "（三）项目效益情况": "效益指标",
             "（四）项目满意度情况": "满意度指标"}  # fmt: skip
    for head, level in parts.items():
        yield head
        rows = [row for row in values["绩效指标"] if row["一级指标"] == level]
        short = ("二级指标", "三级指标", "分值", "年度指标值", "实际完成值", "得分")
        yield [
            ["二级指标", "三级指标", "权重", "目标值", "业绩值", "得分"],
            *([row.get(key, "") for key in short] for row in rows),
        ]
    yield "三、项目绩效分析"
    for number, (head, key) in enumerate(
        (("项目实施和预算执行情况及分析", "预算执行情况及分析"), ("产出情况及分析", "产出情况及分析"),
         ("效益情况及分析", "效益情况及分析"), ("满意度情况及分析", "满意度情况及分析")), 1):  # fmt: skip
        yield from (f"{number}. {head}", *analysis[key].split("\n"))
    for head, key in (("四、项目主要经验做法", "主要经验做法"), ("五、项目管理中存在问题及原因分析", "存在问题及原因分析"),
                      ("六、进一步加强项目管理措施及建议", "改进措施及建议")):  # fmt: skip
        yield from (head, *text[key].split("\n"))
    yield "附件1.项目支出绩效自评表"
    keys = (
        "一级指标",
        "二级指标",
        "三级指标",
        "分值",
        "年度指标值",
        "实际完成值",
        "完成率",
        "得分",
        "偏差原因分析及改进措施",
    )
    heads = [
        "一级指标",
        "二级指标",
        "目标指标",
        "权重",
        "目标值",
        "业绩值",
        "完成率",
        "指标得分",
        "偏差原因分析及改进措施",
    ]
    yield [heads, *indicators(values, keys, []), [""] * 9, [""] * 9]


def shanghai_forms() -> list[Table]:
    """上海市第一中级人民法院: two forms in one file, heads broken over lines, 绩效指标 written downwards."""
    folder = CONTENT / "projects/2020/sh-first-intermediate-court"
    return [shanghai_form(load(folder / f"{name}.yml")) for name in ("it-maintenance", "case-handling")]


def shanghai_form(values: Values) -> Table:
    rows: Table = [["财政项目支出绩效自评表", *[LEFT] * 8], [f"（{values['年度']}年度）", *[LEFT] * 8]]
    rows.append(["项目名称", values.get("项目名称", ""), *[LEFT] * 7])
    rows.append(["主管部门", values["主管部门"], *[LEFT] * 3, "实施单位", values["实施单位"], *[LEFT] * 2])
    rows.append(
        [
            f"项目资金\n（{values['金额单位']}）",
            "",
            "年初预算数",
            "全年预算数",
            "全年执行数",
            "分值",
            "执行率",
            "得分",
            "",
        ]
    )
    for number, line in enumerate(values["资金"]):
        name = "其中: " + line["来源"] if number == 1 else line["来源"]
        rows.append([UP, name, *(line.get(key, "") for key in MONEY), ""])
    goals = values["年度总体目标"]
    rows.append(["年度\n总体\n目标", "预算目标", *[LEFT] * 3, "实际完成情况", *[LEFT] * 3])
    rows.append([UP, goals["预期目标"], *[LEFT] * 3, goals["实际完成情况"], *[LEFT] * 3])
    keys = ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施")
    printed = (
        "一级指标",
        "二级指标",
        "三级指标",
        "年度\n指标值",
        "实际\n完成值",
        "分值",
        "得分",
        "偏差原因分析及\n改进措施",
    )
    rows += [["绩\n效\n指\n标", *printed], *indicators(values, keys, [UP])]
    total = ["总分", *[LEFT] * 5, values.get("总分值", ""), values["总分"], ""]
    return [*rows, total]


def procuratorate() -> Iterator[str | Table]:
    """上海市崇明区人民检察院: chapters around a table of 投入, 产出 and 效果, whose heads carry figures of their own."""
    values = load(CONTENT / "projects/2018/sh-chongming-procuratorate/it-maintenance.yml")
    text = values["报告"]
    yield from ("一、基本情况", "（一）项目基本背景及绩效目标", "1. 项目立项背景和目的", text["项目概况"])
    yield from ("2. 项目绩效目标", text["绩效目标"], "（二）预算资金规模、来源及使用情况", text["资金情况"])
    yield from (
        "（三）项目组织实施管理情况",
        text["组织实施情况"],
        "（四）评价依据及数据采集情况",
        "1. 评价依据",
        text["评价依据"],
    )
    yield from (
        "2. 数据采集过程",
        text["数据采集过程"],
        "二、评价结论和绩效分析",
        "（一）评价结果（包括分值、等级、具体评分表）",
    )
    yield from (text["评价结论"], "1. 指标评分表")
    keys = ("指标解释", "分值", "评分规则", "得分", "备注")
    rows: Table = [["一级指标", "指标名称", "指标解释", "权重", "评分规则", "自评分", "备注"]]
    subtotals = {head["一级指标"]: head for head in values["层级小计"]}
    for level, head in subtotals.items():
        rows.append([level, "", *(head.get(key, "") for key in keys)])
        rows += [
            ["", row["三级指标"], *(row.get(key, "") for key in keys)]
            for row in values["绩效指标"]
            if row["一级指标"] == level
        ]
    yield [*rows, ["合计", "", "", values["总分值"], "", "97", ""]]
    yield from ("三、主要绩效及分析：", *text["其他章节"][0]["正文"].split("\n"))
    yield from ("四、存在问题和改进措施建议", "（一）存在的问题", *text["存在问题及原因分析"].split("\n"))
    yield from ("（二）改进措施和建议", *text["改进措施及建议"].split("\n"))


def indicators(values: Values, keys: Sequence[str], side: list[str]) -> Table:
    """Return indicator rows; a level name stands once, merged over the rows below it."""
    rows: Table = []
    above: Values = {}
    for line in values["绩效指标"]:
        cells = [line.get(key, "") for key in keys]
        for place, key in enumerate(keys[:2]):
            same = above.get("一级指标") == line.get("一级指标") and above.get(key) == line.get(key)
            cells[place] = UP if same and line.get(key) else cells[place]
        for place, key in enumerate(keys):
            if key in line.get("与上行合并", ()):
                cells[place] = UP
        rows.append([*side, *cells])
        above = line
    return rows


def sources_in_columns(table: Values, heads: Table, figures: dict[str, str], numbers: Sequence[str]) -> Table:
    """Draw a funding table with its sources in the columns."""
    rows = [
        [name, number, *(line.get(key, "") for line in table["行"])]
        for (name, key), number in zip(figures.items(), numbers, strict=True)
    ]
    return [*heads, *rows]


def areas(table: Table) -> Iterator[tuple[int, int, int, int, str]]:
    """Yield each cell with its first and last row and column from 0, and its text."""
    height, width = len(table), len(table[0])
    for row, line in enumerate(table):
        for column, text in enumerate(line):
            if text in (LEFT, UP):
                continue
            right = column
            while right + 1 < width and line[right + 1] == LEFT:
                right += 1
            bottom = row
            while bottom + 1 < height and table[bottom + 1][column] == UP:
                bottom += 1
            yield row, bottom, column, right, text


def to_docx(parts: Iterator[str | Table]) -> bytes:
    document: Any = Document()
    document.core_properties.author = ""
    for part in parts:
        if isinstance(part, str):
            document.add_paragraph(part)
            continue
        table = document.add_table(len(part), len(part[0]))
        grid = [list(row.cells) for row in table.rows]
        for top, bottom, left, right, text in areas(part):
            cell = grid[top][left]
            cell = cell.merge(grid[bottom][right]) if (top, left) != (bottom, right) else cell
            cell.text = text
        document.add_paragraph("")
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def to_xlsx(*sheets: Sequence[str | Table]) -> bytes:
    """Write one sheet a document: its tables one below the other, the paragraphs between them in the first column."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for number, parts in enumerate(sheets, 1):
        sheet, row = book.create_sheet(f"Sheet{number}"), 1
        for part in parts:
            lines = [[part]] if isinstance(part, str) else part
            for top, bottom, left, right, text in areas(lines):
                cell = sheet.cell(row + top, left + 1)
                cell.value = text
                cell.data_type = "s"
                if (top, left) != (bottom, right):
                    sheet.merge_cells(f"{cell.coordinate}:{get_column_letter(right + 1)}{row + bottom}")
            row += len(lines)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def files() -> dict[str, bytes]:
    """Return every fixture by file name."""
    shanghai = shanghai_forms()
    values = load(CONTENT / "projects/2020/sx-high-court/it-construction.yml")
    court = court_form(values, values["项目绩效分析"])
    return {
        "sx-high-court.docx": to_docx(court_report()),
        "sx-high-court.xlsx": to_xlsx(["（2020年度）", court]),
        "sx-npc.docx": to_docx(people_congress()),
        "xinzhou-gov.docx": to_docx(city_government()),
        "sh-first-intermediate-court.docx": to_docx(iter(shanghai)),
        "sh-first-intermediate-court.xlsx": to_xlsx(*([table] for table in shanghai)),
        "sh-chongming-procuratorate.docx": to_docx(procuratorate()),
    }


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, data in files().items():
        (FOLDER / name).write_bytes(data)

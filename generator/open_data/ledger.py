"""The ledger as data: tables of projects and of departments, and a feed of what is late."""

from collections.abc import Iterator

from generator.catalogue import Catalogue
from generator.ledger.ledger import Ledger
from generator.ledger.lines import Became, Line
from generator.ledger.tally import Tally, tally
from generator.open_data.feeds import News, feed
from generator.open_data.formats import csv_bytes, json_bytes, table_json
from generator.open_data.package import table_schema
from generator.open_data.schema import Cell, Column, Row, Table, Type
from generator.presentation.words import ratio

FOLDER = "data/ledger/"
LATE_FEED = "ledger/late.xml"
_NAMES = (
    Column("department", "部门标识", required=True),
    Column("department_name", "部门", required=True),
)

PROJECTS = Table(
    "ledger_projects",
    "批复项目公开台账",
    "一行一个批复项目：到网站所反映的日期为止公开了没有。依法不予公开和豁免的项目不列名称、编码和金额。",
    (
        Column("year", "年度", Type.INTEGER, required=True),
        Column("row_no", "行次", Type.INTEGER, required=True),
        *_NAMES,
        Column("code", "项目编码"),
        Column("name", "项目名称"),
        Column("budget", "批复预算", Type.NUMBER, unit="元"),
        Column("due", "公开期限", Type.DATE),
        Column("became", "公开情况", required=True, choices=tuple(Became)),
        Column("published", "公开日期", Type.DATE, note="几份报告中最早的一份"),
        Column("reports", "报告标识", note="有几份的以空格隔开"),
        Column("ground", "豁免依据"),
        Column("doubts", "待确认的报告", note="报告标识和缘由，一行一份"),
        Column("note", "说明"),
    ),
    ("year", "row_no"),
)
_COUNTS = (
    Column("owed", "应公开", Type.INTEGER, unit="个", required=True),
    Column("published", "已公开", Type.INTEGER, note="含逾期公开", unit="个", required=True),
    Column("late", "逾期公开", Type.INTEGER, unit="个", required=True),
    Column("overdue", "逾期未公开", Type.INTEGER, unit="个", required=True),
    Column("doubtful", "待确认", Type.INTEGER, unit="个", required=True),
    Column("waiting", "未到期或没有期限", Type.INTEGER, unit="个", required=True),
    Column("exempt", "豁免", Type.INTEGER, unit="个", required=True),
    Column("withheld", "依法不予公开", Type.INTEGER, unit="个", required=True),
    Column("owed_money", "应公开金额", Type.NUMBER, unit="元", required=True),
    Column("published_money", "已公开金额", Type.NUMBER, unit="元", required=True),
    Column("overdue_money", "逾期未公开金额", Type.NUMBER, unit="元", required=True),
    Column(
        "unstated",
        "没有批复预算数的",
        Type.INTEGER,
        note="含依法不予公开的，不在金额之内",
        unit="个",
    ),
    Column("coverage", "公开率（按个数）", note="已公开÷应公开"),
    Column("money_coverage", "公开率（按金额）", note="已公开金额÷应公开金额"),
)
DEPARTMENTS = Table(
    "ledger_departments",
    "各部门公开情况",
    "一行一个部门一个年度：应公开多少、公开了多少。金额是批复预算。",
    (
        Column("year", "年度", Type.INTEGER, required=True),
        *_NAMES,
        *_COUNTS,
        Column("zero_report", "零报告", note="部门报告没有应公开的项目：依据"),
    ),
    ("year", "department"),
)


def ledger_files(catalogue: Catalogue) -> dict[str, bytes]:
    """Return the files of the ledger by path; none where no list is known."""
    if not catalogue.ledgers:
        return {}
    files = {LATE_FEED: feed(catalogue, "逾期未公开的项目", LATE_FEED, _late(catalogue))}
    rows = {
        PROJECTS: tuple(row for one in catalogue.ledgers for row in _projects(catalogue, one)),
        DEPARTMENTS: tuple(
            row for one in catalogue.ledgers for row in _departments(catalogue, one)
        ),
    }
    for table, found in rows.items():
        files[f"{FOLDER}{table.name}.csv"] = csv_bytes(table, found)
        files[f"{FOLDER}{table.name}.json"] = table_json(table, found)
        files[f"{FOLDER}{table.name}.schema.json"] = json_bytes(table_schema(table))
    return files


def _projects(catalogue: Catalogue, ledger: Ledger) -> Iterator[Row]:
    for number, line in enumerate(ledger.lines, 1):
        yield PROJECTS.row(
            {
                "year": ledger.year,
                "row_no": number,
                **_named(catalogue, line.project.department),
                **_told(line),
                "became": line.became.value,
            }
        )


def _told(line: Line) -> dict[str, Cell]:
    """Return what may be told of a line: nothing but the ground of what is not published."""
    project, is_named = line.project, line.name is not None
    return {
        "code": project.code if is_named else None,
        "name": line.name,
        "budget": line.budget,
        "due": project.due,
        "published": line.since,
        "reports": " ".join(one.id for one in line.reports if one.is_public),
        "ground": project.ground if line.became is Became.EXEMPT else None,
        "doubts": "\n".join(f"{one.report.id}：{one.why}" for one in line.doubts if is_named),
        "note": "；".join(line.notes),
    }


def _departments(catalogue: Catalogue, ledger: Ledger) -> Iterator[Row]:
    for name in ledger.departments:
        zero = ledger.zero_report(name)
        yield DEPARTMENTS.row(
            {
                "year": ledger.year,
                **_named(catalogue, name),
                **_counted(tally(ledger.of(name))),
                "zero_report": zero.ground if zero else None,
            }
        )


def _named(catalogue: Catalogue, department: str) -> dict[str, Cell]:
    return {"department": department, "department_name": catalogue.departments[department].name}


def _counted(sums: Tally) -> dict[str, Cell]:
    coverage, money = sums.coverage, sums.money_coverage
    return {
        "owed": sums.owed,
        "published": sums.published,
        "late": sums.count(Became.AFTER),
        "overdue": sums.count(Became.OVERDUE),
        "doubtful": sums.count(Became.DOUBTFUL),
        "waiting": sums.count(Became.AHEAD, Became.AWAITED),
        "exempt": sums.count(Became.EXEMPT),
        "withheld": sums.count(Became.WITHHELD),
        "owed_money": sums.owed_money,
        "published_money": sums.published_money,
        "overdue_money": sums.overdue_money,
        "unstated": sums.unstated,
        "coverage": None if coverage is None else ratio(coverage),
        "money_coverage": None if money is None else ratio(money),
    }


def _late(catalogue: Catalogue) -> Iterator[News]:
    """Yield each project on the day on which it became late, also where it has come since."""
    for ledger in catalogue.ledgers:
        for line in ledger.lines:
            day = line.late_since
            if day is not None and line.name is not None:
                department = catalogue.departments[line.project.department].name
                after = f"，{line.since} 已公开" if line.became is Became.AFTER else ""
                words = f"公开期限 {line.project.due} 已过{after}。"
                title = f"逾期未公开：{line.name}（{department}，{ledger.year}年度）"
                name = f"ledger/{ledger.year}/{line.project.code}"
                url = f"ledger/{ledger.year}/"
                yield News(day, name, title, words, url, department)

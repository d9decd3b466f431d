"""A content folder of 300 reports, in the suite 160, with every kind of page: the six real ones among made ones.

One finding and one gap are answered, a list of approved projects says what was to be published, a notice is signed.
"""

import shutil
from pathlib import Path

import yaml

from tests import made_reports
from tests.effort import tries
from tests.make import CONTENT

COURT = "2020/sh-first-intermediate-court/it-maintenance/"
MADE = tries(154, 294)
ANSWER = "“次”与“%”是填表时写混的，事故确为零次。"
# Its total lies below what the rule gives.
CASES = "2020/sh-first-intermediate-court/case-handling/"
GAP_ANSWER = "本院按旧办法扣分，经复核维持原分。"
GAP_REPLY = f"{{编号: 差距, 日期: 2021-11-20, 状态: 维持, 说明: '{GAP_ANSWER}', 答复单位: 上海市第一中级人民法院}}"
REPLY = f"{{编号: F301, 日期: 2021-10-08, 说明: '{ANSWER}', 答复单位: 上海市第一中级人民法院}}"
ONE_PROJECT = {"项目": "two-years", "表号": "第1张，共1张"}
HEADS = "项目编码,项目名称,部门,实施单位,批复预算,金额单位,应自评,应公开,公开期限,豁免依据,备注"
NOTICE = """日期: 2025-01-06
事由: 评价规则 sx-2020 更正“优”的起点
依据: 晋财绩〔2020〕1号第三条
签发人: 李四
移动:
  - {报告: 2020/sx-high-court/it-construction, 栏目: 规则等级, 原: 优, 现: 良}
"""


def content_of_300(folder: Path) -> Path:
    """Lay the six real reports among made ones."""
    content = folder / "content"
    made_reports.write_content(content, MADE)
    shutil.copytree(CONTENT / "projects", content / "projects", dirs_exist_ok=True)
    # What a public report covers is public: the first of all is not yet on the day of the tests.
    whole = content / f"projects/{made_reports.identity(made_reports.WHOLE_DEPARTMENT)}.yml"
    text = whole.read_text("utf-8")
    whole.write_text(text.replace(made_reports.identity(0), made_reports.identity(1)), "utf-8")
    register = content / "departments.yml"
    own = (CONTENT / "departments.yml").read_text("utf-8")
    register.write_text(register.read_text("utf-8") + own, "utf-8")
    for report, reply in ((COURT, REPLY), (CASES, GAP_REPLY)):
        answered = content / f"projects/{report.strip('/')}.yml"
        answered.write_text(answered.read_text("utf-8") + f"答复:\n  - {reply}\n", "utf-8")
    _join(content / "projects", made_reports.identity(1), made_reports.identity(13))
    _approve(content / "approved")
    (content / "notices").mkdir()
    (content / "notices/2025-01.yml").write_text(NOTICE, "utf-8")
    site = made_reports.site() | yaml.safe_load((CONTENT / "site.yml").read_text("utf-8"))
    (content / "site.yml").write_text(yaml.dump(site, allow_unicode=True), "utf-8")
    return content


def _join(projects: Path, *reports: str) -> None:
    """Let reports of two years be of one project, so that a page compares them."""
    for report in reports:
        path = projects / f"{report}.yml"
        tree = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 - all stays text
        path.write_text(yaml.dump({**tree, "同一项目": ONE_PROJECT}, allow_unicode=True, sort_keys=False), "utf-8")


def _approve(folder: Path) -> None:
    """Write the list of 2020: every made project of the year, and one that nobody reported."""
    folder.mkdir()
    numbers = [number for number in range(MADE) if made_reports.identity(number).startswith("2020/")]
    lines = [_approved(number) for number in numbers if number != made_reports.WHOLE_DEPARTMENT]
    lost = "9999,从未自评的项目,bureau-01,,80,万元,是,是,,,"
    (folder / "2020.csv").write_text("\n".join([HEADS, *lines, lost]) + "\n", "utf-8")
    (folder / "2020.yml").write_text("来源: 市人大批准的2020年部门预算\n公开期限: 2021-09-30\n", "utf-8")


def _approved(number: int) -> str:
    code, department = f"1400002022{number:08}", made_reports.identity(number).split("/")[1]
    return f"{code},第{number}号造表项目,{department},,100,万元,是,是,,,"

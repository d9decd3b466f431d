"""A content folder of 300 reports: the six real ones among 294 made ones, one finding of them answered."""

import shutil
from pathlib import Path

import yaml

from tests import made_reports
from tests.make import CONTENT

COURT = "2020/sh-first-intermediate-court/it-maintenance/"
MADE = 294
ANSWER = "“次”与“%”是填表时写混的，事故确为零次。"
REPLY = f"{{编号: F301, 日期: 2021-10-08, 说明: '{ANSWER}', 答复单位: 上海市第一中级人民法院}}"


def content_of_300(folder: Path) -> Path:
    """Lay the six real reports among 294 made ones."""
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
    answered = content / f"projects/{COURT.strip('/')}.yml"
    answered.write_text(answered.read_text("utf-8") + f"答复:\n  - {REPLY}\n", "utf-8")
    site = made_reports.site() | yaml.safe_load((CONTENT / "site.yml").read_text("utf-8"))
    (content / "site.yml").write_text(yaml.dump(site, allow_unicode=True), "utf-8")
    return content

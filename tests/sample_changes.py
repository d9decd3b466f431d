"""The samples of the gate, as two content folders: what is public, and what is to follow it."""

from datetime import date
from pathlib import Path

import yaml

from generator.loading.errors.samples import REPORT_PATH
from generator.model.problem import Sample
from generator.review.comparing import compare
from generator.review.repository import Folder
from tests.sample_files import content_folder
from tests.samples import forms

DELETED, NO_REGISTER = "数据文件被删除", "已公开的版本里缺少 site.yml"
RAISED = "评价规则里“优”由 90 改为 100"
DAY = date(2024, 6, 1)


def stopped(sample: Sample, root: Path) -> list[str]:
    """Return the codes that stand against publishing the second state after the first."""
    sides = [content_folder(root / name) for name in ("before", "after")]
    for side, form in zip(sides, forms(sample), strict=True):
        (side / REPORT_PATH).write_text(yaml.dump(form, allow_unicode=True), "utf-8")
    before, after = sides
    if sample.state == DELETED:
        (after / REPORT_PATH).unlink()
    elif sample.state == NO_REGISTER:
        (before / "site.yml").unlink()
    elif sample.state == RAISED:
        _raise_the_best_grade(after / "rules/mof-2020-10.yml")
    else:
        assert sample.state == ""
    return [one.code for one in compare(Folder(before), Folder(after), DAY).blocking]


def _raise_the_best_grade(path: Path) -> None:
    text = path.read_text("utf-8")
    book = yaml.load(text, yaml.BaseLoader)  # noqa: S506 - every scalar stays text
    book["等级"][0]["下限"] = "100"
    path.write_text(yaml.dump(book, allow_unicode=True, sort_keys=False), "utf-8")

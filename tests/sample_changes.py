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
    else:
        assert sample.state == ""
    return [one.code for one in compare(Folder(before), Folder(after), DAY).blocking]

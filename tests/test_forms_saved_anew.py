"""Forms that another office program has saved anew: the same reports, in every kind of file."""

import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from generator.assessment import Assessment
from generator.forms.export_docx import form_docx
from generator.forms.export_xlsx import form_xlsx
from generator.forms.finished import Defaults
from generator.forms.importing import import_source
from generator.forms.source_file import read_source
from generator.model.fields import Belongs, beside
from generator.model.places import Positions
from generator.model.report import Form, Identity, Report
from tests.made_reports import report
from tests.make import CONTENT, load
from tests.test_forms_export import bare

OFFICE = shutil.which("soffice")
WRITERS = {"xlsx": form_xlsx, "ods": form_xlsx, "xls": form_xlsx, "docx": form_docx}
MADE = [report(number) for number in range(10)]
# What people keep beside the form stands on no form.
BESIDE = beside(Form, Belongs.REPORT, Belongs.FILE)


def made(tree: dict[str, Any], number: int) -> Report:
    return Report(Identity(2020, "made", f"made-{number}"), Form.model_validate(tree), Positions("made.yml", {}))


def on_paper(tree: dict[str, Any]) -> Any:
    """What the form says: the usual divisor need not be said, a merged cell stands above, a heading once."""
    found = bare({key: item for key, item in tree.items() if key not in BESIDE})
    for table in found.get("资金明细", []):
        table.setdefault("执行率分母", "全年预算数")
    for row in found["绩效指标"]:
        for key in row.get("与上行合并", []):
            row.pop(key, None)
    for chapters in (found.get("报告", {}), found.get("项目绩效分析", {})):
        chapters |= {key: text.removeprefix(f"{key}：") for key, text in chapters.items() if isinstance(text, str)}
    return found


def saved_anew(reports: Iterable[Report], kind: str, folder: Path) -> list[Path]:
    """Let the office program open what we wrote and save it as another kind of file, all at once."""
    suffix = "docx" if kind == "docx" else "xlsx"
    names = [
        f"{number}.{suffix}" for number, one in enumerate(reports) if _write(folder / f"{number}.{suffix}", one, kind)
    ]
    saved = folder / "saved"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [str(OFFICE), profile, "--headless", "--convert-to", kind, "--outdir", str(saved)]
    subprocess.run([*command, *(str(folder / name) for name in names)], check=True, capture_output=True)
    return [(saved / name).with_suffix(f".{kind}") for name in names]


def _write(path: Path, one: Report, kind: str) -> int:
    return path.write_bytes(WRITERS[kind](one))


def values_in(path: Path) -> Any:
    (form,) = import_source(read_source(path), Defaults("mof-2020-10")).forms
    return form.values


@pytest.mark.parametrize("kind", ["xlsx", "docx"])
def test_made_reports_go_out_and_come_back_with_their_hierarchy(kind: str, tmp_path: Path) -> None:
    for number, tree in enumerate(MADE):
        path = tmp_path / f"{number}.{kind}"
        _write(path, made(tree, number), kind)
        assert on_paper(values_in(path)) == on_paper(tree), number
    assert sum("属于" in row for tree in MADE for row in tree["资金"]) >= len(MADE)


@pytest.mark.long
@pytest.mark.skipif(OFFICE is None, reason="soffice is not installed")
@pytest.mark.parametrize("kind", WRITERS)
def test_reports_come_back_after_another_program_saved_them(real: Assessment, kind: str, tmp_path: Path) -> None:
    theirs = [made(tree, number) for number, tree in enumerate(MADE)]
    ours = [case.report for case in real.cases]
    paths = saved_anew([*ours, *theirs], kind, tmp_path)

    assert len(paths) == 16
    for one, path in zip(ours, paths, strict=False):
        assert bare(values_in(path)) == bare(load(CONTENT / "projects" / f"{one.id}.yml")), one.id
    for tree, path in zip(MADE, paths[len(ours) :], strict=True):
        assert on_paper(values_in(path)) == on_paper(tree), path

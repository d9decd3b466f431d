"""Forms that another office program has saved anew: the same reports, in every kind of file."""

import shutil
import subprocess
from pathlib import Path

import pytest

from generator.forms.export_docx import form_docx
from generator.forms.export_xlsx import form_xlsx
from generator.forms.finished import Defaults
from generator.forms.importing import import_source
from generator.forms.source_file import read_source
from generator.site import Assessment
from tests.make import CONTENT, load
from tests.test_forms_export import bare

OFFICE = shutil.which("soffice")
WRITERS = {"xlsx": form_xlsx, "ods": form_xlsx, "xls": form_xlsx, "docx": form_docx}


@pytest.mark.long
@pytest.mark.skipif(OFFICE is None, reason="soffice is not installed")
@pytest.mark.parametrize("kind", WRITERS)
def test_the_real_reports_come_back_after_another_program_saved_them(
    real: Assessment, kind: str, tmp_path: Path
) -> None:
    suffix = "docx" if kind == "docx" else "xlsx"
    names = {case.report.id: f"{number}.{suffix}" for number, case in enumerate(real.cases)}
    for case in real.cases:
        (tmp_path / names[case.report.id]).write_bytes(WRITERS[kind](case.report))
    saved = tmp_path / "saved"
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [str(OFFICE), profile, "--headless", "--convert-to", kind, "--outdir", str(saved)]
    subprocess.run([*command, *(str(tmp_path / name) for name in names.values())], check=True, capture_output=True)
    for identity, name in names.items():
        path = (saved / name).with_suffix(f".{kind}")
        outcome = import_source(read_source(path), Defaults("mof-2020-10"))
        assert bare(outcome.forms[0].values) == bare(load(CONTENT / "projects" / f"{identity}.yml")), identity

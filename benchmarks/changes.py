"""What is changed between two builds of a made site, and said as its publisher would say it."""

import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import yaml

from benchmarks.content import write_tree

DAY = "2026-01-05"
_PROJECT = Path(__file__).resolve().parent.parent
_RATE = re.compile(r"[1-9]\d(\.\d+)?%")
_FOOTER = Path("partials/footer.html")


def nothing(_folder: Path) -> None:
    """Change nothing."""


def one_report(folder: Path) -> None:
    """Correct the rate that one indicator reached, by a correction as the gate wants it.

    It is that of the first report which was not corrected yet.
    """
    paths = sorted((folder / "content/projects").rglob("*.yml"))
    path, form, row = next(found for path in paths for found in _with_a_rate(path))
    old = row["实际完成值"]
    whole, dot, rest = old.partition(".")
    row["实际完成值"] = new = f"{int(whole.rstrip('%')) - 1}{dot}{rest}{'' if dot else '%'}"
    form["更正"] = [
        {
            "日期": DAY,
            "类型": "更正",
            "字段": f"绩效指标/{row['三级指标']}/实际完成值",
            "原值": old,
            "现值": new,
            "原因": "誊抄有误",
            "批准人": "李某",
        }
    ]
    write_tree(path, form)


def _with_a_rate(path: Path) -> list[tuple[Path, dict[str, Any], dict[str, str]]]:
    """Return path, form and the first row that reached a rate; nothing where there is none."""
    form = _read(path)
    names = [row.get("三级指标", "") for row in form.get("绩效指标", [])]
    rows = [
        row
        for row in form.get("绩效指标", [])
        if _RATE.fullmatch(row.get("实际完成值", "")) and names.count(row.get("三级指标")) == 1
    ]
    return [(path, form, row) for row in rows[:1] if "更正" not in form]


def one_department(folder: Path) -> None:
    """Rename the first department of the register, and sign the notice of it."""
    path = folder / "content/departments.yml"
    register = _read(path)
    first = next(iter(register.values()))
    first["名称"] = f"{first['名称']}本级"
    write_tree(path, register)
    _sign(folder, "department")


def one_rulebook(folder: Path) -> None:
    """Call the best grade of a rulebook by another name, and sign the notice of it."""
    path = folder / "content/rules/sx-2020.yml"
    book = _read(path)
    best = book["等级"][0]
    best["别名"] = [*best["别名"], best["名称"]]
    best["名称"] = f"{best['名称']}等"
    write_tree(path, book)
    _sign(folder, "rulebook")


def one_template(folder: Path) -> None:
    """Put a line more into the foot of every page."""
    own = folder / "overrides" / _FOOTER
    own.parent.mkdir(parents=True)
    ours = (_PROJECT / "theme_overrides" / _FOOTER).read_text("utf-8")
    own.write_text(ours.replace("</footer>", "<p>测量用的一行</p></footer>"), "utf-8")


def _sign(folder: Path, name: str) -> None:
    """Have the notice of what moves written, and sign it."""
    command = [sys.executable, "-m", "generator", "notice", name, "--date", DAY]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)  # noqa: S603 - fixed
    path = folder / "content/notices" / f"{name}.yml"
    text = path.read_text("utf-8")
    for field in ("事由", "依据", "签发人"):
        text = text.replace(f"\n{field}:\n", f"\n{field}: 测量\n", 1)
    path.write_text(text, "utf-8")


def _read(path: Path) -> dict[str, Any]:
    text = path.read_text("utf-8")
    tree: dict[str, Any] = yaml.load(text, yaml.BaseLoader)  # noqa: S506 - text only
    return tree


# What each build of a site follows, in this order.
CHANGES: Mapping[str, Callable[[Path], None]] = {
    "cold": nothing,
    "again": nothing,
    "report": one_report,
    # From here on there is a release that is to go, as there is at a publisher's.
    "another": one_report,
    "department": one_department,
    "rulebook": one_rulebook,
    "template": one_template,
}

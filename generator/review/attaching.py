"""A file attached to a report: its place, its size and SHA-256, and the line that says so."""

import hashlib
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.form_tree.tree import Tree, tree_of
from generator.loading.attachments import FOLDER, KINDS, MAX_SIZE
from generator.model.report import Report
from generator.model.types import identifier_problem
from generator.review.blocks import BlockError, Edit, only_the_block_differs, with_block

_KEY = "附件"
_NUMBERED = re.compile(r"attachment-([0-9]+)\..*")


@dataclass(frozen=True, slots=True)
class Stated:
    """What is stated of the file: `name` "" keeps its own, `verifier` "" where nobody looked."""

    title: str
    kind: str
    day: date
    name: str = ""
    verifier: str = ""


def attaching(content_dir: Path, report: Report, source: Path, stated: Stated) -> Edit:
    """Return the edit that attaches a file. Raises BlockError with all that stands against it."""
    data = source.read_bytes()
    name = stated.name or _name(source, report)
    if problems := _against(report, name, data):
        raise BlockError("\n".join(problems))
    path = content_dir / "projects" / f"{report.id}.yml"
    before = path.read_bytes().decode("utf-8")
    line = _line(name, data, stated)
    after = with_block(before, _KEY, [*map(tree_of, report.form.attachments), line])
    only_the_block_differs(path.name, _KEY, before, after)
    target = content_dir / FOLDER / report.id / name
    told = f"附上 {FOLDER}/{report.id}/{name}，{len(data)} 字节，SHA-256 {line['SHA-256'][:12]}…"
    brings = () if target.is_file() and target.samefile(source) else ((source, target),)
    return Edit(report.id, report.title, path, told, before, after, brings)


def _line(name: str, data: bytes, stated: Stated) -> Tree:
    digest = hashlib.sha256(data).hexdigest()
    line: Tree = {"文件": name, "标题": stated.title, "类型": stated.kind}
    line |= {"字节": str(len(data)), "SHA-256": digest, "日期": str(stated.day)}
    if stated.verifier:
        line["人工核验"] = {"人": stated.verifier, "日期": str(stated.day), "SHA-256": digest}
    return line


def _name(source: Path, report: Report) -> str:
    """Return the file's own name where it can stand in an address, else the next number."""
    if identifier_problem(source.stem) is None and source.suffix in KINDS:
        return source.name
    numbers = [_NUMBERED.fullmatch(one.file) for one in report.form.attachments]
    last = max((int(one[1]) for one in numbers if one), default=0)
    return f"attachment-{last + 1}{source.suffix.lower()}"


def _against(report: Report, name: str, data: bytes) -> list[str]:
    """Say all that stands against attaching a file under a name."""
    problems = []
    stem, dot, kind = name.rpartition(".")
    begins = KINDS.get(f"{dot}{kind}")
    if begins is None:
        problems.append(f"“{name}”的类型不收，应为 {'、'.join(KINDS)}")
    elif not data.startswith(begins):
        problems.append(f"“{name}”的内容与扩展名不符，请另存为真正的 {dot}{kind} 文件")
    if wrong := identifier_problem(stem):
        problems.append(f"“{name}”不能作附件的文件名：{wrong}；用 --name 另起一个")
    if len(data) > MAX_SIZE:
        problems.append(f"“{name}”有 {len(data) / 1024 / 1024:.1f} MiB，至多 20 MiB")
    if name in {one.file for one in report.form.attachments}:
        problems.append(f"报告“{report.id}”已有附件“{name}”；用 --name 另起一个")
    return problems

"""What an import keeps on disk, beside the data files and out of the loader's sight.

`imports/<report>.json` remembers where a form and each of its values came from; `imports/base/`
holds the values as they were read, so that the next import can tell what people changed;
`imports/待改/` holds what is not fit to lie among the data, each with its problems.
"""

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.form_tree.yaml_writing import write_yaml
from generator.forms.finished import Imported
from generator.forms.grid import Source
from generator.forms.placing import Known, Origin, key_of
from generator.loading.strict_yaml import Parsed, parse_strict
from generator.model.report import Identity


@dataclass(frozen=True, slots=True)
class Shelves:
    """The places of one content folder."""

    content: Path

    def data(self, identity: Identity) -> Path:
        """Where the data file of a report lies."""
        return self.content / "projects" / f"{identity}.yml"

    def base(self, identity: Identity) -> Path:
        """Where the values lie as they were imported last."""
        return self.content / "imports" / "base" / f"{identity}.yml"

    def unfit(self, identity: Identity) -> Path:
        """Where a form lies that cannot lie among the data."""
        return self.content / "imports" / "待改" / f"{identity}.yml"

    def memory(self, identity: Identity) -> Path:
        """Where it is remembered what a report was imported from."""
        return self.content / "imports" / f"{identity}.json"

    def origin(self, path: Path, number: int, of: int) -> Origin:
        """Name a form's file as seen from beside the content folder, the same on every machine."""
        beside = self.content.absolute().parent
        try:
            seen = os.path.relpath(path.absolute(), beside)
        except ValueError:  # another drive
            seen = path.name
        return Origin(seen.replace("\\", "/"), number, of)

    def known(self, identity: Identity) -> Known | None:
        """Return which form has a name, fit for the data or not; None where the name is free."""
        places = (self.base(identity), self.data(identity), self.unfit(identity))
        path = next((place for place in places if place.is_file()), None)
        if path is None:
            return None
        return Known(key_of(read(path).tree or {}), self._origin(identity))

    def _origin(self, identity: Identity) -> Origin | None:
        try:
            memory = json.loads(self.memory(identity).read_text("utf-8"))
            return Origin(str(memory["路径"]), int(memory["表号"]), int(memory["表数"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def keep(self, identity: Identity, imported: Imported, source: Source, origin: Origin) -> None:
        """Remember a form as it was read, and where it and its values came from."""
        write(self.base(identity), write_yaml(imported.values, [f"{origin.path} 导入时的值。"]))
        memory: dict[str, Any] = {
            "文件": source.name,
            "路径": origin.path,
            "表号": origin.number,
            "表数": origin.of,
            "SHA-256": source.sha256,
            "来处": dict(imported.origins),
        }
        text = json.dumps(memory, ensure_ascii=False, indent=1)
        write(self.memory(identity), text + "\n")

    def set_aside(self, identity: Identity, text: str, problems: Sequence[str]) -> None:
        """Keep a form that is not fit for the data, beside what is wrong with it."""
        path = self.unfit(identity)
        write(path, text)
        write(_told(path), _page(identity, problems))

    def settle(self, identity: Identity) -> None:
        """Take away what was set aside: the form is fit now."""
        path = self.unfit(identity)
        path.unlink(missing_ok=True)
        _told(path).unlink(missing_ok=True)


def read(path: Path) -> Parsed:
    """Read one of the files as the loader does."""
    return parse_strict(path.read_bytes(), path.name)


def write(path: Path, text: str) -> None:
    """Write a file whole or not at all: it is renamed into its place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.partial")
    partial.write_text(text, encoding="utf-8", errors="replace")
    partial.replace(path)


def _told(path: Path) -> Path:
    return path.with_name(f"{path.stem}.问题.md")


def _page(identity: Identity, problems: Sequence[str]) -> str:
    listed = "".join(f"- {problem}\n" for problem in problems)
    return (
        f"# {identity} 还不能录入\n\n"
        "这张表没有放进数据，网站照常生成。问题如下：\n\n"
        f"{listed}\n"
        "改法有两种，任选其一：\n\n"
        "1. 在原表里改好，重新导入，这里的两个文件会自动清掉；\n"
        f"2. 直接改同名的 .yml，再移到 projects/{identity}.yml，并删去本文件。\n"
    )

# ruff: noqa: T201 - its output is what it is for
"""Times the MkDocs stage on a generated tree, with and without the hook for finished HTML.

jixiao generate && python -m benchmarks.html build/mkdocs.yml

Prints CPU seconds of the process, peak memory, pages, the ratio, and
whether every file has the same bytes.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_MEASURED = """
import resource, sys
from mkdocs.__main__ import cli
try:
    cli()
finally:
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(used.ru_utime + used.ru_stime, used.ru_maxrss // 1024, file=sys.stderr)
"""


@dataclass(frozen=True, slots=True)
class Run:
    """One build: CPU seconds, peak memory in MB, and every file of the site by its path."""

    seconds: float
    memory: int
    files: Mapping[str, bytes]

    @property
    def pages(self) -> int:
        """How many HTML pages were built."""
        return sum(1 for path in self.files if path.endswith(".html"))


def compare(config: Path) -> tuple[Run, Run]:
    """Build the tree of a config without the hook, then with it."""
    settings = json.loads(config.read_text("utf-8"))
    without = {key: value for key, value in settings.items() if key != "hooks"}
    return _run(without), _run(settings)


def _run(settings: Mapping[str, Any]) -> Run:
    with tempfile.TemporaryDirectory() as name:
        config, site = Path(name, "mkdocs.yml"), Path(name, "site")
        config.write_text(json.dumps(settings), "utf-8")
        command = [
            sys.executable,
            "-c",
            _MEASURED,
            "build",
            "-q",
            "-f",
            str(config),
            "-d",
            str(site),
        ]
        environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1700000000"}
        done = subprocess.run(  # noqa: S603 - fixed command
            command, env=environment, capture_output=True, encoding="utf-8", check=True
        )
        seconds, memory = done.stderr.splitlines()[-1].split()
        files = (path for path in site.rglob("*") if path.is_file())
        found = {path.relative_to(site).as_posix(): path.read_bytes() for path in files}
    return Run(float(seconds), int(memory), found)


def main() -> None:
    """Compare for the config named on the command line."""
    without, saved = compare(Path(sys.argv[1]))
    for title, run in (("without the hook", without), ("with the hook", saved)):
        print(f"{title}: {run.seconds:.1f} CPU s, {run.memory} MB, {run.pages} pages")
    print(
        f"ratio {without.seconds / saved.seconds:.1f}, equal files: {without.files == saved.files}"
    )


if __name__ == "__main__":
    main()

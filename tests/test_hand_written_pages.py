"""Pages that a publisher writes by hand: what they link to must be there, or the site is not built."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.bureau import Bureau

pytestmark = pytest.mark.site


def build(bureau: Bureau) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "generator", "build", "--date", "2026-01-05"]
    return subprocess.run(command, cwd=bureau.folder, capture_output=True, text=True, check=False)


def write(bureau: Bureau, line: str, name: str = "about") -> None:
    page = bureau.folder / f"content/pages/{name}.md"
    page.write_text(f"# 关于本站\n\n先看{line}。\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("link", "place", "meant"),
    [
        ("nowhere.md", "3:8", "本站的页面"),
        ("../nowhere/index.md", "3:8", "本站的页面"),
        ("../nowhere/", "3:8", "本站的页面"),
        ("../corrections/", "3:8", "../corrections/index.md"),
        ("/corrections/", "3:8", "../corrections/index.md"),
        ("../corrections/index.md#nowhere", "3:8", "本站的页面"),
        ("../data/nowhere.csv", "3:8", "本站的页面"),
    ],
)
def test_a_link_that_leads_nowhere_stops_the_build(bureau: Bureau, link: str, place: str, meant: str) -> None:
    write(bureau, f"[更正]({link})")
    done = build(bureau)

    assert done.returncode == 2
    assert f"pages/about.md:{place}: 错误 E501 链接“{link}”" in done.stderr
    assert f"应为：{meant}" in done.stderr
    assert "发现 1 处问题，没有生成；已有的网站没有改动" in done.stderr
    assert not (bureau.folder / "site").exists()


def test_a_link_is_found_where_it_is_defined(bureau: Bureau) -> None:
    write(bureau, "[更正][1]\n\n[1]: nowhere.md\n")

    assert "pages/about.md:5:6: 错误 E501" in build(bureau).stderr


def test_all_broken_links_are_told_in_one_run(bureau: Bureau) -> None:
    write(bureau, "[一](one.md)、[二](two.md)")
    write(bureau, "[三](three.md)", "how-to-read")
    done = build(bureau)

    assert [line.split(":")[:3] for line in done.stderr.splitlines() if "E501" in line] == [
        ["pages/about.md", "3", "7"],
        ["pages/about.md", "3", "19"],
        ["pages/how-to-read.md", "3", "7"],
    ]


def test_what_only_the_finished_page_says_stops_the_build(bureau: Bureau) -> None:
    write(bureau, "赵七[138][甲]12345678\n\n[甲]: ../corrections/index.md\n")
    done = build(bureau)

    assert done.returncode == 2
    assert "about/index.html: 错误 E503 有手机号码 138******78" in done.stderr
    assert not (bureau.folder / "site").exists()


def test_a_page_that_the_navigation_needs_must_be_there(bureau: Bureau) -> None:
    (bureau.folder / "content/pages/how-to-read.md").unlink()
    done = build(bureau)

    assert done.returncode == 2
    assert "错误 E502 缺少 pages/how-to-read.md" in done.stderr


def test_links_that_lead_somewhere_and_pages_of_ones_own_are_built_in_silence(bureau: Bureau) -> None:
    write(
        bureau,
        "[更正](../corrections/index.md)、[问答](../faq/index.md#faq)、[校验](../data/SHA256SUMS)、"
        "[国务院](https://www.gov.cn/)、[电话](tel:12345)、[本节](#关于本站)",
    )
    (bureau.folder / "content/pages/faq.md").write_text("# 问答 {: #faq }\n", encoding="utf-8")
    done = build(bureau)

    assert done.returncode == 0, done.stderr
    # Nothing but how long each stage took.
    assert [line for line in done.stderr.splitlines() if not line.endswith(" 秒")] == []
    assert done.stdout.splitlines() == [done.stdout.strip()]
    assert done.stdout.startswith("网站已生成")
    assert (bureau.folder / "site/faq/index.html").is_file()


def test_mkdocs_says_itself_what_nobody_foresaw(bureau: Bureau, tmp_path: Path) -> None:
    """A broken theme is no page's fault: what MkDocs said is shown whole."""
    (bureau.folder / "overrides" / "page.html").write_text("{% block", encoding="utf-8")
    done = build(bureau)

    assert done.returncode == 2
    assert "MkDocs" in done.stderr
    assert "page.html" in done.stderr


@pytest.mark.parametrize("name", ["corrections", "findings", "data", "search", "departments"])
def test_a_page_in_the_place_of_a_generated_one_stops_the_build(bureau: Bureau, name: str) -> None:
    write(bureau, "这里", name)
    done = build(bureau)

    assert done.returncode == 2
    assert f"pages/{name}.md:1:1: 错误 E504 与程序生成的页面同一个地址" in done.stderr
    assert not (bureau.folder / "site").exists()


@pytest.mark.parametrize("tag", ['<meta http-equiv="refresh" content="0;url=https://example.org/">', "<META\nx>"])
def test_a_page_leads_its_reader_nowhere_by_itself(bureau: Bureau, tag: str) -> None:
    write(bureau, f"这里{tag}")
    done = build(bureau)

    assert done.returncode == 2
    assert "pages/about.md:3:5: 错误 E505" in done.stderr
    assert not (bureau.folder / "site").exists()

"""A year in the life of one report, on a real git repository: each step shows what a person would look for."""

import json
import re
import subprocess
import zipfile
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from generator.forms.export_xlsx import form_xlsx
from tests.bureau import Bureau
from tests.make import make_report
from tests.trees import digests

REPORT = "2025/shili-ju/bridge-repair"
FILE = f"content/projects/{REPORT}.yml"
CANARY = "金丝雀七八九"


def text_of(page: Path) -> str:
    """Return what a reader sees of a page's content, without the header that names the data's version."""
    html = page.read_text("utf-8")
    body = (
        html[html.index("<h1") : html.index("来源文件</dt>")] if "来源文件</dt>" in html else html[html.index("<h1") :]
    )
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", body)))


@pytest.mark.site
def test_a_report_is_imported_reviewed_published_corrected_and_withdrawn(bureau: Bureau) -> None:  # noqa: PLR0915 - one story
    sites: dict[str, Path] = {}
    revisions: dict[str, str] = {}

    def look(day: str) -> Path:
        revisions[day] = bureau.git("rev-parse", "HEAD").strip()
        sites[day] = bureau.build(day)
        return sites[day] / REPORT

    # A department fills in the form, and imports it on a branch of its own.
    bureau.branch("bridge-repair")
    forms = bureau.folder / "forms"
    forms.mkdir()
    form = make_report(项目名称="桥梁加固", 年度="2025", 主管部门="示例局", 实施单位="示例局公路站", 评价等级="优").form
    (forms / "bridge-repair.xlsx").write_bytes(
        form_xlsx(make_report().__class__(make_report().identity, form, make_report().positions))
    )
    taken = bureau.run("import", "forms")
    assert taken.exit_code == 0, taken.output
    assert "新增" in taken.output
    bureau.edit(
        (
            "状态: 待审",
            "状态: 公开\n  公开日期: 2026-03-01\n  保密审查:\n    结论: 通过\n    日期: 2026-02-20\n    审查人: 王五",
        )
    )
    bureau.commit("填报桥梁加固自评", "2026-02-20")

    # The reviewer sees what comes, and that nothing stands in the way.
    seen = bureau.run("diff", "main", "HEAD", "--date", "2026-02-21")
    assert seen.exit_code == 0, seen.output
    assert f"新增：桥梁加固（示例局，{REPORT}）" in seen.output
    assert "2025 年度：报告 0 份 → 1 份，全年预算 0 万元 → 100 万元" in seen.output
    assert bureau.run("check", "--format", "github", "--base", "main", "--date", "2026-02-21").exit_code == 0
    bureau.merge("bridge-repair", "2026-02-25", "王处长")

    # Merged, and still under embargo; public on its day.
    assert not look("2026-02-26").exists()
    assert "桥梁加固" in text_of(look("2026-03-02") / "index.html")

    # A figure changed in silence does not pass.
    bureau.branch("silent")
    bureau.edit(('总分: "99"', '总分: "98"'), ('得分: "9"', '得分: "8"'))
    bureau.commit("改分", "2026-04-01")
    refused = bureau.run("diff", "main", "HEAD", "--date", "2026-04-01")
    assert refused.exit_code == 1
    assert "G101 总分已经公开，由“99”改为“98”，没有更正记录" in refused.output
    assert "G101 资金“年度资金总额”得分已经公开，由“9”改为“8”" in refused.output
    assert bureau.run("check", "--base", "main", "--date", "2026-04-01").exit_code == 1
    before = text_of(look("2026-04-09") / "index.html") if bureau.git("switch", "-q", "main") == "" else ""

    # With an entry for each field it does.
    bureau.git("switch", "-q", "silent")
    entries = "".join(
        f'  - {{日期: 2026-04-10, 字段: {field}, 原值: "{old}", 现值: "{new}", 原因: 执行数重复计入, 批准人: 李科长}}\n'
        for field, old, new in (("总分", "99", "98"), ("资金/年度资金总额/得分", "9", "8"))
    )
    path = bureau.folder / FILE
    path.write_text(path.read_text("utf-8").rstrip("\n") + f"\n更正:\n{entries}", "utf-8")
    bureau.commit("更正预算执行得分", "2026-04-10")
    accepted = bureau.run("diff", "main", "HEAD", "--date", "2026-04-10")
    assert accepted.exit_code == 0, accepted.output
    assert "自评总分：99 → 98" in accepted.output
    bureau.merge("silent", "2026-04-10", "王处长")

    # Page, notice, feed, history and the earlier version show it.
    page = look("2026-04-11")
    shown = text_of(page / "index.html")
    assert "本报告公开后有 2 处更正或补充，最近一次在 2026-04-10" in shown
    assert "2026-04-10 改动 2 处（批准人：王处长）" in shown
    assert "总分：99 → 98" in shown
    notice = (sites["2026-04-11"] / "corrections/index.html").read_text("utf-8")
    assert "执行数重复计入" in notice
    assert "李科长" in notice
    assert "更正：桥梁加固" in (sites["2026-04-11"] / "feed.xml").read_text("utf-8")
    old = text_of(page / "v/1/index.html")
    assert "这是第 1 版（2026-03-01 公开，2026-04-10 更正），不是现行版本" in old
    assert re.search(r"自评总分 99 ", old)
    assert 'content="noindex, nofollow"' in (page / "v/1/index.html").read_text("utf-8")

    # Deleting a published report does not pass; withdrawing it leaves a page.
    bureau.branch("delete")
    path.unlink()
    bureau.commit("删除", "2026-05-01")
    gone = bureau.run("diff", "main", "HEAD", "--date", "2026-05-01")
    assert gone.exit_code == 1
    assert "G102 已公开的报告被删除" in gone.output
    bureau.branch("withdraw")
    bureau.edit(("状态: 公开\n", "状态: 已撤回\n  撤回: {日期: 2026-05-20, 原因: 与另一份重复, 批准人: 李科长}\n"))
    bureau.commit("撤回", "2026-05-20")
    assert bureau.run("diff", "main", "HEAD", "--date", "2026-05-20").exit_code == 0
    bureau.merge("withdraw", "2026-05-20", "王处长")
    left = look("2026-05-21")
    assert "本报告已撤回" in text_of(left / "index.html")
    assert "与另一份重复" in text_of(left / "index.html")
    assert not (left / "v").exists()
    assert not (sites["2026-05-21"] / f"data/reports/{REPORT}.json").exists()
    assert "撤回：桥梁加固" in (sites["2026-05-21"] / "feed.xml").read_text("utf-8")

    # Time travel: from the revision of each day the same bytes; from today's content the same report.
    for day, commit in revisions.items():
        bureau.git("checkout", "-q", commit)
        assert digests(bureau.build(day, f"again-{day}")) == digests(sites[day]), day
    bureau.git("switch", "-q", "main")
    for day in ("2026-02-26", "2026-03-02", "2026-04-09", "2026-04-11", "2026-05-21"):
        today = bureau.build(day, f"from-today-{day}")
        then = sites[day]
        assert reports(today) == reports(then), day
        assert (today / REPORT / "index.html").exists() == (then / REPORT / "index.html").exists()
        if (then / REPORT).exists():
            assert without_history(text_of(today / REPORT / "index.html")) == without_history(
                text_of(then / REPORT / "index.html")
            )
    assert before == text_of(sites["2026-03-02"] / REPORT / "index.html")


def reports(site: Path) -> Any:
    return json.loads((site / "data/reports.json").read_text("utf-8"))


def without_history(text: str) -> str:
    """A history is that of the repository, which today knows more of."""
    return text.partition("修订记录")[0]


@pytest.mark.site
def test_what_is_not_public_occurs_nowhere_in_the_site(bureau: Bureau) -> None:
    example = (bureau.folder / "content/projects/2024/shili-ju/road-care.yml").read_text("utf-8")
    published = "状态: 公开\n  公开日期: 2025-08-31\n"
    assert published in example
    folder = bureau.folder / "content/projects/2024/shili-ju"

    def write(name: str, **changes: str) -> None:
        text = example.replace("农村公路养护（示例）", f"农村公路养护{name}")
        for old, new in changes.items():
            assert old in text
            text = text.replace(old, new)
        (folder / f"{name}.yml").write_text(text, "utf-8")

    ground = "《政府信息公开条例》第十五条"
    write("draft", **{published: "状态: 草稿\n  公开日期: 2025-08-31\n", "示例局公路站": CANARY})
    write("embargo", **{published: "状态: 公开\n  公开日期: 2026-09-01\n", "示例局公路站": CANARY})
    write("withheld", **{published: f"状态: 不予公开\n  不予公开依据: {ground}\n", "汛期停工": CANARY})
    write(
        "withdrawn",
        **{
            published: published.replace("公开\n", "已撤回\n  撤回: {日期: 2026-01-01, 原因: 重复, 批准人: 甲}\n", 1),
            "汛期停工": CANARY,
        },
    )
    partial = f"状态: 部分公开\n  不予公开栏目:\n    - {{栏目: 实施单位, 依据: {ground}}}\n    - {{栏目: 绩效指标/受益人口/实际完成值, 依据: {ground}}}\n  公开日期: 2025-08-31\n"
    write("partial", **{published: partial, "示例局公路站": CANARY, "3200人": f"3200.7531{CANARY}人"})
    bureau.commit("录入", "2026-01-10")
    write(
        "partial", **{published: partial, "示例局公路站": f"{CANARY}改", "3200人": f"3200.7532{CANARY}人", "92%": "93%"}
    )
    bureau.commit("修改", "2026-01-11")
    site = bureau.build("2026-02-01")

    page = (site / "2024/shili-ju/partial/index.html").read_text("utf-8")
    assert "依法不予公开" in page
    assert "本报告部分公开" in page
    assert "2026-01-11" in text_of(site / "2024/shili-ju/partial/index.html")
    assert [item["id"] for item in reports(site)] == ["2024/shili-ju/partial", "2024/shili-ju/road-care"]
    found = [str(path.relative_to(site)) for path in site.rglob("*") if path.is_file() and holds(path, CANARY)]
    assert found == []
    assert [path for path in site.rglob("*") if path.is_file() and holds(path, "3200.75")] == []
    preview = bureau.run("build", "--preview", "--site-dir", "sites/preview")
    assert preview.exit_code == 0, preview.output
    shown = (bureau.folder / "sites/preview/2024/shili-ju/draft/index.html").read_text("utf-8")
    assert "预览，不是正式公开的内容" in shown
    assert 'content="noindex, nofollow"' in shown
    assert (bureau.folder / "sites/preview/robots.txt").read_text("utf-8") == "User-agent: *\nDisallow: /\n"
    assert CANARY in shown


def holds(path: Path, text: str) -> bool:
    """Tell whether a file holds a text, plain, escaped as JSON or as character references, or inside an archive."""
    data = path.read_bytes()
    forms = (
        text.encode(),
        text.encode("utf-16-le"),
        json.dumps(text).strip('"').encode(),
        "".join(f"&#{ord(one)};" for one in text).encode(),
    )
    if any(form in data for form in forms):
        return True
    if path.suffix != ".xlsx":
        return False
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return any(form in archive.read(name) for name in archive.namelist() for form in forms)


@pytest.mark.site
def test_a_shallow_clone_says_what_it_lacks(bureau: Bureau, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (bureau.folder / "content/pages/more.md").write_text("# 更多\n", "utf-8")
    bureau.commit("第二次", "2026-01-06")
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "-q", "--depth=1", f"file://{bureau.folder}", str(clone)], check=True)
    monkeypatch.chdir(clone)
    first = bureau.git("rev-parse", "HEAD~1").strip()

    same = bureau.run("diff", "HEAD")
    assert (same.exit_code, "报告没有变化" in same.output) == (0, True)
    missing = bureau.run("diff", first)
    assert missing.exit_code == 2
    assert "浅克隆" in missing.output

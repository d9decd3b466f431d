"""The site of a government body: the six reports, one of them again for a later year, one more withheld."""

import shutil
from pathlib import Path

import yaml

from generator.publish.again import Published
from generator.publish.builder import Workplace
from generator.site import publish
from tests.golden_tree import DAY
from tests.make import CONTENT, ROOT, load

ADDRESS = "https://www.example.gov.cn/jixiao/"
SITE = {
    "网址": ADDRESS,
    "政府网站标识码": "1400000001",
    "ICP备案编号": "晋ICP备00000001号-1",
    "公安备案编号": "晋公网安备00000000000001号",
    "党政机关标识": "https://bszs.conac.cn/sitename?method=show&id=0",
    "网站找错": "https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code=1400000001",
    "联系方式": "0350-0000000",
}
REPORT = "2020/sx-high-court/it-construction"
LATER = "2021/sx-high-court/it-construction"


def write(path: Path, value: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.dump(value, allow_unicode=True, sort_keys=False), encoding="utf-8")


def build_official(folder: Path) -> Path:
    """Build the site and return it."""
    content = folder / "content"
    shutil.copytree(CONTENT, content)
    site = load(content / "site.yml")
    write(content / "site.yml", {**site, **SITE})
    report = load(content / f"projects/{REPORT}.yml")
    published = {
        **report["公开"],
        "公开日期": "2021-08-31",
        "公开时间": "09:30",
        "保密审查": {"结论": "通过", "日期": "2021-08-30", "审查人": "钱七"},
    }
    change = {
        "日期": "2021-10-08",
        "字段": "总分",
        "原值": "94.37",
        "现值": "94.73",
        "原因": "录入笔误",
        "批准人": "张三",
    }
    write(content / f"projects/{REPORT}.yml", {**report, "公开": published, "更正": [change]})
    write(content / f"projects/{LATER}.yml", {**report, "年度": "2021"})
    ground = {"状态": "不予公开", "不予公开依据": "《政府信息公开条例》第十四条"}
    secret = {**report, "项目名称": "某涉密项目", "年度": "2021", "公开": ground}
    write(content / "projects/2021/sx-high-court/secret.yml", secret)
    place = Workplace(ROOT, folder / "build" / "docs", folder / "build" / "mkdocs.yml")
    outcome = publish(content, folder / "site", place, DAY)
    assert isinstance(outcome, Published)
    return (folder / "site").resolve()

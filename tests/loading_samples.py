"""A small lawful content folder, and for each error code one way to break it."""

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

DEPARTMENT = "county-roads"
SITE = """\
网站名称: 绩效公开
网站简介: 某县项目支出绩效自评结果
发布机构: 某县财政局
网址: https://example.gov.cn/
政府网站标识码: "1234567890"
核对级别: {F101: 提示}
"""
DEPARTMENTS = """\
county:
  名称: 某县人民政府
  地区: 某县
  地区标识: some-county
county-roads:
  名称: 某县交通运输局
  地区: 某县
  地区标识: some-county
  上级: county
"""
RULEBOOK = """\
标识: two-tiers
名称: 某县评价规则
版本: "1"
适用范围: 某县
适用年度: {自: "2018", 至: "2024"}
满分: "100"
一级权重: {产出指标: "50", 效益指标: "30", 满意度指标: "10"}
预算执行:
  分值: "10"
  方法: 分档
  档次:
    - {下限: 90%, 最低得分: 80%, 最高得分: 100%}
    - {下限: 0%, 最低得分: 0%, 最高得分: 60%}
定量指标: {反向公式: 超出比例扣分, 超额提示: 30%}
定性档次:
  - {名称: 达成, 上限: 100%, 下限: 80%}
  - {名称: 未达成, 上限: 80%, 下限: 0%}
等级:
  - {名称: 优, 下限: "90"}
  - {名称: 差, 下限: "0"}
依据:
  等级: {出处: 某文件, 可信度: 已核}
"""
REPORT = """\
项目名称: 农村公路养护
年度: 2022
评价规则: two-tiers
金额单位: 万元
资金:
  - {来源: 年度资金总额, 全年预算数: 100, 全年执行数: 90, 分值: 10, 得分: 9}
年度总体目标:
  预期目标: |
    养护农村公路50公里。
    验收合格。
绩效指标:
  - 一级指标: 产出指标
    二级指标: 数量指标
    三级指标: 养护里程
    年度指标值: ">=50公里"
    实际完成值: 50公里
    分值: 90
    得分: 90
  - 三级指标: 满意度
    偏差原因分析及改进措施:
附表:
  - 名称: 人员
    表头: [姓名, 人数]
    行:
      - [养护工, ""]
总分: 99
公开:
  状态: 公开
  公开日期: 2023-08-31
"""
APPROVED = """\
项目编码,项目名称,部门,实施单位,批复预算,金额单位,应自评,应公开,公开期限,豁免依据,备注
JT-001,农村公路养护,某县交通运输局,养护中心,100,万元,是,是,,,
JT-002,"公路桥梁
检测",county-roads,,"1,200.5",元,是,是,2023/10/31,,
JT-003,战备公路,county-roads,,50,万元,否,否,,涉密,
"""
ABOUT = """\
来源: 县人大批准的2022年部门预算
日期: 2022-02-01
公开期限: 2023-09-30
零报告:
  - {部门: 某县人民政府, 日期: 2023-09-01, 依据: 没有项目支出}
"""
MATCHES = """\
编码,名称,报告,确认人,日期
JT-001,农村公路养护,2022/county-roads/road-care,李某,2023-09-02
"""
SEALED = b"%PDF-1.4 an example\n"
ATTACHED = f"""\
附件:
  - 文件: sealed.pdf
    标题: 自评表盖章件
    类型: 盖章扫描件
    字节: {len(SEALED)}
    SHA-256: {hashlib.sha256(SEALED).hexdigest()}
"""
APPROVED_PATH, ABOUT_PATH, MATCHES_PATH = (f"approved/2022.{kind}" for kind in ("csv", "yml", "matches.csv"))
REPORT_PATH = f"projects/2022/{DEPARTMENT}/road-care.yml"
ATTACHMENT_PATH = f"attachments/2022/{DEPARTMENT}/road-care/sealed.pdf"
RULEBOOK_PATH = "rules/two-tiers.yml"
FILES = {
    "site.yml": SITE,
    "departments.yml": DEPARTMENTS,
    RULEBOOK_PATH: RULEBOOK,
    "rules/two-tiers.vectors.yml": "- 不是规则\n",
    "pages/about.md": "# 关于\n",
    "pages/README.md": "不是页面\n",
    REPORT_PATH: REPORT,
    APPROVED_PATH: APPROVED,
    ABOUT_PATH: ABOUT,
    MATCHES_PATH: MATCHES,
}

Break = Callable[[Path], object]


def write_content(root: Path) -> Path:
    """Write the lawful folder and return it."""
    for path, text in FILES.items():
        put(path, text)(root)
    return root


def put(path: str, content: str | bytes) -> Break:
    """Return a step that writes a file."""

    def write(root: Path) -> None:
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else content.encode())

    return write


def changed(old: str, new: str, path: str = REPORT_PATH) -> Break:
    """Return a step that replaces a text which stands in the lawful file."""
    assert old in FILES[path], old
    return put(path, FILES[path].replace(old, new, 1))


def more(text: str, path: str = REPORT_PATH) -> Break:
    """Return a step that adds text at the end of a file."""
    return put(path, FILES[path] + text)


def attached(old: str = "", new: str = "", data: bytes = SEALED) -> Break:
    """Return a step that gives the report an attachment, one text of its line in place of another."""

    def write(root: Path) -> None:
        put(REPORT_PATH, REPORT + ATTACHED.replace(old, new, 1))(root)
        put(ATTACHMENT_PATH, data)(root)

    return write


def _without_root(root: Path) -> None:
    for path in FILES:
        (root / path).unlink()
    root.rename(root.with_name("elsewhere"))


def _workbook_instead(root: Path) -> None:
    (root / APPROVED_PATH).rename(root / "approved/2022.xlsx").write_bytes(b"PK")


def _folders_that_differ_in_case(root: Path) -> None:
    put("projects/2022/County-roads/road-care.yml", REPORT)(root)


# For each code: how to break the lawful folder, and the file, line and column of the finding.
EXAMPLES: dict[str, tuple[Break, str, int, int]] = {
    "E101": (lambda root: os.mkfifo(root / "rules" / "pipe.yml"), "rules/pipe.yml", 1, 1),
    "E102": (more("#" * 1024 * 1024), REPORT_PATH, 1, 1),
    "E103": (put(REPORT_PATH, "\ufeff" + REPORT), REPORT_PATH, 1, 1),
    "E104": (put(REPORT_PATH, REPORT.encode("utf-16")), REPORT_PATH, 1, 1),
    "E105": (put(REPORT_PATH, b"# note\n" + REPORT.encode("gb18030")), REPORT_PATH, 2, 1),
    "E106": (put(REPORT_PATH, REPORT.encode() + b"\xff"), REPORT_PATH, 30, 1),
    "E107": (changed("养护\n", "养护\u200b\n"), REPORT_PATH, 1, 13),
    "E108": (lambda root: (root / "rules/link.yml").symlink_to("two-tiers.yml"), "rules/link.yml", 1, 1),
    "E109": (put("rules/other.yaml", RULEBOOK), "rules/other.yaml", 1, 1),
    "E110": (more("".join(f"栏{n}: 1\n" for n in range(200))), REPORT_PATH, 130, 1),
    "E111": (_without_root, "", 1, 1),
    "E112": (lambda root: (root / "site.yml").unlink(), "site.yml", 1, 1),
    "E201": (changed("  预期目标", "\t预期目标"), REPORT_PATH, 8, 1),
    "E202": (changed('50公里"', "50公里"), REPORT_PATH, 25, 16),
    "E203": (changed("得分: 9}", "得分: 9"), REPORT_PATH, 6, 5),
    "E204": (changed("年度: 2022", "年度:2022"), REPORT_PATH, 2, 1),
    "E205": (changed("    二级指标", "     二级指标"), REPORT_PATH, 13, 6),
    "E206": (changed("项目名称: ", "项目名称: @"), REPORT_PATH, 1, 7),
    "E207": (put(REPORT_PATH, "...\n" + REPORT), REPORT_PATH, 1, 1),
    "E208": (more("题注: " + "[" * 21), REPORT_PATH, 30, 24),
    "E209": (more("备忘: [" + "x," * 20_000 + "]"), REPORT_PATH, 30, 39862),
    "E210": (more("题注: " + "长" * 20_001), REPORT_PATH, 30, 5),
    "E211": (more("题注: *a"), REPORT_PATH, 30, 5),
    "E212": (more("题注: !!python/name:os.system x"), REPORT_PATH, 30, 5),
    "E213": (more("<<: {题注: 甲}"), REPORT_PATH, 30, 1),
    "E214": (more("---\n题注: 甲"), REPORT_PATH, 30, 1),
    "E215": (put(REPORT_PATH, "%YAML 1.1\n---\n" + REPORT), REPORT_PATH, 1, 1),
    "E216": (more("年 度: 2022"), REPORT_PATH, 30, 1),
    "E217": (more("[题注]: 甲"), REPORT_PATH, 30, 1),
    "E218": (put(REPORT_PATH, "# 还没有写\n"), REPORT_PATH, 1, 1),
    "E219": (put(REPORT_PATH, "- 项目名称\n"), REPORT_PATH, 1, 1),
    "E220": (changed("执行数: 90", "执行数: 8,390"), REPORT_PATH, 6, 37),
    "E221": (changed("项目名称: 农村公路养护", "项目名称: 农村公路养护 #3 标段"), REPORT_PATH, 1, 14),
    "E301": (changed("评价规则: two-tiers", "评价规则:"), REPORT_PATH, 3, 1),
    "E302": (changed("    得分: 90", "    得份: 90"), REPORT_PATH, 18, 5),
    "E303": (changed("项目名称: 农村公路养护", "项目名称: [农村公路养护]"), REPORT_PATH, 1, 1),
    "E304": (changed("万元", "美元"), REPORT_PATH, 4, 1),
    "E305": (changed("总分: 99", "总分: 1e1000000"), REPORT_PATH, 26, 1),
    "E306": (changed("[姓名, 人数]", "[]"), REPORT_PATH, 23, 5),
    "E401": (put("projects/2022/county-road/road-care.yml", REPORT), "projects/2022/county-road/road-care.yml", 1, 1),
    "E402": (changed("two-tiers", "two-tier"), REPORT_PATH, 3, 1),
    "E403": (changed("2022", "2021"), REPORT_PATH, 2, 1),
    "E404": (put(f"projects/2022/{DEPARTMENT}/公路.yml", REPORT), f"projects/2022/{DEPARTMENT}/公路.yml", 1, 1),
    "E405": (put("projects/2022/road-care.yml", REPORT), "projects/2022/road-care.yml", 1, 1),
    "E406": (put(f"projects/22/{DEPARTMENT}/a1.yml", REPORT), f"projects/22/{DEPARTMENT}/a1.yml", 1, 1),
    "E407": (_folders_that_differ_in_case, f"projects/2022/{DEPARTMENT}", 1, 1),
    "E408": (changed("上级: county", "上级: country", "departments.yml"), "departments.yml", 9, 3),
    "E409": (changed("上级: county", "上级: county-roads", "departments.yml"), "departments.yml", 9, 3),
    "E410": (changed("标识: two-tiers", "标识: three-tiers", RULEBOOK_PATH), RULEBOOK_PATH, 1, 1),
    "E411": (changed("方法: 分档", "方法: 按比例", RULEBOOK_PATH), RULEBOOK_PATH, 11, 3),
    "E412": (changed('优, 下限: "90"', '优, 下限: "0"', RULEBOOK_PATH), RULEBOOK_PATH, 18, 1),
    "E413": (changed('自: "2018"', '自: "2025"', RULEBOOK_PATH), RULEBOOK_PATH, 5, 1),
    "E414": (changed("{F101: 提示}", "{F101: 提示, F199: 提示}", "site.yml"), "site.yml", 6, 18),
    "E415": (more("涵盖: [2022/a/b]"), REPORT_PATH, 30, 6),
    "E601": (changed("批复预算", "批复数", APPROVED_PATH), APPROVED_PATH, 1, 5),
    "E602": (changed('"1,200.5"', "一千", APPROVED_PATH), APPROVED_PATH, 3, 5),
    "E603": (changed("某县交通运输局", "交通局", APPROVED_PATH), APPROVED_PATH, 2, 3),
    "E604": (changed("JT-003", "JT-001", APPROVED_PATH), APPROVED_PATH, 5, 1),
    "E605": (changed("涉密", "", APPROVED_PATH), APPROVED_PATH, 5, 10),
    "E606": (lambda root: (root / ABOUT_PATH).unlink(), APPROVED_PATH, 1, 1),
    "E607": (changed("某县人民政府", "某县交通运输局", ABOUT_PATH), ABOUT_PATH, 5, 6),
    "E608": (changed("2022/county", "2021/county", MATCHES_PATH), MATCHES_PATH, 2, 1),
    "E609": (_workbook_instead, "approved/2022.xlsx", 1, 1),
    "E610": (put("approved/2022.xlsx", b"PK"), "approved/2022.xlsx", 1, 1),
    "E701": (attached("sealed.pdf", "seal.pdf"), REPORT_PATH, 31, 5),
    "E702": (attached("字节: 20", "字节: 21"), REPORT_PATH, 34, 5),
    "E703": (attached(data=SEALED.replace(b"an", b"on")), REPORT_PATH, 35, 5),
    "E704": (attached("sealed.pdf", "sealed.exe"), REPORT_PATH, 31, 5),
    "E705": (attached(data=SEALED + bytes(20 * 1024 * 1024)), REPORT_PATH, 31, 5),
    "E706": (attached("附件:\n", ATTACHED), REPORT_PATH, 36, 5),
    "E707": (put(ATTACHMENT_PATH, SEALED), ATTACHMENT_PATH, 1, 1),
}

"""The small files that the examples of the errors are made of, each at its place."""

from generator.model.problem import Sample

REPORT = """\
项目名称: 农村公路养护
年度: 2022
评价规则: mof-2020-10
金额单位: 万元
绩效指标:
  - 三级指标: 养护里程
    年度指标值: ">=50公里"
    实际完成值: 50公里
    分值: 100
    得分: 100
总分: 100
"""
SITE = """\
网站名称: 绩效公开
网站简介: 某县项目支出绩效自评结果
发布机构: 某县财政局
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
APPROVED = {
    "approved/2022.csv": """\
项目编码,项目名称,部门,实施单位,批复预算,金额单位,应自评,应公开,公开期限,豁免依据,备注
JT-001,农村公路养护,某县交通运输局,养护中心,100,万元,是,是,,,
JT-002,公路桥梁检测,county-roads,,1200,元,是,是,2023-10-31,,分两年实施
JT-003,战备公路,county-roads,,50,万元,否,否,,"涉密，《政府信息公开条例》第十四条",
""",
    "approved/2022.yml": """\
来源: 县人大批准的2022年部门预算
日期: 2022-02-01
公开期限: 2023-09-30
零报告:
  - {部门: 某县人民政府, 日期: 2023-09-01, 依据: 没有项目支出}
""",
    "approved/2022.matches.csv": """\
编码,名称,报告,确认人,日期
""",
}
# What lies behind a report that names an attachment.
ATTACHMENT = "%PDF-1.4 an example\n"
ATTACHED = """\
附件:
  - 文件: sealed.pdf
    标题: 自评表盖章件
    类型: 盖章扫描件
    字节: 20
    SHA-256: a8e30b28a415b213b8a64016421a4f34c9081cffe64426e4226c6b156f264b2c
"""
REPORT_PATH = "projects/2022/county-roads/road-care.yml"
FILES = {
    REPORT_PATH: REPORT,
    "site.yml": SITE,
    "departments.yml": DEPARTMENTS,
    "rules/two-tiers.yml": RULEBOOK,
    **APPROVED,
}


def lawful(path: str = REPORT_PATH) -> Sample:
    """Return one of the files as it should be."""
    return Sample(FILES[path], place=path)


def added(line: str, *, state: str = "", beside: str = "") -> Sample:
    """Return the report with a line more."""
    return Sample(f"{REPORT}{line}\n", place=REPORT_PATH, state=state, beside=beside)


def changed(old: str, new: str, path: str = REPORT_PATH, *, beside: str = "") -> Sample:
    """Return one of the files with one text in place of another."""
    return Sample(FILES[path].replace(old, new, 1), place=path, beside=beside)


def approved(old: str, new: str) -> Sample:
    """Return the approved list with one text in place of another."""
    return changed(old, new, "approved/2022.csv")


def lying(place: str, *, beside: str = "") -> Sample:
    """Return the report at another place."""
    return Sample(REPORT, place=place, beside=beside)


def marked(state: str) -> Sample:
    """Return the report with something about it that no text can show."""
    return Sample(REPORT, place=REPORT_PATH, state=state)


def attached(old: str = "", new: str = "", *, state: str = "", beside: str = "") -> Sample:
    """Return the report with an attachment, one text of it in place of another."""
    return Sample(REPORT + ATTACHED.replace(old, new, 1), REPORT_PATH, state, beside)

"""Writes a new data file with comments, in the form's order, for a person to fill in."""

import re
from pathlib import Path

from generator.model.types import identifier_problem

_TEMPLATE = """\
# 项目支出绩效自评数据文件。栏目名与官方表一致；表上没有填的，整行删去或留空，网站显示“未填报”。
# 数字照表抄写（可带千分位和百分号）；以 = > < % 开头的值请加引号，如 ">=90%"。
# 填好后运行：jixiao check
项目名称:
年度: {year}
主管部门:
实施单位:
评价规则: {rulebook}      # rules/ 下的规则文件名
金额单位: 万元            # 元、万元或亿元

资金:                     # 第一行为合计；分值和得分只填在合计行
  - 来源: 年度资金总额
    年初预算数:
    全年预算数:
    全年执行数:
    分值: 10
    执行率:
    得分:
  - 来源: 当年财政拨款
    年初预算数:
    全年预算数:
    全年执行数:

年度总体目标:
  预期目标:
  实际完成情况:

绩效指标:                 # 一行一个三级指标；行数按表增减
  - 一级指标: 产出指标
    二级指标: 数量指标
    三级指标:
    年度指标值:           # 如 ">=30000件"、"100%"、提升
    实际完成值:
    分值:
    得分:
    偏差原因分析及改进措施:

总分:
评价等级:                 # 表上没有就留空

公开:
  状态: 草稿              # 草稿、待审、公开、部分公开、不予公开或已撤回；草稿和待审的不会公开
  # 公开时填写：
  # 公开日期: {next}-08-31
  # 保密审查: {{结论: 通过, 日期: {next}-08-20, 审查人: 王五}}  # 审查人不公开
"""


class ScaffoldError(Exception):
    """The file cannot be made; the message is Chinese and says why."""


def new_report_file(content_dir: Path, identity: str, rulebook: str) -> Path:
    """Write `projects/<year>/<department>/<project>.yml` and return its path.

    Raises ScaffoldError where the identity is malformed or the file already exists.
    """
    parts = identity.split("/")
    if len(parts) != 3 or not re.fullmatch(r"(19|20)\d{2}", parts[0]):
        raise ScaffoldError(
            f"位置“{identity}”应写作 年度/部门标识/项目标识，如 2024/cz-ju/road-repair"
        )
    for part in (*parts[1:], rulebook):
        if problem := identifier_problem(part):
            raise ScaffoldError(f"“{part}”：{problem}")
    path = content_dir.joinpath("projects", *parts[:2], f"{parts[2]}.yml")
    if path.exists():
        raise ScaffoldError(f"{path} 已经存在，没有改动；如要重填，请先改名或删除")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        _TEMPLATE.format(year=parts[0], next=int(parts[0]) + 1, rulebook=rulebook), encoding="utf-8"
    )
    return path

"""The labels of the official form and of its local variants: what each column or cell is called, and what it is."""

import re

from generator.model.text import fold

_ASIDE = re.compile(r"\([^()]*\)")
_UNIT = re.compile(r"\((元|万元|亿元)\)|单位[:：]?\s*(元|万元|亿元)")

UNIT_LINE = re.compile(r"\(?(?:金额)?单位[:：]?(?:元|万元|亿元)\)?")


def _vocabulary(**spellings: str) -> dict[str, str]:
    """Return each spelling with its key."""
    return {fold(word): key for key, words in spellings.items() for word in words.split()}


HEADS = _vocabulary(
    项目名称="项目名称 项目(名称) 专项名称 专项(项目)名称 一级项目名称 二级项目名称 项目支出名称 自评项目名称",
    主管部门="主管部门 主管部门及代码 预算部门 主管单位 部门名称 主管预算单位 预算主管部门 市级主管部门 省级主管部门 部门(单位)名称",
    实施单位="实施单位 项目单位 项目实施单位 预算单位 单位名称 填报单位 资金使用单位 项目承担单位 实施(使用)单位 具体实施单位",
    项目编码="项目编码 项目代码",
    评价等级="自评等级 评价等级 绩效等级 评价结果 等级 自评结果",
)
FUNDING = _vocabulary(
    年初预算数="年初预算数 年初预算 年初预算金额 初始预算数",
    全年预算数="全年预算数 全年预算 调整预算数 调整后预算数 预算数 预算金额 全年预算金额 调整后预算",
    实际到位数="实际到位数 到位数 到位资金 实际到位 到位金额 资金到位数 实际到位资金",
    全年执行数="全年执行数 执行数 全年执行 实际执行数 实际支出数 实际支出 支出数 执行金额",
    结余="结余 资金结余 结余资金 结余数",
    到位率="到位率 预算到位率 资金到位率",
    分值="分值 权重 标准分 分值/权重 分值权重 指标分值 满分",
    执行率="执行率 预算执行率 资金执行率",
    得分="得分 自评得分 自评分 评分 自评分数 实际得分",
    备注="备注",
)
FIGURE_ROWS = _vocabulary(
    年初预算数="年初预算资金 年初预算数 年初预算",
    全年预算数="全年预算资金 全年预算数 当年预算总金额 全年预算 调整后预算资金 预算总金额",
    实际到位数="实际到位资金 实际到位数 到位资金",
    全年执行数="全年执行资金 全年执行数 实际支出资金 实际支出 全年支出资金",
    结余="资金结余 结余资金 结余",
    到位率="预算到位率 资金到位率 到位率",
    执行率="预算执行率 执行率 资金执行率",
)
MONEY_COLUMNS = frozenset({"年初预算数", "全年预算数", "实际到位数", "全年执行数"})
INDICATORS = _vocabulary(
    一级指标="一级指标",
    二级指标="二级指标",
    三级指标="三级指标 目标指标 指标名称 具体指标 绩效指标名称",
    指标性质="指标性质 性质",
    年度指标值="年度指标值 年度目标值 全年目标值 绩效目标值 指标目标值 计划完成值 全年预期值 年度绩效指标值 年度计划值 指标值 目标值 年度目标值 预期指标值 年初指标值 计划指标值 预期值 年初目标值",
    调整后指标值="调整后指标值 调整后目标值 调整后年度指标值",
    度量单位="度量单位 计量单位 单位",
    实际完成值="实际完成值 年度完成值 指标完成值 指标实际完成值 全年实际完成情况 年度实际完成值 完成情况 实际完成 业绩值 完成值 全年实际值 全年完成值 实际值 实际完成情况 全年实际完成值 实际完成指标值",
    完成率="完成率 指标完成率",
    分值="分值 权重 指标分值 标准分 权重分 分值权重 指标权重 分值/权重 满分 标准分值",
    得分="得分 自评得分 指标得分 自评分 自评分数 评分 实际得分 自评分值",
    单项得分="单项得分",
    复核得分="复核得分 财政审核评分 复核分 审核得分",
    偏差原因分析及改进措施="偏差原因分析及改进措施 未完成原因分析及改进措施 偏差原因 未完成原因 原因分析 "
    "偏差原因分析及改进 未完成原因和改进措施 偏差原因分析和改进措施 偏差原因及改进措施 未完成原因及改进措施",
    指标解释="指标解释 指标说明",
    评分规则="评分规则 评分标准 赋分规则 计分标准 评分细则",
    备注="备注",
)
GOALS = _vocabulary(
    预期目标="预期目标 年度设定目标 设定目标 年初预期目标 年度预定目标 预算目标 年度预期目标 年初目标 年初设定目标 年度目标 计划目标",
    实际完成情况="实际完成情况 年度总体目标完成情况 年度总体目标完成情况综述 总体目标完成情况 年度目标完成情况 目标实际完成情况 全年实际完成情况 年度实际完成情况 完成情况 全年完成情况 目标完成情况",
)
# The column of our own empty form in which a formula shows what the rule gives: no declaration, so never read.
RULE_SCORE = "规则最高得分"
# Bureaus word these heads in ever new ways; what they all say is this.
INDICATOR_PATTERNS = (
    ("偏差原因分析及改进措施", re.compile(r".*原因.*(?:改进|整改|分析|措施|说明).*")),
    ("实际完成值", re.compile(r"(?:全年|年度|本年)?实际完成(?:指标)?(?:值|情况|数)")),
)
LONG_TERM = frozenset(map(fold, ("实施期目标", "项目实施期目标", "实施期绩效目标", "中长期目标")))
TOTALS = frozenset(map(fold, ("总分", "合计", "总计", "自评总分", "总得分", "综合得分", "得分合计", "自评得分合计")))
TITLES = re.compile(r"(?:绩效)?自评(?:价)?表|绩效目标自评|项目支出绩效自评")
# A year of evaluation, and not the month on a cover.
YEAR = re.compile(r"((?:19|20)[0-9]{2})\s*年(?:度|(?!\s*[0-9]))")
PREPRINTED = re.compile(r"(?:指标\s*[0-9]+\s*[:：]?|[…\.。]{2,})")
SIDE_LABELS = frozenset(
    map(
        fold,
        (
            "项目资金",
            "年度总体目标",
            "总体目标",
            "年度绩效目标",
            "绩效指标",
            "年度绩效指标",
            "绩效目标",
            "预算执行情况",
            "项目资金情况",
        ),
    )
)


def label(text: str) -> str:
    """Return a label as the vocabularies hold it: folded, without asides and closing marks."""
    return _ASIDE.sub("", fold(text)).strip(":：*")


def money_unit(text: str) -> str | None:
    """Return the unit of money that a label states, `项目资金（万元）` or `单位：元`."""
    found = _UNIT.search(fold(text))
    return (found.group(1) or found.group(2)) if found else None


def joined(text: str) -> str:
    """Return a label or name broken over lines as one line; Chinese needs no space where it was broken."""
    return re.sub(r"\s*\n\s*", "", text).strip()

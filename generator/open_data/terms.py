"""The words of the published tables."""

from generator.model.measure import Comparator
from generator.scoring.item_methods import METHODS
from generator.scoring.scorecard import Method

# A comparator as a word: the sign = would read as a formula in a spreadsheet.
COMPARATORS = {
    Comparator.GE: "不低于",
    Comparator.GT: "高于",
    Comparator.LE: "不高于",
    Comparator.LT: "低于",
    Comparator.EQ: "等于",
}
ABOUT = "约"
# What is told of a target or an actual value, each as a column of its own.
MEASURE = ("text", "kind", "comparator", "low", "high", "unit", "about", "trend", "day")
# How rows are scored: by the general rule, or by a rulebook's own for certain names.
SCORED_BY = tuple(dict.fromkeys((*map(str, Method), *METHODS)))
RULE_STATUS = ("已核算", "不评等级", "无法核算")
UNITS = ("元", "万元", "亿元")

"""Words on forms that scoring has to tell apart. Each list is data; none of them decides a score by itself."""

from generator.model.text import fold

# Words that say the target was reached, whatever it was.
ACHIEVED = frozenset(
    "完成 已完成 全部完成 按时完成 按期完成 达标 已达标 达成 已达成 达到 已达到 达到预期 达成年度指标 达成预期指标 符合要求 是 有 100%".split()
)
# Words that lower a claim: the middle band's 部分达成.
LOWERING = ("基本", "部分", "初步", "较为", "逐步", "一定", "大体", "有所")
# Words that deny a claim: the lowest band's 未达成.
DENYING = ("未", "没有", "尚无", "不符合", "不达标", "不满意", "不完善", "不及时", "无法")
# Words in front of a claim that do not change it.
_NEUTRAL = ("已经", "已", "均", "全部", "得到", "实现", "进一步")
# Names whose figures are better when smaller; a bare target leaves open which way it counts.
_SMALLER_IS_BETTER = (
    "差错率", "错误率", "故障率", "故障次数", "流失率", "投诉", "事故", "死亡", "发病率", "损耗", "能耗", "耗时",
    "响应时间", "处理时间", "办理时间", "时限", "成本", "费用", "单价", "支出额", "退回率", "逾期", "违规", "信访",
)  # fmt: skip


def says_achieved(target: str, actual: str) -> bool:
    """Tell whether the words of `actual` claim that the words of `target` were reached in full."""
    wanted, stated = _core(target), _core(actual)
    if wanted == stated:
        return True
    if lowers(actual) and not lowers(target):
        return False
    if denies(actual) and not denies(target):
        return False
    return wanted in stated or fold(actual) in ACHIEVED


def lowers(text: str) -> bool:
    """Tell whether a lowering word (基本, 部分 …) stands in `text`."""
    return any(word in text for word in LOWERING)


def denies(text: str) -> bool:
    """Tell whether a denying word (未, 没有 …) stands in `text`."""
    return any(word in text for word in DENYING)


def smaller_may_be_better(name: str, level2: str) -> bool:
    """Tell whether a row's name or place leaves open that less is better (差错率, 成本指标 …)."""
    return "成本" in level2 or any(word in name for word in _SMALLER_IS_BETTER)


def _core(text: str) -> str:
    folded = fold(text).rstrip("。.;；,，")
    for word in _NEUTRAL:
        folded = folded.removeprefix(word)
    return folded

"""Words on forms that scoring has to tell apart. Each list is data; none of them decides a score by itself.

Wording is judged only where it is plain: the target's own words, or a set answer, with nothing about it that could
turn the meaning. `提升不明显` contains 提升 and `未逾期` contains 未; neither is for a program to judge.
"""

from generator.model.text import fold

# Answers that say the target was reached, whatever it was.
ACHIEVED = frozenset(
    "完成 全部完成 按时完成 按期完成 如期完成 达标 全部达标 达成 达到 达到预期 达到预期目标 达到预期指标 达到目标 "
    "达成年度指标 达成预期指标 达成预期目标 实现预期目标 符合要求 符合预期".split()
)
# Answers that say so to a target that is no denial itself: 无投诉 answered with 有 says the opposite.
_AFFIRMED = frozenset("是 有".split())
# Answers that deny the target, whatever it was.
_NOT_ACHIEVED = frozenset(
    "完成 达标 达成 达到 达到预期 达到预期目标 达成年度指标 达成预期指标 实现 开展 实施 符合要求".split()
)
_DENIED = frozenset("否 无 没有 尚无 不是 暂无".split())
# Words in front of a claim that lower it: the middle band's 部分达成.
_LOWERING = ("基本", "部分", "初步", "较为", "大体", "大部分")
# Words in front of a claim that deny it: the lowest band's 未达成.
_DENYING = ("未能", "尚未", "没有", "未", "不")
# Words in front of a claim that leave it whole.
_NEUTRAL = (
    "已经", "已", "均已", "均", "都", "全部", "全面", "得到", "得以", "实现", "进一步", "显著", "明显", "大幅", "有效", "持续",
    "不断", "稳步", "切实", "很", "非常", "完全",
)  # fmt: skip
# A target that begins so asks for something not to be: an answer about it may deny in order to affirm.
_NEGATIVE = ("无", "不", "未", "零", "没有", "杜绝", "避免", "防止")
# Names whose figures are better when smaller; a bare target leaves open which way it counts.
_SMALLER_IS_BETTER = (
    "差错率", "错误率", "故障率", "故障次数", "流失率", "投诉", "事故", "死亡", "发病率", "损耗", "能耗", "耗时",
    "响应时间", "处理时间", "办理时间", "时限", "成本", "费用", "单价", "支出额", "退回率", "逾期", "违规", "信访",
)  # fmt: skip


def says_achieved(target: str, actual: str) -> bool:
    """Tell whether the words of `actual` claim that the words of `target` were reached in full."""
    wanted, stated = _bare(target), _bare(actual)
    if stated == wanted or _claim(stated) in (wanted, _claim(wanted)):
        return True
    return _claim(stated) in ACHIEVED or (stated in _AFFIRMED and not is_negative(target))


def says_partly(target: str, actual: str) -> bool:
    """Tell whether the words of `actual` lower the claim: 基本完善 for 完善, 部分完成 for anything."""
    return any(_claim(rest) in {_claim(_bare(target)), *ACHIEVED} for rest in _behind(_LOWERING, actual))


def says_not_achieved(target: str, actual: str) -> bool:
    """Tell whether the words of `actual` deny the claim: 未建立 for 建立, 未完成 for anything."""
    if is_negative(target):
        return False
    denied = any(rest in {_claim(_bare(target)), *_NOT_ACHIEVED} for rest in _behind(_DENYING, actual))
    return denied or _bare(actual) in _DENIED


def is_negative(target: str) -> bool:
    """Tell whether a target asks for something not to be: 无事故, 不超标, 零投诉."""
    return _bare(target).startswith(_NEGATIVE)


def smaller_may_be_better(name: str, level2: str) -> bool:
    """Tell whether a row's name or place leaves open that less is better (差错率, 成本指标 …)."""
    return "成本" in level2 or any(word in name for word in _SMALLER_IS_BETTER)


def _bare(text: str) -> str:
    return fold(text).rstrip("。.;；,，")


def _behind(words: tuple[str, ...], text: str) -> list[str]:
    """Return what stands behind each of `words` that the text begins with."""
    bare = _claim(_bare(text))
    return [bare.removeprefix(word) for word in words if bare.startswith(word)]


def _claim(text: str) -> str:
    """Return a claim without the words in front that leave it whole, unless nothing would be left."""
    for word in _NEUTRAL:
        if text.startswith(word) and len(text) > len(word):
            return _claim(text.removeprefix(word))
    return text

"""What words claim of a target in words: reached, reached in part, not reached. Each list is data.

Wording is judged only where it is plain: the target's own words, a set answer, or
the official name of a band, with nothing about it that could turn the meaning.
`提升不明显` contains 提升 and `未逾期` contains 未; neither is for a program to judge.
"""

import re
from collections.abc import Mapping

from generator.model.measure import Trend
from generator.scoring.denials import DENYING, DENYING_LONGER, NOT_ACHIEVED
from generator.scoring.facts import Claim
from generator.scoring.grammar_words import TRENDS
from generator.scoring.wording import bare_words, behind, claim_in

# Answers that say the target was reached, whatever it was.
ACHIEVED = frozenset(
    "完成 全部完成 按时完成 按期完成 如期完成 按要求完成 按计划完成 圆满完成 顺利完成 及时完成 达标 全部达标 达成 达到 达到预期 达到预期目标 "
    "达到预期指标 达到预期效果 达到预期值 达到目标 达到目标值 达到要求 达到标准 达成目标 实现预期 实现目标 完成目标 完成任务 完成年度目标 "
    "达成年度指标 达成预期指标 达成预期目标 达成年度目标 实现预期目标 实现年度目标 符合要求 符合预期 符合标准 符合规定 "
    "按质按量完成 保质保量完成 在规定时间内完成 规定时间内完成 在规定时限内完成 规定时限内完成 "
    "按规定时间完成 按规定时限完成 按规定完成 按标准发放 按该标准发放 按规定标准发放 按标准执行 "
    "按规定标准执行 按标准补助 按规定标准补助".split()
)
# Answers that say so to a target that is no denial itself: 无投诉 answered with 有 says the opposite.
_AFFIRMED = frozenset("是 有".split())
_DENIED = frozenset("否 没有 尚无 不是 暂无 未".split())
# The official names of the bands, old and new, as programs offer them
# in a drop-down (财预〔2020〕10号 and before).
_BANDS = {
    Claim.FULL: "达成年度指标 达成预期指标 完成年度指标 完成预期指标",
    Claim.PARTLY: (
        "部分达成年度指标并具有一定效果 部分达成预期指标并具有一定效果 部分完成年度指标并具有一定效果 "
        "部分达成年度指标 部分达成预期指标 部分达成 部分完成 部分实现 基本达成年度指标 基本达成预期指标"
    ),
    Claim.DENIED: (
        "未达成年度指标且效果较差 未达成预期指标且效果较差 未完成年度指标且效果较差 未完成预期指标且效果较差 "
        "未达成年度指标 未达成预期指标 未达成 未完成"
    ),
}
_BAND_OF = {name: claim for claim, names in _BANDS.items() for name in names.split()}
# Words in front of a claim that lower it: the middle band's 部分达成.
_LOWERING = ("基本", "部分", "初步", "较为", "大体", "大部分", "大致")
_LONGEST_REST = 4
# Signs that a text says more than one thing.
_PARTS = re.compile(r"[的已但，,、；;]")
# Words that deny each other at the head of a claim.
_OPPOSITES = (
    ({"改善", "好转", "优化"}, {"恶化", "变差"}),
    ({"按时", "按期", "及时", "如期", "准时"}, {"延期", "逾期", "超期", "延误", "拖延", "滞后"}),
)
# To exceed, in the words that clerks use for it.
_BEYOND = re.compile(r"^超[过出]")
# To be as a standard asks, in the words that clerks use for it.
_AS_ASKED = ("达到", "符合", "满足", "达")
# What is no less than last year's, and the answers that say so.
_NOT_BELOW_LAST = re.compile(r"(?:不低于|不少于)(?:上|去)年(?:度|同期|水平)?")
_ABOVE_LAST = re.compile(
    r"(?:高于|好于|优于|多于)(?:上|去)年(?:度|同期|水平)?|(?:与(?:上|去)年|同比)?持平"
)
# Targets that print the choices, the best first.
_CHOICES = frozenset("优良中低差 优良中差 优良差 高中低 好中差 好坏 是否".split())
# Words of small degree: beside a target of greater degree they lower it; beside a bare change
# they say that it came.
_SLIGHTLY = ("有所", "有一定", "一定", "略有", "稍有", "较", "比较")
_CHANGES = ("有所", "有一定", "一定")
_GREATLY = ("明显", "显著", "大幅", "有效", "较大", "全面")
_UNCHANGED = frozenset(
    "持平 不变 没有变化 无变化 保持不变 与上年持平 与去年持平 同比持平 零增长".split()
)
# A target that begins so asks for something not to be: an answer may deny in order to affirm.
_NEGATIVE = ("无", "不", "未", "零", "没有", "杜绝", "避免", "防止")


def claim_of(target: str, actual: str, bands: Mapping[str, Claim]) -> Claim | None:
    """Return what `actual` claims of `target` in words; None where a person has to judge.

    `bands` are the names that the rulebook gives to its bands.
    """
    if found := band_named(actual, bands):
        return found
    if found := _chosen(target, actual):
        return found
    if any(says_all(target, actual) for says_all in _SAYING_ALL):
        return Claim.FULL
    if _turned_round(target, actual) or _says_the_opposite(target, actual):
        return Claim.DENIED
    if found := _in_degree(target, actual):
        return found
    if _says_not_achieved(target, actual):
        return Claim.DENIED
    if _says_partly(target, actual):
        return Claim.PARTLY
    return None


def set_answer(actual: str, bands: Mapping[str, Claim]) -> Claim | None:
    """Return what a set answer claims of any target, a figure or a day too.

    已完成, 部分达成, a band's name.
    """
    if found := band_named(actual, bands):
        return found
    stated = bare_words(actual)
    if stated in ACHIEVED or claim_in(stated) in ACHIEVED:
        return Claim.FULL
    if any(rest in ACHIEVED for rest in behind(_LOWERING, actual)):
        return Claim.PARTLY
    if any(rest in NOT_ACHIEVED for rest in behind(DENYING, actual)):
        return Claim.DENIED
    return None


def band_named(actual: str, bands: Mapping[str, Claim]) -> Claim | None:
    """Return the claim of an official band's name; `bands` are the rulebook's own."""
    stated = bare_words(actual)
    return bands.get(stated) or _BAND_OF.get(stated)


def trend_in(words: str) -> Trend | None:
    """Return the change that a target in words asks for: 提高, 逐年下降, 能耗明显降低.

    None for both or neither.
    """
    bare = bare_words(words)
    found = {trend for word, trend in TRENDS.items() if word in bare}
    return found.pop() if len(found) == 1 and not bare.startswith(_NEGATIVE) else None


def is_completion(target: str) -> bool:
    """Tell whether a target asks for completion, of which a percentage can be the degree."""
    bare = bare_words(target)
    return (
        bare in ACHIEVED
        or claim_in(bare) in ACHIEVED
        or bare in {"全覆盖", "全部覆盖", "应保尽保", "全部", "实现全覆盖"}
    )


def is_negative(target: str) -> bool:
    """Tell whether a target asks for something not to be: 无事故, 不超标, 零投诉."""
    return bare_words(target).startswith(_NEGATIVE)


def is_unchanged(words: str) -> bool:
    """Tell whether words say that nothing changed: 与上年持平."""
    return bare_words(words) in _UNCHANGED


def _denies_alike(target: str, actual: str) -> bool:
    """Tell whether both deny the same: 不超标, 未超标."""
    wanted = {_BEYOND.sub("超", rest) for rest in behind(("不", "未", "无"), target) if rest}
    stated = behind(("不", "未", "无", "未发生"), actual)
    return not wanted.isdisjoint(_BEYOND.sub("超", rest) for rest in stated)


def _chosen(target: str, actual: str) -> Claim | None:
    """Judge a choice that the target prints: the best of them is reached, the worst is not."""
    choices, stated = bare_words(target), bare_words(actual)
    if choices not in _CHOICES:
        return None
    return {choices[0]: Claim.FULL, choices[-1]: Claim.DENIED}.get(stated)


def _is_whole_for_lowered(target: str, actual: str) -> bool:
    """Tell whether the target asks for less than was reached: 已建立 for 基本建立."""
    return any(_says_achieved(rest, actual) for rest in behind(_LOWERING, target) if rest)


def _is_above_last_year(target: str, actual: str) -> bool:
    asked = _NOT_BELOW_LAST.fullmatch(bare_words(target)) is not None
    return asked and _ABOVE_LAST.fullmatch(bare_words(actual)) is not None


def _names_the_same_change(target: str, actual: str) -> bool:
    """Tell whether both name one change and nothing else: 逐步提高, 稳步提升."""
    wanted = _lone_trend(bare_words(target).removeprefix("逐步"))
    return wanted is not None and wanted is _lone_trend(actual)


def _is_above_the_degree(target: str, actual: str) -> bool:
    """Tell whether more is claimed than a little that was asked for: 显著提升 for 有所提升."""
    asked = behind(_SLIGHTLY, target, whole=True)
    return not {bare_words(actual), *behind(_GREATLY, actual, whole=True)}.isdisjoint(
        rest for rest in asked if rest in TRENDS
    )


def _is_as_asked(target: str, actual: str) -> bool:
    """Tell whether both say that one thing is met: 达到国家标准, 符合国家标准."""
    wanted, stated = behind(_AS_ASKED, target)[:1], behind(_AS_ASKED, actual)[:1]
    return bool(wanted) and wanted == stated and len(wanted[0]) > 1


def _swaps_halves(target: str, actual: str) -> bool:
    """Tell whether two words stand in the other order: 稳定运行, 运行稳定."""
    wanted, stated = bare_words(target), bare_words(actual)
    return len(wanted) == len(stated) == 4 and wanted == stated[2:] + stated[:2]


def _says_the_opposite(target: str, actual: str) -> bool:
    wanted, stated = claim_in(bare_words(target)), claim_in(bare_words(actual))
    return any(_are_opposite(wanted, stated, good, bad) for good, bad in _OPPOSITES)


def _are_opposite(wanted: str, stated: str, good: set[str], bad: set[str]) -> bool:
    """Tell whether the answer is the target with its head denied: 延期完成 for 按时完成."""
    rests = {wanted.removeprefix(word) for word in good if wanted.startswith(word)}
    return any(stated in {word, word + rest} for word in bad for rest in rests)


def _turned_round(target: str, actual: str) -> bool:
    """Tell whether the other change, or none, answers; or what a denial denies."""
    wanted, stated = _lone_trend(target), _lone_trend(actual)
    if wanted and (is_unchanged(actual) or (stated and stated is not wanted)):
        return True
    return bare_words(actual) in {
        bare_words(target).removeprefix(word)
        for word in ("不", "未")
        if bare_words(target).startswith(word)
    }


def _lone_trend(words: str) -> Trend | None:
    """Return the change that a text names and nothing else: 同比下降, 明显提高."""
    return TRENDS.get(claim_in(bare_words(words)))


def _in_degree(target: str, actual: str) -> Claim | None:
    """Judge words of degree: 有所提高 is less than 明显提高, 较规范 less than 规范; 有所提高 is 提高."""
    stated, wanted = bare_words(actual), bare_words(target)
    for word in _SLIGHTLY:
        rest = stated.removeprefix(word)
        if rest in (stated, "") or rest not in {wanted, *behind(_GREATLY, target, whole=True)}:
            continue
        changed = rest == wanted and rest in TRENDS and word in _CHANGES
        return Claim.FULL if changed else Claim.PARTLY
    return None


def _says_achieved(target: str, actual: str) -> bool:
    wanted, stated = bare_words(target), bare_words(actual)
    if stated == wanted or claim_in(stated) in (wanted, claim_in(wanted)):
        return True
    return claim_in(stated) in ACHIEVED or (stated in _AFFIRMED and not is_negative(target))


def drops_the_degree(target: str, actual: str) -> bool:
    """Tell whether an answer leaves out how much was asked for: 提升 for 显著提升."""
    stated = bare_words(actual)
    return stated in behind(_GREATLY, target, whole=True) and stated in TRENDS


def _says_partly(target: str, actual: str) -> bool:
    """Tell whether the words of `actual` lower the claim: 基本完善 for 完善, 部分完成 for anything."""
    return any(
        claim_in(rest) in {claim_in(bare_words(target)), *ACHIEVED}
        for rest in behind(_LOWERING, actual)
    )


def _says_not_achieved(target: str, actual: str) -> bool:
    """Tell whether the words of `actual` deny the claim: 未建立 for 建立, 未完成 for anything."""
    if is_negative(target):
        return False
    claim = claim_in(bare_words(target))
    rests = {claim_in(rest) for rest in behind(DENYING, actual)}
    longer = any(_says_little_more(claim, rest) for rest in behind(DENYING_LONGER, actual))
    return longer or bool(rests & {claim, *NOT_ACHIEVED}) or bare_words(actual) in _DENIED


def _says_little_more(claim: str, rest: str) -> bool:
    more = len(rest) - len(claim)
    return rest.startswith(claim) and more <= _LONGEST_REST and not _PARTS.search(rest)


# Every way in which an answer claims the whole of its target.
_SAYING_ALL = (
    _says_achieved,
    _denies_alike,
    _is_whole_for_lowered,
    _is_above_last_year,
    _names_the_same_change,
    _swaps_halves,
    _is_above_the_degree,
    _is_as_asked,
)

"""Words that deny: what an answer says was not done."""

import re

from generator.scoring.wording import behind

# Answers that deny the target, whatever it was.
NOT_ACHIEVED = frozenset(
    "完成 达标 达成 达到 达到预期 达到预期目标 达到目标 达成年度指标 达成预期指标 达成年度目标 完成年度指标 完成预期指标 完成目标 达到要求 达到标准 "
    "达到预期效果 实现 开展 "
    "实施 启动 符合要求 完工 竣工 建成 开工 建立 制定 出台 落实 设立 健全 通过 通过验收 验收 验收合格 合格 "
    "拨付 支付 发放 兑付 采购 招标 安装 交付 交付使用 投入使用 使用 启用 上线 结题 整改 整改到位 到位".split()
)
# Words in front of a claim that deny it: the lowest band's 未达成.
DENYING = ("未能", "尚未", "暂未", "仍未", "还未", "还没有", "没有", "并未", "未", "不", "无")
# A denial may say a little more than the claim: 未及时拨付 denies 及时. 无安全事故 does not deny 安全.
DENYING_LONGER = ("未能", "尚未", "暂未", "仍未", "还未", "并未", "未")
# Words between a denial and what it denies: 未能按期完工 says that something was not done.
_MANNER = re.compile(
    r"^(?:完全|全部|全面|按期|按时|如期|及时|按计划|按要求|按规定|足额|如数|顺利|最终)+"
)


def admits_shortfall(actual: str) -> bool:
    """Tell whether an answer itself says that something was not done: 未能按期完工, 暂未拨付到位."""
    rests = (_MANNER.sub("", rest) for rest in behind(DENYING_LONGER, actual))
    return any(rest.startswith(tuple(NOT_ACHIEVED)) for rest in rests)

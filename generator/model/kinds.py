"""Kinds of evaluation report, which are never added to each other.

Source: 《项目支出绩效评价管理办法》（财预〔2020〕10号）第三条: self-evaluation by units, evaluation by
departments, evaluation by finance bureaus; 《中共中央 国务院关于全面实施预算绩效管理的意见》（中发〔2018〕34号）:
performance of departments as a whole, of transfers and of policies.
"""

from types import MappingProxyType
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal[
    "项目自评", "部门整体自评", "转移支付自评", "重点评价", "财政再评价", "政策评价"
]
PROJECT: Kind = "项目自评"
# Addresses and full titles, in the order in which they are listed.
OTHERS: MappingProxyType[Kind, tuple[str, str]] = MappingProxyType(
    {
        "部门整体自评": ("department", "部门整体支出绩效自评"),
        "转移支付自评": ("transfer", "转移支付绩效自评"),
        "重点评价": ("key", "重点项目绩效评价"),
        "财政再评价": ("review", "财政再评价"),
        "政策评价": ("policy", "政策绩效评价"),
    }
)


def title_of(kind: Kind) -> str:
    """Return the title of a kind's reports in full."""
    return OTHERS[kind][1] if kind in OTHERS else "项目支出绩效自评"

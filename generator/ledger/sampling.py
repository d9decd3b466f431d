"""A sample of reports for review: drawn by money within strata, the same for the same seed.

Source: P. S. Efraimidis and P. G. Spirakis, Weighted random sampling with a reservoir, 2006: each
item gets a key -ln(u)/weight, and the least keys are drawn. Here u comes from SHA-256 over seed and
item, so that anybody can draw the sample again, on any machine and in any order.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal

_WIDE = Context(prec=40)
_STEPS = 2**256


@dataclass(frozen=True, slots=True)
class Item:
    """What may be drawn: its name, its stratum, and its money in 元 (None: not stated)."""

    name: str
    stratum: str
    money: Decimal | None


def draw(items: Iterable[Item], size: int, seed: str) -> tuple[Item, ...]:
    """Return a sample of at most `size` items, by stratum and in the order in which it is drawn.

    Each stratum has its share of the sample by money, and at least one item where `size` allows.
    Within a stratum an item of twice the money is drawn twice as readily; one without stated money
    counts as the least of its stratum.
    """
    strata: dict[str, list[Item]] = {}
    for item in sorted(items, key=lambda one: one.name):
        strata.setdefault(item.stratum, []).append(item)
    shares = allotted(strata, size)
    return tuple(
        one for name in sorted(strata) for one in _drawn(strata[name], seed)[: shares[name]]
    )


def allotted(strata: Mapping[str, Sequence[Item]], size: int) -> dict[str, int]:
    """Return how many items each stratum gives: one by one to the highest money per item drawn.

    This is D'Hondt's rule, with the first item of each stratum before any second one.
    """
    shares = dict.fromkeys(strata, 0)
    money = {name: sum(map(_weight, _filled(those)), Decimal(0)) for name, those in strata.items()}
    for _ in range(min(size, sum(map(len, strata.values())))):
        open_ones = [name for name in strata if shares[name] < len(strata[name])]
        best = min(open_ones, key=lambda name: (_turn(shares[name]), *_claim(name, money, shares)))
        shares[best] += 1
    return shares


def _turn(share: int) -> bool:
    return share > 0


def _claim(
    name: str, money: Mapping[str, Decimal], shares: Mapping[str, int]
) -> tuple[Decimal, str]:
    return -money[name] / (shares[name] + 1), name


def _drawn(items: Sequence[Item], seed: str) -> list[Item]:
    filled = _filled(items)
    keys = {one.name: _key(one, seed) for one in filled}
    return sorted(items, key=lambda one: (keys[one.name], one.name))


def _filled(items: Sequence[Item]) -> list[Item]:
    """Return items with money: the least of the stratum, else 1, where none is stated."""
    stated = [one.money for one in items if one.money]
    least = min(stated, default=Decimal(1))
    return [Item(one.name, one.stratum, one.money or least) for one in items]


def _weight(item: Item) -> Decimal:
    return item.money or Decimal(1)


def _key(item: Item, seed: str) -> Decimal:
    """Return -ln(u)/weight; u is between 0 and 1, neither of which it can be."""
    digest = hashlib.sha256(f"{seed}\0{item.name}".encode()).digest()
    part = _WIDE.divide(Decimal(int.from_bytes(digest) * 2 + 1), Decimal(2 * _STEPS))
    return _WIDE.divide(-part.ln(_WIDE), _weight(item))

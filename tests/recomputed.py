"""What a reader works out of one missing cell of a form, by the form's own arithmetic.

Written from the ministry's form of 财预〔2020〕10号 and school arithmetic; it knows nothing of the checks.
"""

import re
import unicodedata
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

AMOUNTS = ("年初预算数", "全年预算数", "实际到位数", "全年执行数", "结余")
RATES = {"执行率": "全年执行数", "到位率": "实际到位数"}
# Printed on every blank form.
BLANK_FORM = re.compile(
    r"(?:产出|数量|质量|时效|成本|(?:经济|社会|生态)?效益|可持续影响|(?:社会公众或)?(?:服务对象)?满意度|效果|过程|决策|投入|管理|影响力|项目|预算执行率?)*"
    r"(?:指标|目标)?(?:（\d+分）|\(\d+分\))?|(?:年度资金总额|当年财政拨款|上年结转资金|其他资金|其中)*(?:[（(:：].*)?"
)
Tree = dict[str, Any]
Path = tuple[Any, ...]


def number(text: Any) -> Fraction | None:
    """Read a printed figure: `8,358,865.00`, `97.34%`, `20分`."""
    plain = unicodedata.normalize("NFKC", str(text)).replace(",", "").strip()
    found = re.fullmatch(r"([0-9]+(?:\.[0-9]+)?)(?:%|分|万元|元)?", plain)
    return Fraction(found[1]) if found else None


def measured(text: Any) -> tuple[str, Fraction, str] | None:
    """Read a target or a value: its sign, figure and unit."""
    plain = unicodedata.normalize("NFKC", str(text)).replace(" ", "").replace(">=", "≥").replace("<=", "≤")
    found = re.fullmatch(r"([≥≤=]?)([0-9]+(?:\.[0-9]+)?)([^0-9]*)", plain)
    return (found[1], Fraction(found[2]), found[3]) if found else None


def at(tree: Any, path: Path) -> Any:
    for step in path:
        if isinstance(tree, dict):
            tree = tree.get(step)
        elif isinstance(tree, list) and isinstance(step, int) and step < len(tree):
            tree = tree[step]
        else:
            return None
    return tree


def added(cells: list[Any]) -> Fraction | None:
    """Add figures; None where there are none, or one cannot be read."""
    read = [number(cell) for cell in cells]
    return None if not read or None in read else sum((one for one in read if one is not None), Fraction(0))


def less(total: Any, parts: list[Any]) -> Iterator[Fraction]:
    whole, rest = number(total), added(parts) if parts else Fraction(0)
    if whole is not None and rest is not None:
        yield whole - rest


def stated(rows: list[Tree], key: str, but: int = -1) -> list[Any]:
    """The cells of a column, each once: what is merged with the row above is not counted again."""
    return [
        row[key] for place, row in enumerate(rows)
        if place != but and key in row and key not in row.get("与上行合并", [])
    ]  # fmt: skip


def ways(tree: Tree, path: Path) -> Iterator[Fraction]:
    """Yield every figure that the rest of the form gives for a cell."""
    match path:
        case ("总分" | "总分值" as key,):
            column = "得分" if key == "总分" else "分值"
            yield from whole(tree, column)
        case ("资金", int() as place, str() as key):
            yield from of_source(tree["资金"], place, key)
            if place == 0 and key in ("得分", "分值"):
                yield from less(ceiling(tree, key), stated(tree.get("绩效指标", []), key))
        case ("资金明细", int() as table, "行", int() as place, str() as key):
            yield from of_source(tree["资金明细"][table]["行"], place, key)
        case ("绩效指标", int() as place, str() as key):
            yield from of_row(tree, place, key)
        case ("层级小计", int() as place, "得分" | "分值" as key):
            yield from of_level(tree, place, key)


def ceiling(tree: Tree, column: str) -> Any:
    return tree.get("总分") if column == "得分" else "100"


def first_source(tree: Tree, column: str) -> list[Any]:
    return [tree["资金"][0][column]] if tree.get("资金") and column in tree["资金"][0] else []


def whole(tree: Tree, column: str) -> Iterator[Fraction]:
    rows, money = stated(tree.get("绩效指标", []), column), first_source(tree, column)
    for parts in (rows, rows + money):
        total = added(parts)
        if total is not None:
            yield total


def of_source(rows: list[Tree], place: int, key: str) -> Iterator[Fraction]:
    row = rows[place]
    if key in AMOUNTS:
        yield from of_amount(rows, row, key)
    if key in RATES:
        for base in ("全年预算数", "年初预算数", "实际到位数"):
            part, of = number(row.get(RATES[key])), number(row.get(base))
            if part is not None and of:
                yield from (part / of * 100, part / of)
    rate, weight = number(row.get("执行率")), number(row.get("分值"))
    if key == "得分" and rate is not None and weight is not None:
        yield min(rate / 100, Fraction(1)) * weight


def of_amount(rows: list[Tree], row: Tree, key: str) -> Iterator[Fraction]:
    """By what stands below a source, beside it, and by what is left of it."""
    top = rows[0].get("来源")
    below = [one for one in rows if one is not row and one.get("属于", top) == row.get("来源")]
    total = added([one[key] for one in below if key in one])
    if total is not None:
        yield total
    head = next((one for one in rows if one is not row and one.get("来源") == row.get("属于", top)), None)
    if head is not None and key in head:
        beside = [one for one in rows if one not in (row, head) and one.get("属于", top) == head.get("来源")]
        yield from less(head[key], [one[key] for one in beside if key in one])
    for base in ("实际到位数", "全年预算数"):
        yield from balanced(row, key, base)


def balanced(row: Tree, key: str, base: str) -> Iterator[Fraction]:
    if key == base and "结余" in row:
        total = added([row.get("全年执行数"), row["结余"]])
        if total is not None:
            yield total
    elif key in ("全年执行数", "结余"):
        other = "结余" if key == "全年执行数" else "全年执行数"
        if other in row:
            yield from less(row.get(base), [row[other]])


def of_row(tree: Tree, place: int, key: str) -> Iterator[Fraction]:
    rows = tree["绩效指标"]
    row = rows[place]
    if key in row.get("与上行合并", []):
        return
    if key in ("得分", "分值"):
        others = stated(rows, key, place)
        yield from less(ceiling(tree, key), others + first_source(tree, key))
        yield from less(ceiling(tree, key), others)
        for head in tree.get("层级小计", []):
            if key in head and is_under(row, head):
                beside = [one for number_, one in enumerate(rows) if number_ != place and is_under(one, head)]
                yield from less(head[key], stated(beside, key))
    target, actual = (measured(row.get(name, "")) for name in ("年度指标值", "实际完成值"))
    if key == "得分" and target and actual and "调整后指标值" not in row and is_met(target, actual):
        weight = number(row.get("分值"))
        if weight is not None:
            yield weight
    if key == "完成率" and target and actual and target[1]:
        yield actual[1] / target[1] * 100


def is_met(target: tuple[str, Fraction, str], actual: tuple[str, Fraction, str]) -> bool:
    if target[2] != actual[2]:
        return False
    return {"≥": actual[1] >= target[1], "≤": actual[1] <= target[1], "=": actual[1] == target[1]}.get(target[0], False)


def is_under(row: Tree, head: Tree) -> bool:
    levels = [name for name in ("一级指标", "二级指标") if name in head]
    return bool(levels) and all(row.get(name) == head[name] for name in levels)


def of_level(tree: Tree, place: int, key: str) -> Iterator[Fraction]:
    head = tree["层级小计"][place]
    total = added(stated([row for row in tree.get("绩效指标", []) if is_under(row, head)], key))
    if total is not None:
        yield total


def is_worked_out(tree: Tree, path: Path) -> bool:
    """Tell whether the rest of a form gives a cell exactly as it is printed."""
    text = unicodedata.normalize("NFKC", str(at(tree, path))).replace(",", "").strip()
    printed = number(text)
    if printed is None:
        return False
    places = len(re.sub(r"[^0-9.]", "", text).partition(".")[2])
    return any(abs(found - printed) * 2 <= Fraction(1, 10**places) for found in ways(tree, path))


def letters(text: Any) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKC", str(text)).casefold() if sign.isalnum())


def is_said_elsewhere(tree: Tree, path: Path) -> bool:
    """Tell whether words of four letters and more, or a figure of four digits and more, stand in another cell too."""
    text = str(at(tree, path))
    others = [said for place, said in cells(tree) if place != path and place[0] != "公开"]
    if number(text) is not None or measured(text) is not None:
        digits = re.sub(r"[^0-9.]", "", unicodedata.normalize("NFKC", text).replace(",", ""))
        telling = digits.replace(".", "").strip("0")
        same = [one for one in others if number(one) is not None and number(one) == number(digits)]
        return len(telling) >= 4 and bool(same)
    plain = letters(text)
    is_blank = BLANK_FORM.fullmatch(text.strip()) is not None
    return len(plain) >= 4 and not is_blank and any(plain in letters(one) for one in others)


def cells(node: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Yield every text of a form with its path."""
    if isinstance(node, dict):
        for key, item in node.items():
            yield from cells(item, (*path, key))
    elif isinstance(node, list):
        for place, item in enumerate(node):
            yield from cells(item, (*path, place))
    else:
        yield path, str(node)

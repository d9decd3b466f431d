"""A rulebook as spreadsheet formulas: what the empty form computes while somebody fills it in.

A formula stays empty until the cells it needs are numbers. The rules and their sources are those of
`generator.scoring`; a test computes both and compares them.
"""

from decimal import Decimal

from generator.model.figure import plain
from generator.model.rulebook import Rulebook, Tier

SIGNS = ("≥", "≤", "＝", "＞", "＜", "定性")
HUNDRED = Decimal(100)


def when_numbers(cells: tuple[str, ...], formula: str) -> str:
    """Return a formula that is empty until every cell holds a number."""
    return f'IF(AND({",".join(f"ISNUMBER({cell})" for cell in cells)}),{formula},"")'


def total(cells: str) -> str:
    """Return the sum of a range that is empty until it holds a number."""
    return f'=IF(COUNT({cells})=0,"",ROUND(SUM({cells}),6))'  # 6 places: away with binary noise


def rate(part: str, whole: str) -> str:
    """Return an execution rate as a ratio, unrounded, which the cell's format rounds once.

    It is empty where `whole` is 0.
    """
    return "=" + when_numbers((part, whole), f'IF({whole}>0,{part}/{whole},"")')


def budget_score(part: str, whole: str, weight: str, book: Rulebook) -> str:
    """Return the highest score (分) that the rule gives the budget row.

    It is in proportion, or by the tier reached.
    """
    if book.budget.method == "分档":
        share = _tiers(f"ROUND({part}/{whole},12)", book.budget.tiers)
        return "=" + when_numbers((part, whole, weight), f'IF({whole}>0,{weight}*{share},"")')
    points = f"MAX(0,MIN({weight},{weight}*{part}/{whole}))"
    return "=" + when_numbers(
        (part, whole, weight), f'IF({whole}>0,ROUND({points},{book.places}),"")'
    )


def indicator_score(target: str, actual: str, sign: str, weight: str, book: Rulebook) -> str:
    """Return the score (分) that the rule gives a quantitative row.

    It is empty where no sign is chosen or the sign is 定性.
    """
    lower = f'OR({sign}="≤",{sign}="＜")'
    zero = f'AND({target}=0,{sign}="＝")'
    met = (
        f'IF({sign}="＞",{actual}>{target},IF({sign}="＜",{actual}<{target},'
        f"IF(OR({lower},{zero}),{actual}<={target},{actual}>={target})))"
    )
    if book.quantitative.reverse == "目标值除以完成值":
        reverse = f"{weight}*{target}/{actual}"
    else:
        reverse = f"MAX(0,{weight}*(2*{target}-{actual})/{target})"
    missed = f"IF({target}<=0,0,IF({lower},{reverse},MAX(0,{weight}*{actual}/{target})))"
    points = f"ROUND(IF({met},{weight},{missed}),{book.places})"
    formula = when_numbers((target, actual, weight), points)
    return f'=IF(OR({sign}="",{sign}="定性"),"",{formula})'


def grade(score: str, book: Rulebook) -> str:
    """Return the grade of a total score (分)."""
    words = f'"{book.grades[-1].name}"'
    for step in reversed(book.grades[:-1]):
        words = f'IF({score}>={plain(step.floor)},"{step.name}",{words})'
    return "=" + when_numbers((score,), words)


def _tiers(ratio: str, tiers: tuple[Tier, ...]) -> str:
    share = plain(tiers[-1].high / HUNDRED)
    for tier in reversed(tiers[:-1]):
        share = f"IF({ratio}>={plain(tier.floor / HUNDRED)},{plain(tier.high / HUNDRED)},{share})"
    return share

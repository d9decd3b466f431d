"""Figures as a spreadsheet holds them: a number, and the format that shows it as it was printed."""

import re
from decimal import Decimal
from typing import NamedTuple

_FIGURE = re.compile(
    r"-?(?P<whole>0|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d*)(?:\.(?P<part>\d+))?(?P<rate>%?)"
)
# Spreadsheets keep fifteen digits of a number.
_MOST_DIGITS = 15


class Printed(NamedTuple):
    """A number and its format: 97.34% is 0.9734 shown as 0.00%."""

    value: Decimal
    form: str


def printed(text: str) -> Printed | None:
    """Return a figure as number and format; None where no number is shown in just this way."""
    found = _FIGURE.fullmatch(text)
    if found is None or sum(map(str.isdigit, text)) > _MOST_DIGITS:
        return None
    value = Decimal(text.replace(",", "").removesuffix("%"))
    if text.startswith("-") and not value:
        return None
    if found["rate"]:
        value = value.scaleb(-2)
    whole = "#,##0" if "," in found["whole"] else "0"
    part = f".{'0' * len(found['part'])}" if found["part"] else ""
    return Printed(value, f"{whole}{part}{found['rate']}")

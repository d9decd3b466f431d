"""Numbers for tests, by the text of the standards alone: GB 11643-1999 and ISO/IEC 7812-1, annex B."""

import random
from datetime import date, timedelta

PROVINCES = "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65".split()
# 4.1: the sum of the digits times their weights, modulo 11, names the check character.
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_CHARACTERS = "10X98765432"


def check_character(body: str) -> str:
    """Return the check character of the first 17 digits, by the formula of the standard."""
    return CHECK_CHARACTERS[sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True)) % 11]


def first_17_digits(chance: random.Random) -> str:
    region = f"{chance.choice(PROVINCES)}{chance.randrange(10000):04}"
    day = date(1920, 1, 1) + timedelta(days=chance.randrange(38000))
    return f"{region}{day:%Y%m%d}{chance.randrange(1000):03}"


def identity_number(chance: random.Random) -> str:
    body = first_17_digits(chance)
    return body + check_character(body)


def card_number(chance: random.Random) -> str:
    """Return a number of 19 digits whose last makes the sum of the standard a multiple of ten."""
    body = f"62{chance.randrange(10**16):016}"
    doubled = [int(digit) * (2 - place % 2) for place, digit in enumerate(reversed(body))]
    return body + str(-sum(value // 10 + value % 10 for value in doubled) % 10)

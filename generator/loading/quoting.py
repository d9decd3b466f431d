"""How messages quote what stands in a file: on one line, printable, not too long."""

_SHOWN = 40


def printable(text: str) -> str:
    """Return `text` with whatever a screen cannot show replaced; file names may hold any byte."""
    return "".join(character if character.isprintable() else "�" for character in text)


def shown(text: str) -> str:
    """Return `text` as a message quotes it: on one line, printable, and not too long."""
    line = " ".join(text.split())
    return printable(line if len(line) <= _SHOWN else line[:_SHOWN] + "…")

"""Who is shut out of a page, as axe finds it, on the screens that the tests look at."""

from collections.abc import Mapping, Sequence
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.effort import IS_LONG, only_long

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
Screen = tuple[int, Literal["light", "dark"]]
# Both widths and both schemes; the long run crosses them.
WIDE: Screen = (1280, "light")
NARROW: Screen = (320, "dark")
CROSSED: tuple[Screen, ...] = ((1280, "dark"), (320, "light"))
SCREENS = [WIDE, NARROW, *only_long(*CROSSED)]


def in_turn(kinds: Mapping[str, str], on_both: Sequence[str] = (), left_out: Sequence[str] = ()) -> list[object]:
    """Return screen and address of each kind of page: some on both screens, each other on one by turns.

    In the long run all are looked at on all screens; `left_out` only there.
    """
    found: list[object] = []
    for place, (kind, address) in enumerate(kinds.items()):
        for screen in (WIDE, NARROW, *CROSSED):
            is_its_turn = screen == (WIDE, NARROW)[place % 2] and kind not in left_out
            is_tried = is_its_turn or (kind in on_both and screen not in CROSSED)
            if is_tried or IS_LONG:
                marks = () if is_tried else (pytest.mark.long,)
                found.append(pytest.param(screen, address, marks=marks, id=f"{screen[0]}-{screen[1]}-{kind}"))
    return found


on_every_screen = pytest.mark.parametrize("window", SCREENS, ids=lambda one: f"{one[0]}-{one[1]}")


# What alone can change where a page is laid out as before and painted otherwise.
OF_COLOUR = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}


def shut_out(page: Page, *, also: tuple[str, ...] = (), colours: bool = False) -> list[tuple[str, list[str]]]:
    """Return the rules that a page breaks, each with the elements.

    `also` names further sets of rules, `colours` looks at nothing but colours.
    """
    # Telling of every element that keeps a rule takes axe twice as long as looking at it.
    options = {"runOnly": OF_COLOUR if colours else [*STANDARDS, *also], "resultTypes": ["violations"]}
    found = Axe().run(page, options=options).response["violations"]
    return [(item["id"], [node["html"][:120] for node in item["nodes"]]) for item in found]


# Each way in which words are painted: in which colour, on which layers down to the first that covers all, large or not
# (as contrast counts: 24 px, or bold and 18.66 px); of a link also how it differs from the words around it.
_PAINTED = """() => {
  for (const one of document.getAnimations()) one.finish();
  const found = new Set();
  const isOwn = (node) => node.nodeType === 3 && node.data.trim();
  const layers = (one) => {
    const seen = [];
    for (let at = one; at; at = at.parentElement) {
      const { backgroundColor, backgroundImage, opacity } = getComputedStyle(at);
      if (opacity !== "1") seen.push(opacity);
      if (backgroundImage !== "none") seen.push(backgroundImage);
      if (backgroundColor !== "rgba(0, 0, 0, 0)") seen.push(backgroundColor);
      if (backgroundColor.startsWith("rgb(")) break;
    }
    return seen;
  };
  for (const one of document.querySelectorAll("body *")) {
    if (![...one.childNodes].some(isOwn) || !one.checkVisibility()) continue;
    const style = getComputedStyle(one), size = parseFloat(style.fontSize);
    const isLarge = size >= 24 || (size >= 18.66 && parseInt(style.fontWeight) >= 700);
    const colour = one.closest("svg") ? style.fill + style.stroke : style.color;
    const around = one.closest("a") ? [getComputedStyle(one.closest("a").parentElement).color, style.textDecorationLine] : [];
    const behind = layers(one);
    if (!behind.includes("0")) found.add([colour, isLarge, style.textShadow, ...around, ...behind].join(";"));
  }
  return [...found];
}"""


def painted(page: Page) -> set[str]:
    """Return the ways in which a page paints its words: where none is new, no colour has to be judged again."""
    return set(page.evaluate(_PAINTED))


def scrolls_sideways(page: Page) -> bool:
    """Tell whether a page is wider than its window."""
    return bool(page.evaluate("document.documentElement.scrollWidth > window.innerWidth"))

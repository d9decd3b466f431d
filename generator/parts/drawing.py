"""The pictures of the site's links: one that says the same is not drawn again."""

from collections.abc import Iterator

from generator.catalogue import Catalogue
from generator.pages.cards import Card, cards, drawn
from generator.parts.marks import mark_of
from generator.parts.workshop import Portion, Work, Workshop


def draw_cards(shop: Workshop, catalogue: Catalogue) -> Iterator[tuple[str, bytes]]:
    """Yield every picture with its path."""
    named = dict(cards(catalogue))
    pictures = shop.make(_DRAWING, map(mark_of, named.values()), tuple(named.values()))
    return zip(named, pictures, strict=True)


def _drawn(some: Portion[Card]) -> list[bytes]:
    return [drawn(card) for card in some]


_DRAWING = Work("drawn", _drawn)

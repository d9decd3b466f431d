"""The ways of telling a comparison, by the name a user asks for."""

from collections.abc import Callable
from types import MappingProxyType

from generator.review.comparing import Comparison
from generator.review.telling.comment import as_markdown
from generator.review.telling.json_object import as_json
from generator.review.telling.page import as_html
from generator.review.telling.terminal import as_text

FORMATS: MappingProxyType[str, Callable[[Comparison], str]] = MappingProxyType(
    {"text": as_text, "markdown": as_markdown, "json": as_json, "html": as_html}
)

"""Templates to Markdown. Those of every room lie in `pages/templates`: they share their macros."""

import hashlib
import json
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from generator.presentation.alignment import decimals, decimals_of_columns, pad
from generator.presentation.markup import inert, or_missing, paragraphs, preformatted
from generator.presentation.rows import laid, rooted

_FRONT = "---\n"
_MACROS = "_macros.j2"


def render_page(url: str, template: str, **values: Any) -> tuple[str, str]:
    """Return the path below docs/ and the text of one page; `url` is that below the site's root."""
    root = "../" * url.count("/")
    text = environment().get_template(template).render(root=root, **values)
    return f"{url}index.md", _with_version(text)


def render_macro(name: str, *values: Any) -> str:
    """Return what a macro makes of some values, for pages that show the same many times."""
    return str(_macro(name)(*values))


@lru_cache
def _macro(name: str) -> Callable[..., Markup]:
    found: Callable[..., Markup] = getattr(environment().get_template(_MACROS).module, name)
    return found


def _with_version(text: str) -> str:
    """Name the state of a page in its front matter: another text, another version."""
    version = hashlib.sha256(text.encode()).hexdigest()[:8]
    return text.replace(_FRONT, f'{_FRONT}version: "{version}"\n', 1)


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Return the templates' environment: everything escaped and inert, nothing undefined."""
    made = Environment(
        loader=PackageLoader("generator", "pages/templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=False,
        keep_trailing_newline=True,
    )
    made.filters["paragraphs"] = paragraphs
    made.filters["or_missing"] = or_missing
    made.filters["preformatted"] = preformatted
    made.filters["yaml"] = _front_matter
    made.filters["url"] = _url
    made.filters["decimals"] = decimals
    made.filters["decimals_of_columns"] = decimals_of_columns
    made.filters["pad"] = pad
    made.filters["laid"] = laid
    made.filters["rooted"] = rooted
    return made


def _finalize(value: Any) -> Any:
    """Make every value that reaches a page inert, unless it is markup already."""
    return inert(value) if type(value) is str else value


def _front_matter(text: str) -> Markup:
    """Quote a text for the page's front matter; JSON strings are YAML strings."""
    quoted = json.dumps(str(text), ensure_ascii=False)
    return Markup(quoted)  # noqa: S704 - stands in front matter, not in HTML


def _url(address: str) -> Markup:
    """Let an address of ours through: ids are [a-z0-9-], anchors are finding ids."""
    return Markup(address)  # noqa: S704 - made of ids checked on loading

"""The search page: a form that works by address, and ways round it for browsers without scripts."""

from generator.presentation.templates import render_page


def render_search_page() -> dict[str, str]:
    """Return the search page as Markdown by path."""
    return dict([render_page("search/", "search.md.j2")])

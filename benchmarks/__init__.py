"""Measurements of what `docs/performance.md` tells; not part of the package."""

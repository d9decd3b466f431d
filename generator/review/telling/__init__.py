"""A comparison told: to a terminal, as a merge request's comment, as JSON, as a page."""

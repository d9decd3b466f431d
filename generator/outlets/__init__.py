"""The same reports for other places: a government's own pages, the records office, paper."""

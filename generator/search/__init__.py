"""Search for Chinese in static files: exact, small and without a server."""

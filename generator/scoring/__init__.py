"""Report and rulebook to scorecard, in exact decimals."""

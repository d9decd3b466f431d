"""The published data: tables in every format, their dictionary and descriptions, and the feed."""

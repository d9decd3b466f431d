"""What a bureau starts with: a site of its own, and new data files to fill in."""

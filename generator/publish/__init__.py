"""What is written: the tree, the site, the release."""

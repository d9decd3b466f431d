"""Review and correction: what changed between two revisions, and whether it may."""

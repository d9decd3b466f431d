"""Review and correction: what changed between two revisions, in the form's words, and whether it may."""

"""What may be public, to whom, and what is public beside the reports."""

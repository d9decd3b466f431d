"""Official forms in and out: Excel and Word files to data files, and back."""

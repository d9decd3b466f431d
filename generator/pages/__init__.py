"""What is shown: views of text, and templates that write Markdown."""

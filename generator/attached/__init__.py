"""What stands in attachments: read in a process of its own, and remembered by the file."""

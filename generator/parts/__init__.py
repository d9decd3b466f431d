"""The work by parts: what depends on a report or a department alone, remembered and shared out."""

"""A form as plain values under its Chinese keys, and what can be done to it as a whole."""

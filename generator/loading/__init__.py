"""Bytes to model with positions; every problem located, none raised."""

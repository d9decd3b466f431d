"""How personal numbers and marks of secrecy look, a module a family."""

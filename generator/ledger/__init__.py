"""What a year owes and what became of it: the approved list beside what is public."""

"""What things are: reports, rulebooks, figures, measures, findings. Imports nothing of ours."""

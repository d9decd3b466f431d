"""绩效公开: from data files of project self-evaluations to a scored public site."""

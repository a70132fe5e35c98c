"""Room 5: the pages. Flask lives here and nowhere else."""

"""Copies of the database under load, put back late, and a journal that somebody has been at."""

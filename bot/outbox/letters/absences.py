"""Letters about absences."""

"""Letters about questions."""

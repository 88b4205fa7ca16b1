"""Letters that leave only when what caused them is committed, and their delivery."""

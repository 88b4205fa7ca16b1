"""The outer door under fire, and every way out under hostile text."""

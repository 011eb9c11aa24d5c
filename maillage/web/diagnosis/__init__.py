"""The page « Diagnostic »: what the territory found, and which actions answer it."""

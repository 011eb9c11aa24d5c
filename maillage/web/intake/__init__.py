"""Documents: deposit, reading under way, review, acceptance, undo."""

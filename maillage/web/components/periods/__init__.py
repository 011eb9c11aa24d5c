"""Periods drawn over years: where a bar stands, how its edges fade, how its state is told."""

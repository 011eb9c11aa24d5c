"""Invented plans written into every container, to see what the reader gives back."""

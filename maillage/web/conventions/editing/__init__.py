"""Editing a fiche section by section: forms, rows that can be added and moved, what was typed kept."""

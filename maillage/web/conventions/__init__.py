"""Screens of the conventions: list, home, plan, fiche, history, settings."""

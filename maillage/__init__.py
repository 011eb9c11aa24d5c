"""Maillage: the living plan of a Convention Territoriale Globale."""

"""Indicators as they are read: one page each, and all of them as small multiples."""

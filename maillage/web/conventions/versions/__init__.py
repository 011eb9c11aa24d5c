"""Versions of the plan on screen: freeze, read, compare."""

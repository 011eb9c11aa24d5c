"""Indicators of the library over all the conventions of one person."""

"""Screens of the indicators: the page of each, the board of all."""

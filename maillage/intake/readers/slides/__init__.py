"""Slides of any deck: shapes with their places, read in the order that a person reads them.

PowerPoint and OpenDocument decks are turned into these shapes; what follows is common to both.
"""

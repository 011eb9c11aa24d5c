"""Word documents: headings, lists and tables that a screen reader can follow.

Knows no domain: it is given words, and marks what changed in them.
"""

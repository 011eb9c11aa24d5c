"""Screens of the means: the ledger of a convention, the means of an action, lines one by one or pasted."""

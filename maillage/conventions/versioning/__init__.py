"""A plan whole, as it stood one day: what is frozen, and how two of them differ.

Vocabulary: a *content* is a plan as plain JSON, described in ``content``; it keeps the values of
sections, to write them again, and their words, so that what was signed reads the same whatever
the code becomes.
"""

"""Texts that keep the layout of their pages: columns side by side, held apart by runs of spaces.

Converters write them from a PDF. Each run of words becomes a fragment at its column and its
line, and the pages are laid out as those of a PDF are.
"""

"""Stored files: what people deposit, kept under a name that nobody chose.

Ring 10: knows no domain. The convention and the person are plain ids.
"""

"""Tests; the tree mirrors maillage/."""

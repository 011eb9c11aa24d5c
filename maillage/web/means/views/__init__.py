"""Views of the means."""

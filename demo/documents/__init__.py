"""The sample document of the demo: an invented plan, and the file built from it."""

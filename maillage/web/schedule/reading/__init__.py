"""The échéancier in words and in figures of a drawing."""

"""Pages of the échéancier."""

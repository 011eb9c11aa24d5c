"""The design system: tags and templates that every screen shares, shown at ``/composants/``."""

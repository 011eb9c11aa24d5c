"""What an installation stands on: settings, commands, files served, logs, health, packaging."""

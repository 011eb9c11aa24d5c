"""The échéancier: drawn, moved, told to calendars."""

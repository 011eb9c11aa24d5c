"""Commands of the repository: set-up, front-end files, measures. Never imported by the application."""

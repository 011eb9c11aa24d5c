"""« Suivi »: dashboards, campaigns of news, and the page that a link opens without an account."""

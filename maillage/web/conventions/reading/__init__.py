"""A fiche turned into what the page says: sentences, groups, scales. No query of its own."""

"""Around the fiche: messages, documents, communes."""

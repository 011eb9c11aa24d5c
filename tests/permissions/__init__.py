"""Who may open and write what: every address, every role, one's own convention and another's."""

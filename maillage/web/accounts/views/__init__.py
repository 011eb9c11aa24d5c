"""Pages on people: one's own account, the participants of a convention, an invitation received."""

"""Signing in, one’s own account, invitations, the participants of a convention."""

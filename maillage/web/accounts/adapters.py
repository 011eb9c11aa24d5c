"""How allauth behaves here."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are opened by invitation."""

    def is_open_for_signup(self, request: object) -> bool:
        """Closed: see invitations."""
        return False

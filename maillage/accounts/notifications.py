"""What to write to whom about their rights, and how."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.mail import send_mail

from maillage.kernel.french import day

if TYPE_CHECKING:
    from collections.abc import Callable

    from maillage.accounts.models import Invitation


@dataclass(frozen=True, slots=True)
class Letter:
    """What accounts cannot know of an invitation: the name of the place, the address of its page."""

    place: str
    link: Callable[[str], str]


def send_invitation(invitation: Invitation, token: str, letter: Letter) -> None:
    """Write to the person invited. Text only: it must survive every mail client."""
    who = invitation.invited_by.get_full_name() if invitation.invited_by else "La coordination"
    send_mail(
        subject=f"Invitation\u00a0: {letter.place}",
        message=_INVITATION.format(
            who=who,
            place=letter.place,
            role=invitation.get_role_display(),
            link=letter.link(token),
            until=day(invitation.expires_at),
        ),
        from_email=None,
        recipient_list=[invitation.email],
    )


_INVITATION = """\
Bonjour,

{who} vous invite à suivre «\u00a0{place}\u00a0» dans Maillage,
le plan vivant de la convention territoriale globale.

Votre rôle\u00a0: {role}

Pour accepter\u00a0:
{link}

Ce lien vous est personnel. Il est valable jusqu’au {until}.
Si vous n’attendiez pas cette invitation, ignorez ce message\u00a0: rien ne sera ouvert.
"""

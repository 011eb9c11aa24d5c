"""What to write to whom about their rights, and how."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from maillage.kernel.french import day
from maillage.kernel.mail import queue

if TYPE_CHECKING:
    from collections.abc import Callable

    from maillage.accounts.models import Invitation


INVITATION = "invitation"
"""The kind of the letters of invitations in the queue."""


@dataclass(frozen=True, slots=True)
class Letter:
    """What accounts cannot know of an invitation: the name of the place, the address of its page."""

    place: str
    link: Callable[[str], str]


def send_invitation(invitation: Invitation, token: str, letter: Letter) -> None:
    """Queue a letter to the person invited, in the transaction that invites them.

    Text only: it must survive every mail client.
    """
    who = invitation.invited_by.get_full_name() if invitation.invited_by else "La coordination"
    queue(
        to=invitation.email,
        subject=f"Invitation\u00a0: {letter.place}",
        body=_INVITATION.format(
            who=who,
            place=letter.place,
            role=invitation.get_role_display(),
            link=letter.link(token),
            until=day(invitation.expires_at),
        ),
        kind=INVITATION,
        about=invitation.pk,
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

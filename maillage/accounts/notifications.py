"""What to write to whom about their rights, and how."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from django.urls import reverse

from maillage.kernel.french import NBSP, day, plural
from maillage.kernel.mail import queue

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from maillage.accounts.models import Invitation, Notice, User


INVITATION = "invitation"
DIGEST = "digest"
"""The kinds of these letters in the queue; an invitation is about its id, a digest about its reader."""
MOST_TOLD = 40


@dataclass(frozen=True, slots=True)
class Letter:
    """What accounts cannot know of an invitation: the name of the place, the address of its page."""

    place: str
    link: Callable[[str], str]


def send_invitation(invitation: Invitation, token: str, letter: Letter) -> None:
    """Queue a letter to the person invited, in the transaction that invites them.

    In text: the queue makes its HTML twin.
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

{who} vous invite à suivre «\u00a0{place}\u00a0» dans Maillage, \
le plan vivant de la convention territoriale globale.

Votre rôle\u00a0: {role}

Accepter l’invitation\u00a0:
{link}

--\x20
Ce lien vous est personnel. Il est valable jusqu’au {until}.
Si vous n’attendiez pas cette invitation, ignorez ce message\u00a0: rien ne sera ouvert.
"""


@dataclass(frozen=True, slots=True)
class DigestHead:
    """Where the site is, « https://plan.example.fr », and what lets the reader change their mind."""

    site: str
    token: str

    @property
    def stop(self) -> str:
        """The address that stops the digests, without signing in."""
        return self.site.rstrip("/") + reverse("accounts:digest", args=[self.token])

    def link(self, path: str) -> str:
        """The address of a page of the site."""
        return self.site.rstrip("/") + path


def send_digest(user: User, notices: Sequence[Notice], places: Mapping[int, str], head: DigestHead) -> None:
    """Queue one letter that tells ``notices``, which come sorted by workspace; ``places`` names these."""
    queue(
        to=user.email,
        subject=f"{plural(len(notices), 'nouveauté')} pour vous dans Maillage",
        body=_DIGEST.format(
            news="\n\n".join(_news(notices, places, head)), often=_OFTEN[user.digest], stop=head.stop
        ),
        headers={
            "List-Unsubscribe": f"<{head.stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
        kind=DIGEST,
        about=user.pk,
    )


def _news(notices: Sequence[Notice], places: Mapping[int, str], head: DigestHead) -> list[str]:
    blocks = []
    told = notices[:MOST_TOLD]
    for workspace_id, group in groupby(told, key=lambda notice: notice.workspace_id):
        lines = [_line(notice, head) for notice in group]
        blocks.append("\n".join([places.get(workspace_id, "Maillage"), "", *lines]))
    if rest := len(notices) - len(told):
        blocks.append(f"Et {plural(rest, 'autre')}{NBSP}: {head.link('/')}")
    return blocks


def _line(notice: Notice, head: DigestHead) -> str:
    text = f"  - {notice.text}"
    return f"{text}\n    {head.link(notice.path)}" if notice.path.startswith("/") else text


_OFTEN = {"jour": "chaque jour", "semaine": "chaque lundi"}
_DIGEST = """\
Bonjour,

Ce qui vous concerne depuis la dernière fois\u00a0:

{news}

--\x20
Vous recevez ce résumé {often}, et seulement s’il y a du nouveau.

Le recevoir moins souvent, ou plus du tout\u00a0:
{stop}
"""

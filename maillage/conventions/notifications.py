"""The letters of a campaign, in text: the queue makes their HTML twin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from maillage.kernel.french import NBSP, day, plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maillage.conventions.models import Action, Campaign

MOST_NAMED = 12
QUICK = 4
"""Up to how many actions two minutes are enough."""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Where the site is, « https://maillage.example.fr »: what a link starts with."""

    site: str

    def page(self, token: str) -> str:
        """The address of the page of answers."""
        return self.site.rstrip("/") + reverse("dashboard:answers", args=[token])

    def mute(self, token: str) -> str:
        """The address that stops the reminders."""
        return self.site.rstrip("/") + reverse("dashboard:answers_mute", args=[token])


def campaign_path(convention_id: int, campaign_id: int) -> str:
    """The page of a campaign, for the notices in the page."""
    return reverse("dashboard:campaign", args=[convention_id, campaign_id])


@dataclass(frozen=True, slots=True)
class Message:
    """A letter ready to be queued."""

    subject: str
    body: str
    headers: dict[str, str]


def _list(actions: Sequence[Action]) -> str:
    lines = [f"  - {action}" for action in actions[:MOST_NAMED]]
    rest = len(actions) - len(lines)
    return "\n".join([*lines, f"  - et {plural(rest, 'autre')}"] if rest else lines)


def _headers(campaign: Campaign, mute: str) -> dict[str, str]:
    """Replies go to whoever prepared the campaign; the mail program can stop the reminders by itself."""
    asker = campaign.created_by
    reply = {"Reply-To": asker.email} if asker is not None and asker.is_active else {}
    return {
        **reply,
        "List-Unsubscribe": f"<{mute}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def _of(count: int) -> str:
    """« d’une action », « de 3 actions »."""
    return "d’une action" if count == 1 else f"de {plural(count, 'action')}"


def your(count: int) -> str:
    """« Votre action », « Vos 3 actions »."""
    return "Votre action" if count == 1 else f"Vos {plural(count, 'action')}"


def invitation(
    campaign: Campaign, actions: Sequence[Action], head: Letterhead, token: str, who: str
) -> Message:
    """The first letter: what is asked, by whom, until when, and the one link."""
    body = _INVITATION.format(
        who=who,
        place=campaign.convention.name,
        count=_of(len(actions)),
        list=_list(actions),
        message=f"{campaign.message.strip()}\n\n" if campaign.message.strip() else "",
        link=head.page(token),
        due=day(campaign.due_on),
        mute=head.mute(token),
    )
    promise = ", en deux minutes" if len(actions) <= QUICK else ""
    subject = f"{your(len(actions))}{promise}{NBSP}: {campaign.convention.name}"
    return Message(subject[:200], body, _headers(campaign, head.mute(token)))


def reminder(campaign: Campaign, actions: Sequence[Action], head: Letterhead, token: str) -> Message:
    """A reminder: the same link, and what is still waited for."""
    body = _REMINDER.format(
        place=campaign.convention.name,
        count=_of(len(actions)),
        list=_list(actions),
        link=head.page(token),
        due=day(campaign.due_on),
        mute=head.mute(token),
    )
    count = plural(len(actions), "action")
    subject = f"Rappel{NBSP}: {count}, réponse attendue le {day(campaign.due_on)}"
    return Message(subject[:200], body, _headers(campaign, head.mute(token)))


# One line a paragraph: each mail program breaks them where its screen ends.
_INVITATION = """\
Bonjour,

{who} fait le point sur la convention territoriale globale «\u00a0{place}\u00a0» \
et vous demande des nouvelles {count}\u00a0:

{list}

{message}Répondre, sans mot de passe\u00a0:
{link}

Une phrase par action suffit. Si rien n’a changé, dites-le d’un geste. Réponse attendue le {due}.

Ce lien vous est personnel. Ce n’est plus vous\u00a0? Dites-le en bas de la page.

--\x20
Ne plus recevoir de rappel\u00a0:
{mute}
"""

_REMINDER = """\
Bonjour,

Convention territoriale globale «\u00a0{place}\u00a0»\u00a0: il manque encore vos nouvelles {count}\u00a0:

{list}

Répondre, par le même lien\u00a0:
{link}

Rien n’a changé\u00a0? Un geste suffit pour le dire. Réponse attendue le {due}.

--\x20
Ne plus recevoir de rappel\u00a0:
{mute}
"""

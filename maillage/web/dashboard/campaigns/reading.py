"""Campaigns in words: how far, who answered, what is left to do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from maillage.conventions.enums import CampaignState
from maillage.conventions.notifications import Letterhead
from maillage.conventions.operations.links import token_of
from maillage.conventions.operations.reminders import remindable_now
from maillage.kernel.french import day, plural
from maillage.web.components.templatetags.maillage import near_day

if TYPE_CHECKING:
    from django.http import HttpRequest

    from maillage.conventions.models import Campaign
    from maillage.conventions.selectors.campaigns import FollowUp, Person


def head_of(request: HttpRequest) -> Letterhead:
    """Where the links of the letters lead: this site, as the person who sends them sees it."""
    return Letterhead(request.build_absolute_uri("/"))


def score(answered: int, asked: int) -> str:
    """« 18 réponses sur 24 »."""
    return f"{plural(answered, 'réponse')} sur {asked}"


def left(campaign: Campaign) -> str:
    """« encore 12 jours », « dernier jour », « délai passé depuis 3 jours »."""
    days = (campaign.due_on - timezone.localdate()).days
    if days < 0:
        return f"délai passé depuis {plural(-days, 'jour')}"
    return "dernier jour" if days == 0 else f"encore {plural(days, 'jour')}"


@dataclass(frozen=True, slots=True)
class PersonView:
    """One person on the page of the follow-up. ``css`` gives the colour of the word."""

    person: Person
    link: str
    word: str
    css: str
    detail: str

    @property
    def pk(self) -> int:
        """The number of the recipient."""
        return int(self.person.recipient.pk)


def _word(person: Person) -> tuple[str, str]:
    """What became of the question, most pressing first."""
    recipient = person.recipient
    if person.is_done:
        return "A répondu", "is-faite"
    if recipient.declined_at:
        return "Ce n’est plus cette personne", "is-bloquee"
    if recipient.revoked_at:
        return "Lien fermé", "is-abandon"
    if person.bounced:
        return "Courriel rejeté", "is-bloquee"
    if person.answered:
        return f"{person.answered} sur {len(person.asked)}", "is-cours"
    if recipient.on_paper:
        return "Sur papier", "is-venir"
    if recipient.opened_at:
        return "Page ouverte", "is-cours"
    if person.is_written_to:
        return "Courriel en attente", "is-venir"
    return "Pas encore ouvert", "is-venir"


def _detail(person: Person) -> str:
    recipient, parts = person.recipient, []
    if person.instead:
        parts.append(f"à la place\u00a0: {person.instead}")
    if person.bounced and person.letter is not None and person.letter.error:
        parts.append(person.letter.error[:160])
    if recipient.reminded_at:
        parts.append(f"relance le {near_day(recipient.reminded_at)}")
    elif recipient.written_at:
        parts.append(f"courriel le {near_day(recipient.written_at)}")
    if recipient.muted_at:
        parts.append("ne veut plus de rappel")
    return ", ".join(parts)


def _pressing(person: Person) -> int:
    """What needs a gesture first, what is done last."""
    if person.is_done:
        return 2
    return 0 if person.bounced or person.recipient.declined_at else 1


def _next_reminder(campaign: Campaign) -> str:
    """« Prochain rappel le 12 décembre »; nothing when there is none to come."""
    today = timezone.localdate()
    days = sorted(campaign.due_on - timedelta(days=one) for one in campaign.remind_before)
    coming = [one for one in days if one > today]
    return f"Prochain rappel le {day(coming[0])}" if coming and campaign.due_on >= today else ""


def follow_context(request: HttpRequest, follow: FollowUp) -> dict[str, Any]:
    """The page of a campaign that left."""
    head, campaign = head_of(request), follow.campaign
    people = [
        PersonView(one, head.page(token_of(one.recipient)), *_word(one), _detail(one))
        for one in sorted(follow.people, key=_pressing)
    ]
    lost = {one.recipient.pk for one in follow.people if one.bounced or one.is_written_to}
    late = remindable_now([one.recipient for one in follow.people], lost)
    answered = {one.action_id for person in follow.people for one in person.asked if one.answered_at}
    silent = {
        one.action_id: one.action
        for person in follow.people
        for one in person.asked
        if one.action_id not in answered
    }
    return {
        "campaign": campaign,
        "is_open": campaign.state == CampaignState.OPEN,
        "people": people,
        "answers": [(one, follow.documents.get(one.pk, ())) for one in follow.answers],
        "unread": follow.unread,
        "answered": follow.answered,
        "total": follow.actions,
        "score": score(follow.answered, follow.actions),
        "left": left(campaign),
        "late": len(late),
        "remind": f"Relancer {plural(len(late), 'personne')}",
        "next_reminder": _next_reminder(campaign),
        "has_paper": any(one.recipient.on_paper for one in follow.people),
        "silent": list(silent.values()),
    }

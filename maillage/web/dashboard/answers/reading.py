"""What the page of answers shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from maillage.conventions.notifications import QUICK
from maillage.conventions.operations.links import token_of
from maillage.kernel.french import NBSP, plural
from maillage.web.components import states
from maillage.web.components.templatetags.maillage import near_day

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from maillage.conventions.models import Answer, Recipient
    from maillage.web.dashboard.answers.forms import AnswerForm

WORDS = ("zéro", "une", "deux", "trois", "quatre", "cinq", "six")


@dataclass(slots=True)
class CardView:
    """One card. ``open``: unfolded when the page comes."""

    form: AnswerForm
    is_open: bool = False

    @property
    def pk(self) -> int:
        """The number of the action asked."""
        return int(self.form.card.asked.pk)

    @property
    def action(self) -> Any:
        """The action."""
        return self.form.card.action

    @property
    def answer(self) -> Answer | None:
        """What was sent, once it was."""
        return self.form.card.answer if self.is_sent else None

    @property
    def is_sent(self) -> bool:
        """Whether this action is answered."""
        return self.form.card.asked.answered_at is not None

    @property
    def sent(self) -> str:
        """« Envoyée à 8 h 12 », « Envoyée le 3 mars »."""
        moment = self.form.card.asked.answered_at
        return f"Envoyée {_when(moment)}" if moment else ""

    @property
    def last(self) -> str:
        """« Dernière fois, le 2 juin : en cours »."""
        status = states.WORD[self.action.status].lower()
        told = self.action.told_at
        return f"Dernière fois, {_when(told)}{NBSP}: {status}" if told else f"Aujourd’hui{NBSP}: {status}"

    @property
    def has_draft(self) -> bool:
        """Whether something was typed and not sent."""
        return bool(self.form.card.asked.draft)


def _when(moment: datetime) -> str:
    local = timezone.localtime(moment)
    if local.date() == timezone.localdate():
        return f"à {local.hour}{NBSP}h{NBSP}{local.minute:02d}"
    return f"le {near_day(moment)}"


def your_actions(count: int) -> str:
    """« Votre action », « Vos trois actions », « Vos 12 actions »."""
    if count == 1:
        return "Votre action"
    words = WORDS[count] if count < len(WORDS) else str(count)
    return f"Vos {words} actions"


def title(count: int, sent: int) -> str:
    """The heading of the page."""
    if count and sent == count:
        return "Merci, c’est envoyé"
    promise = ", en deux minutes" if count <= QUICK else ""
    return f"{your_actions(count)}{promise}"


def progress_words(count: int, sent: int) -> str:
    """« 1 action sur 3 envoyée »."""
    done = plural(sent, "action")
    return f"{done} sur {count} envoyée{'s' if sent > 1 else ''}"


def page_of(recipient: Recipient, cards: Sequence[CardView], *, wanted: int | None = None) -> dict[str, Any]:
    """The whole page: the card that is wrong or asked for is open, else the first that waits."""
    sent = sum(card.is_sent for card in cards)
    opened = next((card for card in cards if card.pk == wanted), None)
    opened = opened or next((card for card in cards if card.form.errors), None)
    opened = opened or next((card for card in cards if not card.is_sent), None)
    if opened is not None:
        opened.is_open = True
    campaign = recipient.campaign
    return {
        "recipient": recipient,
        "campaign": campaign,
        "convention": recipient.convention,
        "token": token_of(recipient),
        "cards": cards,
        "title": title(len(cards), sent),
        "sent": sent,
        "total": len(cards),
        "left": len(cards) - sent,
        "progress": progress_words(len(cards), sent),
        "done": bool(cards) and sent == len(cards),
        "only": "cette seule action" if len(cards) == 1 else f"ces {_count(len(cards))} actions",
        "problem": "",
        "refused": any(card.form.errors for card in cards),
    }


def _count(count: int) -> str:
    return WORDS[count] if count < len(WORDS) else str(count)

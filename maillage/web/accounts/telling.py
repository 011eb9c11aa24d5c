"""The journal of people in sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from maillage.accounts.enums import Role

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from maillage.journal.models import Entry

SENTENCES = {
    "membership.created": "{who} a ouvert la convention.",
    "membership.role_changed": "{who} a donné à {whom} le rôle «\u00a0{role}\u00a0».",
    "membership.updated": "{who} a précisé la participation de {whom}.",
    "membership.removed": "{who} a retiré {whom} de la convention.",
    "membership.left": "{who} a quitté la convention.",
    "invitation.sent": "{who} a invité {whom}, rôle «\u00a0{role}\u00a0».",
    "invitation.revoked": "{who} a retiré l’invitation de {whom}.",
    "invitation.accepted": "{who} a accepté l’invitation envoyée à {whom}.",
}


@dataclass(frozen=True, slots=True)
class Told:
    """When, and what happened in one sentence."""

    at: datetime
    sentence: str


def tell(entries: Iterable[Entry]) -> list[Told]:
    """Each entry as a sentence; an unknown verb is left out rather than shown raw."""
    return [Told(one.at, _sentence(one)) for one in entries if one.verb in SENTENCES]


def _sentence(entry: Entry) -> str:
    after = entry.changes.get("role", [None, None])[1]
    role = Role(after).label if after in Role.values else ""
    return SENTENCES[entry.verb].format(who=entry.actor_name, whom=entry.subject_label, role=role)

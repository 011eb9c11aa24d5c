"""What is decided of names recognised in a document, kept between visits like the rest of a review."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from maillage.intake.errors import InvalidDecisionError, StaleDecisionError
from maillage.intake.operations.acts import keep, reviewed
from maillage.intake.proposal.decisions import Decisions, LinkChoice
from maillage.intake.proposal.links import LINKED, PREFIX, WORDS
from maillage.intake.proposal.sections import cut
from maillage.intake.selectors.links import links_of
from maillage.kernel.french import plural

if TYPE_CHECKING:
    from maillage.accounts.models import User
    from maillage.intake.models import Import
    from maillage.intake.proposal.links import Tie

_SHOWN = 80


@transaction.atomic
def decide_link(*, import_: Import, key: str, state: str | None, seen: int, by: User) -> Import:
    """Tie words to what was recognised (« linked »), keep them as words, or take that back (None).

    Raises StaleDecisionError when somebody decided otherwise since ``seen``, InvalidDecisionError
    when nothing of the kind is recognised. Nothing is ever created.
    """
    current, ties = _opened(import_, by)
    tie = ties.get(key)
    if tie is None or state not in {LINKED, WORDS, None}:
        raise InvalidDecisionError("Ce nom n’est plus reconnu dans le document. Rechargez la page.")
    if tie.seen != seen:
        if tie.choice == _choice(tie, state):
            return current
        raise StaleDecisionError(tie.seen, Decisions(current.decisions).raw(PREFIX + key))
    keep(current, {PREFIX + key: _choice(tie, state)}, what=_told(tie.text, state), by=by)
    return current


@transaction.atomic
def link_sure_names(*, import_: Import, by: User) -> int:
    """Accept every link that is sure and that nobody decided yet, as one act; how many."""
    current, ties = _opened(import_, by)
    sure = {PREFIX + key: _choice(tie, LINKED) for key, tie in ties.items() if tie.is_sure}
    if sure:
        keep(current, sure, what=plural(len(sure), "nom relié", "noms reliés"), by=by)
    return len(sure)


def _opened(import_: Import, by: User) -> tuple[Import, dict[str, Tie]]:
    current = reviewed(import_, by)
    return current, {tie.key: tie for tie in links_of(current, by)[1]}


def _choice(tie: Tie, state: str | None) -> LinkChoice | None:
    if state is None:
        return None
    return LinkChoice(state, tie.found.known.key if state == LINKED else "")


def _told(text: str, state: str | None) -> str:
    """The act in words."""
    verbs = {LINKED: "relié", WORDS: "gardé en mots"}
    return f"{verbs[state] if state else 'nom à revoir'}\u00a0: «\u00a0{cut(text, _SHOWN)}\u00a0»"

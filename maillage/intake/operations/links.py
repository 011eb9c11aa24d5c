"""What is decided of names recognised in a document, kept between visits like the rest of a review."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from maillage.intake.enums import ImportState
from maillage.intake.errors import InvalidDecisionError, StaleDecisionError
from maillage.intake.operations.locking import lock
from maillage.intake.permissions import require_import
from maillage.intake.proposal.decisions import Decisions
from maillage.intake.proposal.links import LINKED, PREFIX, WORDS
from maillage.intake.selectors.links import links_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from maillage.accounts.models import User
    from maillage.intake.models import Import
    from maillage.intake.proposal.links import Tie

_CLOSED = "Cet import n’est plus à relire. Revenez à la liste des documents."


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
        if tie.state == (state or ""):
            return current
        raise StaleDecisionError(tie.seen, Decisions(current.decisions).raw(PREFIX + key))
    return _keep(current, {key: _values(tie, state)}, by)


@transaction.atomic
def link_sure_names(*, import_: Import, by: User) -> tuple[int, int]:
    """Accept every link that is sure and that nobody decided yet: how many, at which version."""
    current, ties = _opened(import_, by)
    sure = {key: _values(tie, LINKED) for key, tie in ties.items() if tie.is_sure}
    _keep(current, sure, by, at_once=True)
    return len(sure), current.version


@transaction.atomic
def reopen_links(*, import_: Import, together: int, by: User) -> int:
    """Take back what was accepted at once at version ``together``; how many."""
    current, ties = _opened(import_, by)
    decided = current.decisions
    kept = [key for key in ties if decided.get(PREFIX + key, {}).get("together") == together]
    _keep(current, {key: {"withdrawn": True} for key in kept}, by)
    return len(kept)


def _opened(import_: Import, by: User) -> tuple[Import, dict[str, Tie]]:
    require_import(by, import_.convention)
    current = lock(import_, ImportState.READY, refusal=_CLOSED)
    return current, {tie.key: tie for tie in links_of(current, by)[1]}


def _values(tie: Tie, state: str | None) -> dict[str, Any]:
    if state is None:
        return {"withdrawn": True}
    return {"state": state, "target": tie.found.known.key if state == LINKED else ""}


def _keep(
    current: Import, choices: Mapping[str, dict[str, Any]], by: User, *, at_once: bool = False
) -> Import:
    kept: dict[str, Any] = dict(current.decisions)
    together = {"together": current.version + 1} if at_once else {}
    for key, values in choices.items():
        version = Decisions(kept).version(PREFIX + key) + 1
        kept[PREFIX + key] = {**values, **together, "version": version, "by": by.get_full_name()}
    if choices:
        current.decisions = kept
        current.version += 1
        current.save(update_fields=["decisions", "version"])
    return current

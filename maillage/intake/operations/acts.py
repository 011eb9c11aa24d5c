"""The acts of a review, each kept with what it takes to undo it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from maillage.intake.enums import ImportState
from maillage.intake.errors import InvalidDecisionError
from maillage.intake.operations.locking import lock
from maillage.intake.permissions import require_import
from maillage.intake.proposal.decisions import Decisions
from maillage.intake.selectors.acts import dependence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from maillage.accounts.models import User
    from maillage.intake.models import Import
    from maillage.intake.proposal.decisions import Choice

MOST_ACTS = 50
CLOSED = "Cet import n’est plus à relire. Revenez à la liste des documents."


def reviewed(import_: Import, by: User) -> Import:
    """The import locked for a decision. Raises PermissionDenied or StateError."""
    require_import(by, import_.convention)
    return lock(import_, ImportState.READY, refusal=CLOSED)


def next_number(current: Import) -> int:
    """The number of the act to come; what it makes is named after it."""
    return int(current.history[-1]["number"]) + 1 if current.history else 1


def keep(
    current: Import,
    changes: Mapping[str, Choice | None],
    *,
    what: str,
    by: User,
    touches: Iterable[str] = (),
    created: Iterable[str] = (),
    about: Iterable[str] = (),
) -> None:
    """Decide ``changes`` in a locked import, as one act that says ``what`` in French.

    ``touches`` are other targets that it changes: forms opened on them before are stale.
    ``created`` are the keys that it makes, ``about`` those that it needs to be there.
    """
    number, name = next_number(current), by.get_full_name()
    decisions = Decisions(current.decisions)
    targets: dict[str, list[Any]] = {}
    for target, choice in changes.items():
        before = decisions.raw(target)
        decisions = Decisions(decisions.with_choice(target, choice, name, number))
        targets[target] = [before, decisions.version(target)]
    for target in touches:
        before = decisions.raw(target)
        decisions = Decisions(decisions.touched(target, what, name))
        targets[target] = [before, decisions.version(target)]
    act = {
        "number": number,
        "at": timezone.now().isoformat(),
        "by": name,
        "by_id": by.pk,
        "what": what,
        "targets": targets,
        "created": list(created),
        "about": list(about),
        "undone": "",
    }
    current.decisions = decisions.kept
    current.history = [*current.history, act][-MOST_ACTS:]
    current.version += 1
    current.save(update_fields=["decisions", "history", "version"])


@transaction.atomic
def undo_act(*, import_: Import, number: int | None = None, by: User) -> str:
    """Take back an act of the review, the last of ``by`` unless ``number`` says which; what it was.

    Raises InvalidDecisionError when there is none, or when something later depends on it.
    """
    current = reviewed(import_, by)
    standing = [act for act in current.history if not act["undone"]]
    meant = [act for act in standing if act["number"] == number or (number is None and act["by_id"] == by.pk)]
    if not meant:
        raise InvalidDecisionError("Il n’y a plus rien à annuler ici.")
    act = meant[-1]
    decisions = Decisions(current.decisions)
    after = dependence(act, current.history, decisions)
    if after:
        raise InvalidDecisionError(f"Cela ne s’annule plus seul\u00a0: {after}. Annulez d’abord ce geste.")
    for target, (before, _) in act["targets"].items():
        decisions = Decisions(decisions.restored(target, before, by.get_full_name()))
        _tell_the_former(standing, act, target, decisions.version(target))
    act["undone"] = by.get_full_name() or "?"
    current.decisions = decisions.kept
    current.version += 1
    current.save(update_fields=["decisions", "history", "version"])
    return str(act["what"])


def _tell_the_former(standing: list[dict[str, Any]], act: dict[str, Any], target: str, version: int) -> None:
    """The act whose decision stands again on ``target`` knows the version that it has now."""
    former = [each for each in standing if each["number"] < act["number"] and target in each["targets"]]
    if former:
        former[-1]["targets"][target][1] = version

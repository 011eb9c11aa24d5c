"""What is decided of indicators in « Rendre mesurable », kept between visits like the rest of a review."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from django.db import transaction

from maillage.conventions.errors import InvalidValueError
from maillage.conventions.sections import SECTIONS
from maillage.intake.enums import ImportState
from maillage.intake.errors import InvalidDecisionError, StaleDecisionError
from maillage.intake.operations.locking import lock
from maillage.intake.permissions import require_import
from maillage.intake.proposal import propose
from maillage.intake.proposal.decisions import Decisions
from maillage.intake.proposal.measures import (
    CHANGED,
    KEPT,
    PREFIX,
    WISH,
    Candidate,
    MeasureChoice,
    candidates_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from maillage.accounts.models import User
    from maillage.intake.models import Import

_CLOSED = "Cet import n’est plus à relire. Revenez à la liste des documents."
_GONE = "Cet indicateur n’est plus dans le document. Rechargez la page."


@transaction.atomic
def decide_measure(*, import_: Import, key: str, choice: MeasureChoice | None, seen: int, by: User) -> Import:
    """Keep one decision on the indicator ``key`` (see ``proposal.measures``); ``None`` takes it back.

    « kept » takes the proposal as it is. Raises StaleDecisionError when somebody decided otherwise
    since ``seen``, InvalidDecisionError when there is no such indicator or no such measure.
    """
    current, candidates = _opened(import_, by)
    candidate = candidates.get(key)
    if candidate is None:
        raise InvalidDecisionError(_GONE)
    written = _written(candidate, choice, current)
    if candidate.seen != seen:
        if candidate.choice == written:
            return current
        raise StaleDecisionError(candidate.seen, Decisions(current.decisions).raw(PREFIX + key))
    return _keep(current, {key: written}, by)


@transaction.atomic
def keep_sure_measures(*, import_: Import, by: User) -> tuple[int, int]:
    """Keep every proposal that is sure and that nobody decided yet.

    How many, and the version of the import that has them: :func:`reopen_measures` asks for it.
    """
    current, candidates = _opened(import_, by)
    kept = MeasureChoice(KEPT)
    sure = {key: _written(each, kept, current) for key, each in candidates.items() if each.is_sure}
    _keep(current, sure, by, at_once=True)
    return len(sure), current.version


@transaction.atomic
def reopen_measures(*, import_: Import, together: int, by: User) -> int:
    """Take back what was kept at once at version ``together``; how many.

    What was decided otherwise since keeps its answer.
    """
    current, candidates = _opened(import_, by)
    kept = dict.fromkeys(
        key for key in candidates if current.decisions.get(PREFIX + key, {}).get("together") == together
    )
    _keep(current, kept, by)
    return len(kept)


def _opened(import_: Import, by: User) -> tuple[Import, dict[str, Candidate]]:
    require_import(by, import_.convention)
    current = lock(import_, ImportState.READY, refusal=_CLOSED)
    decisions = Decisions(current.decisions)
    proposal = propose(current.document or {}, decisions)
    return current, {each.key: each for each in candidates_of(proposal, decisions)}


def _written(candidate: Candidate, choice: MeasureChoice | None, current: Import) -> MeasureChoice | None:
    """The choice as it will be kept: whole and checked."""
    if choice is None:
        return None
    if choice.state == KEPT:
        proposed = candidate.proposed
        if not proposed.type:
            raise InvalidDecisionError("Il n’y a pas de proposition à garder. Choisissez une mesure.")
        return MeasureChoice(KEPT, proposed.type, proposed.frequency, candidate.target)
    if choice.state == WISH:
        return MeasureChoice(WISH, target=candidate.target)
    if choice.state != CHANGED:
        raise InvalidDecisionError("Choisissez de garder, de changer ou de laisser en souhait.")
    return _checked(candidate, choice, current)


def _checked(candidate: Candidate, choice: MeasureChoice, current: Import) -> MeasureChoice:
    given = {
        "label": candidate.text,
        "measure": choice.measure,
        "frequency": choice.frequency,
        "target": choice.target,
    }
    try:
        # what the section of the plan would refuse at acceptance is refused here, with its words
        [clean] = SECTIONS["indicators"].clean(current.convention, [given])
    except InvalidValueError as refusal:
        raise InvalidDecisionError(str(refusal), refusal.field) from refusal
    if not clean["measure"]:
        raise InvalidDecisionError("Choisissez une mesure, ou laissez en souhait.", "measure")
    return MeasureChoice(CHANGED, clean["measure"], clean["frequency"], clean["target"])


def _keep(
    current: Import, choices: Mapping[str, MeasureChoice | None], by: User, *, at_once: bool = False
) -> Import:
    kept: dict[str, Any] = dict(current.decisions)
    together = {"together": current.version + 1} if at_once else {}
    for key, choice in choices.items():
        version = Decisions(kept).version(PREFIX + key) + 1
        values: dict[str, Any] = {"withdrawn": True} if choice is None else asdict(choice)
        kept[PREFIX + key] = {**values, **together, "version": version, "by": by.get_full_name()}
    if choices:
        current.decisions = kept
        current.version += 1
        current.save(update_fields=["decisions", "version"])
    return current

"""What is decided of indicators in « Rendre mesurable », kept between visits like the rest of a review."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from maillage.conventions.errors import InvalidValueError
from maillage.conventions.sections import SECTIONS
from maillage.intake.errors import InvalidDecisionError, StaleDecisionError
from maillage.intake.operations.acts import keep, reviewed
from maillage.intake.proposal import propose
from maillage.intake.proposal.decisions import Decisions, MeasureChoice
from maillage.intake.proposal.measures import CHANGED, KEPT, PREFIX, WISH, Candidate, candidates_of
from maillage.intake.proposal.sections import cut
from maillage.kernel.french import plural

if TYPE_CHECKING:
    from maillage.accounts.models import User
    from maillage.intake.models import Import

_SHOWN = 80
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
    keep(current, {PREFIX + key: written}, what=_told(candidate.text, choice), by=by)
    return current


@transaction.atomic
def keep_sure_measures(*, import_: Import, by: User) -> int:
    """Keep every proposal that is sure and that nobody decided yet, as one act; how many."""
    current, candidates = _opened(import_, by)
    kept = MeasureChoice(KEPT)
    sure = {PREFIX + key: _written(each, kept, current) for key, each in candidates.items() if each.is_sure}
    if sure:
        what = f"{plural(len(sure), 'mesure proposée gardée', 'mesures proposées gardées')}"
        keep(current, sure, what=what, by=by)
    return len(sure)


def _opened(import_: Import, by: User) -> tuple[Import, dict[str, Candidate]]:
    current = reviewed(import_, by)
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


def _told(text: str, choice: MeasureChoice | None) -> str:
    """The act in words."""
    verbs = {KEPT: "mesure gardée", CHANGED: "mesure changée", WISH: "laissé comme souhait"}
    return f"{verbs[choice.state] if choice else 'mesure à revoir'}\u00a0: «\u00a0{cut(text, _SHOWN)}\u00a0»"

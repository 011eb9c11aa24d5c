"""« Rendre mesurable »: what is decided of each indicator, and what the acceptance writes of it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from maillage.conventions.models import Indicator
from maillage.intake.errors import InvalidDecisionError, StaleDecisionError
from maillage.intake.models import Import
from maillage.intake.operations import accept, decide, undo_act
from maillage.intake.operations.measures import decide_measure, keep_sure_measures
from maillage.intake.operations.structure import merge_fiches
from maillage.intake.proposal.decisions import FieldChoice, MeasureChoice
from maillage.intake.proposal.measures import CHANGED, KEPT, WISH, Candidate
from maillage.intake.selectors.measures import measures_of
from tests.cast import Cast
from tests.factories.intake import document, item, ready_import

WORDS = [
    "Nombre de familles par an",
    "Lien entre parents",
    "Création de 12 places",
    "Nombre de familles par an",
]
TARGET = {"op": ">=", "value": "80", "value_max": None, "unit": "%", "per": "", "baseline": "60"}


@pytest.fixture
def import_(cast: Cast) -> Import:
    """An import with four indicators more, two of the same words."""
    plan: dict[str, Any] = document()
    plan["actions"][1]["indicators"] = [{**item(words, 12), "kind": None, "target": None} for words in WORDS]
    return ready_import(cast.convention, cast.coordinatrice, plan)


def _all(import_: Import) -> list[Candidate]:
    return measures_of(Import.objects.get(pk=import_.pk))[1]


def test_each_indicator_has_its_proposal_and_a_key_of_its_own(import_: Import) -> None:
    found = _all(import_)
    assert [each.proposed.type for each in found] == ["nombre", "nombre", "", "jalon", "nombre"]
    assert len({each.key for each in found}) == 5
    assert [each.line for each in found] == [9, 12, 12, 12, 12]


def test_what_is_kept_is_found_again_and_written(cast: Cast, import_: Import) -> None:
    for each in _all(import_)[:2]:
        choice = MeasureChoice(KEPT)
        decide_measure(import_=import_, key=each.key, choice=choice, seen=0, by=cast.coordinatrice)
    assert [each.choice is not None for each in _all(import_)] == [True, True, False, False, False]
    current = Import.objects.get(pk=import_.pk)
    accept(import_=current, version=current.version, by=cast.coordinatrice)
    rows = Indicator.objects.order_by("action__position", "position")
    assert sorted((row.measure, row.frequency) for row in rows) == sorted(
        [("nombre", ""), ("nombre", "an"), ("", ""), ("", ""), ("", "")]
    )


def test_another_measure_and_another_target_are_written(cast: Cast, import_: Import) -> None:
    key = _all(import_)[0].key
    choice = MeasureChoice(CHANGED, "taux", "semestre", {**TARGET, "value": "80,0"})
    current = decide_measure(import_=import_, key=key, choice=choice, seen=0, by=cast.coordinatrice)
    accept(import_=current, version=current.version, by=cast.coordinatrice)
    row = Indicator.objects.get(measure="taux")
    assert (row.frequency, row.target_value, row.target_baseline) == ("semestre", Decimal(80), Decimal(60))
    assert row.label == "au moins 12 places ouvertes"


def test_a_wish_is_kept_in_words(cast: Cast, import_: Import) -> None:
    key = _all(import_)[2].key
    current = decide_measure(
        import_=import_, key=key, choice=MeasureChoice(WISH), seen=0, by=cast.coordinatrice
    )
    accept(import_=current, version=current.version, by=cast.coordinatrice)
    assert Indicator.objects.get(wish=True).label == "Lien entre parents"


def test_the_sure_ones_are_kept_at_once_and_taken_back_at_once(cast: Cast, import_: Import) -> None:
    first = _all(import_)[1]
    wish = MeasureChoice(WISH)
    decide_measure(import_=import_, key=first.key, choice=wish, seen=0, by=cast.coordinatrice)
    assert keep_sure_measures(import_=import_, by=cast.coordinatrice) == 3
    assert [bool(each.choice) for each in _all(import_)] == [True, True, False, True, True]
    assert "3 mesures proposées gardées" in undo_act(import_=import_, by=cast.coordinatrice).replace(
        "\u00a0", " "
    )
    assert [each.choice for each in _all(import_) if each.choice] == [_all(import_)[1].choice]


def test_a_decision_is_taken_back(cast: Cast, import_: Import) -> None:
    key = _all(import_)[0].key
    for seen, choice in enumerate([MeasureChoice(KEPT), None]):
        decide_measure(import_=import_, key=key, choice=choice, seen=seen, by=cast.coordinatrice)
    assert (_all(import_)[0].choice, _all(import_)[0].seen) == (None, 2)


def test_two_people_who_decide_otherwise_meet(cast: Cast, import_: Import) -> None:
    key, by = _all(import_)[0].key, cast.coordinatrice
    decide_measure(import_=import_, key=key, choice=MeasureChoice(WISH), seen=0, by=by)
    decide_measure(import_=import_, key=key, choice=MeasureChoice(WISH), seen=0, by=by)
    with pytest.raises(StaleDecisionError):
        decide_measure(import_=import_, key=key, choice=MeasureChoice(KEPT), seen=0, by=by)


@pytest.mark.parametrize(
    "choice",
    [
        MeasureChoice("autre"),
        MeasureChoice(CHANGED),
        MeasureChoice(CHANGED, "siècle"),
        MeasureChoice(CHANGED, "nombre", target={"op": ">=", "value": "douze"}),
    ],
)
def test_a_measure_that_does_not_exist_is_refused(cast: Cast, import_: Import, choice: MeasureChoice) -> None:
    key = _all(import_)[0].key
    with pytest.raises(InvalidDecisionError):
        decide_measure(import_=import_, key=key, choice=choice, seen=0, by=cast.coordinatrice)
    assert _all(import_)[0].choice is None


def test_an_indicator_without_proposal_has_nothing_to_keep(cast: Cast, import_: Import) -> None:
    with pytest.raises(InvalidDecisionError, match="pas de proposition"):
        decide_measure(
            import_=import_,
            key=_all(import_)[2].key,
            choice=MeasureChoice(KEPT),
            seen=0,
            by=cast.coordinatrice,
        )


def test_an_indicator_whose_words_changed_is_looked_at_again(cast: Cast, import_: Import) -> None:
    first = _all(import_)[0]
    choice = MeasureChoice(KEPT)
    decide_measure(import_=import_, key=first.key, choice=choice, seen=0, by=cast.coordinatrice)
    target = f"field:{first.fiche}:indicators"
    rewritten = FieldChoice("au moins 15 places")
    decide(import_=import_, target=target, choice=rewritten, seen=0, by=cast.coordinatrice)
    assert (_all(import_)[0].text, _all(import_)[0].choice) == ("au moins 15 places", None)


def test_what_was_decided_follows_an_indicator_into_another_fiche(cast: Cast, import_: Import) -> None:
    wish = _all(import_)[2]
    choice = MeasureChoice(WISH)
    decide_measure(import_=import_, key=wish.key, choice=choice, seen=0, by=cast.coordinatrice)
    merge_fiches(import_=import_, guests=[wish.fiche], into="a2", by=cast.coordinatrice)
    moved = next(each for each in _all(import_) if each.text == wish.text)
    assert (moved.fiche, moved.choice) == ("a2", MeasureChoice(WISH))
    decide_measure(import_=import_, key=moved.key, choice=None, seen=0, by=cast.coordinatrice)
    assert next(each.choice for each in _all(import_) if each.text == wish.text) is None


def test_only_coordination_decides(cast: Cast, import_: Import) -> None:
    with pytest.raises(PermissionDenied):
        keep_sure_measures(import_=import_, by=cast.pilote)

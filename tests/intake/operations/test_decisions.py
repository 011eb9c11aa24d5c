"""What the reviewer decides is kept between visits."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from maillage.intake.errors import InvalidDecisionError, StaleDecisionError, StateError
from maillage.intake.models import Import
from maillage.intake.operations import accept_doubts, decide, drop, reopen_doubts
from maillage.intake.proposal.decisions import (
    ACCEPTED,
    CORRECTED,
    IGNORED,
    Choice,
    DoubtChoice,
    FicheChoice,
    FieldChoice,
)
from maillage.intake.selectors import review_of
from tests.cast import Cast
from tests.factories.intake import document, ready_import


@pytest.fixture
def import_(cast: Cast) -> Import:
    """An import to review."""
    return ready_import(cast.convention, cast.coordinatrice)


def test_a_decision_is_found_again_at_the_next_visit(cast: Cast, import_: Import) -> None:
    decide(import_=import_, target="doubt:1", choice=DoubtChoice(ACCEPTED), seen=0, by=cast.coordinatrice)
    again = Import.objects.get(pk=import_.pk)
    assert [question.number for question in review_of(again).open_questions] == [2]
    assert again.version == import_.version + 1


def test_two_decisions_on_different_things_do_not_meet(cast: Cast, import_: Import) -> None:
    for number in (1, 2):
        choice = DoubtChoice(ACCEPTED)
        decide(import_=import_, target=f"doubt:{number}", choice=choice, seen=0, by=cast.coordinatrice)
    assert review_of(Import.objects.get(pk=import_.pk)).open_questions == []


def test_a_stale_decision_is_refused_with_the_other_one(cast: Cast, import_: Import) -> None:
    target = "field:a0:objectives"
    decide(import_=import_, target=target, choice=FieldChoice("Le sien"), seen=0, by=cast.admin)
    with pytest.raises(StaleDecisionError) as caught:
        decide(import_=import_, target=target, choice=FieldChoice("Le mien"), seen=0, by=cast.coordinatrice)
    assert caught.value.theirs["text"] == "Le sien"
    assert caught.value.theirs["by"] == "Ada Perrot"
    decide(import_=import_, target=target, choice=FieldChoice("Le mien"), seen=1, by=cast.coordinatrice)
    kept = review_of(Import.objects.get(pk=import_.pk)).fiches["a0"].fields["objectives"]
    assert [point.text for point in kept.points] == ["Le mien"]


def test_two_people_who_decide_the_same_agree(cast: Cast, import_: Import) -> None:
    for person in (cast.admin, cast.coordinatrice):
        decide(import_=import_, target="doubt:1", choice=DoubtChoice(ACCEPTED), seen=0, by=person)
    assert Import.objects.get(pk=import_.pk).decisions["doubt:1"]["version"] == 1


@pytest.mark.parametrize(
    ("target", "choice"),
    [
        ("doubt:9", DoubtChoice(ACCEPTED)),
        ("doubt:1", DoubtChoice("peut-être")),
        ("doubt:1", DoubtChoice(CORRECTED, "  ")),
        ("doubt:2", DoubtChoice(CORRECTED, "Une note")),
        ("fiche:a0", FicheChoice("1.1", " ", "0")),
        ("fiche:a0", FicheChoice("1.1", "Titre", "7")),
        ("fiche:a0", FicheChoice("r" * 21, "Titre", "0")),
        ("field:a0:budget", FieldChoice("x")),
    ],
)
def test_a_decision_that_cannot_be_followed_is_refused(
    cast: Cast, import_: Import, target: str, choice: Choice
) -> None:
    with pytest.raises(InvalidDecisionError):
        decide(import_=import_, target=target, choice=choice, seen=0, by=cast.coordinatrice)
    assert Import.objects.get(pk=import_.pk).decisions == {}


def test_every_open_doubt_is_accepted_at_once(cast: Cast, import_: Import) -> None:
    assert accept_doubts(import_=import_, by=cast.coordinatrice) == [1, 2]
    assert review_of(Import.objects.get(pk=import_.pk)).open_questions == []


def test_only_coordination_decides(cast: Cast, import_: Import) -> None:
    with pytest.raises(PermissionDenied):
        decide(import_=import_, target="doubt:1", choice=None, seen=0, by=cast.pilote)
    with pytest.raises(PermissionDenied):
        accept_doubts(import_=import_, by=cast.etrangere)


def test_nothing_is_decided_of_an_import_put_aside(cast: Cast, import_: Import) -> None:
    drop(import_=import_, by=cast.coordinatrice)
    with pytest.raises(StateError):
        decide(import_=import_, target="doubt:1", choice=None, seen=0, by=cast.coordinatrice)


def test_the_doubts_of_one_reason_are_accepted_together(cast: Cast) -> None:
    plan = document()
    plan["warnings"] += [{**plan["warnings"][0], "line": line} for line in (9, 10)]
    import_ = ready_import(cast.convention, cast.coordinatrice, plan)
    assert accept_doubts(import_=import_, like=2, by=cast.coordinatrice) == [2, 3, 4]
    left = review_of(Import.objects.get(pk=import_.pk)).open_questions
    assert [question.reason for question in left] == ["Une note sans rubrique."]


def test_an_answer_to_many_doubts_is_taken_back_except_where_it_was_changed(
    cast: Cast, import_: Import
) -> None:
    numbers = accept_doubts(import_=import_, by=cast.coordinatrice)
    ignored = DoubtChoice(IGNORED)
    decide(import_=import_, target="doubt:1", choice=ignored, seen=1, by=cast.coordinatrice)
    assert reopen_doubts(import_=import_, numbers=numbers, by=cast.coordinatrice) == 1
    questions = review_of(Import.objects.get(pk=import_.pk)).questions
    assert [question.state for question in questions] == [IGNORED, ""]

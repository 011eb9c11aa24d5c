"""The order of the doubts, and what stands beside a passage."""

from __future__ import annotations

from typing import Any

from maillage.intake.proposal import propose
from maillage.intake.proposal.decisions import Decisions
from maillage.intake.proposal.nearness import nearest
from maillage.intake.proposal.parts import Point
from tests.factories.intake import document

OFTEN = "Le tableau dit autre chose."


def warning(reason: str, text: str) -> dict[str, Any]:
    """A doubt of the document."""
    return {"text": text, "reason": reason, "line": 4, "page": None, "action_ref": "1.1", "field": None}


def test_choices_come_first_then_what_comes_often_then_what_is_only_said() -> None:
    warnings = [
        warning("Aucune échéance.", ""),
        warning(OFTEN, "a"),
        warning("Deux titres.", "b"),
        warning(OFTEN, "c"),
        warning("Une note.", "d"),
        warning(OFTEN, "e"),
    ]
    questions = propose({**document(), "warnings": warnings}, Decisions({})).questions
    assert [question.text for question in questions] == ["b", "d", "a", "c", "e", ""]
    assert [question.number for question in questions] == [1, 2, 3, 4, 5, 6]
    assert [question.in_group for question in questions] == [False, False, True, True, True, False]
    assert questions[-1].is_information


def test_the_nearest_point_shares_the_most_words() -> None:
    points = [Point("Nombre de familles reçues"), Point("Nombre de places ouvertes en crèche")]
    near = nearest(points, "Places ouvertes en crèche")
    assert near is points[1]


def test_nothing_is_near_what_shares_no_word() -> None:
    assert nearest([Point("Nombre de familles reçues")], "Calendrier du forum") is None
    assert nearest([], "Calendrier du forum") is None

"""What a document says besides its plan."""

from __future__ import annotations

from maillage.intake.surroundings import Mention, surroundings_of
from tests.factories.intake import item


def test_each_kind_is_counted_and_told_in_words() -> None:
    found = surroundings_of(
        {
            "diagnosis": [{"theme": "Jeunesse", "kind": "force", "text": "Un relais connu", "line": 3}],
            "governance": [
                {"name": "Comité de pilotage", "frequency": "deux fois par an", "members": [item("Maire", 5)]}
            ],
            "roles": [{"title": "Coordination", "missions": [item("Animer", 8), item("Relancer", 9)]}],
            "milestones": [{"date": "Mars 2024", "text": "Signature", "line": 11}],
            "glossary": [{"acronym": "RPE", "meaning": "Relais petite enfance", "line": 12}] * 2,
        }
    )
    assert [kind.count for kind in found] == [
        "1\u00a0constat",
        "1\u00a0instance",
        "1\u00a0fiche mission",
        "1\u00a0jalon",
        "2\u00a0sigles",
    ]
    assert [kind.mentions[0] for kind in found] == [
        Mention("Jeunesse, Force", "Un relais connu", line=3),
        Mention("Comité de pilotage", "deux fois par an", ("Maire",)),
        Mention("Coordination", "", ("Animer", "Relancer")),
        Mention("Mars 2024", "Signature", line=11),
        Mention("RPE", "Relais petite enfance", line=12),
    ]


def test_a_document_that_says_nothing_else_has_none() -> None:
    assert surroundings_of({"diagnosis": [], "glossary": None}) == []

"""What a pilot is, and what its acronyms stand for."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maillage.conventions.enums import PilotKind
from maillage.intake.proposal.parts import Point
from maillage.intake.proposal.sections import _pilot
from maillage.intake.recognition.document import GlossaryEntry, PlanDocument
from maillage.intake.recognition.people import Acronyms, nature_of
from maillage.intake.recognition.people.domain import MEANINGS

PlanOf = Callable[[str], PlanDocument]


@pytest.mark.parametrize(
    ("name", "nature"),
    [
        ("Ville de Sauvignac – Élus", "elu"),
        ("Élu-e référent-e jeunesse", "elu"),
        ("VP en charge de l’action sociale", "elu"),
        ("Adjointe au maire", "elu"),
        ("Administrateur référent", "elu"),
        ("Directrice du centre social", "technicien"),
        ("Coordinateur·trice CTG", "technicien"),
        ("Chargée de coopération", "technicien"),
        ("Référente petite enfance", "technicien"),
        ("Service jeunesse", "service"),
        ("RPE", "service"),
        ("Médiathèque", "service"),
        ("CCVA / Coordination", "service"),
        ("CAF", "structure"),
        ("Communauté de communes", "structure"),
        ("XYZT", "structure"),
        ("À définir", "a_definir"),
        ("Selon les modalités", "a_definir"),
        ("Présidente et directeur de la communauté", ""),
        ("Le Jardin partagé", ""),
        ("", ""),
    ],
)
def test_a_pilot_is_known_by_its_words(name: str, nature: str) -> None:
    assert nature_of(name) == nature


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Maire", PilotKind.ELECTED),
        ("Directrice", PilotKind.TECHNICAL),
        ("CAF", PilotKind.OTHER),
        ("À définir", PilotKind.OTHER),
    ],
)
def test_the_nature_gives_the_kind_of_pilot(name: str, kind: PilotKind) -> None:
    pilot = _pilot(Point(name))
    assert (pilot["label"], pilot["kind"]) == (name, kind.value)


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_name_has_a_nature(name: str) -> None:
    assert nature_of(name) in ("elu", "technicien", "service", "structure", "a_definir", "")


def test_the_glossary_of_the_document_comes_before_the_trade() -> None:
    acronyms = Acronyms([GlossaryEntry("RPE", "Réseau des petites écoles")], [])
    assert acronyms.resolve("RPE et MSA") == {"RPE": "Réseau des petites écoles", "MSA": MEANINGS["MSA"]}


@pytest.mark.parametrize(
    ("text", "acronym", "meaning"),
    [
        ("Il réunit la Maison des Voisins du Bourg (MVB) chaque mois.", "MVB", "Maison des Voisins du Bourg"),
        ("Le GAT (groupe d’appui territorial) se réunit.", "GAT", "groupe d’appui territorial"),
    ],
)
def test_a_definition_in_the_text_resolves_the_acronym(text: str, acronym: str, meaning: str) -> None:
    assert Acronyms([], [text]).resolve(f"Équipe du {acronym}") == {acronym: meaning}


def test_a_parenthesis_that_spells_no_acronym_defines_nothing() -> None:
    assert Acronyms([], ["Ouvrir un lieu pour les jeunes (ZUT)"]).resolve("ZUT") == {}


def test_the_text_is_left_alone_beside_what_it_stands_for(plan_of: PlanOf) -> None:
    plan = plan_of(
        "Le Groupe des Familles Rurales (GFR) porte le lieu.\n\nAction 1 : Ouvrir un café\n\nPilote : GFR\n\n"
        "Partenaires : PEdT, CAF\n\nMoyens : un local\n"
    )
    action = plan.actions[0]
    assert [(p.text, p.nature, p.stands_for) for p in action.pilots] == [
        ("GFR", "structure", {"GFR": "Groupe des Familles Rurales"})
    ]
    assert [(p.text, p.stands_for) for p in action.partners] == [
        ("PEdT", {"PEdT": MEANINGS["PEDT"]}),
        ("CAF", {"CAF": MEANINGS["CAF"]}),
    ]

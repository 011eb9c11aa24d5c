"""Tables about the plan itself: they end the fiche above, and are read for what they are."""

from __future__ import annotations

from maillage.intake.recognition import recognise
from maillage.intake.recognition.document import PlanDocument
from tests.intake.recognition.sources import Hand, texts


def _fiches(hand: Hand, *, to: int = 3) -> Hand:
    for number in range(1, to + 1):
        hand.heading(f"Action A{number} : {_TITLES[number - 1]}", 2)
        hand.paragraph("Objectifs", bold=True).items("Un but")
        hand.paragraph("Pilote", bold=True).paragraph("Service jeunesse")
        hand.paragraph("Calendrier", bold=True).paragraph(f"Juin 202{4 + number}")
    return hand


_TITLES = ("Ouvrir un café des parents", "Créer un jardin partagé", "Loger les jeunes en mobilité")
_CALENDARS = [["Juin 2025"], ["Juin 2026"], ["Juin 2027"]]


def _read(hand: Hand) -> PlanDocument:
    return recognise(hand.source())


def _axis() -> Hand:
    return Hand().heading("Axe A : Grandir")


def test_a_table_headed_by_kinds_of_findings_is_the_diagnosis_of_the_theme_above() -> None:
    hand = Hand().heading("Les enseignements du diagnostic").heading("Petite enfance", 2)
    hand.table(
        ("Atouts", "Faiblesses", "Enjeux"),
        ("Une crèche récente\nUn relais actif", "Une liste d’attente", "Rendre l’attribution lisible"),
    )

    plan = _read(_fiches(hand.heading("Axe A : Grandir")))

    assert [(found.theme, found.kind, found.text) for found in plan.diagnosis] == [
        ("Petite enfance", "force", "Une crèche récente"),
        ("Petite enfance", "force", "Un relais actif"),
        ("Petite enfance", "faiblesse", "Une liste d’attente"),
        ("Petite enfance", "enjeu", "Rendre l’attribution lisible"),
    ]
    assert [action.title for action in plan.actions] == list(_TITLES)
    assert plan.levels == ["Axe", "Action"]


def test_a_table_of_bodies_under_its_title_gives_the_last_fiche_nothing() -> None:
    hand = _fiches(_axis()).heading("Qui décide ? Les instances", 2)
    hand.table(
        ("Instance", "Qui ?", "Pour quoi faire ?", "Rythme"),
        ("Comité de pilotage", "Élus, CAF", "Valider", "1 fois par an"),
        ("Comité technique", "Techniciens", "Suivre", "4 fois par an"),
    )

    plan = _read(hand)

    assert [body.name for body in plan.governance] == ["Comité de pilotage", "Comité technique"]
    assert [action.title for action in plan.actions] == list(_TITLES)
    assert [texts(action.pilots) for action in plan.actions] == [["Service jeunesse"]] * 3
    assert [texts(action.calendar) for action in plan.actions] == _CALENDARS


def test_a_table_of_bodies_ends_the_diagnosis() -> None:
    hand = Hand().heading("Diagnostic : Jeunesse").paragraph("Points faibles", bold=True).items("Peu de bus")
    hand.paragraph("Gouvernance")
    hand.table(("Instance", "Composition", "Rôle"), ("Comité de pilotage", "Élus", "Valide le budget"))

    plan = _read(_fiches(hand.heading("Axe A : Grandir")))

    assert [found.text for found in plan.diagnosis] == ["Peu de bus"]
    assert [body.name for body in plan.governance] == ["Comité de pilotage"]


def test_a_table_of_bodies_inside_a_section_leaves_the_fiche_open() -> None:
    hand = _fiches(_axis(), to=2).heading("Action A3 : Animer le réseau", 2)
    hand.paragraph("Étapes", bold=True)
    hand.table(("Instance", "Composition", "Rythme"), ("Comité des parents", "Parents", "1 fois par mois"))
    hand.paragraph("Indicateurs", bold=True).items("Nombre de parents présents")

    last = _read(hand).actions[-1]

    assert [indicator.text for indicator in last.indicators] == ["Nombre de parents présents"]


def test_dates_under_the_title_of_the_convention_are_milestones_not_a_fiche() -> None:
    hand = _fiches(_axis()).heading("Les grandes étapes de la convention", 2)
    hand.table(("Date", "Étape"), ("Février 2024", "Signature"), ("Septembre 2027", "Évaluation finale"))

    plan = _read(hand)

    assert [(each.date, each.text) for each in plan.milestones] == [
        ("Février 2024", "Signature"),
        ("Septembre 2027", "Évaluation finale"),
    ]
    assert [texts(action.calendar) for action in plan.actions] == _CALENDARS


def test_titles_recalled_after_the_fiches_with_pilots_and_dates_give_nothing_to_the_last() -> None:
    hand = _fiches(_axis()).heading("Où en sommes-nous", 2)
    for number, title in enumerate(_TITLES, 1):
        hand.paragraph(f"Action A{number} : {title}")
    hand.paragraph("Pilote", bold=True).paragraph("CCAS").paragraph("CAF")
    hand.paragraph("Échéance", bold=True).paragraph("Mai 2028").paragraph("Mai 2029")

    plan = _read(hand)

    assert [texts(action.pilots) for action in plan.actions] == [["Service jeunesse"]] * 3
    assert [texts(action.calendar) for action in plan.actions] == _CALENDARS


def test_actions_numbered_anew_under_the_next_axis_are_no_recall() -> None:
    hand = _fiches(_axis()).heading("Axe B : Habiter")
    hand.paragraph("Action A1 : Rénover les écoles").paragraph("Action A2 : Planter des haies")
    hand.paragraph("Action A3 : Ouvrir un marché")
    hand.heading("Action A3 : Ouvrir un marché", 2).paragraph("Pilote", bold=True).paragraph("CCAS")

    plan = _read(hand)

    assert {tuple(texts(a.pilots)) for a in plan.actions if a.title == "Ouvrir un marché"} == {("CCAS",)}

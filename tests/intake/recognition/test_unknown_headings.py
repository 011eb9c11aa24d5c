"""Headings that nobody listed: found by their coming back, understood from what they hold."""

from __future__ import annotations

import pytest

from maillage.intake.readers import open_source
from maillage.intake.recognition import recognise
from maillage.intake.recognition.document import PlanDocument
from maillage.intake.recognition.words.guessing import Heading, guess_sections, names_somebody
from maillage.intake.recognition.words.sections import Section

FICHES = [
    (
        "Ouvrir une halte-garderie itinérante",
        ["Aucune place occasionnelle dans les six communes du nord", "Une demande en hausse"],
        ["Permettre aux parents de souffler", "Favoriser l'accueil occasionnel"],
        ["Recenser les salles", "Recruter deux professionnelles", "Ouvrir deux jours par semaine"],
        ["Élue petite enfance"],
        ["CAF, PMI, RPE, communes du nord"],
        ["1,5 ETP", "Véhicule : 32 000 €"],
        ["2026 : étude", "Janvier 2027 : ouverture"],
        ["Nombre d'enfants accueillis", "80 % des familles satisfaites"],
    ),
    (
        "Former les animateurs au handicap",
        ["Des difficultés d'accueil dans les centres de loisirs", "Un manque de formation"],
        ["Garantir l'accueil de tous les enfants", "Soutenir les équipes"],
        ["Identifier les besoins", "Organiser trois sessions", "Créer une malle de jeux"],
        ["Service jeunesse"],
        ["CAF, Pôle handicap, associations, MDPH"],
        ["Formation : 6 000 € par an", "Temps agents"],
        ["À partir de la rentrée 2026"],
        ["Nombre d'animateurs formés", "Au moins 20 enfants accueillis par an"],
    ),
    (
        "Créer un café des parents",
        ["Des parents isolés", "Peu de lieux de rencontre"],
        ["Rompre l'isolement", "Valoriser les compétences des parents"],
        ["Choisir un lieu", "Animer une rencontre par mois"],
        ["Directrice du centre social"],
        ["CAF, Écoles, REAAP, médiathèque, associations"],
        ["Budget : 2 500 € par an", "0,2 ETP"],
        ["Courant 2026", "2027 : deuxième lieu"],
        ["Nombre de rencontres", "Taux de participation"],
    ),
]
FIELDS = ("context", "objectives", "steps", "pilots", "partners", "resources", "calendar", "indicators")
STRANGE = ("Terreau", "Lointain", "Fabrique", "Barre", "Équipage", "Carburant", "Tempo", "Baromètre")
MIXED = ("Contexte", "Lointain", "Étapes", "Pilote", "Équipage", "Carburant", "Calendrier", "Baromètre")


def plan(labels: tuple[str, ...], dress: str) -> PlanDocument:
    """The three fiches, with these headings, each printed as ``dress`` says."""
    lines = ["Plan d'action", "", "Axe 1 : Grandir", ""]
    for number, (title, *fields) in enumerate(FICHES, start=1):
        lines += [f"Action 1.{number} : {title}", ""]
        for label, texts in zip(labels, fields, strict=True):
            lines += [dress.format(label), *(f"- {text}" for text in texts), ""]
    return recognise(open_source("\n".join(lines).encode(), "plan.txt"))


@pytest.mark.parametrize("dress", ["#### {}", "**{}**", "{} :", "{}"])
@pytest.mark.parametrize("labels", [STRANGE, MIXED])
def test_sections_are_found_whatever_their_names(labels: tuple[str, ...], dress: str) -> None:
    actions = plan(labels, dress).actions
    assert [action.title for action in actions] == [title for title, *_ in FICHES]
    for action, (_, *fields) in zip(actions, FICHES, strict=True):
        read = {name: [item.text for item in getattr(action, name)] for name in FIELDS}
        read["partners"] = [", ".join(read["partners"])]
        assert read == dict(zip(FIELDS, fields, strict=True))


def test_an_unknown_heading_ends_the_section_above_even_when_nothing_tells_what_it_holds() -> None:
    labels = (*STRANGE[:-1], "Xylophone")
    texts = ["Bleu", "Trois petits pas", "Sans suite"]
    fiches = [(title, *fields[:-1], texts) for title, *fields in FICHES]
    lines = ["Axe 1 : Grandir"]
    for number, (title, *fields) in enumerate(fiches, start=1):
        lines += ["", f"Action 1.{number} : {title}"]
        for label, own in zip(labels, fields, strict=True):
            lines += ["", f"**{label}**", *(f"- {text}" for text in own)]
    read = recognise(open_source("\n".join(lines).encode(), "plan.txt"))
    assert not {"Bleu", "Sans suite"} & {item.text for action in read.actions for item in action.calendar}


def test_what_every_fiche_answers_alike_is_no_heading() -> None:
    lines = ["Axe 1 : Grandir"]
    for number, (title, *_) in enumerate(FICHES, start=1):
        lines += [
            "",
            f"Action 1.{number} : {title}",
            "",
            "Partenaires",
            "CAF",
            "",
            "Médiathèque",
            "",
            "Étapes",
        ]
        lines += [f"- Préparer la réunion {number}"]
    read = recognise(open_source("\n".join(lines).encode(), "plan.txt"))
    assert [[item.text for item in action.partners] for action in read.actions] == [
        ["CAF", "Médiathèque"]
    ] * 3


def test_an_unknown_heading_is_told_once_with_what_it_was_taken_for() -> None:
    read = plan(MIXED, "{} :")
    told = [doubt for doubt in read.warnings if "«\u00a0Carburant\u00a0»" in doubt.reason]
    assert [(doubt.field, doubt.line is not None) for doubt in told] == [("resources", True)]
    assert "revient sur 3 fiches" in told[0].reason
    assert all(item.confidence <= 0.8 for action in read.actions for item in action.resources)
    assert all(item.confidence > 0.9 for action in read.actions for item in action.steps)


def test_headings_parted_from_their_words_by_a_dash_are_headings_where_all_are() -> None:
    lines = ["Axe 1 : Grandir"]
    for number, (title, *fields) in enumerate(FICHES, start=1):
        lines += ["", f"Action 1.{number} : {title}", f"Pilote – {fields[3][0]}", f"Moyens – {fields[5][0]}"]
        lines += [f"Calendrier – {fields[6][0]}", "Étapes", *(f"- {text}" for text in fields[2])]
    read = recognise(open_source("\n".join(lines).encode(), "plan.txt"))
    assert [action.pilots[0].text for action in read.actions] == [fields[3][0] for _, *fields in FICHES]
    assert all(action.resources and action.calendar for action in read.actions)


def test_columns_of_a_table_of_actions_are_understood_from_what_they_hold() -> None:
    header = ["Axe", "Action", *STRANGE]
    rows = [["Grandir", title, *(", ".join(texts) for texts in fields)] for title, *fields in FICHES]
    table = "\n".join(";".join(f'"{cell}"' for cell in row) for row in [header, *rows])
    read = recognise(open_source(table.encode(), "plan.csv"))
    assert [action.pilots[0].text for action in read.actions] == [fields[3][0] for _, *fields in FICHES]
    assert all(action.context and action.steps and action.indicators for action in read.actions)
    assert any("La colonne «\u00a0Carburant\u00a0»" in doubt.reason for doubt in read.warnings)


@pytest.mark.parametrize("key", ["caf", "la mission locale", "service jeunesse", "tout public"])
def test_somebody_is_no_heading(key: str) -> None:
    assert names_somebody(key)


def test_two_headings_never_take_one_section() -> None:
    lines = [["12 000 euros"], ["Budget : 3 000 €"]]
    guessed = guess_sections([Heading("a", lines, 0.6), Heading("b", lines, 0.7)], {})
    assert sorted(guessed.values()) == [Section.ASIDE, Section.RESOURCES]


def test_nothing_to_guess_guesses_nothing() -> None:
    assert guess_sections([], {}) == {}
    assert guess_sections([Heading("vide", [[], [], []])], {}) == {"vide": Section.ASIDE}

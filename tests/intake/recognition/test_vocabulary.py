"""Headings and entries of the outline, told by their words."""

from __future__ import annotations

import pytest

from maillage.intake.recognition.words.levels import bare_entry, level_of_column, named_entry
from maillage.intake.recognition.words.sections import Section, label_of
from maillage.intake.recognition.words.text import likeness, plain


@pytest.mark.parametrize(
    ("text", "section"),
    [
        ("ÉLÉMENTS DE DIAGNOSTIC", Section.CONTEXT),
        ("Objectifs visés", Section.OBJECTIVES),
        ("Résultats attendus", Section.OBJECTIVES),
        ("Etapas de travail", Section.STEPS),
        ("Modalités de mise en oeuvre / étapes", Section.STEPS),
        ("Description de l’action", Section.STEPS),
        ("Porteur de projet", Section.PILOTS),
        ("Les référents-pilotes", Section.PILOTS),
        ("Partenaires financiers", Section.PARTNERS),
        ("Acteurs associés", Section.PARTNERS),
        ("Budget prévisionnel", Section.RESOURCES),
        ("Moyens humains et matériels", Section.RESOURCES),
        ("Conditions de réussite / Moyens", Section.SUCCESS),
        ("Leviers et freins", Section.SUCCESS),
        ("Participation des habitants", Section.RESIDENTS),
        ("Calendrier de mise en œuvre", Section.CALENDAR),
        ("Modalités d'évaluation", Section.INDICATORS),
        ("Atouts", Section.STRENGTHS),
        ("Points de vigilance", Section.WEAKNESSES),
        ("Public visé", Section.ASIDE),
        ("Intitulé de l'action", Section.TITLE),
    ],
)
def test_headings_in_their_many_words(text: str, section: Section) -> None:
    label = label_of(text)
    assert label is not None
    assert label.section is section


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Indicateurs de réalisation", "realisation"),
        ("Indicateur d’impact", "impact"),
        ("Résultats", "resultat"),
        ("Indicateurs de suivi", None),
    ],
)
def test_a_heading_of_indicators_tells_their_kind(text: str, kind: str | None) -> None:
    label = label_of(text)
    assert label is not None
    assert (label.section, label.kind) == (Section.INDICATORS, kind)


@pytest.mark.parametrize(
    "text",
    [
        "Des partenaires à trouver",
        "Un budget participatif",
        "Communes",
        "Budget consacré aux fêtes",
        "Implication des partenaires",
        "Les usagers",
        "Ouvrir un café",
    ],
)
def test_content_is_no_heading(text: str) -> None:
    assert label_of(text) is None


@pytest.mark.parametrize(
    ("text", "name", "ref", "title"),
    [
        ("Axe 2 : Loger", "Axe", "2", "Loger"),
        ("AXE II – Loger", "Axe", "II", "Loger"),
        ("Orientation stratégique n° 3 - Loger", "Orientation stratégique", "3", "Loger"),
        ("Fiche action n°12 – Ouvrir un café", "Action", "12", "Ouvrir un café"),
        ("FA 1.1 : Ouvrir un café", "Action", "1.1", "Ouvrir un café"),
        ("FA.1.3 Ouvrir un café", "Action", "1.3", "Ouvrir un café"),
        ("Action I.A.1 : Ouvrir un café", "Action", "I.A.1", "Ouvrir un café"),
        ("Axe transversal : Animer", "Axe", "T", "Animer"),
        ("FA transversale 2 : Animer", "Action", "T2", "Animer"),
        ("ACTION : OUVRIR UN CAFÉ", "Action", None, "OUVRIR UN CAFÉ"),
        ("FICHE ACTION N°1Ouvrir un café", "Action", "1", "Ouvrir un café"),
        ("AXE1:Loger", "Axe", "1", "Loger"),
    ],
)
def test_entries_of_the_outline(text: str, name: str, ref: str | None, title: str) -> None:
    entry = named_entry(text)
    assert entry is not None
    assert (entry.name, entry.ref, entry.title) == (name, ref, title)


@pytest.mark.parametrize(
    "text",
    [
        "Action 10 places",
        "Action 3D du lieu",
        "ENJEUX",
        "fiche I.C.2) :",
        "Actions menées",
        "Axes de travail",
    ],
)
def test_words_that_only_look_like_an_entry(text: str) -> None:
    assert named_entry(text) is None


def test_bare_numbers_show_their_depth() -> None:
    found = [bare_entry(text) for text in ("I – Loger", "B- Informer", "I.A.1 Ouvrir un café", "2.3 Relier")]
    assert [entry.depth for entry in found if entry is not None] == [0, 1, 3, 2]


def test_the_heading_of_a_column_names_its_level() -> None:
    assert level_of_column("Orientations stratégiques") == ("Orientation", 40)
    assert level_of_column("Enjeux structurants") == ("Enjeu structurant", 20)
    assert level_of_column("Axe 1") is None


def test_mark_up_is_left_out_and_addresses_are_kept() -> None:
    assert (
        plain("- ✓ **Ouvrir** un <i>2^{ème}</i>  café <https://cafe.example>")
        == "Ouvrir un 2ème café https://cafe.example"
    )


def test_a_shortened_title_still_resembles_the_whole() -> None:
    whole = "Poursuivre l'ouverture des jardins partagés aux habitants du quartier"
    assert likeness("POURSUIVRE L'OUVERTURE DES JARDINS PARTAGÉS", whole) > 0.75
    assert likeness("Créer un bus santé", whole) < 0.3

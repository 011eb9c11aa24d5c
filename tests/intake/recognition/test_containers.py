"""Blocks as Word and Excel hand them over."""

from __future__ import annotations

from maillage.intake.readers.blocks import SourceFormat
from maillage.intake.recognition import recognise
from tests.intake.recognition.sources import Hand, texts

WHOLE_PLAN = (
    ["Axe", "Objectif", "Action", "Pilote", "Partenaires", "Échéance", "Indicateurs"],
    [
        "Axe 1 : Loger",
        "1.1 Informer",
        "Ouvrir un guichet",
        "Ville",
        "CAF\nADIL",
        "2026",
        "- 200 visites\n- Un bilan",
    ],
    [None, None, "Éditer un guide", "CCAS", "Bailleurs", "2025-2027", "Nombre de guides"],
    [
        "Axe 2 : Soigner",
        "2.1 Prévenir",
        "Créer un bus santé",
        "Région",
        "ARS",
        "Long terme",
        "+ 10 % de visites",
    ],
)


def test_a_row_for_each_action_below_a_title_block_with_merged_cells() -> None:
    hand = Hand(SourceFormat.XLSX).paragraph("Plan d'action de la vallée de l'Ancre")
    plan = recognise(hand.table(*WHOLE_PLAN).source())
    assert [action.path for action in plan.actions] == [
        ["Loger", "Informer"],
        ["Loger", "Informer"],
        ["Soigner", "Prévenir"],
    ]
    assert texts(plan.actions[0].partners) == ["CAF", "ADIL"]
    assert [indicator.text for indicator in plan.actions[0].indicators] == ["200 visites", "Un bilan"]
    assert plan.actions[1].schedule.end_year == 2027
    assert plan.actions[2].schedule.start_term == "long"


def test_marks_in_the_columns_of_an_echeancier_give_the_term() -> None:
    hand = Hand(SourceFormat.XLSX).table(
        ["N°", "Action", "Court terme", "Moyen terme", "Long terme"],
        ["1", "Ouvrir un guichet", "X", "", ""],
        ["2", "Éditer un guide", "", "", "X"],
    )
    plan = recognise(hand.source())
    assert [action.schedule.start_term for action in plan.actions] == ["court", "long"]


def test_a_fiche_whose_headings_span_the_table_over_their_content() -> None:
    hand = Hand()
    for number, title, axis in (("1", "Ouvrir un café", "Accueillir"), ("2", "Créer un jardin", "Relier")):
        hand.table(
            [f"FICHE ACTION {number}\n{title}"],
            ["Axe", axis],
            ["Pilote", "Centre social", "Partenaires", "CAF\nVille"],
            ["Objectifs"],
            ["- Faire se rencontrer\n- Donner envie"],
            ["Calendrier", "Moyens"],
            ["2025", "3 000 €"],
        )
    plan = recognise(hand.source())
    assert [(action.title, action.path) for action in plan.actions] == [
        ("Ouvrir un café", ["Accueillir"]),
        ("Créer un jardin", ["Relier"]),
    ]
    first = plan.actions[0]
    assert texts(first.objectives) == ["Faire se rencontrer", "Donner envie"]
    assert (texts(first.calendar), texts(first.resources)) == (["2025"], ["3 000 €"])
    assert texts(first.partners) == ["CAF", "Ville"]


def test_an_action_listed_before_its_axis_finds_it_in_the_body() -> None:
    hand = (
        Hand()
        .heading("Sommaire")
        .paragraph("Action 1 : Ouvrir un café")
        .paragraph("Action 2 : Créer un jardin")
    )
    for axis, action in (
        ("Axe 1 : Accueillir", "Action 1 : Ouvrir un café"),
        ("Axe 2 : Relier", "Action 2 : Créer un jardin"),
    ):
        hand.heading(axis).heading(action, 2).paragraph("Pilote : Ville").paragraph("Moyens : un local")
    plan = recognise(hand.source())
    assert [(action.ref, action.path) for action in plan.actions] == [
        ("1", ["Accueillir"]),
        ("2", ["Relier"]),
    ]


def test_a_fiche_goes_on_over_a_page_that_prints_its_title_again() -> None:
    hand = Hand()
    for title in ("OUVRIR UN CAFÉ", "CRÉER UN JARDIN"):
        hand.paragraph(f"ACTION : {title}").paragraph("OBJECTIFS").items("Se rencontrer").page()
        hand.paragraph(f"ACTION : {title}").paragraph("ÉTAPES").items("Trouver un lieu").page()
    plan = recognise(hand.source())
    assert [action.title for action in plan.actions] == ["OUVRIR UN CAFÉ", "CRÉER UN JARDIN"]
    assert all(len(action.objectives) == len(action.steps) == 1 for action in plan.actions)


def test_every_item_says_on_which_line_it_stands() -> None:
    hand = Hand().heading("Axe 1 : Accueillir").heading("Action 1 : Ouvrir un café", 2)
    source = (
        hand.paragraph("Objectifs").items("Se rencontrer", "S'entraider").paragraph("Pilote : Ville").source()
    )
    action = recognise(source).actions[0]
    for item in (*action.objectives, *action.pilots):
        assert item.line is not None
        assert item.text in source.lines[item.line - 1]


def test_a_reference_and_a_title_in_rows_of_their_own() -> None:
    hand = Hand()
    for number, title, axis in (
        ("1", "Créer un guichet", "Axe 1 - Accueillir"),
        ("2", "Créer un jardin", "Axe 2 - Relier"),
    ):
        hand.table(
            ["N° de l'action", number],
            ["Intitulé de l'action", title],
            ["Axe stratégique", axis],
            ["Pilote", "Ville"],
        ).page()
    plan = recognise(hand.source())
    assert [(action.ref, action.title, action.path) for action in plan.actions] == [
        ("1", "Créer un guichet", ["Accueillir"]),
        ("2", "Créer un jardin", ["Relier"]),
    ]


def test_a_cell_that_lists_several_actions_counts_as_so_many() -> None:
    hand = (
        Hand()
        .heading("Axe 1 : Accueillir")
        .table(
            ["Objectifs", "Actions", "Pilotes"],
            ["Aider", "1. Créer un guichet\n2. Former les agents", "Ville"],
        )
    )
    plan = recognise(hand.source())
    assert [(action.ref, action.title) for action in plan.actions] == [
        ("1", "Créer un guichet"),
        ("2", "Former les agents"),
    ]
    assert [texts(action.pilots) for action in plan.actions] == [["Ville"], ["Ville"]]


def test_a_header_printed_again_is_no_action() -> None:
    header = ["N°", "Intitulé de l'action", "Pilote"]
    hand = Hand().table(header, ["1", "Créer un guichet", "Ville"], header, ["2", "Créer un jardin", "CCAS"])
    assert [action.title for action in recognise(hand.source()).actions] == [
        "Créer un guichet",
        "Créer un jardin",
    ]


def test_axes_that_head_every_page_are_no_furniture() -> None:
    hand = Hand()
    for axis, name in (("I – Accueillir", "café"), ("II – Relier", "jardin")):
        for number in (1, 2, 3):
            hand.paragraph(axis).heading(
                f"Fiche action {axis.split()[0]}.{number} : Ouvrir un {name} {number}", 2
            )
            hand.paragraph("Pilote : Ville").paragraph("Moyens : un local").page()
    plan = recognise(hand.source())
    assert [node.title for node in plan.tree] == ["Accueillir", "Relier"]
    assert len(plan.actions) == 6

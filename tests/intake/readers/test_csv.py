"""Separated values: told apart from prose, read as the sheet that they came from."""

from __future__ import annotations

import pytest

from maillage.intake.readers import open_source
from maillage.intake.readers.blocks import BlockKind, Source, SourceFormat
from maillage.intake.recognition import recognise

_PLAN = """Plan d’action;;;
Val d’Ormelle;;;

Axe;Action;Pilotes;Calendrier
Axe 1 : Grandir;Ouvrir une crèche;"CAF
Commune de Pontigan";2027
;"Former les équipes ; et les élus";Relais petite enfance;2026
"""


def _read(text: str, encoding: str = "utf-8") -> Source:
    return open_source(text.encode(encoding), "plan.csv")


def _rows(source: Source) -> list[list[str]]:
    return [[cell.text for cell in block.cells] for block in source.blocks if block.kind is BlockKind.ROW]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"])
def test_a_table_is_read_as_a_sheet_in_every_encoding(encoding: str) -> None:
    source = _read(_PLAN.replace("\n", "\r\n"), encoding)
    assert source.format is SourceFormat.CSV
    assert [block.text for block in source.blocks[:2]] == ["Plan d’action", "Val d’Ormelle"]
    assert _rows(source)[1:] == [
        ["Axe 1 : Grandir", "Ouvrir une crèche", "CAF Commune de Pontigan", "2027"],
        ["", "Former les équipes ; et les élus", "Relais petite enfance", "2026"],
    ]


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_each_usual_separator_is_found(separator: str) -> None:
    lines = ["Axe;Action;Pilotes", "1;Ouvrir;CAF", "1;Former;MSA"]
    source = _read("\n".join(lines).replace(";", separator))
    assert _rows(source) == [line.split(";") for line in lines]


def test_the_lines_of_a_cell_and_its_address_are_kept() -> None:
    block = _read(_PLAN).blocks[-2]
    assert block.cells[2].lines == ("CAF", "Commune de Pontigan")
    assert block.place.cell == "A5"


def test_a_declared_separator_is_believed_and_not_shown() -> None:
    source = _read("sep=,\nAction,Pilotes\nOuvrir,CAF\n")
    assert _rows(source) == [["Action", "Pilotes"], ["Ouvrir", "CAF"]]
    assert "sep=" not in source.lines[0]


def test_ragged_rows_and_commas_in_figures_do_not_hide_a_table() -> None:
    source = _read("Action;Pilotes;Coût\nOuvrir;CAF;12,5\nFormer;MSA\nJouer;Commune;3,2\n")
    assert source.format is SourceFormat.CSV
    assert _rows(source)[2] == ["Former", "MSA", ""]


def test_a_number_held_as_a_text_loses_its_guard() -> None:
    assert _rows(_read('Action;N°;Pilotes\nOuvrir;="01";CAF\n'))[1] == ["Ouvrir", "01", "CAF"]


@pytest.mark.parametrize(
    "text",
    [
        "Les familles, les enfants, les élus\nLes lieux, les temps, les moyens\nLe jeu, le soin, le lien\n",
        "Action 1, ouvrir\nLes communes, la CAF, la MSA et le département.\nFin.\n",
        "| Axe | Action | Pilotes |\n|---|---|---|\n| 1 | Ouvrir | CAF |\n",
        "Pilotes ; partenaires ; publics\nCAF ; MSA ; parents\nCommune ; relais ; enfants\n",
        "Axe 1 : Grandir\n\nAction 1 : Ouvrir\nPilotes\tCAF\tMSA\nUne phrase.\nEt une autre.\n",
        'Il dit : "bonjour, vous, tous"\n"Un mot, un autre, un troisième\nsans fin\n',
    ],
    ids=["list", "sentences", "markdown", "spaced", "mixed", "quotation"],
)
def test_prose_with_separators_stays_a_text(text: str) -> None:
    assert _read(text).format is SourceFormat.TEXT


def test_rows_beyond_the_limit_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("maillage.intake.readers.limits.MAX_SHEET_ROWS", 3)
    source = _read("Axe;Action;Pilotes\n" + "1;Ouvrir;CAF\n" * 5)
    assert len(_rows(source)) == 3
    assert "jusqu’à la ligne 3" in source.warnings[0][0]


def test_a_stray_quotation_mark_does_not_swallow_the_rest() -> None:
    lines = "\n".join(f"{number};Ouvrir;CAF" for number in range(400))
    rows = _rows(_read(f'Axe;Action;Pilotes\n1;"Former;MSA\n{lines}\n'))
    assert len(rows) == 402


def test_the_actions_of_a_table_are_understood() -> None:
    plan = recognise(_read(_PLAN))
    assert [action.title for action in plan.actions] == [
        "Ouvrir une crèche",
        "Former les équipes ; et les élus",
    ]
    assert [node.title for node in plan.tree] == ["Grandir"]

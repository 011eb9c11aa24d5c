"""Lines pasted from a spreadsheet."""

from __future__ import annotations

import pytest

from maillage.conventions.errors import InvalidValueError
from maillage.conventions.means.kinds import BUDGET, STAFF
from maillage.conventions.means.pasting import read_lines

NAMED = {
    "action": {"1.a.1": 7, "guichet unique": 7},
    "post": {"chargee de cooperation": 4},
    "theme": {"jeunesse": 2},
}


def block(*rows: str) -> str:
    return "\n".join(row.replace("|", "\t") for row in rows)


def test_lines_are_read_under_their_headings_in_any_order() -> None:
    found = read_lines(block("Année|Financeur|Fiche|Prévu", "2026|CAF|1.A.1|18 000 €"), BUDGET, NAMED)
    assert found.wrong == []
    [line] = found.lines
    assert (line["funder"], line["year"], line["planned"], line["action"]) == ("CAF", 2026, "18000", 7)
    assert line["obtained"] is None


def test_each_wrong_cell_is_told_by_row_and_column() -> None:
    text = block(
        "Financeur|Année|Prévu|Action",
        "CAF|2026|beaucoup|1.A.1",
        "MSA|2026|5|9.Z",
        "CAF|2026|5|Guichet unique",
    )
    found = read_lines(text, BUDGET, NAMED)
    assert [(one.row, one.column) for one in found.wrong] == [(2, "Prévu"), (3, "Action")]
    assert len(found.lines) == 1


def test_a_line_of_a_post_names_it_instead_of_an_action() -> None:
    text = block(
        "Action|Poste|Axe|Financeur|Année|Prévu",
        "|Chargée de coopération|Postes|CAF|2026|24 000",
        "||Postes|CAF|2026|5",
        "1.A.1|Chargée de coopération||CAF|2026|5",
        "|Directrice||CAF|2026|5",
    )
    found = read_lines(text, BUDGET, NAMED)
    assert [(line["action"], line["post"]) for line in found.lines] == [(None, 4)]
    assert [(one.row, one.column) for one in found.wrong] == [(3, "Action"), (4, "Poste"), (5, "Poste")]
    assert found.ignored == []


@pytest.mark.parametrize("heads", ["Fonction|Poste|Thématique", "Poste|Fonction|Thématique"])
def test_a_function_and_a_post_are_told_apart_in_any_order(heads: str) -> None:
    said = {"Fonction": "Animatrice", "Poste": "Chargée de coopération", "Thématique": "Jeunesse"}
    found = read_lines(block(heads, "|".join(said[head] for head in heads.split("|"))), STAFF, NAMED)
    [line] = found.lines
    assert (line["function"], line["post"], line["theme"]) == ("Animatrice", 4, 2)


def test_a_post_alone_is_the_function_of_a_time() -> None:
    [line] = read_lines(block("Poste|ETP", "Animatrice|0,4"), STAFF, NAMED).lines
    assert (line["function"], line["post"]) == ("Animatrice", None)


def test_a_column_that_says_nothing_to_us_is_named() -> None:
    found = read_lines(block("Fonction|ETP|Couleur", "Animatrice|0,4|bleu"), STAFF, {}, action=3)
    assert found.ignored == ["Couleur"]
    assert found.lines[0]["action"] == 3


@pytest.mark.parametrize("text", ["", "Financeur", "Prévu\n5", "Financeur\tPrévu\nCAF\t5"])
def test_a_block_without_what_it_needs_is_refused(text: str) -> None:
    with pytest.raises(InvalidValueError):
        read_lines(text, BUDGET, NAMED)


def test_too_many_rows_are_refused() -> None:
    with pytest.raises(InvalidValueError, match="500"):
        read_lines(block("Financeur|Année|Prévu", *(["CAF|2026|5"] * 501)), BUDGET, NAMED)


@pytest.mark.parametrize("odd", ["a\rb", "x" * 200_000, f'"{"x" * 200_000}', "\x00", '"'])
def test_what_no_spreadsheet_copies_is_told_as_a_wrong_cell_or_refused(odd: str) -> None:
    found = read_lines(f"Financeur\tAnnée\tPrévu\nCAF\t2026\t5{odd}", BUDGET, NAMED)
    assert found.wrong


def test_lines_parted_as_old_macintoshes_do_are_lines() -> None:
    found = read_lines("Financeur\tAnnée\tPrévu\tFiche\rCAF\t2026\t5\t1.A.1", BUDGET, NAMED)
    assert [line["planned"] for line in found.lines] == ["5"]

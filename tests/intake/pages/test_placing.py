"""The lines of a reading found on its pages."""

from __future__ import annotations

from maillage.intake.reading.pages.placing import Pages
from maillage.intake.reading.pages.words import Word, words_in


def page_of(*rows: str, page: int = 1, left: float = 0.1) -> list[Word]:
    """Rows of text one under the other, a word every tenth of the page."""
    return [
        Word(word, page, left + 0.1 * at, 0.1 * row, left + 0.1 * at + 0.09, 0.1 * row + 0.05)
        for row, text in enumerate(rows, 1)
        for at, word in enumerate(words_in(text))
    ]


def test_words_are_compared_without_capitals_accents_or_signs() -> None:
    assert words_in("L’Élue : petite-enfance (RPE)") == ["l", "elue", "petite", "enfance", "rpe"]


def test_each_line_has_the_box_of_its_words() -> None:
    pages = Pages(page_of("Créer douze places", "Signer le bail"))
    lines = pages.place(["Créer douze places", "", "Signer le bail"], [])["lines"]
    assert lines == {"1": [[1, 100, 100, 390, 150]], "3": [[1, 100, 200, 390, 250]]}


def test_a_line_printed_on_two_rows_has_two_boxes() -> None:
    pages = Pages(page_of("Créer douze", "places d’accueil"))
    assert len(pages.place(["Créer douze places d’accueil"], [])["lines"]["1"]) == 2


def test_a_quote_has_the_box_of_its_own_words() -> None:
    pages = Pages(page_of("Pilote la CAF"))
    marks = pages.place(["Pilote | la CAF"], [(1, "la CAF")])
    assert marks["doubts"] == {"0": [[1, 200, 100, 390, 150]]}


def test_a_quote_that_is_not_on_its_line_points_at_the_whole_line() -> None:
    pages = Pages(page_of("Pilote la CAF"))
    assert pages.place(["Pilote la CAF"], [(1, "ailleurs")])["doubts"] == {"0": [[1, 100, 100, 390, 150]]}


def test_a_row_read_across_is_found_in_columns_written_one_after_the_other() -> None:
    left = page_of("Objectifs prioritaires", "Pilote")
    right = page_of("Créer douze places", "La directrice", left=0.5)
    lines = Pages([*left, *right]).place(
        ["Objectifs prioritaires | Créer douze places", "Pilote | La directrice"], []
    )
    assert [box[:3] for box in lines["lines"]["2"]] == [[1, 100, 200], [1, 500, 200]]


def test_the_same_words_twice_are_found_in_their_order() -> None:
    words = [*page_of("Étapes du projet"), *page_of("Étapes du projet", page=2)]
    lines = Pages(words).place(["Étapes du projet", "Étapes du projet"], [])["lines"]
    assert [lines[number][0][0] for number in ("1", "2")] == [1, 2]


def test_the_page_that_the_reading_knows_comes_before_the_nearest() -> None:
    words = [*page_of("Étapes du projet"), *page_of("Étapes du projet", page=2)]
    assert Pages(words, {1: 2}).place(["Étapes du projet"], [])["lines"]["1"][0][0] == 2


def test_a_line_that_the_pages_do_not_have_is_not_placed() -> None:
    pages = Pages(page_of("Créer douze places"))
    assert pages.place(["Créer un lieu tout à fait autre"], [])["lines"] == {}


def test_a_document_without_words_places_nothing() -> None:
    assert Pages([]).place(["Une ligne"], [(1, "ligne")]) == {"lines": {}, "doubts": {}}

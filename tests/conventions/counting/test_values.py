"""What people type in a cell, and what it says."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.conventions.counting.values import Asked, Reading, amount, read_value, show, typed
from maillage.conventions.enums import MeasureType, ValueStatus
from maillage.conventions.errors import InvalidValueError

NUMBER, RATE = Asked(MeasureType.NUMBER, "places"), Asked(MeasureType.RATE, "%")
MILESTONE, NOTE = Asked(MeasureType.MILESTONE), Asked(MeasureType.APPRECIATION)
amounts = st.decimals(min_value=-(10**9), max_value=10**9, places=4)
texts = st.text(max_size=60)


PER_THOUSAND = Asked(MeasureType.RATE, "‰", Decimal(1000))


def said(text: str, asked: Asked = NUMBER) -> str:
    """The refusal of a text."""
    with pytest.raises(InvalidValueError) as refusal:
        read_value(text, asked)
    return str(refusal.value)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("45,5", "45.5"),
        ("45.5", "45.5"),
        ("1 200", "1200"),
        ("1\u202f200", "1200"),
        ("1.200,5", "1200.5"),
        ("38 500 €", "38500"),
        ("12 places", "12"),
        ("0", "0"),
        ("−3", "-3"),
    ],
)
def test_a_number_is_read_as_people_write_it(text: str, number: str) -> None:
    assert read_value(text, NUMBER) == Reading(number=Decimal(number))


@pytest.mark.parametrize("text", ["~38500", "≈ 38 500", "environ 38 500"])
def test_an_estimate_is_said_to_be_one(text: str) -> None:
    assert read_value(text, NUMBER) == Reading(ValueStatus.ESTIMATED, Decimal(38500))


@pytest.mark.parametrize("asked", [NUMBER, RATE, MILESTONE, NOTE, Asked(MeasureType.VERBATIM)])
def test_secret_and_unavailable_hold_no_number_and_an_empty_cell_nothing(asked: Asked) -> None:
    assert read_value("Secret", asked) == Reading(ValueStatus.SECRET)
    assert read_value("n.d.", asked) == Reading(ValueStatus.UNAVAILABLE)
    assert read_value("  ", asked) is None


@pytest.mark.parametrize("text", ["36/69", "36 sur 69", " 36 / 69 "])
def test_a_rate_keeps_its_two_numbers(text: str) -> None:
    assert read_value(text, RATE) == Reading(
        number=Decimal("52.1739"), numerator=Decimal(36), denominator=Decimal(69)
    )


def test_a_rate_over_100_is_refused_with_what_to_write() -> None:
    refusal = said("520", RATE)
    assert refusal.startswith("«\u00a0520\u00a0» dépasse 100\u00a0%. Écrivez par exemple 52 ou 52,5,")
    assert refusal.endswith("ou les deux nombres\u00a0: 36/69.")


def test_a_rate_that_may_pass_100_is_taken() -> None:
    reading = read_value("112 %", Asked(MeasureType.RATE, "%", None))
    assert reading == Reading(number=Decimal(112))


@pytest.mark.parametrize("text", ["12/0", "12/-3", "a/b", "1/2/3", "-1/3"])
def test_two_numbers_that_make_no_rate_are_refused(text: str) -> None:
    assert "Écrivez" in said(text, RATE)


def test_a_percentage_is_no_count() -> None:
    assert "on compte ici un nombre de places" in said("12 %")


@pytest.mark.parametrize(("text", "number"), [("oui", 1), ("Fait", 1), ("non", 0), ("pas encore", 0)])
def test_a_milestone_is_done_or_not(text: str, number: int) -> None:
    assert read_value(text, MILESTONE) == Reading(number=Decimal(number))


def test_a_milestone_is_nothing_else() -> None:
    assert said("bientôt", MILESTONE) == (
        "«\u00a0bientôt\u00a0» n’est ni oui ni non. Écrivez oui si c’est fait, non sinon."
    )


def test_a_note_is_out_of_five_with_words_or_words_alone() -> None:
    assert read_value("3/5 plutôt bien", NOTE) == Reading(number=Decimal(3), words="plutôt bien")
    assert read_value("4", NOTE) == Reading(number=Decimal(4))
    assert read_value("des familles contentes", NOTE) == Reading(words="des familles contentes")
    assert "note sur 5" in said("8/10", NOTE)
    assert "note sur 5" in said("7", NOTE)


@given(amounts)
def test_a_number_shown_to_be_typed_reads_back_the_same(value: Decimal) -> None:
    reading = Reading(number=value)
    assert read_value(typed(reading, MeasureType.NUMBER), NUMBER) == reading


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.booleans())
def test_a_rate_reads_back_the_same(over: int, under: int, estimated: bool) -> None:
    reading = read_value(f"{'~' if estimated else ''}{over}/{under}", RATE)
    assert read_value(typed(reading, MeasureType.RATE), RATE) == reading


@given(texts, st.sampled_from([NUMBER, RATE, MILESTONE, NOTE, Asked(MeasureType.VERBATIM)]))
def test_any_text_is_refused_or_reads_back_the_same(text: str, asked: Asked) -> None:
    try:
        reading = read_value(text, asked)
    except InvalidValueError:
        return
    assert read_value(typed(reading, asked.measure), asked) == reading


@given(texts)
def test_what_is_read_as_a_number_fits_in_the_database(text: str) -> None:
    found = amount(text)
    assert found is None or (found == round(found, 4) and abs(found) < 10**10)


def test_readings_are_shown_as_people_write_them() -> None:
    assert show(Reading(ValueStatus.ESTIMATED, Decimal(38500)), "nombre", "€") == "≈\u00a038\u202f500\u00a0€"
    assert show(read_value("36/69", RATE), "taux", "%") == "52,2\u00a0%"
    assert show(Reading(ValueStatus.SECRET), "nombre") == "secret"
    assert show(Reading(ValueStatus.UNAVAILABLE), "nombre") == "non disponible"
    assert show(None, "nombre") == ""


def test_two_numbers_of_a_rate_per_thousand_are_read_per_thousand() -> None:
    found = read_value("51/2000", PER_THOUSAND)
    assert found is not None
    assert show(found, MeasureType.RATE, "‰") == "25,5\u00a0‰"
    assert "1\u202f000\u00a0‰" in said("1200", PER_THOUSAND)
    assert "l’on compte ici pour mille" in said("2,5 %", PER_THOUSAND)


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        ("1", "places", "1 place"),
        ("0", "familles", "0 famille"),
        ("2", "places", "2 places"),
        ("1", "mois", "1 mois"),
        ("1", "parcours", "1 parcours"),
        ("1", "conseils municipaux", "1 conseils municipaux"),
        ("1", "MAM", "1 MAM"),
    ],
)
def test_a_unit_agrees_with_its_number_and_is_read_either_way(value: str, unit: str, said: str) -> None:
    reading = Reading(number=Decimal(value))
    assert show(reading, MeasureType.NUMBER, unit).replace("\u00a0", " ") == said
    assert amount(said, unit) == Decimal(value)

"""Three versions of a list put together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.intake.matching.rows import merge
from maillage.intake.matching.values import merged, said
from maillage.intake.matching.wording import Named, likeness, pairs

WORDS = st.lists(
    st.sampled_from(["Ouvrir un lieu", "Ouvrir un lieu le samedi", "Recruter", "Former"]), max_size=5
)


@pytest.mark.parametrize(
    ("base", "here", "new", "result"),
    [
        (["a", "b"], ["a", "b"], ["a", "b", "c"], ["a", "b", "c"]),
        (["a", "b"], ["a", "b"], ["b"], ["b"]),
        (["a", "b"], ["a", "b", "ici"], ["a", "b", "c"], ["a", "b", "ici", "c"]),
        (["a", "b"], ["a"], ["a", "b", "c"], ["a", "c"]),
        (
            ["Un lieu ouvert"],
            ["Un lieu ouvert le soir"],
            ["Un lieu ouvert", "c"],
            ["Un lieu ouvert le soir", "c"],
        ),
        (["Un lieu ouvert"], ["Un lieu ouvert"], ["Un lieu ouvert à tous"], ["Un lieu ouvert à tous"]),
        (["a"], ["ici", "a"], ["a", "c"], ["ici", "a", "c"]),
        (None, ["a", "ici"], ["a", "c"], ["a", "c"]),
    ],
)
def test_what_each_side_did_is_kept(
    base: list[str] | None, here: list[str], new: list[str], result: list[str]
) -> None:
    assert [row.text for row in merge(base, here, new)] == result


@given(WORDS, WORDS)
def test_where_nothing_was_done_here_the_rows_are_those_of_the_document(
    base: list[str], new: list[str]
) -> None:
    assert [row.text for row in merge(base, base, new)] == new


@given(WORDS, WORDS)
def test_a_document_that_did_not_change_changes_nothing(base: list[str], here: list[str]) -> None:
    assert merged("context", base, here, list(base)) == here


@given(WORDS, WORDS, WORDS)
def test_no_row_comes_from_nowhere_nor_twice(base: list[str], here: list[str], new: list[str]) -> None:
    rows = merge(base, here, new)
    assert {row.text for row in rows} <= {*here, *new}
    places = [row.here for row in rows if row.here is not None]
    assert len(places) == len(set(places))


def test_a_target_that_the_document_left_stays_as_corrected_here() -> None:
    row = {"key": "1", "label": "Places", "kind": "", "measure": "", "frequency": "", "wish": False}
    base = [{**row, "key": "", "target": {"value": "12"}}]
    here = [{**row, "target": {"value": "15"}, "measure": "nombre"}]
    new = [{**row, "key": "", "target": {"value": "12"}}, {**row, "label": "Heures", "target": None}]
    after = merged("indicators", base, here, new)
    assert (after[0]["key"], after[0]["target"], after[0]["measure"]) == ("1", {"value": "15"}, "nombre")
    assert [each["label"] for each in after] == ["Places", "Heures"]


def test_what_is_said_has_no_identity() -> None:
    assert said([{"key": "1", "text": "a", "substeps": [{"key": "2", "text": "b"}]}]) == [
        {"text": "a", "substeps": [{"text": "b"}]}
    ]


def test_words_are_alike_whatever_their_accents() -> None:
    assert likeness("Créer un café", "CREER UN CAFE") == 1
    assert likeness("Créer un café", "Former les élus") == 0


def test_a_title_weighs_more_than_a_reference() -> None:
    here = [Named("h1", "1.1", "Ouvrir une crèche"), Named("h2", "1.2", "Former les assistantes maternelles")]
    new = [Named("n1", "1.1", "Tenir un forum"), Named("n2", "1.2", "Ouvrir une crèche")]
    assert [(pair.one, pair.other) for pair in pairs(new, here)] == [("n2", "h1")]

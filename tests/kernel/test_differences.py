"""Two texts compared for people to read."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from maillage.kernel.differences import Piece, compare

WORDS = st.lists(st.sampled_from(["un", "deux", " ", "\n", "  ", "trois,", "été"]), max_size=30).map("".join)
TEXTS = st.one_of(WORDS, st.text(max_size=60))


def _kept(pieces: list[Piece], kind: str) -> str:
    return "".join(piece.text for piece in pieces if piece.kind in {"same", kind})


@given(TEXTS, TEXTS)
def test_the_pieces_hold_both_texts_whole(before: str, after: str) -> None:
    pieces = compare(before, after)
    assert _kept(pieces, "gone") == before
    assert _kept(pieces, "new") == after
    assert all(piece.text for piece in pieces)


@given(TEXTS)
def test_a_text_compared_with_itself_is_all_the_same(text: str) -> None:
    assert {piece.kind for piece in compare(text, text)} <= {"same"}


def test_only_the_words_that_changed_are_told() -> None:
    assert compare("ouvrir deux relais", "ouvrir trois relais") == [
        Piece("same", "ouvrir "),
        Piece("gone", "deux"),
        Piece("new", "trois"),
        Piece("same", " relais"),
    ]


def test_very_long_texts_are_shown_whole() -> None:
    before, after = "mot " * 3000, "autre " * 3000
    assert compare(before, after) == [Piece("gone", before), Piece("new", after)]
    assert compare("", after) == [Piece("new", after)]


def test_words_that_come_back_by_hundreds_cost_no_minutes() -> None:
    before = " ".join("ab"[i % 2] for i in range(990))
    after = " ".join("ab"[(i // 3) % 2] for i in range(990))
    assert compare(before, after) == [Piece("gone", before), Piece("new", after)]

"""Every text of a plan comes from the document, and a long one is read whole."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from maillage.intake.readers import open_source
from maillage.intake.readers.blocks import Source
from maillage.intake.readers.text import read_text
from maillage.intake.recognition import recognise
from maillage.intake.recognition.document import as_json
from maillage.intake.recognition.people.domain import MEANINGS
from tests.documents.exam.documents import NAMES as EXAM
from tests.documents.exam.documents import document as exam_document
from tests.documents.heldout.documents import NAMES, held_out
from tests.intake.recognition.conftest import SAMPLES

#: Words of the model, or of the reader's own sentences.
_OURS = {
    "ref",
    "action_ref",
    "kind",
    "type",
    "op",
    "per",
    "reason",
    "question",
    "field",
    "level",
    "levels",
    "published",
    "unit",
    "start_term",
    "nature",
    "precision",
    "on",
}

#: « Élu(e)s référents », a title over two lines with its number between: pieces, but few.
_MOST_RUNS = 3


def _letters(text: str) -> str:
    bare = unicodedata.normalize("NFKC", re.sub(r"\^\{?(\w+)\}?|</?[a-zA-Z][^<>:]*>", r"\1", text))
    return re.sub(r"[\W_]+", "", bare).lower()


def _texts(value: Any, key: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            if key == "stands_for" and inner in MEANINGS.values():
                yield name  # the trade's meaning, beside the acronym that is written
            else:
                yield from _texts(inner, name if key != "stands_for" else "")
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner, key)
    elif isinstance(value, str) and key not in _OURS:
        yield value


def _printed(source: Source) -> str:
    """The letters of everything that the source holds, in its lines, its blocks and its cells."""
    cells = (line for block in source.blocks for cell in block.cells for line in cell.lines)
    return _letters("\n".join([*source.lines, *(block.text for block in source.blocks), *cells]))


def _invented(source: Source) -> list[str]:
    printed = _printed(source)
    plan = as_json(recognise(source))
    assert json.dumps(plan)
    return [
        text
        for text in _texts(plan)
        if not all(_letters(part) in printed for part in re.split(r" ; |\n", text))
        and not _is_joined(text, printed)
    ]


def _is_joined(text: str, printed: str) -> bool:
    """A title, a reference or an item put together from a few runs of words that stand in the source."""
    words, runs = text.split(), 0
    while words and runs < _MOST_RUNS:
        length = next((n for n in range(len(words), 0, -1) if _letters("".join(words[:n])) in printed), 0)
        if not length:
            return False
        words, runs = words[length:], runs + 1
    return not words


def test_words_picked_here_and_there_are_no_text_of_the_source() -> None:
    printed = _letters("Ouvrir une crèche. Former deux animateurs au relais. Réunir les parents chaque mois.")
    assert _is_joined("Ouvrir une crèche Réunir les parents", printed)
    assert not _is_joined("Réunir deux parents au relais", printed)


@pytest.mark.parametrize("name", sorted(path.name for path in SAMPLES.iterdir()))
def test_every_text_of_a_sample_is_in_its_source(name: str) -> None:
    assert _invented(read_text((SAMPLES / name).read_bytes(), name)) == []


@pytest.mark.parametrize("name", NAMES)
def test_every_text_of_a_held_out_plan_is_in_its_source(name: str) -> None:
    file_name, data, _ = held_out(name)
    assert _invented(open_source(data, file_name)) == []


@pytest.mark.parametrize("name", EXAM)
def test_every_text_of_a_plan_in_a_hand_of_its_own_is_in_its_source(name: str) -> None:
    assert _invented(open_source(exam_document(name)[0], name)) == []


@pytest.mark.shared
def test_every_text_of_the_reference_documents_is_in_its_source(shared: Path) -> None:
    for path in sorted((shared / "seeds").glob("*.txt")):
        assert _invented(read_text(path.read_bytes(), path.name)) == [], path.name


def test_a_long_plan_is_read_whole() -> None:
    fiche = (
        "Action {0} : Ouvrir le lieu {0}\n\nPilote : Ville\n\nÉtapes\n\n"
        + "- Réunir les voisins du lieu\n" * 40
    )
    text = "Axe 1 : Relier\n\n" + "\n".join(fiche.format(number) for number in range(1, 120))
    plan = recognise(read_text(text.encode(), "long.txt"))
    assert len(plan.actions) == 119

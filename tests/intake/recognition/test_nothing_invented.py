"""Every text of a plan comes from the document, and a long one is read whole."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from maillage.intake.readers.text import read_text
from maillage.intake.recognition import recognise
from maillage.intake.recognition.document import as_json
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
    "field",
    "level",
    "levels",
    "published",
    "unit",
    "start_term",
}


def _letters(text: str) -> str:
    bare = unicodedata.normalize("NFKC", re.sub(r"\^\{?(\w+)\}?|</?[a-zA-Z][^<>:]*>", r"\1", text))
    return re.sub(r"[\W_]+", "", bare).lower()


def _texts(value: Any, key: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _texts(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner, key)
    elif isinstance(value, str) and key not in _OURS:
        yield value


def _invented(path: Path) -> list[str]:
    data = path.read_bytes()
    source = _letters(data.decode())
    plan = as_json(recognise(read_text(data, path.name)))
    assert json.dumps(plan)
    return [text for text in _texts(plan) if not all(_letters(part) in source for part in text.split(" ; "))]


def _is_joined(text: str, source: str) -> bool:
    """A title, a reference or an item put together from pieces that all stand in the source."""
    return all(_letters(word) in source for word in text.split())


@pytest.mark.parametrize("name", sorted(path.name for path in SAMPLES.iterdir()))
def test_every_text_of_a_sample_is_in_its_source(name: str) -> None:
    source = _letters((SAMPLES / name).read_text(encoding="utf-8"))
    assert [text for text in _invented(SAMPLES / name) if not _is_joined(text, source)] == []


@pytest.mark.shared
def test_every_text_of_the_reference_documents_is_in_its_source(shared: Path) -> None:
    for path in sorted((shared / "seeds").glob("*.txt")):
        source = _letters(path.read_text(encoding="utf-8"))
        assert [text for text in _invented(path) if not _is_joined(text, source)] == [], path.name


def test_a_long_plan_is_read_whole() -> None:
    fiche = (
        "Action {0} : Ouvrir le lieu {0}\n\nPilote : Ville\n\nÉtapes\n\n"
        + "- Réunir les voisins du lieu\n" * 40
    )
    text = "Axe 1 : Relier\n\n" + "\n".join(fiche.format(number) for number in range(1, 120))
    plan = recognise(read_text(text.encode(), "long.txt"))
    assert len(plan.actions) == 119

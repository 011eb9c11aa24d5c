"""What a document says besides its plan: diagnosis, governance, missions, milestones, glossary.

Nothing of it is written with the plan: it stays with the import, to be read there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from maillage.kernel.french import plural

Json = Mapping[str, Any]

_KINDS = {
    "force": "Force",
    "faiblesse": "Faiblesse",
    "opportunite": "Opportunité",
    "menace": "Menace",
    "enjeu": "Enjeu",
    "constat": "Constat",
}


@dataclass(frozen=True, slots=True)
class Mention:
    """One thing read: ``label`` names or dates it, ``text`` says it, ``points`` detail it."""

    label: str
    text: str
    points: tuple[str, ...] = ()
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Surrounding:
    """The things of one kind, in the order of the document. ``count`` is « 3 instances »."""

    title: str
    count: str
    mentions: tuple[Mention, ...]


def surroundings_of(document: Json) -> list[Surrounding]:
    """Every kind that the document has something of."""
    found = []
    for key, (title, one, several, mention) in _READERS.items():
        rows = document.get(key) or []
        if rows:
            mentions = tuple(mention(row) for row in rows)
            found.append(Surrounding(title, plural(len(rows), one, several), mentions))
    return found


def _texts(row: Json, *keys: str) -> tuple[str, ...]:
    return tuple(item["text"] for key in keys for item in row.get(key) or [])


def _finding(row: Json) -> Mention:
    kind = row.get("kind") or ""
    label = ", ".join(word for word in (row.get("theme"), _KINDS.get(kind, "")) if word)
    return Mention(label, row["text"], line=row.get("line"))


def _instance(row: Json) -> Mention:
    points = _texts(row, "members", "missions")
    return Mention(row["name"], row.get("frequency") or "", points, row.get("line"))


def _role(row: Json) -> Mention:
    return Mention(row["title"], "", _texts(row, "missions"), row.get("line"))


def _milestone(row: Json) -> Mention:
    return Mention(row.get("date") or "", row["text"], line=row.get("line"))


def _entry(row: Json) -> Mention:
    return Mention(row["acronym"], row["meaning"], line=row.get("line"))


_Reader = tuple[str, str, str, Callable[[Json], Mention]]
_READERS: dict[str, _Reader] = {
    "diagnosis": ("Diagnostic", "constat", "constats", _finding),
    "governance": ("Gouvernance", "instance", "instances", _instance),
    "roles": ("Fiches mission", "fiche mission", "fiches mission", _role),
    "milestones": ("Jalons de la démarche", "jalon", "jalons", _milestone),
    "glossary": ("Glossaire", "sigle", "sigles", _entry),
}

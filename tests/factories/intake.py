"""Imports at every moment of their life, and the small invented plan that they hold."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from maillage.files.operations import store
from maillage.intake.enums import ImportState, PagesState
from maillage.intake.models import Import, ImportPage

if TYPE_CHECKING:
    from maillage.accounts.models import User
    from maillage.conventions.models import Convention

LINES = [
    "Projet social du Pays d’Orvelle 2024-2028",
    "Axe 1 : Accueillir les jeunes enfants",
    "Action 1.1 Ouvrir une micro-crèche",
    "Objectifs : Créer douze places",
    "Étapes",
    "Trouver un local",
    "Signer le bail",
    "Pilote : Élue petite enfance + RPE",
    "Indicateur : au moins 12 places ouvertes",
    "Quand : 2024 à 2026",
    "Action 1.2 Faire connaître les assistantes maternelles",
    "Objectifs : Tenir un forum par an",
    "Axe 2 : Soutenir les parents",
    "Action 2.1 Installer un café des parents",
    "NB : à revoir avec la PMI",
]


def item(text: str, line: int) -> dict[str, Any]:
    """A text of the document with its place."""
    return {"text": text, "line": line, "page": None, "confidence": 1.0}


def fiche(ref: str, title: str, path: list[str], line: int, **fields: Any) -> dict[str, Any]:
    """An action of the document."""
    return {"ref": ref, "title": title, "path": path, "line": line, "page": None, **fields}


def leaf(action: dict[str, Any]) -> dict[str, Any]:
    """The leaf of the tree that stands for an action."""
    return {"level": "Action", "ref": action["ref"], "title": action["title"], "children": []}


def branch(level: str, ref: str, title: str, line: int, children: list[dict[str, Any]]) -> dict[str, Any]:
    """A node of the tree."""
    return {"level": level, "ref": ref, "title": title, "line": line, "page": None, "children": children}


def _fiches() -> list[dict[str, Any]]:
    young, parents = ["Accueillir les jeunes enfants"], ["Soutenir les parents"]
    target = {"op": ">=", "value": 12, "value_max": None, "unit": "places", "per": None, "baseline": None}
    return [
        fiche(
            "1.1",
            "Ouvrir une micro-crèche",
            young,
            3,
            objectives=[item("Créer douze places", 4)],
            steps=[
                {**item("Trouver un local", 6), "group": "Étapes", "substeps": []},
                {**item("Signer le bail", 7), "group": "Étapes", "substeps": [item("Notaire", 7)]},
            ],
            pilots=[item("Élue petite enfance + RPE", 8)],
            indicators=[{**item("au moins 12 places ouvertes", 9), "kind": "resultat", "target": target}],
            calendar=[item("2024 à 2026", 10)],
            schedule={"start_term": None, "start_year": 2024, "end_year": 2026},
        ),
        fiche(
            "1.2",
            "Faire connaître les assistantes maternelles",
            young,
            11,
            objectives=[item("Tenir un forum par an", 12)],
        ),
        fiche("2.1", "Installer un café des parents", parents, 14),
    ]


def _doubts() -> list[dict[str, Any]]:
    return [
        {
            "text": "Élue petite enfance + RPE",
            "reason": "Un pilote ou deux ?",
            "line": 8,
            "page": None,
            "action_ref": "1.1",
            "field": "pilots",
        },
        {
            "text": "NB : à revoir avec la PMI",
            "reason": "Une note sans rubrique.",
            "line": 15,
            "page": None,
            "action_ref": None,
            "field": None,
        },
    ]


def document() -> dict[str, Any]:
    """A plan document of two axes and three actions, with two doubts."""
    fiches = _fiches()
    return {
        "territory": "Pays d’Orvelle",
        "title": "Projet social",
        "period": {"start": 2024, "end": 2028},
        "levels": ["Axe", "Action"],
        "tree": [
            branch("Axe", "1", "Accueillir les jeunes enfants", 2, [leaf(fiches[0]), leaf(fiches[1])]),
            branch("Axe", "2", "Soutenir les parents", 13, [leaf(fiches[2])]),
        ],
        "actions": fiches,
        "warnings": _doubts(),
    }


def large_document(actions: int) -> dict[str, Any]:
    """The same plan with as many fiches as asked, in four axes."""
    model = _fiches()[0]
    whole = document()
    whole["actions"] = [{**model, "ref": f"{n % 4 + 1}.{n}", "title": f"Action {n}"} for n in range(actions)]
    whole["tree"] = [
        branch("Axe", str(axis + 1), f"Axe {axis}", 2, [leaf(each) for each in whole["actions"][axis::4]])
        for axis in range(4)
    ]
    return whole


def waiting_import(convention: Convention, by: User, data: bytes = b"Axe 1\nAction 1.1\n") -> Import:
    """A deposited file that nobody read yet."""
    stored = store(data=data, name="projet-social.txt", convention_id=convention.pk, uploaded_by_id=by.pk)
    return Import.objects.create(
        convention=convention,
        file=stored,
        name=stored.name,
        size=stored.size,
        sha256=hashlib.sha256(data).hexdigest(),
        created_by=by,
    )


def ready_import(convention: Convention, by: User, plan: dict[str, Any] | None = None) -> Import:
    """An import to review."""
    import_ = waiting_import(convention, by)
    import_.state = ImportState.READY
    import_.document = plan or document()
    import_.lines = LINES
    import_.leaves = [
        {"label": "Lignes 1 à 10", "first": 1, "last": 10},
        {"label": "Lignes 11 à 15", "first": 11, "last": 15},
    ]
    import_.attempt, import_.alive_at = 1, timezone.now()
    import_.save()
    return import_


#: The smallest image there is, in WebP.
PIXEL = b"RIFF\x1a\x00\x00\x00WEBPVP8L\x0d\x00\x00\x00/\x00\x00\x00\x10\x07\x10\x11\x11\x88\x88\xfe\x07\x00"


def page_image(import_: Import, number: int = 1) -> ImportPage:
    """The image of a page."""
    stored = store(
        data=PIXEL, name=f"page-{number}.webp", convention_id=import_.convention_id, uploaded_by_id=None
    )
    return ImportPage.objects.create(source=import_, number=number, width=700, height=1000, image=stored)


def drawn_import(convention: Convention, by: User, plan: dict[str, Any] | None = None) -> Import:
    """An import to review whose two pages were drawn: ten lines on the first, the others on the second."""
    import_ = ready_import(convention, by, plan)
    for number in (1, 2):
        page_image(import_, number)
    lines = {
        str(line): [[1 + (line > 10), 100, 50 * (line % 11 + 1), 600, 50 * (line % 11 + 1) + 30]]
        for line in range(1, len(LINES) + 1)
    }
    doubts = {"0": [[1, 200, 450, 500, 480]], "1": lines["15"]}
    import_.pages_state, import_.marks = PagesState.READY, {"lines": lines, "doubts": doubts}
    import_.save()
    return import_

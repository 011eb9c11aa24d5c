"""The sheets of rows: steps, indicators, people. Each row says whose fiche it is, and which row it is.

A section becomes flat rows, each a dict with its ``key``, and flat rows become a section.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from maillage.conventions.enums import Frequency, IndicatorKind, MeasureType, Status, TargetOp, TargetPeriod
from maillage.conventions.sections.definitions import ALONE, DETAILS
from maillage.conventions.workbook import cells
from maillage.conventions.workbook.actions import FICHE, IDENTIFIER, REMOVE, VERSION
from maillage.conventions.workbook.columns import NARROW, WIDE, Builder, Column, amount, given
from maillage.conventions.workbook.definitions import definition_columns
from maillage.conventions.workbook.lists import ROLES, STEP_LEVELS, Lists, labels
from maillage.kernel.text import fold

if TYPE_CHECKING:
    from maillage.conventions.sections import Json

KEY = given("key", "Ligne", hint="Ne pas modifier. Laissez vide sur une ligne que vous ajoutez.")
_HEAD = (IDENTIFIER, VERSION, FICHE, KEY)


@dataclass(frozen=True)
class RowSheet:
    """How a section is flat rows: ``flatten`` and ``build`` go both ways, ``blank`` is a new row."""

    section: str
    main: str
    columns: tuple[Column, ...]
    flatten: Callable[[Json], list[Json]]
    build: Callable[[Json, list[Json]], Json]
    blank: dict[str, Json]


def _flat_steps(value: Json) -> list[Json]:
    rows = []
    for step in value:
        rows.append({**step, "level": "step", "substeps": []})
        rows += [{**sub, "level": "substep", "group": ""} for sub in step["substeps"]]
    return rows


def _built_steps(_value: Json, rows: list[Json]) -> Json:
    steps: list[Json] = []
    for row in rows:
        own = {name: row.get(name, "") for name in ("key", "text", "status", "due", "who")}
        if row["level"] == "substep" and steps:
            steps[-1]["substeps"].append(own)
        else:
            steps.append({**own, "group": row["group"], "substeps": []})
    return steps


def steps() -> RowSheet:
    """Steps and substeps in order; a new substep goes under the step above it."""
    of = Builder("steps")

    def group(row: Json, text: str) -> Json:
        if text.strip() and row["level"] == "substep":
            raise cells.CellError(
                "une sous-étape n’a pas de volet à elle", "Videz la case, ou changez son étape."
            )
        return {**row, "group": " ".join(text.split())}

    columns = (
        *_HEAD,
        of.choice(
            "level", "Niveau", STEP_LEVELS, "steps", required=True, hint="Une sous-étape suit son étape."
        ),
        Column("group", "Volet", lambda row: cells.fitted(row["group"]), group, "steps", "group", width=32),
        of.text("text", "Étape", width=WIDE),
        of.choice("status", "État", labels(Status), "statuses"),
        of.text("due", "Échéance", width=18, hint="2026, T2 2026, avril 2026, 3 mars 2026."),
        of.text("who", "Par qui"),
        REMOVE,
    )
    blank = {"level": "step", "group": "", "text": "", "status": Status.TO_COME.value, "due": "", "who": ""}
    return RowSheet("steps", "text", columns, _flat_steps, _built_steps, {"key": "", "substeps": [], **blank})


_NO_TARGET = {"op": "", "value": None, "value_max": None, "unit": "", "per": "", "baseline": None}


def _flat_indicators(value: Json) -> list[Json]:
    return [{**_UNMEASURED, **_NO_TARGET, **row, **(row["target"] or {})} for row in value]


def _built_indicators(_value: Json, rows: list[Json]) -> Json:
    return [
        {
            **{name: one for name, one in row.items() if name not in _NO_TARGET},
            **({} if row["op"] else {name: row[name] for name in ALONE}),
            "target": {name: row[name] for name in _NO_TARGET} if row["op"] else None,
        }
        for row in rows
    ]


_UNMEASURED: dict[str, Json] = {"measure": "", "frequency": "", "wish": False, **DETAILS}


def _figure(key: str, header: str, hint: str = "") -> Column:
    return Column(
        key, header, lambda row: amount(row[key]), lambda row, text: {**row, key: cells.read_number(text)},
        "indicators", key, NARROW, hint=hint,
    )  # fmt: skip


def indicators(lists: Lists) -> RowSheet:
    """Indicators with their target, a column for each part of it."""
    of = Builder("indicators")
    columns = (
        *_HEAD,
        of.text("label", "Indicateur", width=WIDE),
        of.choice("kind", "Nature", labels(IndicatorKind), "kinds"),
        of.choice("measure", "Mesure", labels(MeasureType), "measures"),
        of.choice("op", "Comparaison", labels(TargetOp), "operators"),
        _figure("value", "Cible", "Un nombre seul ; l’unité a sa colonne."),
        _figure("value_max", "Cible haute", "Avec la comparaison « Entre »."),
        of.text("unit", "Unité"),
        of.choice("per", "Par", labels(TargetPeriod), "periods"),
        _figure("baseline", "Départ"),
        of.choice("frequency", "Fréquence", labels(Frequency), "frequencies"),
        of.flag("wish", "Souhait", hint="oui : gardé en mots, pas compté."),
        *definition_columns(lists),
        REMOVE,
    )
    blank = {"key": "", "label": "", "kind": "", "target": None, **_UNMEASURED, **_NO_TARGET}
    return RowSheet("indicators", "label", columns, _flat_indicators, _built_indicators, blank)


def _flat_people(value: Json) -> list[Json]:
    def row(one: Json, role: str, link: str) -> Json:
        return {"key": one.get("key", ""), "label": one["label"], "role": role, "link": one[link]}

    pilots = [
        row(one, f"pilots:{one['kind']}" if one["kind"] else "pilots", "member") for one in value["pilots"]
    ]
    return pilots + [row(one, "partners", "organisation") for one in value["partners"]]


def _built_people(value: Json, rows: list[Json]) -> Json:
    pilots, partners = [], []
    for row in rows:
        kept = {"key": row["key"], "label": row["label"]}
        if row["role"] == "partners":
            partners.append({**kept, "organisation": row["link"]})
        else:
            pilots.append({**kept, "kind": row["role"].partition(":")[2], "member": row["link"]})
    return {**value, "pilots": pilots, "partners": partners}


def people(lists: Lists) -> RowSheet:
    """Pilots and partners, with the account or the organisation behind the words."""

    def known(row: Json) -> dict[int, str]:
        return lists.organisations if row["role"] == "partners" else lists.members

    def link(row: Json, text: str) -> Json:
        wanted = fold(text)
        if not wanted:
            return {**row, "link": None}
        names = known(row)
        found = [pk for pk, name in names.items() if fold(name) == wanted]
        if len(found) != 1:
            what = "organisme connu" if row["role"] == "partners" else "compte de la convention"
            raise cells.CellError(
                f"ce n’est pas un {what}", "Prenez un nom de la feuille Listes, ou laissez vide."
            )
        return {**row, "link": found[0]}

    of = Builder("people")
    columns = (
        *_HEAD,
        of.choice("role", "Rôle", ROLES, "roles", required=True),
        of.text("label", "Nom ou fonction", width=WIDE),
        Column(
            "link", "Compte ou organisme relié",
            lambda row: known(row).get(row["link"], "") if row["link"] else "", link, "people", "member",
            width=32, choices="people", hint="Un nom de la feuille Listes.",
        ),
        REMOVE,
    )  # fmt: skip
    blank: dict[str, Json] = {"key": "", "label": "", "role": "pilots", "link": None}
    return RowSheet("people", "label", columns, _flat_people, _built_people, blank)

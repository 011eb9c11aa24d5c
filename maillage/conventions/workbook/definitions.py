"""The columns that say what an indicator is: its direction, its targets by year, its definition…"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from maillage.conventions.enums import Direction
from maillage.conventions.workbook import cells
from maillage.conventions.workbook.columns import WIDE, Builder, Column
from maillage.conventions.workbook.lists import STANDARDS, Lists, labels
from maillage.kernel.text import fold

if TYPE_CHECKING:
    from maillage.conventions.sections import Json

_TARGET = re.compile(r"(?P<year>[0-9]{4})\s*[=:]\s*(?P<number>.+)")


def definition_columns(lists: Lists) -> tuple[Column, ...]:
    """A column for each detail of an indicator, in the order in which they are asked on the fiche."""
    of = Builder("indicators")
    return (
        of.choice("direction", "Sens", labels(Direction), "directions"),
        of.year("target_year", "Année de la cible"),
        Column(
            "targets", "Cibles par année", _written_targets, _read_targets, "indicators", "targets",
            hint="Une par ligne : 2026 = 12.",
        ),
        of.year("baseline_year", "Année du départ"),
        of.flag("cumulative", "Cumul", hint="oui : les valeurs s’ajoutent d’une période à l’autre."),
        of.text("definition", "Définition", width=WIDE),
        of.text("numerator_label", "Numérateur", width=32),
        of.text("denominator_label", "Dénominateur", width=32),
        of.text("source", "Source", width=32),
        of.text("method", "Mode de calcul", width=WIDE),
        of.text("responsible", "Qui le renseigne"),
        _breakdown(lists),
        of.choice("standard", "Indicateur de référence", STANDARDS, "standards", width=32),
    )  # fmt: skip


def _written_targets(row: Json) -> str:
    return "\n".join(f"{one['year']} = {str(one['value']).replace('.', ',')}" for one in row["targets"])


def _read_targets(row: Json, text: str) -> Json:
    targets = []
    for line in cells.read_lines(text):
        found = _TARGET.fullmatch(line)
        number = cells.read_number(found["number"]) if found else None
        if found is None or number is None:
            raise cells.CellError(f"« {cells.excerpt(line)} » n’est pas une cible", "Écrivez 2026 = 12.")
        targets.append({"year": int(found["year"]), "value": number})
    return {**row, "targets": sorted(targets, key=lambda one: one["year"])}


def _breakdown(lists: Lists) -> Column:
    known = lists.breakdowns

    def read(row: Json, text: str) -> Json:
        wanted = fold(text)
        found = [pk for pk, name in known.items() if fold(name) == wanted]
        if wanted and not found:
            advice = f"Écrivez {cells.named(list(known.values()))}, ou laissez vide."
            raise cells.CellError("ce n’est pas une ventilation de la convention", advice)
        return {**row, "breakdown": found[0] if found else None}

    return Column(
        "breakdown", "Ventilation", lambda row: known.get(row["breakdown"], ""), read,
        "indicators", "breakdown", choices="breakdowns", hint="Un nom de la feuille Listes.",
    )  # fmt: skip

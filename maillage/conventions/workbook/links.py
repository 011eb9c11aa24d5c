"""What a fiche is tied to, in cells: other fiches by their reference, schemes by their name."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from maillage.conventions.enums import LinkKind
from maillage.conventions.workbook import cells
from maillage.conventions.workbook.columns import WIDE, Builder, Column
from maillage.kernel.text import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

    from maillage.conventions.models import Action
    from maillage.conventions.sections import Json
    from maillage.conventions.workbook.lists import Lists

_KINDS = (
    (LinkKind.SEE, "see", "Actions liées", "Une référence ou un titre de fiche par ligne."),
    (LinkKind.AFTER, "after", "Vient après", "Les fiches à mener d’abord, une par ligne."),
)  # fmt: skip


def link_columns(lists: Lists) -> list[Column]:
    """A column for each way of being tied to another fiche, then the schemes."""
    of, names, known = Builder("links"), _names(lists.actions), _known(lists.actions)
    return [
        *(_tied(kind.value, key, header, hint, names, known) for kind, key, header, hint in _KINDS),
        of.names(
            "schemes", "Schémas", lists.schemes, "pas dans la liste des schémas",
            hint="Un par ligne, de la feuille Listes.",
        ),
    ]  # fmt: skip


def _said(action: Action) -> tuple[str, ...]:
    """What may name a fiche, the shortest first."""
    return tuple(cells.canonical(text) for text in (action.ref, action.title, str(action)) if text)


def _known(actions: Mapping[int, Action]) -> dict[str, int]:
    """The only fiche of each name, and each by its identifier."""
    said = [(fold(text), pk) for pk, action in actions.items() for text in set(_said(action))]
    times = Counter(name for name, _ in dict.fromkeys(said))
    return {name: pk for name, pk in said if times[name] == 1} | {f"n° {pk}": pk for pk in actions}


def _names(actions: Mapping[int, Action]) -> dict[int, str]:
    """How each fiche is written: its reference, else its title, else « n° 12 » when another has them too."""
    known = _known(actions)
    return {
        pk: next((text for text in _said(action) if known.get(fold(text)) == pk), f"n° {pk}")
        for pk, action in actions.items()
    }


def _tied(
    kind: str, key: str, header: str, hint: str, names: Mapping[int, str], known: Mapping[str, int]
) -> Column:
    def write(value: Json) -> str:
        tied = [row["action"] for row in value["actions"] if row["kind"] == kind]
        return cells.fitted("\n".join(sorted(names.get(pk, f"n° {pk}") for pk in tied)))

    def read(value: Json, text: str) -> Json:
        # a link to a deleted fiche stays as it is written
        there = {f"n° {row['action']}": row["action"] for row in value["actions"]}
        wanted = set()
        for name in _named_in(text, known):
            pk = known.get(fold(name), there.get(fold(name)))
            if pk is None:
                raise cells.CellError(
                    f"« {cells.excerpt(name)} » : pas dans le plan, ou porté par plusieurs fiches",
                    "Écrivez la référence ou le titre exact d’une fiche.",
                )
            wanted.add(pk)
        others = [row for row in value["actions"] if row["kind"] != kind]
        tied = [*others, *({"action": pk, "kind": kind} for pk in wanted)]
        return {**value, "actions": sorted(tied, key=lambda row: (row["action"], row["kind"]))}

    return Column(key, header, write, read, "links", "actions", WIDE, hint=hint)


def _named_in(text: str, known: Mapping[str, int]) -> list[str]:
    """One name a line, or several parted by « ; » where no fiche is called so."""
    return [
        name
        for line in cells.read_lines(text)
        for name in ([line] if fold(line) in known else cells.read_list(line))
    ]

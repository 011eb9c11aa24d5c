"""The first sheet: what the workbook is, how to fill it, what each column expects."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from maillage.conventions.workbook import layout
from maillage.kernel.french import day, typeset
from maillage.publishing.renderers.xlsx import styles
from maillage.publishing.renderers.xlsx.pouring import RowWriter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maillage.conventions.workbook.columns import Column
    from maillage.conventions.workbook.layout import Sheet

_RULES = (
    "Feuille Actions : une ligne par fiche. Étapes, Indicateurs, Personnes : une ligne par élément.",
    "Changez ce que vous voulez, puis redéposez ce fichier sur la page Documents du site.",
    "Rien n’est écrit avant que vous ayez vu chaque différence et accepté.",
    "Ne changez ni Identifiant, ni Version, ni Ligne : ces colonnes grises disent de quelle fiche on parle.",
    "Pour ajouter une fiche ou un élément, ajoutez une ligne et laissez ces colonnes vides.",
    "Pour supprimer, écrivez oui dans Supprimer. Une ligne que vous effacez du classeur reste sur le site.",
    "L’ordre des colonnes et des lignes est libre. Une colonne ou une feuille retirée ne change rien.",
    "Plusieurs points dans une case : un par ligne (Alt+Entrée, ou Ctrl+Entrée dans LibreOffice).",
    "Une date s’écrit comme on la connaît : 2026, T2 2026, printemps 2026, avril 2026 ou 3 mars 2026.",
)
_ABOVE = len(_RULES) + 8
"""How many rows stand above the description of the columns: the title, the stamp, the rules, the heads."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Which convention, and when it was taken out."""

    convention_id: int
    title: str
    at: datetime


def write_readme(page: styles.Page, notice: Notice, sheets: Sequence[Sheet]) -> list[str]:
    """Write it, the stamp included, and return the rows that describe the columns, to be poured in."""
    page.column_dimensions["A"].width = 34
    page.column_dimensions["B"].width = 34
    page.column_dimensions["C"].width = 90
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.append([styles.cell(page, notice.title, "titre")])
    page.append(
        [
            styles.cell(page, layout.STAMP_LABEL, "repère"),
            styles.cell(page, str(notice.convention_id), "repère"),
        ]
    )
    page.append([styles.cell(page, "Exporté le", "repère"), styles.cell(page, day(notice.at), "repère")])
    page.append([])
    page.append([styles.cell(page, "Comment faire", "sous-titre")])
    for number, rule in enumerate(_RULES, 1):
        page.append([styles.cell(page, f"{number}. {typeset(rule)}", "phrase")])
    page.append([])
    page.append([styles.cell(page, "Les colonnes", "sous-titre")])
    heads = ("Feuille", "Colonne", "Ce qu’on y écrit")
    page.append([styles.cell(page, head, "en-tête") for head in heads])
    writer = RowWriter([styles.numbers(page, "texte", "nombre")] * len(heads))
    described = ((sheet.name, column) for sheet in sheets for column in sheet.columns)
    return [writer.row(number, _said(*each)) for number, each in enumerate(described, _ABOVE + 1)]


def _said(sheet: str, column: Column) -> tuple[str, str, str]:
    hint = column.hint or ("Un choix de la liste." if column.choices else "Texte libre.")
    return sheet, column.header, typeset(hint)

"""Which rubriques the fiches of a convention have, in which order, and which of them count as filled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maillage.conventions.sections import RUBRICS, SECTIONS

if TYPE_CHECKING:
    from maillage.conventions.models import Action, Convention

OPTIONAL = frozenset({"publics", "competence", "vigilance", "links"})
"""Rubriques that a fiche has only where its convention gives them a place in ``section_order``."""

UNCOUNTED = frozenset({"links"})
"""Rubriques that may well stay empty: a fiche is complete without them."""


def shown_rubrics(convention: Convention) -> list[str]:
    """The keys of the rubriques that its fiches have, in its order; those that it did not place follow."""
    placed = [key for key in convention.section_order if key in RUBRICS]
    usual = [key for key in RUBRICS if key not in placed and key not in OPTIONAL]
    return [key for key in (*placed, *usual) if key not in convention.hidden_sections]


def counted_rubrics(convention: Convention) -> list[str]:
    """Those out of which « 7 rubriques sur 9 » is said."""
    return [key for key in shown_rubrics(convention) if key not in UNCOUNTED]


def label_of(convention: Convention, key: str) -> str:
    """The convention's own name of a section, or the usual one."""
    return str(convention.section_labels.get(key) or SECTIONS[key].label)


def says_something(action: Action, key: str) -> bool:
    """Whether a rubrique of a fiche is filled: in words, or by lines of time and money for its means."""
    section = SECTIONS[key]
    if section.is_filled(section.read(action)):
        return True
    return key == "resources" and bool(action.staff.all() or action.budget.all())

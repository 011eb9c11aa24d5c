"""A plan document as lines of a terminal, in French."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from maillage.intake.readers.blocks import Place, Source
from maillage.intake.recognition.document import Action, Node, PlanDocument

_WIDTH = 100
_DOUBTS_SHOWN = 40

#: The sections of a fiche: attribute, its French name.
_SECTIONS: tuple[tuple[str, str], ...] = (
    ("context", "contexte"),
    ("objectives", "objectifs"),
    ("steps", "étapes"),
    ("pilots", "pilotes"),
    ("partners", "partenaires"),
    ("success_conditions", "conditions de réussite"),
    ("resources", "moyens"),
    ("residents", "place des habitants"),
    ("calendar", "calendrier"),
    ("indicators", "indicateurs"),
)


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours of a terminal, or none."""

    coloured: bool

    def _wrap(self, code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.coloured else text

    def strong(self, text: str) -> str:
        """Titles."""
        return self._wrap("1", text)

    def faint(self, text: str) -> str:
        """What can be skipped."""
        return self._wrap("2", text)

    def doubt(self, text: str) -> str:
        """What needs a look."""
        return self._wrap("33", text)


def summary_lines(plan: PlanDocument, source: Source, palette: Palette) -> Iterator[str]:
    """The summary of ``plan``, line by line."""
    yield from _head(plan, source, palette)
    yield palette.strong(f"Plan\u00a0: {_count(len(plan.actions), 'action')}")
    yield from _tree(plan.tree, palette)
    yield ""
    yield from _sections(plan.actions, palette)
    yield from _surroundings(plan, palette)
    yield from _doubts(plan, palette)


def _head(plan: PlanDocument, source: Source, palette: Palette) -> Iterator[str]:
    yield palette.strong(plan.title or "Plan sans titre")
    period = plan.period
    years = f"{period.start or '?'}-{period.end or '?'}" if period.start or period.end else "non trouvée"
    yield f"Territoire\u00a0: {plan.territory or 'non trouvé'} · Période\u00a0: {years}"
    published = f" · Publié en {plan.published}" if plan.published else ""
    pages = f" · {_count(source.pages, 'page')}" if source.pages else ""
    yield palette.faint(f"{source.name} · {source.format.upper()}{pages}{published}")
    yield ""


def _tree(nodes: Sequence[Node], palette: Palette, depth: int = 0) -> Iterator[str]:
    for node in nodes:
        label = f"{node.level} {node.ref}" if node.ref and node.children else (node.ref or "–")
        indent = "  " * (depth + 1)
        hanging = indent + " " * (len(label) + 2)
        text = textwrap.fill(
            node.title, _WIDTH, initial_indent=indent + label + "  ", subsequent_indent=hanging
        )
        yield palette.strong(text) if depth == 0 else text
        if node.children:
            yield from _tree(node.children, palette, depth + 1)


def _sections(actions: Sequence[Action], palette: Palette) -> Iterator[str]:
    if not actions:
        return
    yield palette.strong(f"Fiches\u00a0: {len(actions)}")
    for attribute, name in _SECTIONS:
        filled = [len(getattr(action, attribute)) for action in actions if getattr(action, attribute)]
        share = round(100 * len(filled) / len(actions))
        yield f"  {name:<24}{sum(filled):>5}  dans {_count(len(filled), 'fiche')} ({share}\u00a0%)"
    targets = sum(1 for action in actions for each in action.indicators if each.target)
    dated = sum(1 for action in actions if action.schedule.start_year or action.schedule.start_term)
    complete = sum(1 for action in actions if all(getattr(action, name) for name, _ in _SECTIONS))
    yield f"  {_count(targets, 'indicateur')} avec une cible chiffrée, {_count(dated, 'fiche')} avec un début"
    yield f"  {_count(complete, 'fiche complète', 'fiches complètes')} sur {len(actions)}"
    yield ""


def _surroundings(plan: PlanDocument, palette: Palette) -> Iterator[str]:
    counts = (
        _count(len(plan.diagnosis), "constat"),
        _count(len(plan.governance), "instance"),
        _count(len(plan.roles), "fiche mission", "fiches mission"),
        _count(len(plan.milestones), "jalon"),
        _count(len(plan.glossary), "sigle"),
    )
    yield palette.strong("Autour du plan")
    yield "  " + ", ".join(counts)
    yield ""


def _doubts(plan: PlanDocument, palette: Palette) -> Iterator[str]:
    places: list[tuple[str, str]] = []
    for doubt in plan.warnings:
        place = Place(line=doubt.line, page=doubt.page) if doubt.line else None
        excerpt = textwrap.shorten(doubt.text, 70, placeholder="…")
        places.append((f"{doubt.reason} «\u00a0{excerpt}\u00a0»" if excerpt else doubt.reason, _where(place)))
    if not places:
        yield "Aucun doute."
        return
    yield palette.doubt(_count(len(places), "doute").capitalize())
    for sentence, where in places[:_DOUBTS_SHOWN]:
        yield textwrap.fill(f"{where}{sentence}", _WIDTH, initial_indent="  ", subsequent_indent="    ")
    if len(places) > _DOUBTS_SHOWN:
        yield palette.faint(
            f"  et {len(places) - _DOUBTS_SHOWN} de plus\u00a0: voir «\u00a0warnings\u00a0» avec --json"
        )


def _where(place: Place | None) -> str:
    if place is None:
        return ""
    if place.sheet:
        return f"[{place.sheet} {place.cell or ''}".rstrip() + "] "
    page = f"p.\u00a0{place.page}, " if place.page else ""
    return f"[{page}l.\u00a0{place.line}] "


def _count(number: int, singular: str, plural: str | None = None) -> str:
    return f"{number}\u00a0{singular if number < 2 else plural or singular + 's'}"

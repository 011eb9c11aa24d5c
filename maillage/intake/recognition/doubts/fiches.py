"""Doubts about a fiche: its place, its title, what stands under no heading of it."""

from __future__ import annotations

from collections.abc import Iterator

from maillage.intake.recognition.document import Action, Doubt
from maillage.intake.recognition.doubts.wording import NBSP, at, called, quoted
from maillage.intake.recognition.fiches.fiche import Fiche
from maillage.intake.recognition.items.lists import pieces_of_cell
from maillage.intake.recognition.outline.tree import Branch
from maillage.intake.recognition.plan import Assembled
from maillage.intake.recognition.signs import nameless
from maillage.intake.recognition.words.sections import Section
from maillage.intake.recognition.words.text import fold, likeness

_OTHER_TITLE = 0.6
_OTHER_WORDING = 0.75
_SAME_INDICATOR = 0.93
_NEAR_INDICATOR = 0.5
_WORTH_SAYING = 40


def about_place(branch: Branch, fiche: Fiche | None, assembled: Assembled) -> Iterator[Doubt]:
    """An action announced without fiche, a fiche that nothing announces."""
    if id(branch) in assembled.planted:
        if len(assembled.planted) < len(assembled.branches):
            doubt = at(
                branch.place, branch.title, "Cette fiche ne figure pas au sommaire.", branch.ref, "title"
            )
            doubt.question = "Cette fiche est-elle une action du plan\u00a0?"
            yield doubt
    elif fiche is None and len(assembled.fiche_of) * 2 > len(assembled.branches):
        reason = "Cette action est annoncée, mais sa fiche n’a pas été trouvée."
        doubt = at(branch.place, branch.title, reason, branch.ref, None)
        doubt.question = f"Où est la fiche de {branch.ref or quoted(branch.title)}\u00a0?"
        yield doubt


def about_titles(branch: Branch, action: Action, fiche: Fiche | None) -> Iterator[Doubt]:
    """Two titles for one action: the contents' and another, or the fiche's own."""
    ref = branch.ref
    question = f"Quel titre pour {called(ref)}{NBSP}?"
    for other, place in branch.others:
        if fold(other) != fold(branch.title) and likeness(other, branch.title) < _OTHER_WORDING:
            whose = called(ref)
            told = f"porte deux titres{NBSP}: {quoted(branch.title)} au sommaire."
            reason = f"{whose[0].upper()}{whose[1:]} {told}"
            doubt = at(place, other, reason, ref, "title")
            doubt.question, doubt.options = question, [branch.title, other]
            yield doubt
            break
    if fiche is not None and fiche.title and likeness(fiche.title, branch.title) < _OTHER_TITLE:
        reason = f"Le titre de la fiche s’éloigne de celui du sommaire, {quoted(branch.title)}."
        doubt = at(fiche.place, fiche.title, reason, ref, "title")
        doubt.question, doubt.options = question, [branch.title, fiche.title]
        yield doubt
    if nameless(action):
        points = [item.text for item in action.objectives] + [step.text for step in action.steps]
        first = next(iter(points), "")
        doubt = at(branch.place, first, "Le titre de cette fiche n’a pas été trouvé.", ref, "title")
        doubt.question, doubt.options = question, [action.title or first] if first else []
        yield doubt


def about_recap(branch: Branch, action: Action, assembled: Assembled) -> Iterator[Doubt]:
    """A table that repeats the indicators in other words: the fiche wins, the reader says so."""
    if id(branch) not in assembled.fiche_of:
        return
    known = [indicator.text for indicator in action.indicators]
    for row in assembled.rows_of.get(id(branch), []):
        for label, cell in row.cells:
            if label.section is not Section.INDICATORS:
                continue
            for piece in pieces_of_cell(cell, row.place):
                nearest = max(known, key=lambda text: likeness(piece.text, text), default="")
                alike = likeness(piece.text, nearest)
                if alike >= _SAME_INDICATOR or fold(piece.text) in fold(nearest):
                    continue
                reason = f"Le tableau récapitulatif diffère de la fiche{NBSP}: la fiche est retenue."
                doubt = at(row.place, piece.text, reason, action.ref, "indicators")
                if alike >= _NEAR_INDICATOR:
                    doubt.question = f"Quel indicateur pour {called(action.ref)}{NBSP}?"
                    doubt.options = [nearest, piece.text]
                yield doubt


def about_content(action: Action, fiche: Fiche) -> Iterator[Doubt]:
    """What stands under no heading, or under one that the plan has no place for."""
    if fiche.parts:
        for unit in fiche.preface:
            if len(unit.text) >= _WORTH_SAYING and likeness(unit.text, action.title) < _OTHER_WORDING:
                reason = "Ce passage n’est sous aucune rubrique de la fiche."
                doubt = at(unit.place, unit.text, reason, action.ref, None)
                doubt.question = "Où va ce passage\u00a0?"
                yield doubt
    for part in fiche.parts:
        if part.section is Section.ASIDE and part.units:
            text = " ; ".join(unit.text for unit in part.units)
            heading = part.heading.text.split(":")[0].strip()
            reason = f"La rubrique {quoted(heading)} n’a pas d’équivalent{NBSP}: elle n’est pas reprise."
            yield at(part.heading.place, text, reason, action.ref, None)

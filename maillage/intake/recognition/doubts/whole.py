"""Doubts about the document as a whole: what the contents announce, what no fiche has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from maillage.intake.recognition.document import Action, Doubt
from maillage.intake.recognition.doubts.wording import NBSP, count, listed, named, quoted
from maillage.intake.recognition.plan import Assembled
from maillage.intake.recognition.units.unit import Unit
from maillage.intake.recognition.words.text import fold

_FIELDS = {"pilots": "pilote", "indicators": "indicateur"}


def about_the_whole(assembled: Assembled, units: Sequence[Unit]) -> Iterator[Doubt]:
    """What concerns the reading itself, said once."""
    yield from _about_the_count(assembled)
    untitled = sum(1 for f in assembled.fiche_of.values() if not f.title and not f.ref)
    if untitled:
        yield Doubt(
            "",
            f"{count(untitled, 'fiche')} sans titre ni numéro{NBSP}: l’ordre du sommaire a servi de repère.",
        )
    if assembled.promoted:
        yield Doubt(
            "",
            f"Ce document ne nomme pas d’actions{NBSP}: "
            f"le niveau {quoted(assembled.promoted)} en tient lieu.",
        )
    if any(not fiche.parts for fiche in assembled.fiche_of.values()):
        yield Doubt(
            "",
            f"Les fiches n’ont pas de rubriques{NBSP}: leurs points ont été lus comme des étapes.",
            field="steps",
        )
    if _terms_without_marks(assembled, units):
        yield Doubt(
            "",
            f"L’échéancier ne porte aucune marque lisible{NBSP}: les échéances restent à saisir.",
            field="schedule",
        )
    yield from _about_what_lacks(assembled.actions)
    yield from _about_references(assembled.actions)


def _about_the_count(assembled: Assembled) -> Iterator[Doubt]:
    """« 2 fiches pour 3 lignes au sommaire : 3 n’a pas de fiche. »"""
    fiches = len(assembled.fiche_of)
    if not fiches:
        return
    pairs = list(zip(assembled.branches, assembled.actions, strict=True))
    announced = [pair for pair in pairs if id(pair[0]) not in assembled.planted]
    if not announced or fiches == len(announced):
        return
    alone = [named(action) for branch, action in announced if id(branch) not in assembled.fiche_of]
    added = [named(action) for branch, action in pairs if id(branch) in assembled.planted]
    why = ""
    if alone and fiches * 2 > len(announced):
        why = f"{NBSP}: {listed(alone)} {'n’a' if len(alone) == 1 else 'n’ont'} pas de fiche"
    elif added:
        why = f"{NBSP}: {listed(added)} n’y {'figure' if len(added) == 1 else 'figurent'} pas"
    lines = f"{count(len(announced), 'ligne')} au sommaire"
    yield Doubt("", f"{count(fiches, 'fiche')} pour {lines}{why}.")


def _terms_without_marks(assembled: Assembled, units: Sequence[Unit]) -> bool:
    terms = any(column.term for unit in units if unit.grid for column in unit.grid.columns.values())
    return terms and not any(row.term for rows in assembled.rows_of.values() for row in rows)


def _about_what_lacks(actions: Sequence[Action]) -> Iterator[Doubt]:
    """Fiches without pilot or indicator in a document whose others have some: one doubt for them all."""
    for name, word in _FIELDS.items():
        without = [action for action in actions if not getattr(action, name)]
        if not without or len(without) == len(actions):
            continue
        have = "n’a" if len(without) == 1 else "n’ont"
        reason = f"{count(len(without), 'action')} sur {len(actions)} {have} aucun {word}{NBSP}: "
        yield Doubt("", f"{reason}{listed([named(action) for action in without])}.", field=name)


def _about_references(actions: Sequence[Action]) -> Iterator[Doubt]:
    times = Counter(fold(action.ref) for action in actions if action.ref)
    for ref, number in times.items():
        if number > 1:
            own = [action for action in actions if action.ref and fold(action.ref) == ref]
            titles = listed([quoted(action.title) for action in own])
            yield Doubt("", f"La référence {own[0].ref} revient {number} fois{NBSP}: {titles}.", own[1].line)

"""What a coordinator should look at: disagreements, gaps, and what found no place.

Every doubt quotes the document and says in a French sentence why it is raised.
"""

from __future__ import annotations

from collections.abc import Iterator

from maillage.intake.readers.blocks import Place, Source
from maillage.intake.recognition.document import Action, Doubt, Period
from maillage.intake.recognition.fiches.fiche import Fiche
from maillage.intake.recognition.items.lists import pieces_of_cell
from maillage.intake.recognition.outline.tree import Branch
from maillage.intake.recognition.plan import Assembled
from maillage.intake.recognition.quantities.grammar import quantities_in
from maillage.intake.recognition.units.unit import Unit
from maillage.intake.recognition.words.sections import Section
from maillage.intake.recognition.words.text import fold, likeness

_OTHER_TITLE = 0.6
_OTHER_WORDING = 0.75
_SAME_INDICATOR = 0.93
_WORTH_SAYING = 40
_PLURAL = 2


def doubts_of(source: Source, units: list[Unit], assembled: Assembled, period: Period) -> list[Doubt]:
    """All doubts about a document, its container's first, then the plan's, then fiche by fiche."""
    doubts = [
        Doubt(
            text="", reason=sentence, line=place.line if place else None, page=place.page if place else None
        )
        for sentence, place in source.warnings
    ]
    doubts.extend(_about_the_whole(assembled, units))
    for branch, action in zip(assembled.branches, assembled.actions, strict=True):
        fiche = assembled.fiche_of.get(id(branch))
        doubts.extend(_about_place(branch, fiche, assembled))
        doubts.extend(_about_titles(branch, fiche))
        doubts.extend(_about_years(action, period))
        doubts.extend(_about_indicators(action))
        doubts.extend(_about_recap(branch, action, assembled))
        if fiche is not None:
            doubts.extend(_about_content(action, fiche))
    return doubts


def _about_the_whole(assembled: Assembled, units: list[Unit]) -> Iterator[Doubt]:
    fiches = len(assembled.fiche_of)
    announced = len(assembled.branches) - len(assembled.planted)
    if fiches and announced and fiches != announced:
        yield Doubt("", f"{_count(fiches, 'fiche')} pour {_count(announced, 'action annoncée')}.")
    untitled = sum(1 for f in assembled.fiche_of.values() if not f.title and not f.ref)
    if untitled:
        yield Doubt(
            "",
            f"{_count(untitled, 'fiche')} sans titre ni numéro\u00a0: l’ordre du sommaire a servi de repère.",
        )
    if assembled.promoted:
        yield Doubt(
            "",
            f"Ce document ne nomme pas d’actions\u00a0: le niveau "
            f"«\u00a0{assembled.promoted}\u00a0» en tient lieu.",
        )
    points = [f for f in assembled.fiche_of.values() if not f.parts]
    if points:
        yield Doubt(
            "",
            "Les fiches n’ont pas de rubriques\u00a0: leurs points ont été lus comme des étapes.",
            field="steps",
        )
    if _terms_without_marks(assembled, units):
        yield Doubt(
            "",
            "L’échéancier ne porte aucune marque lisible\u00a0: les échéances restent à saisir.",
            field="schedule",
        )


def _count(number: int, words: str) -> str:
    if number < _PLURAL:
        return f"{number} {words}"
    return f"{number} " + " ".join(f"{word}s" for word in words.split())


def _terms_without_marks(assembled: Assembled, units: list[Unit]) -> bool:
    terms = any(column.term for unit in units if unit.grid for column in unit.grid.columns.values())
    return terms and not any(row.term for rows in assembled.rows_of.values() for row in rows)


def _about_place(branch: Branch, fiche: Fiche | None, assembled: Assembled) -> Iterator[Doubt]:
    """An action announced without fiche, a fiche that nothing announces."""
    if id(branch) in assembled.planted:
        if len(assembled.planted) < len(assembled.branches):
            yield _doubt(
                branch.title, "Cette fiche ne figure pas au sommaire.", branch.place, branch.ref, "title"
            )
    elif fiche is None and len(assembled.fiche_of) * 2 > len(assembled.branches):
        reason = "Cette action est annoncée, mais sa fiche n’a pas été trouvée."
        yield _doubt(branch.title, reason, branch.place, branch.ref, None)


def _about_titles(branch: Branch, fiche: Fiche | None) -> Iterator[Doubt]:
    ref = branch.ref
    for other, place in branch.others:
        if fold(other) != fold(branch.title) and likeness(other, branch.title) < _OTHER_WORDING:
            yield _doubt(
                other,
                f"{ref or 'Cette action'} porte deux titres\u00a0: «\u00a0{branch.title}\u00a0» au sommaire.",
                place,
                ref,
                "title",
            )
            break
    if fiche is not None and fiche.title and likeness(fiche.title, branch.title) < _OTHER_TITLE:
        yield _doubt(
            fiche.title,
            f"Le titre de la fiche s’éloigne de celui du sommaire, «\u00a0{branch.title}\u00a0».",
            fiche.place,
            ref,
            "title",
        )


def _about_years(action: Action, period: Period) -> Iterator[Doubt]:
    for year in (action.schedule.start_year, action.schedule.end_year):
        if year is None or period.start is None or period.end is None or not action.calendar:
            continue
        if not period.start <= year <= period.end:
            item = action.calendar[0]
            reason = f"{year} est hors de la période de la convention, {period.start}-{period.end}."
            yield Doubt(item.text, reason, item.line, item.page, action.ref, "calendar")
            return


def _about_indicators(action: Action) -> Iterator[Doubt]:
    for indicator in action.indicators:
        if indicator.target is not None and quantities_in(indicator.text) > 1:
            reason = "Plusieurs quantités dans cet indicateur\u00a0: la première est prise pour cible."
            yield Doubt(indicator.text, reason, indicator.line, indicator.page, action.ref, "indicators")


def _about_recap(branch: Branch, action: Action, assembled: Assembled) -> Iterator[Doubt]:
    """A table that repeats the indicators in other words: the fiche wins, the reader says so."""
    if id(branch) not in assembled.fiche_of:
        return
    known = [indicator.text for indicator in action.indicators]
    for row in assembled.rows_of.get(id(branch), []):
        for label, cell in row.cells:
            if label.section is not Section.INDICATORS:
                continue
            for piece in pieces_of_cell(cell, row.place):
                if any(likeness(piece.text, text) >= _SAME_INDICATOR for text in known):
                    continue
                reason = "Le tableau récapitulatif diffère de la fiche\u00a0: la fiche est retenue."
                yield _doubt(piece.text, reason, row.place, action.ref, "indicators")


def _about_content(action: Action, fiche: Fiche) -> Iterator[Doubt]:
    if fiche.parts:
        for unit in fiche.preface:
            if len(unit.text) >= _WORTH_SAYING and likeness(unit.text, action.title) < _OTHER_WORDING:
                yield _doubt(
                    unit.text,
                    "Ce passage n’est sous aucune rubrique de la fiche.",
                    unit.place,
                    action.ref,
                    None,
                )
    for part in fiche.parts:
        if part.section is Section.ASIDE and part.units:
            text = " ; ".join(unit.text for unit in part.units)
            heading = part.heading.text.split(":")[0].strip()
            reason = (
                f"La rubrique «\u00a0{heading}\u00a0» n’a pas d’équivalent\u00a0: elle n’est pas reprise."
            )
            yield _doubt(text, reason, part.heading.place, action.ref, None)


def _doubt(text: str, reason: str, place: Place, ref: str | None, field: str | None) -> Doubt:
    return Doubt(text, reason, place.line, place.page, ref, field)

"""What a coordinator should look at: disagreements, gaps, and what found no place.

Every doubt quotes the document and says in a French sentence why it is raised. Where there are
readings to choose from, it asks a question and gives them as they would be written, the likeliest
first; a line break in an option parts two points.
"""

from __future__ import annotations

from collections.abc import Iterable

from maillage.intake.readers.blocks import Source
from maillage.intake.recognition.confidence import Uncertain
from maillage.intake.recognition.document import Doubt, Period
from maillage.intake.recognition.doubts.fiches import about_content, about_place, about_recap, about_titles
from maillage.intake.recognition.doubts.headings import about_headings
from maillage.intake.recognition.doubts.items import about_items
from maillage.intake.recognition.doubts.signs import about_signs
from maillage.intake.recognition.doubts.whole import about_the_whole
from maillage.intake.recognition.plan import Assembled
from maillage.intake.recognition.units.unit import Unit

#: Choices that a coordinator is asked to make for one document; the others are told without their options.
MOST_CHOICES = 25


def doubts_of(
    source: Source, units: list[Unit], assembled: Assembled, period: Period, uncertain: list[Uncertain]
) -> list[Doubt]:
    """All doubts about a document, its container's first, then the plan's, then fiche by fiche."""
    doubts = [
        Doubt(
            text="", reason=sentence, line=place.line if place else None, page=place.page if place else None
        )
        for sentence, place in source.warnings
    ]
    doubts.extend(about_the_whole(assembled, units))
    doubts.extend(about_headings(units))
    for branch, action in zip(assembled.branches, assembled.actions, strict=True):
        fiche = assembled.fiche_of.get(id(branch))
        doubts.extend(about_place(branch, fiche, assembled))
        doubts.extend(about_titles(branch, action, fiche))
        doubts.extend(about_items(action, period))
        doubts.extend(about_recap(branch, action, assembled))
        if fiche is not None:
            doubts.extend(about_content(action, fiche))
    doubts.extend(about_signs(uncertain))
    return _few_choices(doubts)


def _few_choices(doubts: Iterable[Doubt]) -> list[Doubt]:
    kept, choices = [], 0
    for doubt in doubts:
        choices += bool(doubt.options)
        if choices > MOST_CHOICES:
            doubt.options = []
        kept.append(doubt)
    return kept

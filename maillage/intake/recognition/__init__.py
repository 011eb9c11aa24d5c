"""What a document means: a source of blocks in, a plan document out."""

from __future__ import annotations

from maillage.intake.readers.blocks import Source
from maillage.intake.readers.errors import NotAPlanError
from maillage.intake.recognition.confidence import weigh
from maillage.intake.recognition.document import PlanDocument
from maillage.intake.recognition.doubts import doubts_of
from maillage.intake.recognition.fiches.fiche import Fiche
from maillage.intake.recognition.fiches.find import find_fiches
from maillage.intake.recognition.outline.build import build_outline, known_branch, promote_leaves
from maillage.intake.recognition.outline.headings import prepared
from maillage.intake.recognition.outline.learnt import learn_levels
from maillage.intake.recognition.outline.leaves import promote_entries
from maillage.intake.recognition.outline.numbering import mark_bare_entries
from maillage.intake.recognition.people.acronyms import explain
from maillage.intake.recognition.plan import assemble, level_names
from maillage.intake.recognition.surroundings.cover import cover_of
from maillage.intake.recognition.surroundings.diagnosis import diagnosis_of
from maillage.intake.recognition.surroundings.glossary import glossary_of
from maillage.intake.recognition.surroundings.governance import governance_of
from maillage.intake.recognition.surroundings.milestones import milestones_of
from maillage.intake.recognition.surroundings.roles import roles_of
from maillage.intake.recognition.units.recurring import label_recurring
from maillage.intake.recognition.units.stream import units_of
from maillage.intake.recognition.units.unit import Unit

__all__ = ["recognise"]


def recognise(source: Source) -> PlanDocument:
    """Understand a document as a plan.

    Raises :class:`NotAPlanError` where neither an action nor a tree is found.
    """
    units = prepared(units_of(source))
    mark_bare_entries(units)
    if learn_levels(units):
        label_recurring(units)
    standing = promote_entries(units)
    outline = build_outline(units)
    outline.promoted = outline.promoted or standing
    fiches = find_fiches(units, outline.tree)
    promote_leaves(outline, [fiche.title for fiche in fiches])
    if not fiches and len(outline.tree.actions()) + len(outline.tree.levels()) < 2:
        raise NotAPlanError(
            "Aucun axe ni aucune action n’a été reconnu dans ce document. "
            "Donnez celui qui contient les fiches-actions ou le tableau du plan."
        )
    assembled = assemble(outline, fiches)
    around = [unit for unit in _unclaimed(units, fiches) if known_branch(outline.tree, unit) is None]
    cover = cover_of(units)
    glossary = glossary_of(around)
    explain(assembled.actions, glossary, [unit.text for unit in units])
    plan = PlanDocument(
        territory=cover.territory,
        title=cover.title,
        period=cover.period,
        published=cover.published,
        levels=level_names(outline.tree.root.walk()),
        tree=assembled.nodes,
        actions=assembled.actions,
        diagnosis=diagnosis_of(around),
        governance=governance_of(units, source.blocks),
        roles=roles_of(units),
        milestones=milestones_of(around),
        glossary=glossary,
    )
    uncertain = weigh(plan, assembled, source)
    plan.warnings = doubts_of(source, units, assembled, cover.period, uncertain)
    return plan


def _unclaimed(units: list[Unit], fiches: list[Fiche]) -> list[Unit]:
    """The units that no fiche holds."""
    claimed = {id(unit) for fiche in fiches for part in fiche.parts for unit in (part.heading, *part.units)}
    claimed |= {id(unit) for fiche in fiches for unit in fiche.preface}
    return [unit for unit in units if id(unit) not in claimed]

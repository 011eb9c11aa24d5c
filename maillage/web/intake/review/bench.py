"""What the bench shows for one address: which doubt, which leaf of the source, which branches are open."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone

from maillage.intake.enums import PagesState
from maillage.intake.proposal.cuts import Cut, cuts_of
from maillage.intake.proposal.parts import FIELDS
from maillage.intake.selectors import (
    PlanInPlace,
    Sheet,
    SourceLeaf,
    leaf_at,
    plan_in_place,
    review_of,
    sheet_at,
    source_leaf,
)
from maillage.intake.selectors.acts import Act, last_act_of
from maillage.intake.surroundings import Surrounding, surroundings_of
from maillage.kernel.french import plural
from maillage.web.intake.forms import branch_choices
from maillage.web.intake.review.agenda import Agenda
from maillage.web.intake.review.display import IMAGE, Display
from maillage.web.shell.requests import whole_number

if TYPE_CHECKING:
    from django.http import QueryDict

    from maillage.intake.models import Import
    from maillage.intake.proposal.parts import Branch, Fiche, Proposal, Question

#: The key of the fiches that hang from no branch.
LOOSE = "hors"
#: From one of these on, the name of a level does not change in the plural.
_LINK = re.compile(r" (?:de|du|des|à|en|pour) | d[’']")


@dataclass(frozen=True, slots=True)
class Limb:
    """A first-level branch as the bench lists it; ``branch`` is None for the fiches on no branch."""

    key: str
    ref: str
    title: str
    level: str
    fiches: int
    doubts: int
    excluded: bool
    is_open: bool
    branch: Branch | None


class Bench:
    """The review of ``import_`` at the address that ``query`` gives.

    ``display`` says how the source is shown, ``viewer`` is the person who looks.
    """

    def __init__(
        self, import_: Import, query: QueryDict, display: Display | None = None, viewer: int = 0
    ) -> None:
        self.import_ = import_
        self._query = query
        self.display = display or Display()
        self._viewer = viewer

    @cached_property
    def proposal(self) -> Proposal:
        """The plan as it would be written."""
        return review_of(self.import_)

    @property
    def convention_id(self) -> int:
        """For the addresses."""
        convention_id: int = self.import_.convention_id
        return convention_id

    @property
    def address(self) -> str:
        """The bench itself."""
        return reverse("intake:review", args=[self.convention_id, self.import_.pk])

    @cached_property
    def own_act(self) -> Act | None:
        """What the person did last and may take back."""
        return last_act_of(self.import_, self._viewer)

    @property
    def kept_at(self) -> datetime | None:
        """When something was last decided."""
        history = self.import_.history
        return datetime.fromisoformat(history[-1]["at"]) if history else None

    @property
    def kept_today(self) -> bool:
        """Whether that was today."""
        return self.kept_at is not None and timezone.localdate(self.kept_at) == timezone.localdate()

    @property
    def field_names(self) -> list[tuple[str, str]]:
        """The sections that points may go to."""
        return list(FIELDS.items())

    @property
    def branch_names(self) -> list[tuple[str, str]]:
        """The branches that fiches may go to."""
        return branch_choices(self.proposal)

    def number(self, name: str) -> int:
        """A number of the address; 0 when absent or odd."""
        return whole_number(self._query.get(name)) or 0

    @property
    def source_address(self) -> str:
        """Where the source is turned: the bench, or the page that only shows it."""
        return self.address

    @property
    def is_read_only(self) -> bool:
        """Whether the plan beside can no longer be reviewed."""
        return False

    # Doubts

    @cached_property
    def agenda(self) -> Agenda:
        """The doubts to go through."""
        return Agenda(self.proposal, self._query)

    @property
    def current(self) -> Question | None:
        """The doubt to answer now."""
        return self.agenda.current

    @property
    def pointed(self) -> int:
        """The number of the doubt that the source points at; 0 when none is shown."""
        return self.current.number if self.current and self.agenda.points_at_one else 0

    # Source

    @cached_property
    def line(self) -> int:
        """The line to point at: asked for, or the current doubt's."""
        asked = self.number("ligne")
        if asked or self._query.get("feuillet") or self._query.get("page"):
            return asked
        fiche = self.proposal.fiches.get(self._query.get("fiche", ""))
        if fiche is not None and not self._query.get("doute"):
            return fiche.first_line or 0
        if self.current and self.pointed:
            return self.current.line or 0
        fiche = self.proposal.fiches.get(self.unfolded_key)
        return (fiche.first_line or 0) if fiche else 0

    @cached_property
    def leaf(self) -> SourceLeaf:
        """The leaf of the source beside."""
        asked = self.number("feuillet")
        index = asked - 1 if asked else leaf_at(self.import_, self.line)
        return source_leaf(self.import_, self.proposal, index)

    @cached_property
    def sheet(self) -> Sheet | None:
        """The page of the source beside, as an image; None where text is wanted or all there is."""
        if self.display.view != IMAGE:
            return None
        return sheet_at(self.import_, self.proposal, page=self.number("page"), line=self.line)

    @property
    def source_line(self) -> int:
        """A line that what is shown of the source holds: the one pointed at, else its first."""
        shown = self.sheet.lines if self.sheet else self.leaf.lines
        return self.line or (shown[0].number if shown else 1)

    @cached_property
    def cuts(self) -> list[Cut]:
        """What would be shortened."""
        return cuts_of(self.proposal)

    @property
    def has_images(self) -> bool:
        """Whether the pages were drawn."""
        return self.import_.pages_state == PagesState.READY

    @property
    def awaits_images(self) -> bool:
        """Whether the pages are being drawn."""
        return self.import_.awaits_pages

    # Plan

    @cached_property
    def limbs(self) -> list[Limb]:
        """The first level of the plan, then the fiches on no branch."""
        limbs = [
            self._limb(branch.key, branch, list(branch.all_fiches())) for branch in self.proposal.branches
        ]
        if self.proposal.loose:
            limbs.append(self._limb(LOOSE, None, self.proposal.loose))
        return limbs

    def _limb(self, key: str, branch: Branch | None, fiches: list[Fiche]) -> Limb:
        kept = branch.kept_fiches() if branch else sum(not fiche.excluded for fiche in fiches)
        return Limb(
            key=key,
            ref=branch.ref if branch else "",
            title=branch.title if branch else "Actions sur aucune branche",
            level=branch.level if branch else "",
            fiches=kept,
            doubts=sum(len(fiche.doubts) for fiche in fiches),
            excluded=branch.excluded if branch else False,
            is_open=self.all_open or key == self.open_key,
            branch=branch,
        )

    @cached_property
    def open_key(self) -> str:
        """The one limb that is unfolded: asked for, or the one of the fiche asked for or in doubt."""
        asked = self._query.get("branche", "")
        if asked:
            return asked
        key = self._query.get("fiche") or (self.current.fiche if self.current else "")
        fiche = self.proposal.fiches.get(key)
        if fiche is not None:
            return next((branch.key for branch in self.proposal.above(fiche.parent)), LOOSE)
        return self.proposal.branches[0].key if self.proposal.branches else LOOSE

    @cached_property
    def all_open(self) -> bool:
        """Whether the whole plan is unfolded: slower, and all there is without script."""
        return self._query.get("branches") == "toutes"

    @cached_property
    def unfolded_key(self) -> str:
        """The one fiche that is unfolded: asked for, in doubt, or the first of the open limb."""
        asked = self._query.get("fiche", "")
        if not asked and self.current is not None and "branche" not in self._query:
            asked = self.current.fiche
        if asked:
            return asked
        branch = self.proposal.nodes.get(self.open_key)
        fiches = branch.all_fiches() if branch else iter(self.proposal.loose)
        first = next(fiches, None)
        return first.key if first else ""

    @property
    def tally(self) -> str:
        """« 4 axes, 24 actions, 41 indicateurs »: what would be written."""
        proposal = self.proposal
        kept = [fiche for fiche in proposal.fiches.values() if proposal.is_kept(fiche)]
        roots = [branch for branch in proposal.branches if not branch.excluded]
        name = (roots[0].level if roots else "").lower() or "branche"
        indicators = sum(len(fiche.fields["indicators"].points) for fiche in kept)
        parts = [plural(len(kept), "action")]
        if indicators:
            parts.append(plural(indicators, "indicateur"))
        if roots:
            parts.insert(0, plural(len(roots), name, _several(name)))
        return ", ".join(parts)

    @cached_property
    def in_place(self) -> PlanInPlace:
        """The plan that the convention has already: accepting then asks what becomes of it."""
        return plan_in_place(self.import_.convention, self.proposal)

    @property
    def kept(self) -> int:
        """How many fiches would be written."""
        return self.proposal.kept_fiches()

    # Besides the plan

    @cached_property
    def surroundings(self) -> list[Surrounding]:
        """What was read that no plan holds."""
        return surroundings_of(self.import_.document or {})

    @property
    def shows_surroundings(self) -> bool:
        """Whether their contents are asked for."""
        return "aussi" in self._query


def _several(name: str) -> str:
    """The plural of a level's name: enjeux, objectifs opérationnels, champs d’action."""
    link = _LINK.search(name)
    end = link.start() if link else len(name)
    return " ".join(_plural(word) for word in name[:end].split(" ")) + name[end:]


def _plural(word: str) -> str:
    if word.endswith(("s", "x", "z")):
        return word
    if word.endswith("al"):
        return f"{word[:-1]}ux"
    return f"{word}x" if word.endswith(("eau", "eu")) else f"{word}s"

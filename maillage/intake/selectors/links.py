"""What exists and may be recognised in a document: organisations, members, communes of the territory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maillage.accounts.models import Membership
from maillage.accounts.selectors import visible_organisations
from maillage.conventions.territory import communes_covered
from maillage.intake.matching.names import COMMUNE, ORGANISATION, PERSON, Known
from maillage.intake.proposal.decisions import Decisions
from maillage.intake.proposal.links import ties_of
from maillage.intake.selectors.review import review_of

if TYPE_CHECKING:
    from maillage.accounts.models import User
    from maillage.conventions.models import Convention
    from maillage.intake.models import Import
    from maillage.intake.proposal.links import Tie
    from maillage.intake.proposal.parts import Proposal


def known_to(user: User, convention: Convention) -> list[Known]:
    """What may be recognised in a document of ``convention`` (three queries).

    The organisations that ``user`` may see, the members and the communes of the convention.
    """
    known = [Known(str(row.pk), ORGANISATION, (row.name,)) for row in visible_organisations(user)]
    members = Membership.objects.filter(workspace_id=convention.pk, user__is_active=True)
    named = ((row, row.user.get_full_name()) for row in members.select_related("user"))
    known += [
        Known(str(row.pk), PERSON, (name,), (row.function,) if row.function else ())
        for row, name in named
        if name
    ]
    return known + [Known(row.pk, COMMUNE, (row.name,)) for row in communes_covered(convention.pk)]


def links_of(import_: Import, user: User) -> tuple[Proposal, list[Tie]]:
    """The proposal, and what of it is likely to mean something known."""
    proposal = review_of(import_)
    known = known_to(user, import_.convention)
    return proposal, ties_of(proposal, import_.document or {}, known, Decisions(import_.decisions))

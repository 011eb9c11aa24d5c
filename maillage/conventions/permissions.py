"""Who may do what in a convention. One rule, used by page, export, e-mail and API alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maillage.accounts.enums import Role
from maillage.accounts.permissions import can_enter, is_platform_admin, role_in, roles_of
from maillage.conventions.enums import CampaignState, ProposalState
from maillage.conventions.models import Pilot

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from maillage.accounts.models import User
    from maillage.conventions.models import (
        Action,
        ActionDocument,
        Asked,
        Comment,
        Convention,
        Proposal,
        Recipient,
        SavedView,
    )
    from maillage.journal.models import Entry

    Viewer = User | AnonymousUser


def can_view_convention(user: Viewer, convention: Convention) -> bool:
    """Whoever has a role in it."""
    return can_enter(user, convention.pk)


def can_create_convention(user: Viewer) -> bool:
    """Platform administration, and whoever already coordinates a convention."""
    return is_platform_admin(user) or Role.COORDINATION in roles_of(user).values()


def can_edit_convention(user: Viewer, convention: Convention) -> bool:
    """Coordination changes the convention itself: period, territories, signatories, template."""
    return is_platform_admin(user) or role_in(user, convention.pk) is Role.COORDINATION


def can_edit_plan(user: Viewer, convention: Convention) -> bool:
    """Coordination creates, moves and deletes what the plan is made of."""
    return can_edit_convention(user, convention)


def can_import_document(user: Viewer, convention: Convention) -> bool:
    """Coordination brings documents in."""
    return can_edit_plan(user, convention)


def can_edit_action(user: Viewer, action: Action) -> bool:
    """Coordination edits every fiche; a pilote edits those that name them as pilot."""
    if can_edit_convention(user, action.convention):
        return True
    if user.pk is None or role_in(user, action.convention_id) is not Role.PILOT:
        return False
    return Pilot.objects.filter(action=action, member__user_id=user.pk).exists()


def can_comment(user: Viewer, convention: Convention) -> bool:
    """Whoever takes part writes beside a fiche; whoever only reads does not."""
    if is_platform_admin(user):
        return True
    return role_in(user, convention.pk) not in {None, Role.READING}


def can_edit_comment(user: Viewer, comment: Comment) -> bool:
    """Its author changes it, while they may write."""
    own = user.pk is not None and comment.author_id == user.pk
    return own and can_comment(user, comment.convention)


def can_remove_comment(user: Viewer, comment: Comment) -> bool:
    """Its author, and coordination, take it away."""
    return can_edit_comment(user, comment) or can_edit_convention(user, comment.convention)


def can_attach_document(user: Viewer, action: Action) -> bool:
    """Whoever may write beside a fiche may leave a document there."""
    return can_comment(user, action.convention)


def can_edit_document(user: Viewer, document: ActionDocument) -> bool:
    """Whoever brought it, while they may write, and whoever edits the fiche."""
    own = user.pk is not None and document.added_by_id == user.pk
    if own and can_comment(user, document.convention):
        return True
    return can_edit_action(user, document.action)


def can_run_campaign(user: Viewer, convention: Convention) -> bool:
    """Coordination asks for news, reads the answers and handles the links."""
    return can_edit_convention(user, convention)


def can_open_link(recipient: Recipient) -> bool:
    """Whoever holds the link of a person asked, while it is open and their campaign runs."""
    return recipient.is_open and recipient.campaign.state == CampaignState.OPEN


def can_answer(recipient: Recipient, asked: Asked) -> bool:
    """The link of a person opens the actions asked of them, and no other."""
    mine = asked.recipient_id == recipient.pk and asked.action.deleted_at is None
    return mine and can_open_link(recipient)


def can_edit_means(user: Viewer, convention: Convention, action: Action | None) -> bool:
    """The lines of an action: whoever edits the action; posts, rates and other times: coordination."""
    return can_edit_convention(user, convention) if action is None else can_edit_action(user, action)


def actions_with_values(user: Viewer, convention: Convention) -> set[int] | None:
    """The ids of the actions whose indicators ``user`` fills in; None for every action.

    Coordination and whoever contributes fill everything in, a pilote the actions that name them.
    """
    role = role_in(user, convention.pk)
    if can_edit_convention(user, convention) or role is Role.CONTRIBUTION:
        return None
    if user.pk is None or role is not Role.PILOT:
        return set()
    mine = Pilot.objects.filter(convention=convention, member__user_id=user.pk)
    return set(mine.values_list("action_id", flat=True))


def can_undo(user: Viewer, entry: Entry) -> bool:
    """Coordination takes anything back; others, what they did themselves and may still do."""
    if entry.convention_id is None:
        return False
    if is_platform_admin(user) or role_in(user, entry.convention_id) is Role.COORDINATION:
        return True
    own = user.pk is not None and entry.actor_id == user.pk
    role = role_in(user, entry.convention_id)
    return own and role is not None and (role is not Role.READING or entry.subject_type == "view")


def can_edit_view(user: Viewer, view: SavedView) -> bool:
    """Who saved it, while in the convention; coordination too, once it is everybody's."""
    if user.pk is None or not can_enter(user, view.convention_id):
        return False
    return view.owner_id == user.pk or (view.shared and can_edit_convention(user, view.convention))


def can_propose(user: Viewer, convention: Convention) -> bool:
    """Whoever takes part proposes changes to the plan; whoever only reads does not."""
    if is_platform_admin(user):
        return True
    return role_in(user, convention.pk) not in {None, Role.READING}


def can_edit_proposal(user: Viewer, proposal: Proposal) -> bool:
    """Its author while it is a draft; coordination until it is decided."""
    undecided = {ProposalState.DRAFT, ProposalState.SUBMITTED, ProposalState.ADVISED, ProposalState.POSTPONED}
    if can_edit_convention(user, proposal.convention):
        return proposal.state in undecided
    own = user.pk is not None and proposal.author_id == user.pk
    return own and proposal.state == ProposalState.DRAFT and can_propose(user, proposal.convention)


def can_decide(user: Viewer, convention: Convention) -> bool:
    """Coordination notes what the COTECH advises and what the COPIL decides."""
    return can_edit_convention(user, convention)

"""Home of a convention: what waits, where the plan stands, what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from maillage.conventions.enums import Status
from maillage.conventions.models import Convention
from maillage.conventions.permissions import (
    can_edit_convention,
    can_edit_plan,
    can_import_document,
    can_run_campaign,
)
from maillage.conventions.selectors import PlanTree, piloted_by, plan_tree
from maillage.conventions.selectors.campaigns import under_way
from maillage.conventions.selectors.filters import is_silent
from maillage.conventions.selectors.follow.deadlines import coming
from maillage.intake.enums import ImportState
from maillage.intake.models import Import
from maillage.intake.operations.deposit import too_large_sentence
from maillage.journal.models import Entry
from maillage.web.conventions.reading.history import tell
from maillage.web.conventions.reading.home import (
    headline,
    kept,
    legend,
    silences,
    started,
    state_moves,
    tasks,
)
from maillage.web.conventions.reading.mine import mine, mine_headline
from maillage.web.conventions.reading.next_act import next_act
from maillage.web.conventions.reading.plan import Table
from maillage.web.shell.context import link
from maillage.web.shell.scope import convention_page

if TYPE_CHECKING:
    from django.http import HttpResponse

    from maillage.web.shell.requests import ConventionRequest

MOST_CHANGES = 6
MOST_DUE = 6
WAITING = (ImportState.READY, ImportState.READING, ImportState.WAITING)
OWN_SUBJECTS = ("action", "node", "convention")


def _empty(request: ConventionRequest, convention: Convention, waiting: list[Import]) -> HttpResponse:
    context = {
        "convention": convention,
        "upload_url": link("intake:upload", convention.pk),
        "waiting": waiting,
        "limit": settings.INTAKE_MAX_BYTES // (1024 * 1024),
        "most_bytes": settings.INTAKE_MAX_BYTES,
        "too_large": too_large_sentence(),
        "can_import": can_import_document(request.user, convention),
        "can_edit": can_edit_plan(request.user, convention),
        "can_set": can_edit_convention(request.user, convention),
        "has_places": convention.territories.exists(),
        "has_signatories": convention.signatories.exists(),
    }
    return render(request, "conventions/empty.html", context)


def _changes(request: ConventionRequest, convention: Convention) -> dict[str, Any]:
    entries = Entry.objects.filter(convention_id=convention.pk, subject_type__in=OWN_SUBJECTS)
    newest = list(entries.select_related("undone_by").exclude(verb="action.imported")[:MOST_CHANGES])
    return {"changes": state_moves(tell(convention, newest, request.user), newest)}


def _facts(request: ConventionRequest, convention: Convention, tree: PlanTree) -> dict[str, Any]:
    table = Table(convention)
    blocks = table.blocks(tree)
    return {
        "blocks": blocks,
        "beads_shown": any(block.head.beads for block in blocks),
        "legend": legend(tree),
        "total": kept(tree),
        "started": started(tree),
        "done": tree.statuses[Status.DONE],
        "silent": silences(tree, table.base),
        "due": coming(convention, request.user, timezone.localdate())[:MOST_DUE],
        **_changes(request, convention),
    }


def _campaign(request: ConventionRequest, convention: Convention, tree: PlanTree) -> dict[str, Any]:
    """Where coordination asks for news, of the silent actions first."""
    may = can_run_campaign(request.user, convention)
    url = link("dashboard:campaign_create", convention.pk) if may else ""
    pks = ",".join(str(row.pk) for row in tree.rows if is_silent(row))
    return {"ask_url": url, "ask_silent_url": f"{url}?actions={pks}" if url and pks else ""}


@require_safe
@convention_page()
def home(request: ConventionRequest, convention: Convention) -> HttpResponse:
    """The first page of a coordinator in the morning."""
    tree = plan_tree(convention, request.user)
    waiting = list(
        Import.objects.visible_to(request.user)
        .filter(
            convention=convention, state__in=[ImportState.READY, ImportState.READING, ImportState.WAITING]
        )
        .select_related("file")
        .defer("document", "lines")
    )
    if not tree.total and not tree.branches:
        return _empty(request, convention, waiting)
    may_edit = can_edit_plan(request.user, convention)
    own = [] if may_edit else mine(convention, tree, piloted_by(convention, request.user))
    may_ask = can_run_campaign(request.user, convention)
    running = list(under_way(convention, request.user)) if may_ask else []
    todo = tasks(convention, tree, waiting, running) if may_edit else []
    context = {
        "convention": convention,
        "today": timezone.localdate(),
        "headline": mine_headline(own) if own else headline(len(todo), tree, coordinates=may_edit),
        "mine": own,
        "tasks": todo,
        "next_act": next_act(convention, tree, running) if may_ask else None,
        "coordinates": may_edit,
        "can_import": can_import_document(request.user, convention),
        "upload_url": link("intake:upload", convention.pk),
        **_facts(request, convention, tree),
        **_campaign(request, convention, tree),
    }
    return render(request, "conventions/home.html", context)

"""The fiche at another date: read whole, compared with another, put back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from maillage.conventions.models import Action, Convention
from maillage.conventions.operations.states import restore_state
from maillage.conventions.permissions import can_edit_action
from maillage.conventions.sections import SECTIONS
from maillage.conventions.sections.shown import label_of
from maillage.conventions.selectors import action_history
from maillage.conventions.selectors.states import values_after, values_now
from maillage.kernel.errors import DomainError
from maillage.web.conventions.reading.quotes import quoted
from maillage.web.conventions.reading.states import compared, read_state, state_name
from maillage.web.conventions.views.actions import load_action
from maillage.web.shell.requests import whole_number
from maillage.web.shell.scope import convention_page
from maillage.web.shell.toasts import say_done, warn

if TYPE_CHECKING:
    from django.http import HttpResponse

    from maillage.conventions.selectors.states import Values
    from maillage.journal.models import Entry
    from maillage.web.shell.requests import ConventionRequest

TELLING = ("action.created", "action.imported", "action.updated", "action.reverted", "action.restored")
"""What can make the fiche say something else; messages and documents do not."""


def _entry(action: Action, pk: int | None) -> Entry:
    """A write on this fiche, or 404."""
    entry = action_history(action).filter(pk=pk or 0).first()
    if entry is None:
        raise Http404
    return entry


def _asked(action: Action, pk: str) -> tuple[Entry | None, Values]:
    """A state as the address names it; today when it names none."""
    if not pk:
        return None, values_now(action)
    entry = _entry(action, whole_number(pk))
    return entry, values_after(action, entry)


@require_safe
@convention_page()
def fiche_state(
    request: ConventionRequest, convention: Convention, action_id: int, entry_id: int
) -> HttpResponse:
    """The whole fiche as it was once ``entry_id`` was written."""
    action = load_action(request, convention, action_id)
    entry = _entry(action, entry_id)
    sections = read_state(action, values_after(action, entry))
    context = {
        "convention": convention,
        "action": action,
        "entry": entry,
        "name": state_name(entry),
        "sections": sections,
        "differs": sum(section.differs for section in sections),
        "can_edit": can_edit_action(request.user, action),
    }
    return render(request, "conventions/fiche_state.html", context)


@require_safe
@convention_page()
def fiche_compare(request: ConventionRequest, convention: Convention, action_id: int) -> HttpResponse:
    """Two states of a fiche side by side: ``de`` and ``a`` are writes, today when empty."""
    action = load_action(request, convention, action_id)
    entries = list(action_history(action).filter(verb__in=TELLING))
    first = request.GET.get("de") or (str(entries[-1].pk) if entries else "")
    before, old = _asked(action, first)
    after, new = _asked(action, request.GET.get("a", ""))
    if before is None or (after is not None and after.pk < before.pk):
        before, old, after, new = after, new, before, old
    context = {
        "convention": convention,
        "action": action,
        "states": [(entry.pk, state_name(entry), entry.actor_name) for entry in entries],
        "before": before,
        "after": after,
        "before_name": state_name(before),
        "after_name": state_name(after),
        "changes": compared(action, old, new),
        "can_edit": can_edit_action(request.user, action),
    }
    return render(request, "conventions/fiche_compare.html", context)


@require_POST
@convention_page()
def fiche_restore(
    request: ConventionRequest, convention: Convention, action_id: int, entry_id: int
) -> HttpResponse:
    """Put the fiche back as it was then: whole, or the section that ``rubrique`` names."""
    action = load_action(request, convention, action_id)
    if not can_edit_action(request.user, action):
        raise PermissionDenied
    entry = _entry(action, entry_id)
    key = request.POST.get("rubrique", "")
    if key and key not in SECTIONS:
        raise Http404
    try:
        done = restore_state(action=action, entry=entry, sections=[key] if key else None, by=request.user)
    except DomainError as error:
        warn(request, str(error))
    else:
        what = quoted(label_of(convention, key)) if key else "La fiche"
        say_done(request, f"{what} est comme le {state_name(entry)}.", done.entry)
        for refused in done.refused:
            gone = "renvoie à ce qui n’existe plus : rubrique laissée comme elle est."
            warn(request, f"{quoted(label_of(convention, refused))} {gone}")
    return redirect(reverse("conventions:action", args=[convention.pk, action.pk]))

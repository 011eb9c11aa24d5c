"""The bench of one request: its address, its display, and where the person left it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import QueryDict

from maillage.intake.selectors.acts import last_act_of
from maillage.web.intake.review.bench import Bench
from maillage.web.intake.review.display import display_of

if TYPE_CHECKING:
    from maillage.intake.models import Import
    from maillage.web.shell.requests import ConventionRequest


def bench_of(request: ConventionRequest, import_: Import, at: str | None = None) -> Bench:
    """The bench that ``request`` asks for; ``at`` is another address, « doute=3 »."""
    query = request.GET if at is None else QueryDict(at)
    return Bench(import_, query, display_of(request), request.user.pk)


def reopened(request: ConventionRequest, import_: Import) -> Bench:
    """The bench that ``request`` asks for; where the person stopped, when it asks for nothing."""
    return bench_of(request, import_, None if request.GET else _last_place(import_, request.user.pk))


def _last_place(import_: Import, user_id: int) -> str:
    act = last_act_of(import_, user_id)
    kept = next((each for each in import_.history if act and each["number"] == act.number), None)
    for target in reversed(list(kept["targets"]) if kept else []):
        kind, _, key = target.partition(":")
        if kind == "doubt":
            return f"apres={key}"
        if kind in {"fiche", "field", "newfiche", "split"}:
            return f"fiche={key.partition(':')[0]}"
        if kind in {"node", "newnode"}:
            return ""
    return ""

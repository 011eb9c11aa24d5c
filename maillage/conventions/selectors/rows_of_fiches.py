"""What to fetch with fiches whose sections are read: their rows, what they are tied to."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch

from maillage.conventions.models import (
    ActionFinding,
    ActionLink,
    Indicator,
    Partner,
    Pilot,
    Scheme,
    Step,
    Theme,
)
from maillage.conventions.querysets import few
from maillage.territories.models import Commune

_ENDS = ("kind", "source_id", "target_id")


def section_rows() -> list[Any]:
    """What every section reads: prefetches for a queryset of actions, the links with the row at their end."""
    own: dict[str, Any] = {"pilots": Pilot, "partners": Partner, "steps": Step}
    named = {"themes": Theme, "schemes": Scheme}
    return [
        *(Prefetch(name, queryset=few(model, "position", "id")) for name, model in own.items()),
        *(Prefetch(name, queryset=few(model, "position", "name", "id")) for name, model in named.items()),
        Prefetch("indicators", queryset=few(Indicator, "position", "id").select_related("breakdown")),
        Prefetch("communes", queryset=few(Commune, "name", "code")),
        _links("links", "target"),
        Prefetch("answered_findings", queryset=few(ActionFinding).select_related("finding")),
    ]


def rows_and_citations() -> list[Any]:
    """The same, and the links that other fiches have to these."""
    return [*section_rows(), _links("linked_from", "source")]


def _links(name: str, end: str) -> Prefetch[Any]:
    told = [f"{end}__{field}" for field in ("convention_id", "ref", "title", "status", "deleted_at")]
    return Prefetch(name, queryset=few(ActionLink).select_related(end).only(*_ENDS, *told))

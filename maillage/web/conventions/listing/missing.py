"""« Ce qui manque », axis by axis; each number opens the fiches that it counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.shortcuts import render
from django.views.decorators.http import require_safe

from maillage.conventions.listing.columns import COLUMNS
from maillage.conventions.listing.gaps import KNOWN
from maillage.conventions.listing.missing import FIRST, Axis, what_is_missing
from maillage.conventions.models import Convention
from maillage.web.conventions.listing.page import list_url
from maillage.web.shell.scope import convention_page

if TYPE_CHECKING:
    from django.http import HttpResponse

    from maillage.web.shell.requests import ConventionRequest

HEADS = {
    "pilote": "Sans pilote",
    "nouvelles": "Nouvelles attendues",
    "echeance": "Sans échéance",
    "indicateur": "Sans indicateur",
    "mesure": "Rien de mesurable",
    "etapes": "Sans étape",
}


def _line(convention: Convention, axis: Axis) -> dict[str, Any]:
    place = [("axe", axis.code)] if axis.code else []
    columns = ("colonnes", "etat.pilote.echeance.manque.remplie")
    return {
        "words": axis.words,
        "count": axis.count,
        "filled": axis.filled,
        "rubrics": axis.rubrics,
        "percent": round(100 * axis.filled / axis.rubrics) if axis.rubrics else None,
        "url": list_url(convention, urlencode([*place, columns])),
        "useful": axis.most_useful,
        "gaps": [
            (HEADS[key], axis.gaps[key], list_url(convention, urlencode([*place, ("lacune", key), columns])))
            for key in FIRST
        ],
    }


@require_safe
@convention_page()
def missing(request: ConventionRequest, convention: Convention) -> HttpResponse:
    """A line an axis, and the whole plan."""
    axes, whole = what_is_missing(convention, request.user)
    context = {
        "convention": convention,
        "axes": [_line(convention, axis) for axis in axes],
        "whole": _line(convention, whole),
        "heads": [HEADS[key] for key in FIRST],
        "level": convention.node_levels[0] if convention.node_levels else "Plan",
        "label": COLUMNS["manque"].label,
        "known": KNOWN,
        "base": list_url(convention),
    }
    return render(request, "conventions/list_missing.html", context)

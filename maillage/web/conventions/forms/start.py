"""A new convention."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django import forms

from maillage.conventions.models.convention import LONGEST_PERIOD
from maillage.territories.models import Commune, Intercommunality
from maillage.territories.selectors import Match, places
from maillage.web.conventions.forms.base import DomainForm

if TYPE_CHECKING:
    from django.http import QueryDict

_CODE = re.compile(r"[0-9A-Za-z]{1,12}")


class YearField(forms.IntegerField):
    """A year that may stay empty."""

    def __init__(self, *, label: str, help_text: str = "") -> None:
        super().__init__(label=label, help_text=help_text, min_value=2000, max_value=2100, required=False)


def _codes(data: QueryDict, name: str) -> list[str]:
    """What looks like codes among what was ticked; a database refuses some other texts."""
    return [code for code in data.getlist(name) if _CODE.fullmatch(code)]


def chosen_places(data: QueryDict) -> list[Match]:
    """What the picker of places has ticked."""
    return places(communes=_codes(data, "communes"), intercommunalities=_codes(data, "intercommunalities"))


def picked(data: QueryDict) -> dict[str, Any]:
    """The places ticked, as the operations take them; unknown codes are left out."""
    return {
        "communes": list(Commune.objects.filter(pk__in=_codes(data, "communes"))),
        "intercommunalities": list(
            Intercommunality.objects.filter(pk__in=_codes(data, "intercommunalities"))
        ),
    }


class ConventionForm(DomainForm):
    """Its name and its years; places are ticked beside."""

    name = forms.CharField(
        label="Nom de la convention",
        max_length=200,
        help_text="Le territoire, comme vous l’appelez : Pays d’Aubrelande.",
        error_messages={"required": "Donnez un nom à cette convention."},
    )
    start_year = YearField(label="Première année")
    end_year = YearField(label="Dernière année", help_text=f"De 1 à {LONGEST_PERIOD} années.")

"""Settings of a convention, one form per part of the page."""

from __future__ import annotations

import re
from typing import Any

from django import forms

from maillage.conventions.enums import Numbering, Phase
from maillage.conventions.models.convention import DEEPEST_TREE
from maillage.conventions.sections import RUBRICS, SECTIONS
from maillage.conventions.sections.shown import OPTIONAL
from maillage.kernel.text import fold, lines_of
from maillage.web.components.colours import PAPER, WHITE, contrast, parse
from maillage.web.conventions.forms.base import DomainForm
from maillage.web.conventions.forms.start import YearField

ENOUGH = 4.5


class PeriodForm(DomainForm):
    """Name, years, phase."""

    name = forms.CharField(label="Nom", max_length=200)
    start_year = YearField(label="Première année")
    end_year = YearField(label="Dernière année")
    phase = forms.ChoiceField(label="Phase", choices=Phase.choices)


class LevelsForm(DomainForm):
    """What the levels of the plan are called, and how new references are proposed."""

    level_names = forms.CharField(
        label="Noms des niveaux",
        help_text=f"Un par ligne, du plus haut à l’action : de 1 à {DEEPEST_TREE} lignes.",
        widget=forms.Textarea(attrs={"rows": DEEPEST_TREE}),
    )
    numbering = forms.ChoiceField(label="Numérotation", choices=Numbering.choices)

    def clean_level_names(self) -> list[str]:
        """One name a line."""
        return lines_of(self.cleaned_data["level_names"])


class AccentForm(DomainForm):
    """The convention's colour, legible on white and on paper."""

    accent = forms.CharField(
        label="Couleur",
        help_text="Celle des titres, des liens et des boutons.",
        widget=forms.TextInput(attrs={"type": "color"}),
    )

    def clean_accent(self) -> str:
        """A colour on which white text, and which on paper, can be read."""
        accent = str(self.cleaned_data["accent"]).strip().lower()
        if not re.fullmatch(r"#[0-9a-f]{6}", accent):
            raise forms.ValidationError("Écrivez une couleur comme #0b5a63.")
        least = min(contrast(parse(accent), WHITE), contrast(parse(accent), PAPER))
        if least < ENOUGH:
            ratio = f"{least:.1f}".replace(".", ",")
            raise forms.ValidationError(
                f"Cette couleur est trop claire : son contraste est de {ratio}, il en faut 4,5. "
                "Prenez-la plus foncée."
            )
        return accent


class TemplateForm(DomainForm):
    """Which rubriques the fiches have, in which order, and what they are called."""

    order = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for key in RUBRICS:
            usual = SECTIONS[key].label
            self.fields[f"shown_{key}"] = forms.BooleanField(label=f"Afficher « {usual} »", required=False)
            self.fields[f"label_{key}"] = forms.CharField(
                label=f"Nom de la rubrique « {usual} »", required=False, max_length=80
            )

    @property
    def keys(self) -> list[str]:
        """Every rubrique, in the order on screen."""
        told = [key for key in str(self["order"].value() or "").split() if key in RUBRICS]
        told = list(dict.fromkeys(told))
        return [*told, *(key for key in RUBRICS if key not in told)]

    def rows(self) -> list[dict[str, Any]]:
        """The two fields of each rubrique, for the template."""
        return [
            {
                "key": key,
                "label": SECTIONS[key].label,
                "shown": self[f"shown_{key}"],
                "name": self[f"label_{key}"],
            }
            for key in self.keys
        ]

    def moved(self, command: str) -> TemplateForm:
        """The same form after « up-steps » or « down-steps »: nothing typed is lost."""
        verb, _, key = command.partition("-")
        keys = self.keys
        if key in keys:
            index = keys.index(key)
            target = index - 1 if verb == "up" else index + 1
            if 0 <= target < len(keys):
                keys[index], keys[target] = keys[target], keys[index]
        typed = {name: self[name].value() for name in self.fields}
        return TemplateForm(initial={**typed, "order": " ".join(keys)}, prefix=self.prefix)

    def values(self) -> dict[str, Any]:
        """What the convention keeps of its fiche; a name left as usual is not kept, nor the usual order."""
        typed = self.cleaned_data
        names = {key: typed[f"label_{key}"].strip() for key in RUBRICS}
        shown = [key for key in self.keys if typed[f"shown_{key}"]]
        usual = [key for key in RUBRICS if key in shown]
        as_usual = shown == usual and not OPTIONAL & set(shown)
        return {
            "hidden_sections": [key for key in RUBRICS if key not in shown and key not in OPTIONAL],
            "section_order": [] if as_usual else shown,
            "section_labels": {
                key: name for key, name in names.items() if name and name != SECTIONS[key].label
            },
        }


class ThemesForm(DomainForm):
    """The list of themes, one a line."""

    names = forms.CharField(
        label="Thématiques",
        required=False,
        help_text="Une par ligne, dans l’ordre voulu. Retirer une ligne retire la thématique des fiches.",
        widget=forms.Textarea(attrs={"rows": 14}),
    )

    def rows(self, kept: dict[str, int]) -> list[tuple[int | None, str]]:
        """As ``set_themes`` takes them. ``kept``: the id of each theme by its name, folded."""
        return [(kept.get(fold(name)), name) for name in lines_of(self.cleaned_data["names"])]


class DayField(forms.DateField):
    """A day that may stay empty, typed or picked."""

    def __init__(self, *, label: str) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(label=label, required=False, widget=widget)


class SignatoryForm(DomainForm):
    """A body that signs, with its deliberation."""

    name = forms.CharField(
        label="Organisme", max_length=200, error_messages={"required": "Nommez l’organisme qui signe."}
    )
    quality = forms.CharField(
        label="Représenté par", required=False, max_length=200, help_text="La fonction, pas le nom."
    )
    deliberation_number = forms.CharField(label="Délibération n°", required=False, max_length=60)
    deliberation_date = DayField(label="Date de la délibération")
    signed_on = DayField(label="Signée le")


class SchemesForm(DomainForm):
    """The schemes that actions also serve, one a line."""

    names = forms.CharField(
        label="Schémas",
        required=False,
        help_text="Un par ligne : PEDT, analyse des besoins sociaux, contrat de ville…",
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    @property
    def lines(self) -> list[str]:
        """The names typed. Only once valid."""
        return lines_of(self.cleaned_data["names"])

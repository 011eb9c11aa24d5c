"""What moves a period: dates typed, months counted, an edge dropped on a month."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from maillage.conventions.operations.schedule import FURTHEST
from maillage.kernel import fuzzy
from maillage.kernel.text import printable

if TYPE_CHECKING:
    from maillage.conventions.models import Action

LONGEST = 60
_HINT = "avril 2026, T2 2026, automne 2026, 2026"


class MomentField(forms.CharField):
    """A fuzzy date in words: a FuzzyDate, or None when left empty."""

    def __init__(self, *, end: bool, label: str) -> None:
        super().__init__(required=False, max_length=LONGEST, label=label, help_text=_HINT)
        self.end = end

    def clean(self, value: Any) -> Any:
        """Read the words."""
        words = printable(super().clean(value)).strip()
        if not words:
            return None
        found = fuzzy.parse(words, end=self.end)
        if found is None:
            raise forms.ValidationError(f"« {words} » n’est pas une date. Écrivez {_HINT}.")
        return found


class PeriodForm(forms.Form):
    """The start and the end of an action, as words."""

    use_required_attribute = False
    start = MomentField(end=False, label="Début")
    end = MomentField(end=True, label="Fin")

    @classmethod
    def of(cls, action: Action) -> PeriodForm:
        """Filled with what the fiche holds."""
        start = fuzzy.show(action.start_on, action.start_precision) if action.start_on else ""
        end = fuzzy.show(action.end_on, action.end_precision) if action.end_on else ""
        return cls(initial={"start": start, "end": end})

    def kept(self, action: Action) -> tuple[fuzzy.FuzzyDate | None, fuzzy.FuzzyDate | None]:
        """Both bounds; one whose words did not change stays exactly what it was."""
        found: list[fuzzy.FuzzyDate | None] = []
        for name in ("start", "end"):
            on, precision = getattr(action, f"{name}_on"), getattr(action, f"{name}_precision")
            typed: fuzzy.FuzzyDate | None = self.cleaned_data[name]
            same = on and typed and fuzzy.show(typed.on, typed.precision) == fuzzy.show(on, precision)
            found.append(fuzzy.FuzzyDate(on, precision) if same else typed)
        return found[0], found[1]


class ShiftForm(forms.Form):
    """A number of months, earlier below zero."""

    months = forms.IntegerField(min_value=-FURTHEST, max_value=FURTHEST)


class EdgeForm(forms.Form):
    """An edge dropped on a month (« 2026-03 »)."""

    edge = forms.ChoiceField(choices=[("start", "Début"), ("end", "Fin")])
    to = forms.RegexField(r"\A\d{4}-\d{2}\Z")

    def bounds(self, action: Action) -> tuple[fuzzy.FuzzyDate | None, fuzzy.FuzzyDate | None] | None:
        """The period with that edge moved; None when there is no such month."""
        edge = self.cleaned_data["edge"]
        found = fuzzy.parse(self.cleaned_data["to"], end=edge == "end")
        if found is None:
            return None
        start = fuzzy.FuzzyDate(action.start_on, action.start_precision) if action.start_on else None
        end = fuzzy.FuzzyDate(action.end_on, action.end_precision) if action.end_on else None
        return (found, end) if edge == "start" else (start, found)

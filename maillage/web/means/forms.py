"""The form of a line: its own fields, and what it refers to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from maillage.conventions.means.kinds import BUDGET, KINDS, MONEY
from maillage.kernel.errors import DomainError
from maillage.web.shell.requests import whole_number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from maillage.conventions.means.kinds import Line
    from maillage.conventions.models import Action, Post, Theme

_LONG = frozenset({"note"})
_NUMBERS = frozenset({"etp", "amount", *MONEY})
_SHORT = _NUMBERS | {"year", "start_on", "end_on"}


class Choices:
    """What a line may refer to; ``needs_action`` for whoever writes on their own actions only."""

    def __init__(
        self,
        actions: Sequence[Action],
        posts: Sequence[Post],
        themes: Sequence[Theme],
        *,
        needs_action: bool = False,
    ) -> None:
        self._rows = {"action": actions, "post": posts, "theme": themes}
        self.needs_action = needs_action

    def of(self, key: str) -> list[tuple[str, str]]:
        """Pairs for a select, with an empty one first."""
        return [("", _NONE[key]), *((str(row.pk), str(row)) for row in self._rows[key])]


_NONE = {"action": "aucune", "post": "aucun", "theme": "aucune"}
_REFERS = {"action": "Action", "post": "Poste", "theme": "Thématique"}
_HINTS = {"action": "L’action, ou le poste\u00a0: l’un des deux."}


class LineForm(forms.Form):
    """Every field of a kind as text: the domain reads what people type and says what is wrong."""

    use_required_attribute = False

    def __init__(
        self,
        kind: str,
        choices: Choices,
        data: Mapping[str, str] | None = None,
        *,
        fiche: int | None = None,
        **more: Any,
    ) -> None:
        """``fiche``: the action in whose page the line is written, which nobody then has to choose."""
        super().__init__(data, **more)
        self.kind = kind
        for field in KINDS[kind].fields:
            widget = forms.Textarea(attrs={"rows": 2}) if field.key in _LONG else forms.TextInput()
            self.fields[field.key] = forms.CharField(
                label=field.label, help_text=field.hint, required=bool(field.required), widget=widget
            )
            self.fields[field.key].error_messages["required"] = field.required
        for key in KINDS[kind].refers:
            hint = _HINTS.get(key, "") if kind == BUDGET else ""
            self.fields[key] = forms.ChoiceField(
                label=_REFERS[key], choices=choices.of(key), required=False, help_text=hint
            )
        if choices.needs_action and "action" in self.fields:
            self.fields["action"].required = True
            self.fields["action"].error_messages["required"] = "Choisissez une de vos actions."
        if fiche:
            self._settle(next(iter(KINDS[kind].fields)).key)

    def _settle(self, first: str) -> None:
        settled = {"action", "post"} if self.kind == BUDGET else {"action"}
        for key in settled & self.fields.keys():
            self.fields[key].widget = forms.HiddenInput()
        self.fields[first].widget.attrs["autofocus"] = True

    def rows(self) -> list[tuple[forms.BoundField, str]]:
        """The fields with the class of their row."""
        return [
            (self[name], "field-short" if name in _SHORT else "")
            for name in self.fields
            if not self[name].is_hidden
        ]

    def values(self) -> dict[str, Any]:
        """What was typed, with ids as numbers."""
        refers = {key: whole_number(self.cleaned_data[key]) for key in KINDS[self.kind].refers}
        return {**self.cleaned_data, **refers}

    def refuse(self, error: DomainError) -> None:
        """Put a refusal on its field when the domain names one, else above the form."""
        field = getattr(error, "field", "")
        seen = field in self.fields and not self[field].is_hidden
        self.add_error(field if seen else None, str(error))


def shown(line: Line) -> dict[str, Any]:
    """A line as its form shows it: amounts and days as people write them."""
    out: dict[str, Any] = {}
    for key, value in line.items():
        if key in {"start_on", "end_on"} and value:
            year, month, day = str(value).split("-")
            out[key] = f"{day}/{month}/{year}"
        elif key in _NUMBERS and value is not None:
            out[key] = str(value).replace(".", ",")
        else:
            out[key] = value
    return out

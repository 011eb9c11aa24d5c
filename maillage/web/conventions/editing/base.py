"""What the editors share: text as lines, dates in words, numbers with a comma, a form that makes a value."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms

from maillage.kernel import fuzzy
from maillage.kernel.text import lines_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from maillage.conventions.models import Action

Json = Any
NBSP = "\u00a0"


class Lines(forms.CharField):
    """A textarea, one point a line; its value is a list."""

    def __init__(self, *, label: str, help_text: str = "", rows: int = 6) -> None:
        super().__init__(
            label=label, help_text=help_text, required=False, widget=forms.Textarea(attrs={"rows": rows})
        )

    def to_python(self, value: Any) -> Any:
        """The non-empty lines."""
        return lines_of(str(value or ""))

    def prepare_value(self, value: Any) -> Any:
        """Lines back into text."""
        return "\n".join(value) if isinstance(value, list) else value


class Moment(forms.CharField):
    """A date typed in words. Its value is {"on", "precision"} or None; ``end`` takes the last day meant."""

    def __init__(self, *, label: str, help_text: str = "", end: bool = False) -> None:
        super().__init__(label=label, help_text=help_text, required=False, max_length=60)
        self.end = end

    def clean(self, value: Any) -> Any:
        """Read the words, or say what would be read."""
        words = super().clean(value)
        if not words:
            return None
        moment = fuzzy.parse(words, end=self.end)
        if moment is None:
            raise forms.ValidationError(
                f"«{NBSP}{words}{NBSP}» n’est pas une date. Écrivez 2026-T2, avril 2026, printemps 2026 "
                "ou laissez vide."
            )
        return {"on": moment.on.isoformat(), "precision": moment.precision}


class Number(forms.CharField):
    """A number typed as people write it, kept as a plain decimal string or None."""

    def __init__(self, *, label: str) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "size": 8})
        super().__init__(label=label, required=False, max_length=30, widget=widget)

    def clean(self, value: Any) -> Any:
        """Read French commas and spaces, or say what would be read."""
        words = super().clean(value)
        if not words:
            return None
        try:
            return str(Decimal("".join(words.split()).replace(",", ".")))
        except InvalidOperation as error:
            raise forms.ValidationError(
                f"«{NBSP}{words}{NBSP}» n’est pas un nombre. Écrivez 12 ou 45,5."
            ) from error

    def prepare_value(self, value: Any) -> Any:
        """« 45.5 » is shown « 45,5 »."""
        return value.replace(".", ",") if isinstance(value, str) else value


class RowForm(forms.Form):
    """A row. Its fields all may stay empty: a row without its main field is left out.

    ``key`` is the identity of the row (see ``sections.keys``), empty for a new one.
    """

    use_required_attribute = False
    key = forms.CharField(required=False, widget=forms.HiddenInput)


class SectionForm(forms.Form):
    """The fields of a section, and the kind of its rows when it has some.

    ``from_value`` and ``rows_from`` split a section's value; ``to_value`` makes it again
    from what was typed. ``previous`` is the value in place, for what the form does not show.
    """

    row_form: ClassVar[type[RowForm] | None] = None
    row_name: ClassVar[str] = ""
    template: ClassVar[str] = "conventions/editors/plain.html"
    use_required_attribute = False

    def __init__(self, action: Action, data: Mapping[str, Any] | None = None, **options: Any) -> None:
        super().__init__(data, **options)
        self.action = action
        self.prepare()

    def prepare(self) -> None:
        """Fill the choices that depend on the action."""

    def prepare_row(self, row: RowForm) -> None:
        """Fill the choices of a row."""

    @staticmethod
    def from_value(value: Json) -> dict[str, Any]:
        """The fields of the form."""
        return dict(value)

    @staticmethod
    def rows_from(_value: Json) -> list[dict[str, Any]]:
        """The rows."""
        return []

    def to_value(self, rows: list[dict[str, Any]], previous: Json) -> Json:  # noqa: ARG002 - for subclasses
        """The section's value."""
        return self.cleaned_data

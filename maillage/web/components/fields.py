"""Fields of forms, drawn one way: label, hint, control, error, each tied to the control."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.template.loader import render_to_string

if TYPE_CHECKING:
    from django.forms import BoundField, Widget
    from django.utils.safestring import SafeString

_SELECTS = (forms.Select, forms.NullBooleanSelect)
_LISTS = (forms.RadioSelect, forms.CheckboxSelectMultiple)


def control_css(widget: Widget) -> str:
    """The stylesheet's class for a control."""
    if isinstance(widget, _LISTS):
        return "boxes"
    if isinstance(widget, forms.CheckboxInput):
        return "form-check-input"
    return "form-select" if isinstance(widget, _SELECTS) else "form-control"


def control(bound: BoundField, described_by: list[str]) -> SafeString:
    """The control alone, told where its hint and its error are."""
    css = control_css(bound.field.widget)
    attributes: dict[str, str | bool] = {"class": f"{css} invalid" if bound.errors else css}
    if described_by:
        attributes["aria-describedby"] = " ".join(described_by)
    if bound.errors:
        attributes["aria-invalid"] = "true"
    return bound.as_widget(attrs=attributes)


def dress(bound: BoundField, css: str = "", *, quiet: bool = False) -> SafeString:
    """The whole field, as HTML."""
    # a list of boxes has no label of its own to be named by
    name = bound.id_for_label or bound.auto_id
    hint_id, error_id = f"{name}_aide", f"{name}_erreur"
    described_by = ([hint_id] if bound.help_text else []) + ([error_id] if bound.errors else [])
    context = {
        "field": bound,
        "css": css,
        "control": control(bound, described_by),
        "hint_id": hint_id,
        "error_id": error_id,
        "is_check": isinstance(bound.field.widget, forms.CheckboxInput),
        "is_list": isinstance(bound.field.widget, _LISTS),
        "optional": not quiet and not bound.field.required,
    }
    return render_to_string("components/field.html", context)

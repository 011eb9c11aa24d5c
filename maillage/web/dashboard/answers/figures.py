"""The figures asked: their fields, as what each measures is best said, and what stands there already."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django import forms

from maillage.conventions.counting.values import BEST_NOTE, LONGEST_WORDS, Reading, show
from maillage.conventions.counting.values import typed as typed_value
from maillage.conventions.enums import MeasureType
from maillage.conventions.selectors.followed import reading_of as in_place

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from maillage.conventions.selectors.figures import Figure

FIGURE, NOTE = "figure-", "note-"
NOTES = (("", "Pas de note"), *((str(one), f"{one} sur {BEST_NOTE}") for one in range(1, BEST_NOTE + 1)))
WORDY = frozenset({MeasureType.APPRECIATION, MeasureType.VERBATIM})
_NOTED = re.compile(rf"([1-{BEST_NOTE}])/{BEST_NOTE}(?:\s+(.*))?", re.DOTALL)


def figure_field(key: str) -> str:
    """The name of the field of a figure."""
    return f"{FIGURE}{key}"


def note_field(key: str) -> str:
    """The name of the field of the note that goes with the words of an appreciation."""
    return f"{NOTE}{key}"


def reading_of_value(figure: Figure) -> Reading | None:
    """What is in place for the period asked."""
    return in_place(figure.value) if figure.value else None


def reading_of(figure: Figure) -> str:
    """What was said before and for when: « 71 en 2024 »; the unit alone when nothing was."""
    indicator, period = figure.indicator, figure.before_period
    before = in_place(figure.before) if figure.before else None
    words = show(before, indicator.measure, indicator.target_unit)
    if words and period is not None:
        return f"{words} en {period.label}"
    return indicator.target_unit


def _is_noted(figure: Figure) -> bool:
    return bool(figure.indicator.measure == MeasureType.APPRECIATION)


def _apart(text: str) -> tuple[str, str]:
    """The note and the words of an appreciation; a note that is not offered stays in the words."""
    found = _NOTED.fullmatch(text.strip())
    return (found[1], (found[2] or "").strip()) if found else ("", text)


def values_of(figure: Figure) -> dict[str, str]:
    """What stands in the fields of a figure."""
    text = typed_value(reading_of_value(figure), figure.indicator.measure)
    if not _is_noted(figure):
        return {figure_field(figure.key): text}
    note, words = _apart(text)
    return {note_field(figure.key): note, figure_field(figure.key): words}


def drafted(figures: Sequence[Figure], draft: Mapping[str, str]) -> dict[str, str]:
    """A draft, the note of an answer taken back put in its own field."""
    found = dict(draft)
    for one in figures:
        note, words = _apart(found.get(figure_field(one.key), ""))
        if _is_noted(one) and note:
            found[note_field(one.key)], found[figure_field(one.key)] = note, words
    return found


def said_of(figure: Figure, raw: Mapping[str, str]) -> str:
    """A figure as one text, out of its fields."""
    words = raw[figure_field(figure.key)]
    note = raw[note_field(figure.key)] if _is_noted(figure) else ""
    return f"{note}/{BEST_NOTE} {words}".strip() if note and note in dict(NOTES) else words


def fields_of(figure: Figure) -> dict[str, forms.Field]:
    """The fields of a figure by name: a number, a choice, a few words, or a note and its words."""
    measure = figure.indicator.measure
    label = figure.category.label if figure.category else figure.indicator.label
    named: dict[str, Any] = {"label": label, "help_text": reading_of(figure), "required": False}
    name = figure_field(figure.key)
    if measure == MeasureType.MILESTONE:
        return {name: forms.ChoiceField(choices=[("", "–"), ("oui", "Oui"), ("non", "Non")], **named)}
    if measure == MeasureType.VERBATIM:
        return {name: forms.CharField(widget=_words(3), **named)}
    if measure == MeasureType.APPRECIATION:
        words = forms.CharField(label=f"{label}, en quelques mots", required=False, widget=_words(2))
        return {note_field(figure.key): forms.ChoiceField(choices=NOTES, **named), name: words}
    widget = forms.TextInput(attrs={"inputmode": "decimal", "maxlength": 60, "autocomplete": "off"})
    return {name: forms.CharField(widget=widget, **named)}


def _words(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "maxlength": LONGEST_WORDS})


def shown(form: forms.Form, figures: Sequence[Figure]) -> list[dict[str, Any]]:
    """The figures with their fields, each whole followed by its ``parts``, told apart by its ``name``."""
    rows: list[dict[str, Any]] = []
    for one in figures:
        fields = [form[name] for name in fields_of(one)]
        bound = {
            "before": reading_of(one),
            "wordy": one.indicator.measure in WORDY,
            "best": BEST_NOTE if _is_noted(one) else 0,
            "fields": fields,
        }
        if one.category is None:
            breakdown = one.indicator.breakdown
            told_by = breakdown.name.lower() if breakdown else ""
            rows.append({**bound, "label": one.name, "parts": [], "name": told_by, "is_open": False})
        else:
            rows[-1]["parts"].append({**bound, "label": one.category.label})
            rows[-1]["is_open"] |= any(field.value() or field.errors for field in fields)
    return rows

"""The form of one action: what the pilot says, kept as typed until it is sent."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django import forms

from maillage.conventions.enums import Difficulty, Status
from maillage.conventions.errors import InvalidFieldsError
from maillage.conventions.operations.answers import OFFERED, Document, Said
from maillage.files.operations import largest
from maillage.web.dashboard.answers.figures import (
    drafted,
    fields_of,
    said_of,
    shown,
    values_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from maillage.conventions.errors import InvalidValueError
    from maillage.conventions.selectors.campaigns import Card

LONGEST = 2000
SHOWN = "shown"
_OF_SECTION = {"news": "sentence"}


class AnswerForm(forms.Form):
    """Fields named after the card. Nothing is required: the domain says what cannot be read."""

    use_required_attribute = False
    status = forms.ChoiceField(widget=forms.RadioSelect, required=False)
    sentence = forms.CharField(
        label="En une phrase",
        help_text="Ni nom de famille ni nom d’enfant.",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": LONGEST}),
    )
    difficulty = forms.ChoiceField(
        label="Ce qui freine", required=False, choices=[("", "Rien de particulier"), *Difficulty.choices]
    )
    difficulty_note = forms.CharField(
        label="En quelques mots",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": LONGEST}),
    )
    help_needed = forms.CharField(
        label="L’aide attendue",
        required=False,
        widget=forms.TextInput(attrs={"maxlength": LONGEST, "placeholder": "de qui, pour quoi"}),
    )
    next_step = forms.CharField(
        label="Quoi, et quand",
        required=False,
        widget=forms.TextInput(attrs={"maxlength": LONGEST, "placeholder": "portes ouvertes, 8 novembre"}),
    )
    progress = forms.CharField(
        label="Avancement, en %",
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": 6, "size": 4}),
    )
    document = forms.FileField(
        label="Une photo, un document",
        required=False,
    )

    def __init__(self, card: Card, data: Any = None, files: Any = None, *, drafts: bool = True) -> None:
        """``drafts``: whether what was typed before is shown again; without, only what the plan says."""
        self.card = card
        base = baseline(card)
        initial = {**base, **drafted(card.figures, card.asked.draft)} if drafts else base
        super().__init__(data, files, prefix=str(card.asked.pk), initial=initial)
        self.fields["document"].help_text = f"{largest()} au plus. Pas de photo d’enfant reconnaissable."
        self.fields["status"].choices = _statuses(card)  # type: ignore[attr-defined]  # a ChoiceField
        for figure in card.figures:
            self.fields.update(fields_of(figure))

    @property
    def shown(self) -> str:
        """What the plan said when the page was made, to be sent back with what is typed: JSON."""
        before = self.data.get(self.add_prefix(SHOWN)) if self.is_bound else None
        return before or json.dumps(baseline(self.card), ensure_ascii=False)

    def typed(self) -> dict[str, str]:
        """The fields that the person changed, as typed: neither what the page showed nor what the plan says.

        What they left alone is not written over what somebody else said since. Only on a bound form.
        """
        base, before = baseline(self.card), _texts(self.shown)
        texts = {name: self.data.get(self.add_prefix(name)) for name in self.fields if name != "document"}
        return {
            name: text
            for name, text in texts.items()
            if text is not None
            and _flat(text) != _flat(base.get(name, ""))
            and _flat(text) != _flat(before.get(name, base.get(name, "")))
        }

    @property
    def was_sent(self) -> bool:
        """Whether the browser sent any field of this card."""
        return any(self.add_prefix(name) in self.data for name in self.fields)

    def said(self) -> Said:
        """The whole answer, as typed."""
        base, typed = baseline(self.card), self.typed()
        raw = {name: typed.get(name, base.get(name, "")) for name in self.fields}
        said = {one.key: (said_of(one, raw), said_of(one, base)) for one in self.card.figures}
        figures = {key: text for key, (text, before) in said.items() if _flat(text) != _flat(before)}
        sent = self.files.get(self.add_prefix("document"))
        document = Document(sent.name or "", sent.read()) if sent else None
        plain = {name: raw[name] for name in Said.__slots__ if name in raw and name != "document"}
        return Said(**plain, figures=figures, document=document)

    def refuse(self, error: InvalidValueError) -> None:
        """Show a refusal on its field, the status when the domain names none."""
        self.is_valid()
        # Django's own words on a field give way to those of the domain.
        self.errors.clear()
        told = error.by_field if isinstance(error, InvalidFieldsError) else {error.field: str(error)}
        for field, words in told.items():
            name = _OF_SECTION.get(field, field)
            self.add_error(name if name in self.fields else "status", words)
        wrong = [name for name in self.fields if name in self.errors and name != "status"]
        for name in wrong[:1]:
            # The card may be far down a long page.
            self.fields[name].widget.attrs["autofocus"] = True

    @property
    def figures(self) -> list[dict[str, Any]]:
        """The figures asked with their fields, for the template."""
        return shown(self, self.card.figures)

    @property
    def tells_difficulty(self) -> bool:
        """Whether the fold of the difficulty has something in it."""
        return any(
            self[name].value() or self[name].errors
            for name in ("difficulty", "difficulty_note", "help_needed")
        )

    @property
    def tells_next(self) -> bool:
        """Whether the fold of the next step has something to show: a percentage alone can wait."""
        return bool(self["next_step"].value() or self["next_step"].errors or self["progress"].errors)


def drafts_of(forms: Iterable[AnswerForm]) -> dict[int, dict[str, str]]:
    """What each card holds that is not sent; a card that was not on the page is left as it is."""
    return {form.card.asked.pk: form.typed() for form in forms if form.was_sent}


def _texts(sent: str) -> dict[str, str]:
    """The texts of a JSON object; none when it is anything else, whoever sent it."""
    try:
        found = json.loads(sent)
    except (ValueError, RecursionError):
        return {}
    return (
        {name: text for name, text in found.items() if isinstance(text, str)}
        if isinstance(found, dict)
        else {}
    )


def _flat(text: str) -> str:
    return " ".join(text.split())


def baseline(card: Card) -> dict[str, str]:
    """What the form shows before anybody types: the state of the action, and the sentence already sent."""
    action = card.action
    sent = card.answer if card.asked.answered_at else None
    values = {
        "status": action.status,
        "sentence": sent.sentence if sent else "",
        "difficulty": action.difficulty,
        "difficulty_note": action.difficulty_note,
        "help_needed": action.help_needed,
        "next_step": action.next_step,
        "progress": "" if action.progress is None else str(action.progress),
    }
    for one in card.figures:
        values.update(values_of(one))
    return values


def _statuses(card: Card) -> list[tuple[str, str]]:
    current = Status(card.action.status)
    kept = [*OFFERED] if current in OFFERED else [current, *OFFERED]
    return [(str(one.value), str(one.label)) for one in kept]

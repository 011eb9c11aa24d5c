"""Controls written without templates are those that Django's templates write."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.test import SimpleTestCase

from maillage.web.components.widgets import Renderer

NAMED = [("", "Personne"), ("a", "Anaïs & <Bob>"), (3, 'Le « 3 » "cité"')]
GROUPED = [("Axe 1", [("x", "Un"), ("y", "Deux")]), ("z", "Hors des axes")]

CASES: list[tuple[forms.Widget, Any]] = [
    (forms.Textarea(attrs={"rows": 3, "data-mentions": True, "hidden": False}), 'Une <ligne> & "deux"'),
    (forms.Textarea(), None),
    (forms.TextInput(attrs={"title": "l’« avis » & <co>"}), "=1+1"),
    (forms.TextInput(), None),
    (forms.NumberInput(), 0),
    (forms.EmailInput(), "coordination@aubrelande.example"),
    (forms.URLInput(), ""),
    (forms.PasswordInput(), "jamais rendu"),
    (forms.HiddenInput(), 12),
    (forms.DateInput(), date(2026, 3, 1)),
    (forms.TimeInput(), None),
    (forms.FileInput(attrs={"accept": ".pdf"}), None),
    (forms.CheckboxInput(), True),
    (forms.CheckboxInput(), False),
    (forms.Select(choices=NAMED), "a"),
    (forms.Select(choices=NAMED), 3),
    (forms.Select(choices=GROUPED), "y"),
    (forms.NullBooleanSelect(), True),
    (forms.SelectMultiple(choices=NAMED), ["", "a"]),
    (forms.RadioSelect(choices=NAMED), "a"),
    (forms.CheckboxSelectMultiple(choices=GROUPED), ["x"]),
]


@pytest.mark.parametrize(("widget", "value"), CASES, ids=lambda one: type(one).__name__)
def test_a_control_is_the_one_that_django_writes(widget: forms.Widget, value: Any) -> None:
    attrs = {"id": "champ", "required": True, "aria-describedby": "champ_aide"}
    ours = widget.render("champ", value, attrs, Renderer())
    theirs = widget.render("champ", value, attrs, DjangoTemplates())
    SimpleTestCase().assertHTMLEqual(ours, theirs)


def test_a_page_uses_them(settings: Any) -> None:
    assert f"{Renderer.__module__}.{Renderer.__name__}" == settings.FORM_RENDERER

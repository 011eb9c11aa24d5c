"""Forms of the screens of a convention, outside the sections of a fiche."""

from __future__ import annotations

from maillage.web.conventions.forms.plan import ActionForm, NodeForm
from maillage.web.conventions.forms.settings import (
    AccentForm,
    LevelsForm,
    PeriodForm,
    SchemesForm,
    SignatoryForm,
    TemplateForm,
    ThemesForm,
)
from maillage.web.conventions.forms.start import ConventionForm, chosen_places, picked

__all__ = [
    "AccentForm",
    "ActionForm",
    "ConventionForm",
    "LevelsForm",
    "NodeForm",
    "PeriodForm",
    "SchemesForm",
    "SignatoryForm",
    "TemplateForm",
    "ThemesForm",
    "chosen_places",
    "picked",
]

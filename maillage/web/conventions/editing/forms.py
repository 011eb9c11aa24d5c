"""One form per section of the fiche."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django import forms

from maillage.accounts.models import Membership
from maillage.conventions.enums import (
    Difficulty,
    PilotKind,
    ResidentsLevel,
    Status,
    Term,
)
from maillage.conventions.territory import communes_covered
from maillage.conventions.wording import moment_words
from maillage.kernel.text import sort_key
from maillage.web.conventions.editing.base import Json, Lines, Moment, RowForm, SectionForm
from maillage.web.conventions.editing.indicators import IndicatorsForm
from maillage.web.conventions.editing.links import LinksForm

MOST_COMMUNES = 120
NO_LEVEL = [("", "Non renseigné"), *ResidentsLevel.choices]


class LinesForm(SectionForm):
    """A text section: one point a line."""

    lines = Lines(label="Texte")

    @staticmethod
    def from_value(value: Json) -> dict[str, Any]:
        return {"lines": value}

    def to_value(self, rows: list[dict[str, Any]], previous: Json) -> Json:  # noqa: ARG002 - no row here
        return self.cleaned_data["lines"]


class ResidentsForm(SectionForm):
    """How far residents take part, and how."""

    level = forms.ChoiceField(label="Niveau de participation", choices=NO_LEVEL, required=False)
    lines = Lines(label="Comment", help_text="Une ligne par point.")


class CalendarForm(SectionForm):
    """The document's words, then what is known of the period."""

    phrases = Lines(label="Avec vos mots", help_text="Une ligne par phrase.", rows=3)
    start = Moment(label="Début", help_text="Printemps 2026, T2 2026, avril 2026, 3 mars 2026 ou 2026.")
    end = Moment(label="Fin", help_text="Fin 2028, juin 2027…", end=True)
    term = forms.ChoiceField(label="Horizon", choices=[("", "Non renseigné"), *Term.choices], required=False)

    @staticmethod
    def from_value(value: Json) -> dict[str, Any]:
        return {**value, "start": moment_words(value["start"]), "end": moment_words(value["end"])}


class StepRow(RowForm):
    """A step, or a substep of the one above."""

    text = forms.CharField(label="Étape", required=False, widget=forms.Textarea(attrs={"rows": 1}))
    group = forms.CharField(label="Volet", required=False, max_length=500)
    status = forms.ChoiceField(label="État", choices=Status.choices, required=False)
    due = forms.CharField(label="Échéance", required=False, max_length=100)
    who = forms.CharField(label="Par qui", required=False, max_length=200)
    sub = forms.BooleanField(label="Sous-étape", required=False)


class StepsForm(SectionForm):
    """Steps in order."""

    row_form, row_name = StepRow, "étape"
    template = "conventions/editors/steps.html"

    @staticmethod
    def from_value(_value: Json) -> dict[str, Any]:
        return {}

    @staticmethod
    def rows_from(value: Json) -> list[dict[str, Any]]:
        found = []
        for step in value:
            found.append({**step, "sub": False})
            found += [{**sub, "group": "", "sub": True} for sub in step["substeps"]]
        return found

    def to_value(self, rows: list[dict[str, Any]], previous: Json) -> Json:  # noqa: ARG002 - all is in the rows
        steps: list[dict[str, Any]] = []
        for row in rows:
            step = {name: row[name] for name in ("key", "text", "status", "due", "who")}
            if not step["text"]:
                continue
            if row["sub"] and steps:
                steps[-1]["substeps"].append(step)
            else:
                steps.append({**step, "group": row["group"], "substeps": []})
        return steps


class PilotRow(RowForm):
    """A pilot: the words of the fiche, and the account of the person when there is one."""

    label = forms.CharField(label="Fonction, service ou organisme", required=False, max_length=300)
    kind = forms.ChoiceField(label="Nature", choices=PilotKind.choices, required=False)
    member = forms.ChoiceField(label="Compte", required=False)


class PeopleForm(SectionForm):
    """Pilots in rows; partners one a line; communes of the convention to tick."""

    row_form, row_name = PilotRow, "pilote"
    template = "conventions/editors/people.html"
    partners = Lines(label="Partenaires", help_text="Un organisme par ligne.", rows=5)
    communes = forms.MultipleChoiceField(
        label="Communes concernées",
        help_text="Rien de coché : toute la convention.",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def prepare(self) -> None:
        convention = self.action.convention
        chosen = {commune.pk: commune.name for commune in self.action.communes.all()}
        known = dict(communes_covered(convention.pk).values_list("pk", "name")[:MOST_COMMUNES])
        field = self.fields["communes"]
        field.choices = sorted({**known, **chosen}.items(), key=lambda pair: sort_key(pair[1]))  # type: ignore[attr-defined]  # a MultipleChoiceField

    @cached_property
    def members(self) -> list[tuple[str, str]]:
        """Who has an account in this convention."""
        rows = Membership.objects.filter(workspace_id=self.action.convention_id).select_related("user")
        names = [(str(row.pk), f"{row.user} ({row.function or row.get_role_display()})") for row in rows]
        return [("", "Personne encore"), *names]

    def prepare_row(self, row: RowForm) -> None:
        row.fields["member"].choices = self.members  # type: ignore[attr-defined]  # a ChoiceField

    @staticmethod
    def from_value(value: Json) -> dict[str, Any]:
        return {"partners": [row["label"] for row in value["partners"]], "communes": value["communes"]}

    @staticmethod
    def rows_from(value: Json) -> list[dict[str, Any]]:
        return [{**row, "member": str(row["member"] or "")} for row in value["pilots"]]

    def to_value(self, rows: list[dict[str, Any]], previous: Json) -> Json:
        organisations = {row["label"]: row["organisation"] for row in previous["partners"]}
        return {
            "pilots": [{**row, "member": int(row["member"]) if row["member"] else None} for row in rows],
            "partners": [
                {"label": label, "organisation": organisations.get(label)}
                for label in self.cleaned_data["partners"]
            ],
            "communes": self.cleaned_data["communes"],
        }


class IdentityForm(SectionForm):
    """What names the action."""

    ref = forms.CharField(label="Référence", required=False, max_length=20, help_text="Par exemple 1.A.3.")
    title = forms.CharField(
        label="Titre", max_length=500, error_messages={"required": "Donnez un titre à cette action."}
    )
    fiche_title = forms.CharField(
        label="Titre de la fiche", required=False, max_length=500, help_text="S’il diffère de celui du plan."
    )
    themes = forms.MultipleChoiceField(
        label="Thématiques", required=False, widget=forms.CheckboxSelectMultiple
    )
    transversal = forms.BooleanField(label="Action transversale", required=False)

    def prepare(self) -> None:
        choices = self.action.convention.themes.values_list("pk", "name")
        self.fields["themes"].choices = list(choices)  # type: ignore[attr-defined]  # a MultipleChoiceField


def _words(label: str, help_text: str = "") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 2})
    return forms.CharField(label=label, required=False, max_length=2000, help_text=help_text, widget=widget)


class StateForm(SectionForm):
    """« Noter une avancée »: state, sentence, percentage."""

    template = "conventions/editors/state.html"
    status = forms.ChoiceField(
        label="État",
        choices=Status.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choisissez un état.", "invalid_choice": "Choisissez un de ces états."},
    )
    news = forms.CharField(
        label="En une phrase",
        required=False,
        max_length=2000,
        help_text="Ce qui a bougé, ce qui manque. Pas de nom de famille ni d’enfant.",
        widget=forms.Textarea(attrs={"rows": 3, "data-replace": ""}),
    )
    next_step = _words("Prochaine étape", "Ce qui vient, et quand si c’est connu.")
    progress = forms.IntegerField(
        label="Avancement (%)",
        required=False,
        min_value=0,
        max_value=100,
        error_messages={"invalid": "Écrivez un nombre de 0 à 100, ou laissez vide."},
    )
    difficulty = forms.ChoiceField(
        label="Difficulté", choices=[("", "Aucune"), *Difficulty.choices], required=False
    )
    difficulty_note = _words("Précision sur la difficulté")
    help_needed = _words("Aide attendue", "De qui, pour quoi.")


FORMS: dict[str, type[SectionForm]] = {
    "identity": IdentityForm,
    "state": StateForm,
    "steps": StepsForm,
    "people": PeopleForm,
    "residents": ResidentsForm,
    "indicators": IndicatorsForm,
    "calendar": CalendarForm,
    "links": LinksForm,
}


def form_for(section: str) -> type[SectionForm]:
    """The form of a section; text sections share one."""
    return FORMS.get(section, LinesForm)

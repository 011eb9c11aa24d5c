"""The form of what an action is tied to: other actions in rows, findings and schemes to tick."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django import forms

from maillage.conventions.enums import LinkKind
from maillage.conventions.models import Action
from maillage.diagnosis.enums import FindingKind
from maillage.diagnosis.models import Finding
from maillage.web.conventions.editing.base import Json, RowForm, SectionForm

LONGEST_NAME = 90
LONGEST_FINDING = 160


def _short(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[:longest]}…"


class LinkRow(RowForm):
    """Another action, and what ties it to this one."""

    kind = forms.ChoiceField(label="Lien", choices=LinkKind.choices, required=False)
    action = forms.ChoiceField(label="Action", required=False)


class LinksForm(SectionForm):
    """Actions in rows; findings and schemes to tick."""

    row_form, row_name = LinkRow, "action liée"
    template = "conventions/editors/links.html"
    findings = forms.MultipleChoiceField(
        label="Constats auxquels cette action répond",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    schemes = forms.MultipleChoiceField(label="Schémas", required=False, widget=forms.CheckboxSelectMultiple)

    def prepare(self) -> None:
        convention = self.action.convention
        findings = list(Finding.objects.filter(workspace_id=convention.pk, deleted_at=None))
        answered = {answer.finding_id for answer in self.action.answered_findings.all()}
        findings = sorted(findings, key=lambda row: row.pk not in answered)
        self._choose(
            "findings",
            [
                (row.pk, f"{FindingKind(row.kind).label} : {_short(row.text, LONGEST_FINDING)}")
                for row in findings
            ],
        )
        self._choose("schemes", list(convention.schemes.values_list("pk", "name")))

    def _choose(self, name: str, choices: list[tuple[int, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]  # a MultipleChoiceField

    def prepare_row(self, row: RowForm) -> None:
        row.fields["action"].choices = self.actions  # type: ignore[attr-defined]  # a ChoiceField

    @cached_property
    def actions(self) -> list[tuple[str, str]]:
        """The other actions of the plan, by reference."""
        others = Action.objects.for_convention(self.action.convention).exclude(pk=self.action.pk)
        rows = others.order_by("ref", "title").values_list("pk", "ref", "title")
        names = [(str(pk), _short(f"{ref} {title}".strip(), LONGEST_NAME)) for pk, ref, title in rows]
        return [("", "Choisir une action"), *names]

    @staticmethod
    def from_value(value: Json) -> dict[str, Any]:
        return {"findings": value["findings"], "schemes": value["schemes"]}

    @staticmethod
    def rows_from(value: Json) -> list[dict[str, Any]]:
        return [{"action": str(row["action"]), "kind": row["kind"]} for row in value["actions"]]

    def to_value(self, rows: list[dict[str, Any]], previous: Json) -> Json:
        living = {int(pk) for pk, _ in self.actions if pk}
        kept = [row for row in previous["actions"] if row["action"] not in living]
        chosen = [{"action": row["action"], "kind": row["kind"]} for row in rows if row["action"]]
        offered = {pk for pk, _ in self.fields["findings"].choices}  # type: ignore[attr-defined]  # a MultipleChoiceField
        return {
            "actions": [*chosen, *kept],
            "schemes": self.cleaned_data["schemes"],
            "findings": [
                *self.cleaned_data["findings"],
                *(pk for pk in previous["findings"] if pk not in offered),
            ],
        }

"""Forms that put the plan in order: a branch or a fiche more, two that become one, one that becomes two."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from maillage.intake.proposal.draft import LONGEST_REF, LONGEST_TITLE
from maillage.intake.proposal.pointing import PointRef
from maillage.web.intake.forms import branch_choices

if TYPE_CHECKING:
    from maillage.intake.proposal.parts import Fiche, Proposal

_LONGEST_CHOICE = 110


class ShapeForm(forms.Form):
    """A reference and a title."""

    ref = forms.CharField(label="Référence", max_length=LONGEST_REF, required=False)
    title = forms.CharField(
        label="Titre",
        max_length=LONGEST_TITLE,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Donnez un titre."},
    )

    def clean_title(self) -> str:
        """On one line."""
        return " ".join(self.cleaned_data["title"].split())


class AddForm(ShapeForm):
    """A branch or a fiche that the document does not have."""

    parent = forms.ChoiceField(label="Ranger dans", required=False)

    def __init__(self, proposal: Proposal, parent: str, data: Any = None) -> None:
        super().__init__(data, initial={"parent": parent})
        self.fields["parent"].choices = [("", "Aucune branche"), *branch_choices(proposal)]  # type: ignore[attr-defined]  # a ChoiceField

    @property
    def values(self) -> dict[str, str]:
        """What was typed."""
        return {name: self.cleaned_data[name] for name in ("ref", "title", "parent")}


class MergeForm(forms.Form):
    """The fiche that another joins."""

    into = forms.ChoiceField(
        label="Elle rejoint",
        help_text=(
            "Cette fiche-là garde son titre et sa référence\u00a0; "
            "ce qui est en double n’y est écrit qu’une fois."
        ),
        error_messages={"required": "Choisissez l’autre fiche."},
    )

    def __init__(self, fiche: Fiche, proposal: Proposal, data: Any = None) -> None:
        super().__init__(data)
        others = [other for other in proposal.fiches.values() if other.key != fiche.key]
        near = [(other.key, other.name) for other in others if other.parent == fiche.parent]
        far = [(other.key, other.name) for other in others if other.parent != fiche.parent]
        groups: list[Any] = [("", "Choisir une fiche")]
        groups += [("Dans la même branche", near)] if near else []
        groups += [("Ailleurs", far)] if far else []
        self.fields["into"].choices = groups  # type: ignore[attr-defined]  # a ChoiceField

    @property
    def host(self) -> str:
        """Its key."""
        return str(self.cleaned_data["into"])


class SplitForm(ShapeForm):
    """The second fiche: where it starts, or point by point."""

    start = forms.ChoiceField(
        label="Elle commence à",
        required=False,
        help_text="Tout ce qui suit dans le document va dans la seconde fiche.",
    )
    points = forms.MultipleChoiceField(
        label="Ou choisissez ses points", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, fiche: Fiche, data: Any = None) -> None:
        super().__init__(data)
        self.fields["ref"].label = "Référence de la seconde fiche"
        self.fields["title"].label = "Titre de la seconde fiche"
        named = [
            (name, f"{part.label}\u00a0: {_short(point.text)}", point.line or 0)
            for part in fiche.fields.values()
            for name, point in part.named_points
        ]
        self._lines = {name: line for name, _, line in named}
        placed = sorted((line, name, f"l.\u00a0{line}, {label}") for name, label, line in named if line)
        starts = [(name, label) for _, name, label in placed]
        self.fields["start"].choices = [("", "Choisir point par point"), *starts]  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["points"].choices = [(name, label) for name, label, _ in named]  # type: ignore[attr-defined]  # a ChoiceField

    @property
    def values(self) -> dict[str, Any]:
        """What was typed and chosen."""
        first = self._lines.get(self.cleaned_data["start"], 0)
        after = [name for name, line in self._lines.items() if first and line >= first]
        names = dict.fromkeys([*self.cleaned_data["points"], *after])
        points = [ref for name in names if (ref := PointRef.parse(name))]
        return {"ref": self.cleaned_data["ref"], "title": self.cleaned_data["title"], "points": points}


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_CHOICE else f"{text[: _LONGEST_CHOICE - 1]}…"

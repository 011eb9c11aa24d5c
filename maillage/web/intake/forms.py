"""Forms of the documents: what people type, as decisions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings

from maillage.intake.operations.decisions import LONGEST_TEXT
from maillage.intake.operations.deposit import too_large_sentence
from maillage.intake.proposal.decisions import CORRECTED, DoubtChoice, FicheChoice, FieldChoice, NodeChoice
from maillage.intake.proposal.draft import LONGEST_REF, LONGEST_TITLE
from maillage.intake.proposal.parts import FIELDS
from maillage.intake.proposal.points import as_text

if TYPE_CHECKING:
    from django.http import QueryDict

    from maillage.intake.proposal.parts import Branch, Fiche, Proposal, Question
    from maillage.intake.proposal.parts import Field as Part

_HINTS = {
    "indicators": "Un indicateur par ligne, sa cible dans la phrase\u00a0: «\u00a0au moins 12 places\u00a0».",
    "steps": "Une étape par ligne. «\u00a0#\u00a0» devant un volet, «\u00a0-\u00a0» devant une sous-étape.",
}
_ACCEPTED_NAMES = ".pdf,.docx,.pptx,.xlsx,.odt,.odp,.ods,.xlsm,.html,.htm,.mhtml,.mht,.csv,.tsv,.txt,.md"


class UploadForm(forms.Form):
    """One file."""

    document = forms.FileField(
        label="Votre fichier",
        help_text="PDF, Word, PowerPoint, Excel, LibreOffice, page web, CSV ou texte",
        allow_empty_file=True,
        max_length=255,
        widget=forms.ClearableFileInput(attrs={"accept": _ACCEPTED_NAMES}),
        error_messages={
            "required": "Choisissez un fichier.",
            "missing": "Choisissez un fichier.",
            "max_length": "Le nom de ce fichier est trop long. Raccourcissez-le, puis réessayez.",
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["document"].widget.attrs |= {
            "data-most-bytes": settings.INTAKE_MAX_BYTES,
            "data-too-large": too_large_sentence(),
        }

    def refuse(self, sentence: str) -> None:
        """Show ``sentence`` under the field, the form ready for another file."""
        if not self.is_bound:
            self.is_bound, self._errors, self.cleaned_data = True, forms.utils.ErrorDict(), {}
        self._errors["document"] = self.error_class([sentence])
        self.fields["document"].widget.attrs["autofocus"] = True


class DecisionForm(forms.Form):
    """A decision on one target; ``seen`` is the version of it that was on screen."""

    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    @property
    def seen_version(self) -> int:
        """The version that the person decided on."""
        return int(self.cleaned_data["seen"])


def _text(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _rows(text: str) -> int:
    """Enough to see a field whole, within reason, at about seventy characters a row."""
    return max(3, min(18, 1 + sum(1 + len(line) // 70 for line in text.splitlines())))


class DoubtForm(DecisionForm):
    """The right text of a passage; where it goes, when it stood nowhere."""

    text = forms.CharField(
        label="Le texte juste",
        max_length=LONGEST_TEXT,
        widget=_text(3),
        error_messages={"required": "Écrivez le texte juste, ou laissez ce passage de côté."},
    )
    fiche = forms.ChoiceField(label="Fiche", error_messages={"required": "Choisissez la fiche."})
    field = forms.ChoiceField(
        label="Rubrique",
        choices=[("", "Choisir une rubrique"), *FIELDS.items()],
        error_messages={"required": "Choisissez la rubrique où ranger ce texte."},
    )

    def __init__(self, question: Question, proposal: Proposal, data: QueryDict | None = None) -> None:
        initial = {
            "seen": question.seen,
            "text": question.correction or question.text,
            "fiche": question.fiche,
            "field": question.field,
        }
        super().__init__(data, initial=initial)
        self._instead = str(data.get("instead", "")) if data else ""
        if question.placed or question.is_title:
            del self.fields["fiche"], self.fields["field"]
        else:
            fiches = [(fiche.key, fiche.name) for fiche in proposal.fiches.values()]
            self.fields["fiche"].choices = [("", "Choisir une fiche"), *fiches]  # type: ignore[attr-defined]  # a ChoiceField

    def choice(self) -> DoubtChoice:
        """The correction."""
        values = self.cleaned_data
        fiche, field = values.get("fiche", ""), values.get("field", "")
        return DoubtChoice(CORRECTED, values["text"], fiche, field, self._instead)


class NamedForm(DecisionForm):
    """The reference and the title of a branch or of a fiche."""

    ref = forms.CharField(label="Référence", max_length=LONGEST_REF, required=False)
    title = forms.CharField(
        label="Titre",
        max_length=LONGEST_TITLE,
        widget=_text(2),
        error_messages={"required": "Donnez un titre."},
    )

    def clean_title(self) -> str:
        """On one line."""
        return " ".join(self.cleaned_data["title"].split())


class BranchForm(NamedForm):
    """A branch, and the one that it hangs from."""

    parent = forms.ChoiceField(label="Ranger sous", required=False)

    def __init__(self, branch: Branch, proposal: Proposal, data: QueryDict | None = None) -> None:
        initial = {"seen": branch.seen, "ref": branch.ref, "title": branch.title, "parent": branch.parent}
        super().__init__(data, initial=initial)
        self._excluded = branch.excluded
        self.fields["parent"].choices = [("", "Au premier niveau"), *branch_choices(proposal, branch)]  # type: ignore[attr-defined]  # a ChoiceField

    def choice(self) -> NodeChoice:
        """The branch renamed or moved."""
        values = self.cleaned_data
        return NodeChoice(values["ref"], values["title"], self._excluded, values["parent"])


class FicheForm(NamedForm):
    """A fiche, and the branch that it hangs from."""

    parent = forms.ChoiceField(label="Ranger dans", required=False)

    def __init__(self, fiche: Fiche, proposal: Proposal, data: QueryDict | None = None) -> None:
        initial = {"seen": fiche.seen, "ref": fiche.ref, "title": fiche.title, "parent": fiche.parent}
        super().__init__(data, initial=initial)
        self._excluded = fiche.excluded
        branches = branch_choices(proposal)
        self.fields["parent"].choices = [("", "Aucune branche"), *branches]  # type: ignore[attr-defined]  # a ChoiceField

    def choice(self) -> FicheChoice:
        """The fiche renamed or moved."""
        values = self.cleaned_data
        return FicheChoice(values["ref"], values["title"], values["parent"], self._excluded)


def branch_choices(proposal: Proposal, but: Branch | None = None) -> list[tuple[str, str]]:
    """The branches as they hang from one another; not ``but`` nor those below it."""
    left = {branch.key for branch in but.walk()} if but else set()
    every = (branch for root in proposal.branches for branch in root.walk())
    return [
        (branch.key, "\u2003" * (len(proposal.above(branch.key)) - 1) + branch.name)
        for branch in every
        if branch.key not in left
    ]


class FieldForm(DecisionForm):
    """A field of a fiche, one point a line."""

    text = forms.CharField(required=False, max_length=LONGEST_TEXT)

    def __init__(self, part: Part, data: QueryDict | None = None) -> None:
        text = as_text(part.key, part.points)
        super().__init__(data, initial={"seen": part.seen, "text": text})
        self.fields["text"].label = part.label
        self.fields["text"].widget = _text(_rows(text))
        self.fields["text"].help_text = _HINTS.get(part.key, "Un point par ligne.")

    def choice(self) -> FieldChoice:
        """The field rewritten."""
        return FieldChoice(self.cleaned_data["text"])

"""What people type around a fiche."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings

from maillage.conventions.enums import Status, Visibility
from maillage.conventions.operations import CommuneState
from maillage.conventions.operations.comments import LONGEST
from maillage.conventions.operations.communes import LONGEST_CONTACT, LONGEST_NEWS
from maillage.conventions.operations.documents import LONGEST_TITLE
from maillage.files.operations import too_large_sentence
from maillage.web.conventions.forms.base import DomainForm

if TYPE_CHECKING:
    from collections.abc import Iterable

    from maillage.accounts.models import User
    from maillage.conventions.models import ActionDocument, Comment, CommuneProgress

_ACCEPTED = (
    ".pdf,.docx,.xlsx,.pptx,.doc,.xls,.ppt,.odt,.ods,.odp,.odg,.txt,.csv,.md,"
    "image/jpeg,image/png,image/webp,image/gif"
)
_VISIBILITIES = [(choice.value, choice.label) for choice in Visibility]


class CommentForm(DomainForm):
    """A message, and somebody to tell of it."""

    text = forms.CharField(
        label="Votre message",
        help_text="Ni nom de famille ni d’enfant. «\u00a0@\u00a0» et un nom préviennent la personne.",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3, "id": "message", "data-mentions": True}),
        error_messages={
            "required": "Écrivez votre message.",
            "max_length": f"Votre message est trop long\u00a0: {LONGEST} caractères au plus.",
        },
    )
    tell = forms.ChoiceField(
        label="Prévenir", required=False, widget=forms.Select(attrs={"id": "message-prevenir"})
    )

    def __init__(self, *args: Any, people: Iterable[User] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "Personne en particulier")]
        choices += [(str(person.pk), person.get_full_name()) for person in people]
        self.fields["tell"].choices = choices  # type: ignore[attr-defined]  # it is a ChoiceField

    def told(self) -> list[int]:
        """The ids of the people chosen."""
        chosen = self.cleaned_data["tell"]
        return [int(chosen)] if chosen else []


class CommentEditForm(DomainForm):
    """One's own message again."""

    text = CommentForm.base_fields["text"]

    @classmethod
    def opened(cls, comment: Comment) -> CommentEditForm:
        """The form on what was written."""
        return cls(initial={"text": comment.text})


class DocumentForm(DomainForm):
    """A file, its name on the fiche, who sees it."""

    file = forms.FileField(
        label="Fichier",
        allow_empty_file=True,
        max_length=255,
        widget=forms.FileInput(attrs={"accept": _ACCEPTED, "id": "document-fichier"}),
        error_messages={
            "required": "Choisissez un fichier.",
            "missing": "Choisissez un fichier.",
            "max_length": "Le nom de ce fichier est trop long. Raccourcissez-le, puis réessayez.",
        },
    )
    title = forms.CharField(
        label="Titre",
        required=False,
        max_length=LONGEST_TITLE,
        help_text="Laissé vide\u00a0: le nom du fichier.",
        widget=forms.TextInput(attrs={"id": "document-titre"}),
    )
    visibility = forms.ChoiceField(
        label="Qui le voit",
        choices=_VISIBILITIES,
        initial=Visibility.MEMBERS,
        widget=forms.Select(attrs={"id": "document-visible"}),
    )

    def __init__(self, *args: Any, focused: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].widget.attrs["autofocus"] = focused
        limit = settings.FILES_MAX_BYTES // (1024 * 1024)
        self.fields["file"].help_text = f"PDF, bureautique, image ou texte, {limit}\u00a0Mo au plus."

    def refuse_size(self) -> None:
        """Say that the file passed the limit."""
        self.full_clean()
        self.errors.pop("file", None)
        self.add_error("file", too_large_sentence())


class DocumentEditForm(DomainForm):
    """The name of a document, and who sees it."""

    title = DocumentForm.base_fields["title"]
    visibility = DocumentForm.base_fields["visibility"]

    @classmethod
    def opened(cls, document: ActionDocument) -> DocumentEditForm:
        """The form on what is kept."""
        return cls(initial={"title": document.title, "visibility": document.visibility})


class CommuneForm(DomainForm):
    """Where a commune stands."""

    status = forms.ChoiceField(
        label="État", choices=[(choice.value, choice.label) for choice in Status], widget=forms.RadioSelect
    )
    progress = forms.IntegerField(
        label="Avancement (%)",
        required=False,
        min_value=0,
        max_value=100,
        error_messages={
            "invalid": "Écrivez un nombre entier, de 0 à 100.",
            "min_value": "L’avancement va de 0 à 100\u00a0%%.",
            "max_value": "L’avancement va de 0 à 100\u00a0%%.",
        },
    )
    news = forms.CharField(
        label="Où en est-on\u00a0?", required=False, max_length=LONGEST_NEWS, help_text="Une phrase."
    )
    contact = forms.CharField(label="Contact", required=False, max_length=LONGEST_CONTACT)
    contact_email = forms.EmailField(label="Son adresse e-mail", required=False, max_length=254)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    @classmethod
    def opened(cls, row: CommuneProgress | None) -> CommuneForm:
        """The form on what is known."""
        if row is None:
            return cls(initial={"status": Status.TO_COME, "version": 0})
        names = ("status", "progress", "news", "contact", "contact_email", "version")
        return cls(initial={name: getattr(row, name) for name in names})

    def state(self) -> CommuneState:
        """What was typed."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return CommuneState(**said)

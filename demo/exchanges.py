"""What people say and leave around the fiches of the demo, and where some communes stand."""

from __future__ import annotations

from datetime import datetime, timedelta
from io import BytesIO
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone
from docx import Document

from demo.cast import ADVISER, CHILDCARE, COORDINATOR, FAMILIES, Person
from demo.story import action_called
from maillage.accounts.models import Notice
from maillage.conventions.models import ActionDocument, Comment
from maillage.conventions.operations import CommuneState, add_comment, attach_document, save_commune
from maillage.journal.models import Entry

if TYPE_CHECKING:
    from collections.abc import Iterable

    from maillage.accounts.models import User
    from maillage.conventions.models import Action, Convention

FICHE = "Soutenir l’installation"
SAID: tuple[tuple[int, Person, str], ...] = (
    (44, ADVISER, "L’aide à l’équipement peut être demandée avant la fin du trimestre. J’envoie le dossier."),
    (43, CHILDCARE, "Merci. @Maëlle Torvic, je le dépose avec la commune de Pontigan\u00a0?"),
    (41, COORDINATOR, "Oui, le conseil communautaire a donné son accord."),
)
COMMUNES = {
    "00003": CommuneState("en_cours", 60, "Le local est choisi, reste le loyer.", "Mairie de Pontigan"),
    "00004": CommuneState("bloquee", None, "Aucun local au rez-de-chaussée.", "Mairie de Montfréjac"),
    "00008": CommuneState("a_venir", None, "Délibération prévue cet hiver.", "Mairie des Hautes-Brennes"),
}
MINUTES = (
    "Relevé du groupe de parents",
    "Onze parents, deux assistantes maternelles.",
    "Le groupe demande une matinée d’éveil un samedi par mois, et une navette depuis Chantelouvre.",
)


def play(convention: Convention, users: dict[str, User]) -> None:
    """Messages, a document and three communes on one fiche."""
    action = action_called(convention, FICHE)
    for days, who, text in SAID:
        _say(action, days, users[who.email], text)
    for days, (code, state) in zip((60, 50, 40), COMMUNES.items(), strict=True):
        entry = save_commune(action=action, code=code, state=state, version=0, by=users[CHILDCARE.email])
        _date_entries([entry.pk] if entry else [], days)
    _leave_minutes(action, users[FAMILIES.email], 48)


def _moment(days: int) -> datetime:
    return timezone.now() - timedelta(days=days, hours=days % 7)


def _say(action: Action, days: int, by: User, text: str) -> None:
    path = f"{reverse('conventions:action', args=[action.convention_id, action.pk])}#echanges"
    told = Notice.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    comment = add_comment(action=action, text=text, by=by, path=path)
    Comment.objects.filter(pk=comment.pk).update(created_at=_moment(days))
    Notice.objects.filter(pk__gt=told).update(created_at=_moment(days))
    _date_entries(Entry.objects.filter(details__comment=comment.pk).values_list("pk", flat=True), days)


def _leave_minutes(action: Action, by: User, days: int) -> None:
    document, out = Document(), BytesIO()
    title, *lines = MINUTES
    document.add_heading(title, level=1)
    for line in lines:
        document.add_paragraph(line)
    document.save(out)
    kept = attach_document(action=action, data=out.getvalue(), name="releve-parents.docx", title=title, by=by)
    ActionDocument.objects.filter(pk=kept.pk).update(added_at=_moment(days))
    _date_entries(Entry.objects.filter(details__document=kept.pk).values_list("pk", flat=True), days)


def _date_entries(pks: Iterable[int], days: int) -> None:
    Entry.objects.filter(pk__in=pks).update(at=_moment(days))

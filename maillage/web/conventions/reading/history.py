"""Journal entries told to people: who, when, what, and the words that changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from maillage.conventions.models import Convention
from maillage.conventions.operations.undo import UNDOABLE
from maillage.conventions.permissions import can_undo
from maillage.conventions.sections import SECTIONS
from maillage.conventions.sections.shown import label_of
from maillage.conventions.wording import Names, lines_of_section
from maillage.diagnosis.enums import FindingKind
from maillage.kernel.french import plural
from maillage.kernel.lines import Line, changed_lines
from maillage.web.conventions.reading.discretion import VALUES, Discretion

if TYPE_CHECKING:
    from collections.abc import Iterable

    from maillage.conventions.querysets import Viewer
    from maillage.journal.models import Entry

FIELDS = {
    "name": "Nom",
    "title": "Intitulé",
    "ref": "Référence",
    "start_year": "Première année",
    "end_year": "Dernière année",
    "phase": "Phase",
    "level_names": "Niveaux",
    "numbering": "Numérotation",
    "section_labels": "Noms des rubriques",
    "hidden_sections": "Rubriques masquées",
    "section_order": "Ordre des rubriques",
    "accent": "Couleur",
    "due_on": "Réponse attendue le",
    "period": "Période des chiffres",
    "message": "Message",
    "remind_before": "Rappels, en jours avant",
    "themes": "Thématiques",
    "schemes": "Schémas",
    "territories": "Territoires",
    "signatory": "Signataire",
    "import": "État de l’import",
    "categories": "Catégories",
    "kind": "Nature",
    "theme": "Thème",
    "text": "Constat",
    "source": "Source",
    "proposal": "Proposition",
    "reason": "Motif",
    "means": "Moyens",
    "commune": "Commune",
    "document": "Document",
    "visibility": "Qui le voit",
}
SENTENCES = {
    "action.created": "Fiche créée",
    "action.updated": "Fiche modifiée",
    "action.confirmed": "Rien de neuf",
    "action.moved": "Fiche déplacée",
    "action.deleted": "Fiche supprimée",
    "action.restored": "Fiche rétablie",
    "action.reverted": "Fiche remise dans un état antérieur",
    "action.imported": "Fiche importée du document",
    "action.commented": "Message écrit",
    "action.comment_edited": "Message modifié par son auteur",
    "action.comment_removed": "Message retiré",
    "action.comment_restored": "Message remis",
    "action.commune_saved": "Avancement d’une commune noté",
    "action.document_added": "Document ajouté",
    "action.document_changed": "Document renommé ou ouvert autrement",
    "action.document_removed": "Document retiré",
    "action.document_restored": "Document remis",
    "node.created": "Niveau du plan ajouté",
    "node.updated": "Niveau du plan renommé",
    "node.moved": "Niveau du plan déplacé",
    "node.deleted": "Niveau du plan supprimé, avec ce qu’il contenait",
    "node.restored": "Niveau du plan rétabli, avec ce qu’il contenait",
    "campaign.created": "Campagne de nouvelles préparée",
    "campaign.updated": "Campagne modifiée",
    "campaign.opened": "Campagne envoyée",
    "campaign.closed": "Campagne close",
    "campaign.reopened": "Campagne rouverte",
    "campaign.deleted": "Préparation de campagne effacée",
    "recipient.muted": "Rappels refusés",
    "recipient.unmuted": "Rappels acceptés de nouveau",
    "recipient.declined": "« Ce n’est plus moi »",
    "recipient.revoked": "Lien d’une campagne fermé",
    "recipient.renewed": "Nouveau lien donné",
    "recipient.written": "Courriel renvoyé",
    "recipient.added": "Personne sollicitée en cours de campagne",
    "recipient.removed": "Sollicitation retirée",
    "convention.created": "Convention créée",
    "convention.updated": "Réglages modifiés",
    "convention.themes_changed": "Liste des thématiques modifiée",
    "convention.schemes_changed": "Liste des schémas modifiée",
    "convention.territories_changed": "Territoires modifiés",
    "convention.signatory_saved": "Signataire enregistré",
    "convention.signatory_removed": "Signataire retiré",
    "plan.imported": "Plan importé d’un document",
    "plan.withdrawn": "Import du plan annulé",
    "plan.edited": "Plan modifié en une fois",
    "view.saved": "Vue de la liste enregistrée",
    "view.changed": "Vue de la liste modifiée",
    "view.deleted": "Vue de la liste supprimée",
    "version.frozen": "Plan figé",
    "version.removed": "Version supprimée",
    "proposal.created": "Proposition rédigée",
    "proposal.updated": "Motif d’une proposition modifié",
    "proposal.submitted": "Proposition soumise au COTECH",
    "proposal.advised": "Avis du COTECH noté",
    "proposal.decided": "Décision du COPIL notée",
    "proposal.withdrawn": "Proposition retirée",
    "proposal.reopened": "Décision reprise",
    "finding.created": "Constat ajouté au diagnostic",
    "finding.updated": "Constat modifié",
    "finding.deleted": "Constat retiré du diagnostic",
    "finding.restored": "Constat rétabli",
    "indicator.values": "Valeurs d’indicateurs saisies",
    "breakdown.saved": "Ventilation des indicateurs enregistrée",
    "import.deposited": "Document déposé",
    "import.read": "Document lu",
    "import.refused": "Document refusé",
    "import.restarted": "Lecture relancée",
    "import.accepted": "Plan du document accepté",
    "import.undone": "Plan du document accepté",
    "import.dropped": "Document écarté",
    "import.recalled": "Document repris",
    "feed.opened": "Adresse d’agenda créée",
    "feed.renewed": "Adresse d’agenda changée",
    "feed.closed": "Adresse d’agenda retirée",
    "means.changed": "Moyens modifiés",
}
_EDITED = {"changed": "fiche modifiée", "added": "fiche ajoutée", "removed": "fiche supprimée"}
_BIG = frozenset({"action.created", "action.imported", "plan.imported", "plan.withdrawn", "plan.edited"})


@dataclass(frozen=True, slots=True)
class Change:
    """What changed under one heading; ``more``: how many changed lines are not shown.

    ``named``: its lines say by themselves what they are about, the heading can be left out.
    """

    label: str
    lines: list[Line]
    more: int
    named: bool


@dataclass(frozen=True, slots=True)
class Told:
    """One entry. ``undoable``: this person may take it back now; ``undone``: somebody did.

    ``speaks``: its only change says what was done, no sentence is needed.
    """

    pk: int
    at: datetime
    iso: str
    who: str
    sentence: str
    subject: str
    action_id: int | None
    changes: list[Change]
    speaks: bool
    big: bool
    undone: bool
    undoable: bool


def _section(convention: Convention, key: str) -> str:
    return label_of(convention, key) if key in SECTIONS else key


def _place(value: dict[str, Any]) -> list[str]:
    place = f"place {value['position'] + 1}"
    return [f"dans « {value['under']} », {place}" if value["under"] else place]


def _plain(convention: Convention, value: Any) -> list[str]:
    """A value of the convention or of a node as lines."""
    if value is None or value == "":
        return []
    if isinstance(value, dict):
        return (
            _place(value)
            if "under" in value
            else [
                f"{SECTIONS[key].label if key in SECTIONS else key} : {text}" for key, text in value.items()
            ]
        )
    if isinstance(value, list):
        return [_section(convention, str(item)) for item in value]
    return [str(value)]


def _named(entry: Entry, field: str, value: Any) -> Any:
    """The French name of a choice that the journal keeps by its code."""
    if entry.subject_type == "finding" and field == "kind" and value in FindingKind.values:
        return str(FindingKind(value).label)
    return value


def _label(convention: Convention, field: str) -> str:
    if field in SECTIONS:
        return label_of(convention, field)
    return FIELDS.get(field, "Place" if field == "place" else field)


def _changes(convention: Convention, entry: Entry, names: Names, most: int) -> list[Change]:
    told = []
    for field, (before, after) in entry.changes.items():
        if field in SECTIONS and entry.subject_type == "action" and entry.verb == "action.updated":
            old, new = (lines_of_section(field, value, names) for value in (before, after))
        else:
            old, new = (_plain(convention, _named(entry, field, value)) for value in (before, after))
        lines = changed_lines(old, new)
        named = field in {"identity", "state"} and bool(lines)
        told.append(Change(_label(convention, field), lines[:most], max(0, len(lines) - most), named))
    return told


def _several(name: str) -> str:
    return " ".join(f"{word}s" for word in name.split())


def _sentence(entry: Entry) -> str:
    sentence = SENTENCES.get(entry.verb, entry.verb)
    if entry.verb == "plan.imported" and "actions" in entry.details:
        count = entry.details["actions"]
        sentence = f"{sentence} : {plural(count if isinstance(count, int) else len(count), 'fiche')}"
    if entry.verb == VALUES and "count" in entry.details:
        sentence = f"{sentence} : {plural(int(entry.details['count']), 'valeur')}"
    if entry.verb == "plan.edited":
        numbers = [(name, int(entry.details[key])) for key, name in _EDITED.items()]
        said = ", ".join(plural(count, name, _several(name)) for name, count in numbers if count)
        sentence = f"{sentence} : {said}"
        if change := entry.details.get("change"):
            chosen = entry.details.get("to")
            sentence = f"{sentence} ({change.lower()}{f' : {chosen}' if chosen else ''})"
    return f"Annulation : {sentence[0].lower()}{sentence[1:]}" if entry.undoes_id else sentence


def tell(convention: Convention, entries: Iterable[Entry], user: Viewer, *, most: int = 3) -> list[Told]:
    """The entries in words; at most ``most`` changed lines under each heading."""
    entries = list(entries)
    names, discretion = Names(convention), Discretion(convention, user, entries)
    told = []
    for entry in entries:
        undone = getattr(entry, "undone_by", None) is not None
        changes = _changes(convention, entry, names, most) if discretion.may_read(entry) else []
        told.append(
            Told(
                pk=entry.pk,
                at=entry.at,
                iso=timezone.localtime(entry.at).isoformat(),
                who=entry.actor_name,
                sentence=_sentence(entry),
                subject=entry.subject_label,
                action_id=entry.subject_id if entry.subject_type == "action" else None,
                changes=changes,
                speaks=len(changes) == 1 and changes[0].label != "Place",
                big=entry.verb in _BIG,
                undone=undone,
                undoable=not undone and entry.verb in UNDOABLE and can_undo(user, entry),
            )
        )
    return told


def origin_words(origin: dict[str, Any]) -> str:
    """« Importée de « Plan signé », page 14, ligne 3 »; nothing for a fiche written here."""
    if not origin:
        return ""
    parts = [f"«\u00a0{origin['document']}\u00a0»"] if origin.get("document") else []
    parts += [f"page\u00a0{origin['page']}"] if origin.get("page") else []
    parts += [f"ligne\u00a0{origin['line']}"] if origin.get("line") else []
    said = ", ".join(parts)
    return f"Importée de {said}" if origin.get("document") else f"Importée d’un document, {said}".rstrip(", ")

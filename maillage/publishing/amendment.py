"""The amendment (avenant): what a plan becomes, ready to be read, put to the vote and signed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.text import slugify

from maillage.conventions.enums import ProposalState, VersionKind
from maillage.conventions.models import PlanVersion, Proposal, Signatory
from maillage.conventions.permissions import can_view_convention
from maillage.conventions.versioning.comparing import Difference, compare_contents
from maillage.conventions.versioning.content import content_of
from maillage.kernel.french import NBSP, day, plural
from maillage.publishing.renderers.docx.page import Page

if TYPE_CHECKING:
    from maillage.accounts.models import User
    from maillage.conventions.models import Convention
    from maillage.conventions.versioning.comparing import ActionChange
    from maillage.conventions.versioning.content import Content

HEADS = ("Texte en vigueur", "Nouveau texte")


@dataclass(frozen=True)
class Amendment:
    """What the document says. ``later`` is None for the working version."""

    convention: Convention
    number: int
    earlier: PlanVersion
    later: PlanVersion | None
    content: Content
    difference: Difference
    proposals: list[Proposal]
    signatories: list[Signatory]


def amendment_between(
    convention: Convention, earlier: PlanVersion, later: PlanVersion | None, user: User
) -> Amendment:
    """What turns ``earlier`` into ``later``, or into the plan as it is. Raises PermissionDenied."""
    if not can_view_convention(user, convention):
        raise PermissionDenied
    content = later.content if later else content_of(convention)
    signed = PlanVersion.objects.filter(convention=convention, kind=VersionKind.AMENDMENT)
    number = signed.filter(pk__lt=later.pk).count() if later else signed.count()
    difference = compare_contents(earlier.content, content, with_follow_up=False)
    return Amendment(
        convention=convention,
        number=number + 1,
        earlier=earlier,
        later=later,
        content=content,
        difference=difference,
        proposals=_decided(convention, difference, earlier, later),
        signatories=list(Signatory.objects.filter(convention=convention)),
    )


def _decided(
    convention: Convention, difference: Difference, earlier: PlanVersion, later: PlanVersion | None
) -> list[Proposal]:
    """The proposals accepted between the two that concern what differs, the first decided first."""
    accepted = Proposal.objects.filter(
        convention=convention, state=ProposalState.ACCEPTED, decided_on__gte=earlier.dated_on
    )
    if later is not None:
        frozen_on = timezone.localtime(later.frozen_at).date()
        accepted = accepted.filter(decided_on__lte=max(later.dated_on, frozen_on))
    ordered = accepted.order_by("decided_on", "pk").select_related("action")
    return [one for one in ordered if any(_concerns(one, change) for change in difference.actions)]


def amendment_name(amendment: Amendment) -> str:
    """« avenant-1-pays-d-essai.docx »."""
    return f"avenant-{amendment.number}-{slugify(amendment.convention.name) or amendment.convention.pk}.docx"


def render_amendment(amendment: Amendment) -> bytes:
    """The document as DOCX."""
    years = f", {amendment.convention.years}" if amendment.convention.years else ""
    subject = f"{amendment.convention.name}{years}"
    title = f"Avenant n°{NBSP}{amendment.number} à la convention territoriale globale"
    page = Page(f"{title}, {subject}", footer=f"{title} · {subject}")
    page.title(title, subject)
    _parties(page, amendment)
    _grounds(page, amendment)
    article = _Articles(page)
    article.start("Objet")
    _object(page, amendment)
    _levels(page, amendment, article)
    _added(page, amendment, article)
    _modified(page, amendment, article)
    _ended(page, amendment, article)
    article.start("Autres dispositions")
    page.text("Les autres dispositions de la convention et de son plan d’action restent inchangées.")
    article.start("Prise d’effet")
    page.text("Le présent avenant prend effet à la date de la dernière signature.")
    _signatures(page, amendment)
    return page.bytes()


class _Articles:
    """Articles numbered as they come."""

    def __init__(self, page: Page) -> None:
        self._page, self._number = page, 0

    def start(self, title: str) -> None:
        self._number += 1
        self._page.heading(f"Article {self._number}. {title}", 1)


def _parties(page: Page, amendment: Amendment) -> None:
    page.heading("Entre les soussignés", 1)
    if not amendment.signatories:
        page.text(
            "Signataires à compléter : la convention n’en nomme pas encore dans ses réglages.", quiet=True
        )
        return
    page.points(
        f"{one.name}{f', {one.quality}' if one.quality else ''}{_deliberation(one)}"
        for one in amendment.signatories
    )


def _deliberation(signatory: Signatory) -> str:
    said = [f"n°{NBSP}{signatory.deliberation_number}"] if signatory.deliberation_number else []
    said += [f"du {day(signatory.deliberation_date)}"] if signatory.deliberation_date else []
    return f" (délibération {' '.join(said)})" if said else ""


def _grounds(page: Page, amendment: Amendment) -> None:
    page.heading("Vu", 1)
    earlier = amendment.earlier
    lines = [f"le plan d’action «{NBSP}{earlier.name}{NBSP}», en date du {day(earlier.dated_on)}{NBSP};"]
    dates = sorted({one.decided_on for one in amendment.proposals if one.decided_on})
    lines += [f"les décisions du comité de pilotage du {day(on)}{NBSP};" for on in dates]
    page.points(lines)


def _object(page: Page, amendment: Amendment) -> None:
    difference = amendment.difference
    if difference.nothing:
        page.text("Le plan d’action n’a pas changé : cet avenant est sans objet.")
        return
    page.text(f"Le présent avenant modifie le plan d’action de la convention{NBSP}: {_counted(difference)}.")
    rows = [
        (change.name, _KINDS[change.kind], *_decision(change, amendment)) for change in difference.actions
    ]
    if rows:
        heads = ("Action", "Ce qui change", "Avis du COTECH", "Décision du COPIL")
        page.table(heads, rows, widths=(6.6, 3.4, 3, 3.6))


_KINDS = {
    "new": "Action nouvelle",
    "changed": "Action modifiée",
    "abandoned": "Action abandonnée",
    "carried": "Reportée à la prochaine convention",
    "removed": "Action retirée du plan",
}
_COUNTED = (
    ("new", "action nouvelle", "actions nouvelles"),
    ("changed", "action modifiée", "actions modifiées"),
    ("abandoned", "action abandonnée", "actions abandonnées"),
    ("carried", "action reportée", "actions reportées"),
    ("removed", "action retirée", "actions retirées"),
)


def _counted(difference: Difference) -> str:
    said = [
        plural(len(found), one, several) for kind, one, several in _COUNTED if (found := difference.of(kind))
    ]
    said += [plural(len(difference.nodes), "niveau du plan", "niveaux du plan")] if difference.nodes else []
    return ", ".join(said)


def _decision(change: ActionChange, amendment: Amendment) -> tuple[str, str]:
    """What the COTECH and the COPIL said of the action; « non renseigné » without a proposal."""
    last = _proposal(change, amendment)
    if last is None:
        return "non renseigné", "non renseignée"
    return (
        last.get_advice_display() or "non renseigné",
        f"acceptée le {day(last.decided_on)}" if last.decided_on else "acceptée",
    )


def _proposal(change: ActionChange, amendment: Amendment) -> Proposal | None:
    """The last accepted one about an action."""
    found = [one for one in amendment.proposals if _concerns(one, change)]
    return found[-1] if found else None


def _why(page: Page, change: ActionChange, amendment: Amendment, said: str = "") -> None:
    """The reason of the proposal, unless ``said`` gives it already."""
    proposal = _proposal(change, amendment)
    reason = " ".join(proposal.reason.split()) if proposal else ""
    if reason and reason not in said:
        page.text(f"Motif : {reason}", quiet=True)


def _concerns(proposal: Proposal, change: ActionChange) -> bool:
    return change.id == proposal.action_id or change.id in proposal.content.get("merged", [])


def _levels(page: Page, amendment: Amendment, article: _Articles) -> None:
    if amendment.difference.nodes:
        article.start("Niveaux du plan")
        said = {"new": "ajouté", "renamed": "renommé", "removed": "retiré"}
        rows = [(one.level, said[one.kind], one.before, one.after) for one in amendment.difference.nodes]
        page.table(("Niveau", "Ce qui change", *HEADS), rows)


def _added(page: Page, amendment: Amendment, article: _Articles) -> None:
    added = amendment.difference.of("new")
    if added:
        article.start("Actions nouvelles")
    fiches = {row["id"]: row for row in amendment.content["actions"]}
    for change in added:
        page.heading(change.name, 2)
        if change.under:
            page.text(change.under, quiet=True)
        _why(page, change, amendment)
        _fiche(page, fiches[change.id], amendment.content)


def _fiche(page: Page, fiche: dict[str, Any], content: Content) -> None:
    for key in content["order"]:
        if key not in {"identity", "state"} and (lines := fiche["words"].get(key)):
            page.heading(content["labels"][key], 3)
            page.points(lines)


def _modified(page: Page, amendment: Amendment, article: _Articles) -> None:
    changed = amendment.difference.of("changed")
    if changed:
        article.start("Actions modifiées")
        page.text("Le texte retiré est barré, le texte ajouté est en gras et souligné.", quiet=True)
    for change in changed:
        page.heading(change.name, 2)
        _why(page, change, amendment)
        _moved(page, change)
        for section in change.sections:
            page.heading(section.label, 3)
            page.changes(section.lines, HEADS)


def _moved(page: Page, change: ActionChange) -> None:
    if change.moved:
        before, after = (f"«{NBSP}{place}{NBSP}»" if place else "hors des axes" for place in change.moved)
        page.text(f"L’action passe de {before} à {after}.")


_ENDS = {
    "abandoned": "Cette action est abandonnée.",
    "carried": "Cette action est reportée à la prochaine convention.",
    "removed": "Cette action est retirée du plan.",
}


def _ended(page: Page, amendment: Amendment, article: _Articles) -> None:
    ended = [one for kind in _ENDS for one in amendment.difference.of(kind)]
    if ended:
        article.start("Actions abandonnées, reportées ou retirées")
    news = {row["id"]: row["values"]["state"].get("news", "") for row in amendment.content["actions"]}
    for change in ended:
        page.heading(change.name, 2)
        reason = news.get(change.id, "") if change.kind == "abandoned" else ""
        said = f"{_ENDS[change.kind]} {reason}".strip()
        page.text(said)
        _why(page, change, amendment, said)


def _signatures(page: Page, amendment: Amendment) -> None:
    page.heading("Signatures", 1)
    page.text("Fait à …………………………, le ……………………, en autant d’exemplaires que de signataires.")
    parties = [f"{one.name}\n{one.quality}".strip() for one in amendment.signatories] or ["", ""]
    page.table(("Pour", "Nom et date", "Signature"), [(name, "", "\n\n\n") for name in parties])

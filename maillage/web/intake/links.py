"""« Relier »: partners, pilots and communes of a document recognised among what exists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from maillage.intake.enums import ImportState
from maillage.intake.matching.names import COMMUNE, ORGANISATION, PERSON
from maillage.intake.models import Import
from maillage.intake.operations.links import decide_link, link_sure_names
from maillage.intake.proposal.links import LINKED, WORDS
from maillage.intake.selectors.links import links_of
from maillage.kernel.errors import DomainError, StaleVersionError
from maillage.kernel.french import plural
from maillage.web.intake.loading import import_page
from maillage.web.shell.requests import ConventionRequest, whole_number
from maillage.web.shell.toasts import say, warn

if TYPE_CHECKING:
    from django.http import HttpResponse

    from maillage.accounts.models import User
    from maillage.intake.proposal.links import Tie
    from maillage.intake.proposal.parts import Fiche

_REOPEN = "reopen"
_MOST_FICHES = 3
_KINDS = {
    ORGANISATION: ("Organismes", "Partenaires du document, parmi les organismes de la convention."),
    PERSON: ("Personnes", "Pilotes du document, parmi les participants."),
    COMMUNE: ("Communes", "Communes du territoire nommées dans une fiche."),
}


@dataclass(frozen=True, slots=True)
class Line:
    """Words of the document and what they are likely to mean. ``more``: fiches left out."""

    tie: Tie
    fiches: list[Fiche]
    more: int

    @property
    def decided(self) -> str:
        """What was decided, in a word."""
        choice = self.tie.choice
        return {LINKED: "relié", WORDS: "gardé en mots"}[choice.state] if choice else ""


class Board:
    """Every name recognised in an import."""

    def __init__(self, import_: Import, user: User) -> None:
        self.import_ = import_
        self.proposal, self.ties = links_of(import_, user)

    @property
    def sure(self) -> int:
        """How many can be accepted unseen."""
        return sum(tie.is_sure for tie in self.ties)

    @property
    def counter(self) -> str:
        """What remains, in words."""
        left = sum(tie.choice is None for tie in self.ties)
        return f"{plural(left, 'nom')} à voir sur {len(self.ties)}" if left else "Tous les noms sont vus."

    @property
    def groups(self) -> list[tuple[str, str, list[Line]]]:
        """The lines of each kind under its title."""
        found = []
        for kind, (title, hint) in _KINDS.items():
            lines = [self._line(tie) for tie in self.ties if tie.kind == kind]
            if lines:
                found.append((title, hint, lines))
        return found

    def _line(self, tie: Tie) -> Line:
        fiches = [self.proposal.fiches[key] for key in tie.fiches[:_MOST_FICHES]]
        return Line(tie, fiches, len(tie.fiches) - len(fiches))


@require_http_methods(["GET", "HEAD", "POST"])
@import_page()
def links(request: ConventionRequest, import_: Import) -> HttpResponse:
    """The whole list; a POST accepts every sure link."""
    if import_.state != ImportState.READY:
        return redirect("intake:review", import_.convention_id, import_.pk)
    if request.method != "POST":
        board = Board(import_, request.user)
        context = {"import_": import_, "convention": import_.convention, "board": board}
        return render(request, "intake/links/page.html", context)
    try:
        count = link_sure_names(import_=import_, by=request.user)
    except DomainError as refusal:
        warn(request, str(refusal))
    else:
        back = reverse("intake:undo_act", args=[import_.convention_id, import_.pk])
        said = plural(count, "nom relié", "noms reliés")
        say(request, f"{said}.", undo_url=back)
    return redirect("intake:links", import_.convention_id, import_.pk)


@require_POST
@import_page()
def link(request: ConventionRequest, import_: Import, key: str) -> HttpResponse:
    """Tie a name, keep its words, or look at it again."""
    state = request.POST.get("state", "")
    seen = whole_number(request.POST.get("seen")) or 0
    wanted = None if state == _REOPEN else state
    try:
        decide_link(import_=import_, key=key, state=wanted, seen=seen, by=request.user)
    except StaleVersionError:
        warn(request, "Quelqu’un d’autre vient de décider pour ce nom\u00a0: voici son choix.")
    except DomainError as refusal:
        warn(request, str(refusal))
    return redirect(f"{reverse('intake:links', args=[import_.convention_id, import_.pk])}#n-{key}")

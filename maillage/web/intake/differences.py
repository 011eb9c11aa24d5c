"""A later version of a document beside the plan in place: what it would change, to accept line by line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from maillage.conventions.sections import SECTIONS
from maillage.conventions.wording import Names, lines_of_section
from maillage.intake.enums import ImportState
from maillage.intake.matching.plans import ADDED, CHANGED, MOVED, REMOVED, RENAMED, Difference
from maillage.intake.models import UNDO_DAYS, Import
from maillage.intake.operations.differences import accept_differences
from maillage.intake.selectors.differences import Differences, differences_of
from maillage.kernel.errors import DomainError, StaleVersionError
from maillage.kernel.french import plural
from maillage.kernel.lines import Line, changed_lines
from maillage.web.intake.loading import import_page
from maillage.web.shell.requests import ConventionRequest, respond
from maillage.web.shell.toasts import say

if TYPE_CHECKING:
    from django.http import HttpResponse, QueryDict

    from maillage.accounts.models import User

#: How many lines of a new fiche are shown at first sight.
_MOST = 12
#: Ids of branches, of new fiches and of fiches in place must not meet.
_LETTERS = {RENAMED: "n", ADDED: "a"}
_HEADINGS = {
    CHANGED: ("Fiches modifiées", "Ce que le document dit autrement, rubrique par rubrique."),
    ADDED: ("Fiches ajoutées", "Elles sont dans le document, pas dans le plan."),
    MOVED: ("Fiches déplacées", "Le document les range ailleurs."),
    RENAMED: ("Niveaux renommés", "Un axe ou un objectif a changé de nom ou de référence."),
    REMOVED: (
        "Fiches absentes du document",
        "Elles sont dans le plan, plus dans le document. Rien n’est retiré sans que vous le cochiez.",
    ),
}
_STALE = (
    "Le plan ou la relecture a changé depuis que vous avez ouvert cette page. "
    "Voici les différences maintenant\u00a0: vérifiez, puis appliquez."
)


@dataclass(frozen=True, slots=True)
class Row:
    """One difference as the page shows it. ``more``: lines left out."""

    key: str
    label: str
    lines: list[Line]
    flagged: bool
    ticked: bool
    more: int = 0


@dataclass(slots=True)
class Group:
    """The differences of one fiche, or of one kind where they have no fiche in common."""

    name: str
    ref: str
    title: str
    url: str = ""
    rows: list[Row] = field(default_factory=list)


@dataclass(slots=True)
class Kind:
    """A sort of difference, with its groups."""

    key: str
    title: str
    hint: str
    groups: list[Group] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many fiches, or levels, it touches: its title names them."""
        return len(self.groups)


class Sheet:
    """The differences of an import with what is ticked. ``ticked`` None: the sensible choice."""

    def __init__(self, import_: Import, user: User, ticked: set[str] | None = None) -> None:
        self.import_ = import_
        self.differences: Differences = differences_of(import_, user)
        self._all = self.differences.comparison.differences
        sensible = {each.key for each in self._all if each.ticked}
        self.ticked = sensible if ticked is None else ticked & {each.key for each in self._all}

    @property
    def is_empty(self) -> bool:
        """Whether the document says the same as the plan."""
        return not self._all

    @property
    def summary(self) -> str:
        """« 12 rubriques modifiées, 1 fiche ajoutée »."""
        words = {
            CHANGED: ("rubrique modifiée", "rubriques modifiées"),
            ADDED: ("fiche ajoutée", "fiches ajoutées"),
            MOVED: ("fiche déplacée", "fiches déplacées"),
            RENAMED: ("niveau renommé", "niveaux renommés"),
            REMOVED: ("fiche absente", "fiches absentes"),
        }
        counted = {kind: sum(each.kind == kind for each in self._all) for kind in words}
        return ", ".join(plural(count, *words[kind]) for kind, count in counted.items() if count)

    @property
    def flagged(self) -> int:
        """How many touch what was written here since."""
        return sum(each.flagged for each in self._all)

    @cached_property
    def kinds(self) -> list[Kind]:
        """The differences by sort, those of a fiche together."""
        found = []
        for kind, (title, hint) in _HEADINGS.items():
            mine = [each for each in self._all if each.kind == kind]
            if mine:
                found.append(Kind(kind, title, hint, list(self._groups(mine))))
        return found

    def _groups(self, mine: list[Difference]) -> Iterable[Group]:
        groups: dict[str, Group] = {}
        for each in mine:
            name = each.here or each.new
            if name not in groups:
                groups[name] = self._group(each, name)
            groups[name].rows.append(self._row(each))
        return groups.values()

    def _group(self, each: Difference, name: str) -> Group:
        if each.kind == RENAMED:
            return Group(f"{_LETTERS[RENAMED]}{name}", each.before["ref"], each.before["title"])
        action = self.differences.actions.get(each.here)
        if action is None:
            identity = each.after["identity"]
            url = f"{self._address('review')}?fiche={each.new}#f-{each.new}"
            return Group(f"{_LETTERS[ADDED]}{name}", identity["ref"], identity["title"], url)
        url = reverse("conventions:action", args=[action.convention_id, action.pk])
        return Group(f"f{name}", action.ref, action.title, url)

    def _address(self, name: str) -> str:
        return reverse(f"intake:{name}", args=[self.import_.convention_id, self.import_.pk])

    def _row(self, each: Difference) -> Row:
        label, lines = _LINES[each.kind](self, each)
        shown = lines[:_MOST] if each.kind in {ADDED, REMOVED} else lines
        ticked = each.key in self.ticked
        return Row(each.key, label, shown, each.flagged, ticked, more=len(lines) - len(shown))

    @cached_property
    def _names(self) -> Names:
        return Names(self.import_.convention)

    def words(self, section: str, value: Any) -> list[str]:
        """The lines of a section's value."""
        return lines_of_section(section, value, self._names)

    def label(self, section: str) -> str:
        """The convention's own name of a section, or the usual one."""
        return str(self.import_.convention.section_labels.get(section) or SECTIONS[section].label)

    def branch(self, key: str) -> str:
        """A level of the document, by its name."""
        found = next((each for each in self.differences.document.branches if each.key == key), None)
        return f"{found.ref} {found.title}".strip() if found else "hors des axes"

    def marked(self, command: str) -> set[str]:
        """What is ticked after « on:all », « off:changed » or « on:f12 »."""
        verb, _, scope = command.partition(":")
        named = {
            each.key
            for each in self._all
            if scope in {"all", each.kind, f"{_LETTERS.get(each.kind, 'f')}{each.here or each.new}"}
        }
        return self.ticked | named if verb == "on" else self.ticked - named


def _changed(sheet: Sheet, each: Difference) -> tuple[str, list[Line]]:
    before, after = (sheet.words(each.section, value) for value in (each.before, each.after))
    return sheet.label(each.section), changed_lines(before, after)


def _whole(sheet: Sheet, each: Difference) -> tuple[str, list[Line]]:
    """What a fiche says, all of it come or gone."""
    values = each.after if each.kind == ADDED else each.before
    before: list[str] = []
    for section, value in values.items():
        if section != "identity":
            before += sheet.words(section, value)
    label = "Ajouter cette fiche" if each.kind == ADDED else "Retirer cette fiche du plan"
    return label, changed_lines([], before) if each.kind == ADDED else changed_lines(before, [])


def _moved(sheet: Sheet, each: Difference) -> tuple[str, list[Line]]:
    node = sheet.differences.nodes.get(each.before)
    return "Place", changed_lines([str(node) if node else "hors des axes"], [sheet.branch(each.after)])


def _renamed(_sheet: Sheet, each: Difference) -> tuple[str, list[Line]]:
    names = [f"{value['ref']} {value['title']}".strip() for value in (each.before, each.after)]
    return "Nom", changed_lines(names[:1], names[1:])


_LINES = {CHANGED: _changed, ADDED: _whole, MOVED: _moved, RENAMED: _renamed, REMOVED: _whole}


@require_http_methods(["GET", "HEAD", "POST"])
@import_page()
def differences(request: ConventionRequest, import_: Import) -> HttpResponse:
    """The differences with the sensible choice ticked; a POST ticks some more, or applies those ticked."""
    if import_.state != ImportState.READY:
        return redirect("intake:review", import_.convention_id, import_.pk)
    if request.method != "POST":
        return _page(request, Sheet(import_, request.user))
    ticked = _ticked(request.POST)
    if "mark" in request.POST:
        sheet = Sheet(import_, request.user, ticked)
        sheet.ticked = sheet.marked(request.POST["mark"])
        return _page(request, sheet)
    return _apply(request, import_, ticked)


def _ticked(data: QueryDict) -> set[str]:
    return set(data.getlist("d"))


def _apply(request: ConventionRequest, import_: Import, ticked: set[str]) -> HttpResponse:
    seen = request.POST.get("seen", "")
    try:
        entry = accept_differences(import_=import_, seen=seen, wanted=ticked, by=request.user)
    except StaleVersionError:
        import_.refresh_from_db()
        return _page(request, Sheet(import_, request.user, ticked), refusal=_STALE, status=409)
    except DomainError as refusal:
        return _page(request, Sheet(import_, request.user, ticked), refusal=str(refusal), status=422)
    details = entry.details
    said = {
        plural(details["changed"], "fiche modifiée", "fiches modifiées"): details["changed"],
        plural(details["added"], "fiche ajoutée", "fiches ajoutées"): details["added"],
        plural(details["removed"], "fiche retirée", "fiches retirées"): details["removed"],
    }
    told = ", ".join(words for words, count in said.items() if count) or "niveaux renommés"
    back = reverse("intake:undo", args=[import_.convention_id, import_.pk])
    say(request, f"Le plan est à jour\u00a0: {told}.", undo_url=back)
    return redirect("conventions:plan", import_.convention_id)


def _page(request: ConventionRequest, sheet: Sheet, *, refusal: str = "", status: int = 200) -> HttpResponse:
    context = {
        "import_": sheet.import_,
        "convention": sheet.import_.convention,
        "sheet": sheet,
        "refusal": refusal,
        "undo_days": UNDO_DAYS,
    }
    page, fragment = "intake/differences/page.html", "intake/differences/_list.html"
    return respond(request, page, fragment, context, status=status)

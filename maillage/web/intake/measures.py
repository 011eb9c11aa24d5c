"""« Rendre mesurable »: each indicator of an import with its proposed measure, to keep, change or leave."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from maillage.conventions.enums import Frequency, MeasureType
from maillage.conventions.wording import target_words
from maillage.intake.enums import ImportState
from maillage.intake.errors import InvalidDecisionError, StaleDecisionError
from maillage.intake.models import Import
from maillage.intake.operations.measures import decide_measure, keep_sure_measures
from maillage.intake.proposal.decisions import MeasureChoice
from maillage.intake.proposal.measures import CHANGED, KEPT, WISH, Candidate
from maillage.intake.selectors.measures import measures_of
from maillage.kernel.errors import DomainError
from maillage.kernel.french import number, plural
from maillage.web.components.measures import MeasureFields, as_typed
from maillage.web.intake.loading import import_page
from maillage.web.shell.requests import ConventionRequest, respond, wants_fragment, whole_number
from maillage.web.shell.toasts import say, warn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpResponse, QueryDict

_REOPEN = "reopen"


class MeasureForm(MeasureFields):
    """Another measure than the one proposed."""

    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, candidate: Candidate, data: QueryDict | None = None) -> None:
        shown = candidate.shown
        said = {"measure": shown.measure, "frequency": shown.frequency, "seen": candidate.seen}
        super().__init__(data, initial=said | as_typed(shown.target), prefix=f"m-{candidate.key}")

    def choice(self) -> MeasureChoice:
        """What was typed."""
        typed = self.cleaned_data
        return MeasureChoice(CHANGED, typed["measure"], typed["frequency"], self.typed_target)


@dataclass(frozen=True, slots=True)
class Line:
    """An indicator as the page shows it."""

    candidate: Candidate
    form: MeasureForm | None = None

    @property
    def measure(self) -> str:
        """« Nombre »; nothing when none is proposed."""
        kind = self.candidate.shown.measure
        return str(MeasureType(kind).label) if kind else ""

    @property
    def frequency(self) -> str:
        """« chaque année »."""
        often = self.candidate.shown.frequency
        return str(Frequency(often).label) if often else ""

    @property
    def target(self) -> str:
        """« au moins 12 places »."""
        return target_words(self.candidate.shown.target)

    @property
    def baseline(self) -> str:
        """« 36 », where the indicator starts from."""
        value = (self.candidate.shown.target or {}).get("baseline")
        return number(Decimal(str(value))) if value is not None else ""

    @property
    def decided(self) -> str:
        """What was decided, in a word; nothing while nobody did."""
        choice = self.candidate.choice
        return {KEPT: "gardé", CHANGED: "changé", WISH: "souhait"}[choice.state] if choice else ""

    @property
    def is_wish(self) -> bool:
        """Whether it is kept in words only."""
        return self.candidate.choice is not None and self.candidate.choice.state == WISH


class Board:
    """Every indicator of an import."""

    def __init__(self, import_: Import) -> None:
        self.import_ = import_
        self.proposal, self.candidates = measures_of(import_)

    @property
    def left(self) -> int:
        """How many nobody decided."""
        return sum(each.choice is None for each in self.candidates)

    @property
    def sure(self) -> int:
        """How many proposals can be kept unseen."""
        return sum(each.is_sure for each in self.candidates)

    @property
    def counter(self) -> str:
        """What remains, in words."""
        if not self.left:
            return "Tous les indicateurs sont vus."
        return f"{plural(self.left, 'indicateur')} à voir sur {len(self.candidates)}"

    def groups(self) -> list[tuple[Any, list[Line]]]:
        """The lines of each fiche, in the order of the plan."""
        by_fiche = groupby(self.candidates, key=lambda each: each.fiche)
        return [(self.proposal.fiches[key], [Line(each) for each in rows]) for key, rows in by_fiche]

    def find(self, key: str) -> Candidate:
        """One of them, or 404."""
        found = next((each for each in self.candidates if each.key == key), None)
        if found is None:
            raise Http404
        return found

    def after(self, key: str) -> str:
        """The key of the next one to decide, from ``key`` on and around; ``key`` when none is left."""
        keys = [each.key for each in self.candidates]
        at = keys.index(key) if key in keys else 0
        turned: Sequence[Candidate] = [*self.candidates[at + 1 :], *self.candidates[:at]]
        return next((each.key for each in turned if each.choice is None), key)


@require_http_methods(["GET", "HEAD", "POST"])
@import_page()
def measures(request: ConventionRequest, import_: Import) -> HttpResponse:
    """The whole list; a POST keeps every sure proposal."""
    if import_.state != ImportState.READY:
        return redirect("intake:review", import_.convention_id, import_.pk)
    address = reverse("intake:measures", args=[import_.convention_id, import_.pk])
    if request.method != "POST":
        return render(request, "intake/measures/page.html", _context(Board(import_)))
    try:
        count = keep_sure_measures(import_=import_, by=request.user)
    except DomainError as refusal:
        warn(request, str(refusal))
    else:
        back = reverse("intake:undo_act", args=[import_.convention_id, import_.pk])
        kept = plural(count, "proposition gardée", "propositions gardées")
        say(request, f"{kept}.", undo_url=back)
    return redirect(address)


@require_http_methods(["GET", "HEAD", "POST"])
@import_page()
def measure(request: ConventionRequest, import_: Import, key: str) -> HttpResponse:
    """One indicator: keep, leave as a wish, look again; or the form that changes it."""
    if import_.state != ImportState.READY:
        return redirect("intake:review", import_.convention_id, import_.pk)
    board = Board(import_)
    candidate = board.find(key)
    if request.method != "POST":
        form = MeasureForm(candidate) if "lire" not in request.GET else None
        return _line(request, board, Line(candidate, form))
    state = request.POST.get("state", "")
    seen = whole_number(request.POST.get("seen")) or 0
    if state in {KEPT, WISH, _REOPEN}:
        choice = None if state == _REOPEN else MeasureChoice(state)
        return _decide(request, board, Line(candidate), choice, seen)
    form = MeasureForm(candidate, request.POST)
    if not form.is_valid():
        return _line(request, board, Line(candidate, form), status=422)
    return _decide(request, board, Line(candidate, form), form.choice(), form.cleaned_data["seen"])


def _decide(
    request: ConventionRequest, board: Board, line: Line, choice: MeasureChoice | None, seen: int
) -> HttpResponse:
    key = line.candidate.key
    try:
        current = decide_measure(import_=board.import_, key=key, choice=choice, seen=seen, by=request.user)
    except StaleDecisionError as stale:
        return _stale(request, board, key, stale)
    except InvalidDecisionError as refusal:
        form = line.form or MeasureForm(line.candidate)
        if form.is_bound:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            warn(request, str(refusal))
        return _line(request, board, Line(line.candidate, form), status=422)
    board = Board(current)
    following = key if choice is None else board.after(key)
    if not wants_fragment(request):
        return redirect(f"{_address(board)}#m-{following}")
    return _line(request, board, Line(board.find(key)), following=following)


def _stale(request: ConventionRequest, board: Board, key: str, stale: StaleDecisionError) -> HttpResponse:
    """Somebody decided it first: their decision is shown, to be taken back if need be."""
    board.import_.refresh_from_db()
    line = Line(Board(board.import_).find(key))
    said = f"{stale.theirs.get('by', 'Quelqu’un')} a décidé avant vous\u00a0: voici son choix."
    return _line(request, Board(board.import_), line, said=said, status=409)


def _address(board: Board) -> str:
    return reverse("intake:measures", args=[board.import_.convention_id, board.import_.pk])


def _context(board: Board) -> dict[str, Any]:
    return {"import_": board.import_, "convention": board.import_.convention, "board": board, "said": ""}


def _line(
    request: ConventionRequest,
    board: Board,
    line: Line,
    *,
    following: str = "",
    said: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        **_context(board),
        "line": line,
        "following": following,
        "said": said,
        "alone": True,
        "fiche": board.proposal.fiches[line.candidate.fiche],
    }
    one, fragment = "intake/measures/one.html", "intake/measures/_answer.html"
    return respond(request, one, fragment, context, status=status)

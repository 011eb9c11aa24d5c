"""The means of a fiche: the words of the document, then time and money that somebody wrote down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.http import urlencode

from maillage.conventions.means.kinds import BUDGET, STAFF
from maillage.conventions.means.words import etp, line_words, period_words
from maillage.conventions.operations.means.writing import read_row
from maillage.conventions.selectors.means import means_of, years_span
from maillage.web.components.amounts import Cell, money_cell

if TYPE_CHECKING:
    from maillage.conventions.models import Action, StaffShare
    from maillage.conventions.selectors.means import ActionMeans, Money

TIME, MONEY = "temps", "budget"
"""The kinds of lines as their addresses name them."""
_ADDS = (("Ajouter un financement", MONEY), ("Ajouter un temps de travail", TIME))


@dataclass(frozen=True, slots=True)
class Time:
    """« 0,4 ETP » of « responsable du RPE »; ``share`` is empty when nobody said how much."""

    share: str
    function: str
    period: str


@dataclass(frozen=True, slots=True)
class FunderRow:
    """What one funder plans, grants, and was spent."""

    funder: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """One line as it was written, and where it is changed: in place, or on its page and back."""

    words: str
    url: str
    page: str


@dataclass(frozen=True, slots=True)
class Means:
    """``lines`` are the document's words; ``years`` says which years the table adds up.

    ``written``: the lines of time and money one by one; ``adds``: what may be added, with its addresses.
    """

    lines: list[str]
    times: list[Time]
    funders: list[FunderRow]
    total: FunderRow | None
    years: str
    url: str
    written: list[Written]
    adds: list[Written]

    @property
    def filled(self) -> bool:
        """Whether anything is written."""
        return bool(self.lines or self.times or self.funders)


def show_means(value: Any, action: Action) -> Means:
    """Two queries for the lines."""
    found = means_of(action)
    return Means(
        lines=list(value),
        times=[_time(line) for line in found.shares],
        funders=[_funder(group.label, group.money) for group in found.funders],
        total=_funder("Ensemble", found.money) if found.lines else None,
        years=years_span(found.lines),
        url=reverse("means:action", args=[action.convention_id, action.pk]),
        written=_written(action, found),
        adds=[_address(words, action, "means:add", slug) for words, slug in _ADDS],
    )


def _address(words: str, action: Action, route: str, *args: str | int) -> Written:
    """A page of the means that comes back to the fiche, or that the fiche opens in place."""
    fiche = reverse("conventions:action", args=[action.convention_id, action.pk])
    url = reverse(route, args=[action.convention_id, *args])
    asked: dict[str, str | int] = {"action": action.pk, "next": f"{fiche}#resources"}
    return Written(words, f"{url}?{urlencode({'fiche': action.pk, **asked})}", f"{url}?{urlencode(asked)}")


def _written(action: Action, found: ActionMeans) -> list[Written]:
    kept = [(STAFF, TIME, line) for line in found.shares], [(BUDGET, MONEY, line) for line in found.lines]
    return [
        _address(line_words(kind, read_row(kind, line)), action, "means:edit", slug, line.pk)
        for group in kept
        for kind, slug, line in group
    ]


def _time(line: StaffShare) -> Time:
    share = etp(line.etp) if line.etp is not None else ""
    return Time(share, line.function, period_words(line.start_on, line.end_on))


def _funder(label: str, money: Money) -> FunderRow:
    obtained = money_cell(money.obtained, asked=money.requested)
    return FunderRow(label, (money_cell(money.planned), obtained, money_cell(money.spent)))

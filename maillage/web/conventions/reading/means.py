"""The means of a fiche: the words of the document, then time and money that somebody wrote down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from maillage.conventions.means.words import etp, period_words
from maillage.conventions.selectors.means import means_of, years_span
from maillage.web.components.amounts import Cell, money_cell

if TYPE_CHECKING:
    from maillage.conventions.models import Action, StaffShare
    from maillage.conventions.selectors.means import Money


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
class Means:
    """``lines`` are the document's words; ``years`` says which years the table adds up."""

    lines: list[str]
    times: list[Time]
    funders: list[FunderRow]
    total: FunderRow | None
    years: str
    url: str

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
    )


def _time(line: StaffShare) -> Time:
    share = etp(line.etp) if line.etp is not None else ""
    return Time(share, line.function, period_words(line.start_on, line.end_on))


def _funder(label: str, money: Money) -> FunderRow:
    obtained = money_cell(money.obtained, asked=money.requested)
    return FunderRow(label, (money_cell(money.planned), obtained, money_cell(money.spent)))

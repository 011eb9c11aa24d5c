"""What the ledger and the means of an action show, in words and cells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from maillage.conventions.means.kinds import BUDGET, MONEY, POST, RATE, STAFF
from maillage.conventions.means.sums import total
from maillage.conventions.means.words import etp, euros, period_words
from maillage.conventions.permissions import can_edit_convention
from maillage.conventions.selectors.means import money_of
from maillage.kernel.french import NBSP, number, plural
from maillage.web.components.amounts import Cell, money_cell, time_cell
from maillage.web.means.kinds import SLUG_OF

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from maillage.conventions.means.sums import Sum
    from maillage.conventions.models import BudgetLine, Convention, Rate, StaffShare
    from maillage.conventions.querysets import Viewer
    from maillage.conventions.selectors.means import Funded, Ledger, Money, MoneyGroup, Share, Spending

AXIS, THEME, FUNCTION, FUNDER, YEAR = "axe", "thematique", "fonction", "financeur", "annee"
TIME_VIEWS = {AXIS: "Par axe", THEME: "Par thématique", FUNCTION: "Par fonction"}
MONEY_VIEWS = {AXIS: "Par axe", FUNDER: "Par financeur", YEAR: "Par année"}
_TIME_KEYS: dict[str, Callable[[Share], str]] = {
    AXIS: lambda one: one.axis,
    THEME: lambda one: one.theme,
    FUNCTION: lambda one: one.line.function,
}
_MONEY_KEYS: dict[str, Callable[[Spending], str]] = {
    AXIS: lambda one: one.axis,
    FUNDER: lambda one: one.line.funder,
    YEAR: lambda one: str(one.line.year),
}


@dataclass(frozen=True, slots=True)
class TotalRow:
    """A line of a table of totals."""

    label: str
    cells: tuple[Cell, ...]
    lines: int


@dataclass(frozen=True, slots=True)
class LineRow:
    """One written line; ``edit_url`` is empty for whoever may not change it."""

    name: str
    cells: tuple[Cell, ...]
    about: str
    action: str
    action_url: str
    note: str
    edit_url: str


@dataclass(frozen=True, slots=True)
class PostRow:
    """A post with its funding."""

    pk: int
    title: str
    about: str
    note: str
    lines: tuple[LineRow, ...]
    total: TotalRow
    edit_url: str
    fund_url: str

    @property
    def caption(self) -> str:
        """The name of its table."""
        return f"Financement\u00a0: {self.title}"


@dataclass(frozen=True, slots=True)
class RateRow:
    """A rate that somebody wrote down."""

    name: str
    amount: str
    period: str
    source: str
    edit_url: str


class Reader:
    """Turns the lines of one convention into rows for one person."""

    def __init__(self, convention: Convention, user: Viewer, editable: Iterable[int], back: str = "") -> None:
        self._convention, self._editable, self._back = convention, set(editable), back
        self._everything = can_edit_convention(user, convention)

    def _edit(self, kind: str, pk: int, action_id: int | None) -> str:
        if not (self._everything or action_id in self._editable):
            return ""
        return self._url("means:edit", SLUG_OF[kind], pk)

    def _url(self, route: str, *args: object) -> str:
        url = reverse(route, args=[self._convention.pk, *args])
        return f"{url}?next={self._back}" if self._back else url

    def _action_url(self, action_id: int | None) -> str:
        return reverse("means:action", args=[self._convention.pk, action_id]) if action_id else ""

    def budget(self, line: BudgetLine) -> LineRow:
        """A line of the budget."""
        return LineRow(
            name=line.funder,
            cells=line_cells(line),
            about=str(line.year),
            action=str(line.action or line.post or ""),
            action_url=self._action_url(line.action_id),
            note=line.note,
            edit_url=self._edit(BUDGET, line.pk, line.action_id),
        )

    def time(self, line: StaffShare, theme: str = "") -> LineRow:
        """A time of work."""
        about = [
            period_words(line.start_on, line.end_on),
            theme or str(line.theme or ""),
            str(line.post or ""),
        ]
        return LineRow(
            name=line.function,
            cells=(Cell(etp(line.etp) if line.etp is not None else ""),),
            about=" · ".join(part for part in about if part),
            action=str(line.action or ""),
            action_url=self._action_url(line.action_id),
            note=line.note,
            edit_url=self._edit(STAFF, line.pk, line.action_id),
        )

    def post(self, one: Funded) -> PostRow:
        """A post with its funding."""
        post = one.post
        share = etp(post.etp) if post.etp is not None else "ETP non renseigné"
        about = [post.employer, share, period_words(post.start_on, post.end_on)]
        add = self._url("means:add", SLUG_OF[BUDGET]) if self._everything else ""
        return PostRow(
            pk=post.pk,
            title=post.title,
            about=" · ".join(part for part in about if part),
            note=post.note,
            lines=tuple(self.budget(line) for line in one.lines),
            total=money_row("Ensemble", one.money),
            edit_url=self._edit(POST, post.pk, None),
            fund_url=f"{add}{'&' if '?' in add else '?'}post={post.pk}" if add else "",
        )

    def rate(self, rate: Rate) -> RateRow:
        """A rate; its number is shown, and used nowhere."""
        return RateRow(
            name=rate.name,
            amount=f"{number(rate.amount)} {rate.unit}".strip() if rate.unit else euros(rate.amount),
            period=period_words(rate.start_on, rate.end_on),
            source=rate.source,
            edit_url=self._edit(RATE, rate.pk, None),
        )


def line_cells(line: BudgetLine) -> tuple[Cell, ...]:
    """The four amounts of a line."""
    return money_row("", money_of([line])).cells


def money_row(label: str, money: Money) -> TotalRow:
    """Prévu, demandé, obtenu, dépensé, and the number of lines."""
    cells = (
        money_cell(money.planned),
        money_cell(money.requested),
        money_cell(money.obtained, asked=money.requested),
        money_cell(money.spent),
    )
    return TotalRow(label, cells, money.lines)


def money_table(ledger: Ledger, view: str) -> list[TotalRow]:
    """The budget by axis, funder or year."""
    groups: Sequence[MoneyGroup] = ledger.money_by(_MONEY_KEYS[view])
    return [money_row(group.label, group.money) for group in groups]


def time_table(ledger: Ledger, view: str) -> list[TotalRow]:
    """ETP by axis, theme or function, for each year of the ledger."""
    groups = ledger.time_by(_TIME_KEYS[view])
    return [
        TotalRow(group.label, tuple(time_cell(one) for one in group.years), group.lines) for group in groups
    ]


def time_total(ledger: Ledger) -> tuple[Cell, ...]:
    """The ETP of each year of the ledger."""
    return tuple(time_cell(ledger.time_of(year)) for year in ledger.columns)


def _of_year(ledger: Ledger, year: int) -> tuple[Sum, Sum]:
    """The ETP and the planned euros of a year."""
    planned = total(one.line.planned for one in ledger.spendings if one.line.year == year)
    return ledger.time_of(year), planned


def rests_on(ledger: Ledger, year: int) -> str:
    """« D’après 6 lignes de temps sur 7 et 5 lignes de budget. »: what the headline adds up."""
    said = []
    for found, name in zip(_of_year(ledger, year), ("de temps", "de budget"), strict=True):
        if found.known:
            among = "" if found.whole else f" sur {number(found.lines)}"
            said.append(f"{plural(found.known, 'ligne')} {name}{among}")
    return f"D’après {' et '.join(said)}." if said else ""


def headline(ledger: Ledger, year: int) -> str:
    """« 3,4 ETP et 182 000 € prévus en 2026 », as far as anybody wrote it."""
    time, planned = _of_year(ledger, year)
    parts = [etp(round(time.amount, 2))] if time.amount is not None else []
    parts += [f"{euros(planned.amount)} prévus"] if planned.amount is not None else []
    return f"{' et '.join(parts)} en{NBSP}{year}" if parts else "Qui travaille à quoi, avec quel argent"


COLUMNS = tuple(zip(MONEY, ("Prévu", "Demandé", "Obtenu", "Dépensé"), strict=True))

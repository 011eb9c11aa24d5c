"""The ledger of the means: time, posts, budget and rates, with totals, in constant queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from django.db.models import Prefetch, Q, prefetch_related_objects
from django.utils import timezone

from maillage.conventions.means.kinds import MONEY
from maillage.conventions.means.sums import Sum, days_within, over_year, total
from maillage.conventions.models import Action, BudgetLine, Node, Post, Rate, StaffShare
from maillage.conventions.querysets import few
from maillage.conventions.selectors.fiche import top_in
from maillage.kernel.text import sort_key

if TYPE_CHECKING:
    from maillage.conventions.models import Convention
    from maillage.conventions.querysets import Viewer

OUTSIDE = "Hors action"
POSTS = "Postes"
UNSORTED = "Sans thématique"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Money:
    """The four totals of some lines; each says how many lines it rests on."""

    planned: Sum
    requested: Sum
    obtained: Sum
    spent: Sum
    lines: int

    @property
    def sums(self) -> tuple[Sum, Sum, Sum, Sum]:
        """In the order of the columns."""
        return self.planned, self.requested, self.obtained, self.spent


@dataclass(frozen=True, slots=True)
class MoneyGroup:
    """The totals of one axis, one funder, one year."""

    label: str
    money: Money


@dataclass(frozen=True, slots=True)
class TimeGroup:
    """The ETP of one axis, one theme or one function, year after year."""

    label: str
    years: tuple[Sum, ...]
    lines: int


@dataclass(frozen=True, slots=True)
class Share:
    """A part of somebody's time, with where it counts."""

    line: StaffShare
    axis: str
    theme: str


@dataclass(frozen=True, slots=True)
class Spending:
    """A line of the budget, with where it counts."""

    line: BudgetLine
    axis: str


@dataclass(frozen=True, slots=True)
class Funded:
    """A post with its funding."""

    post: Post
    lines: tuple[BudgetLine, ...]
    money: Money


@dataclass(frozen=True, slots=True)
class Ledger:
    """Everything; ``years`` are those of the convention and of the lines, ``year`` the one looked at."""

    years: tuple[int, ...]
    year: int | None
    shares: tuple[Share, ...]
    spendings: tuple[Spending, ...]
    posts: tuple[Funded, ...]
    rates: tuple[Rate, ...]

    @property
    def columns(self) -> tuple[int, ...]:
        """The years of the tables: the one looked at, or all."""
        return (self.year,) if self.year else self.years

    @property
    def money(self) -> Money:
        """Of every line of the budget, posts included."""
        return money_of(one.line for one in self.spendings)

    def time_of(self, year: int) -> Sum:
        """The ETP of a year."""
        return _time([one.line for one in self.shares], year)

    def time_by(self, key: Callable[[Share], str]) -> list[TimeGroup]:
        """ETP by axis, theme or function, for each of ``columns``."""
        groups = grouped(self.shares, key)
        return [
            TimeGroup(
                label, tuple(_time([one.line for one in held], year) for year in self.columns), len(held)
            )
            for label, held in groups
        ]

    def money_by(self, key: Callable[[Spending], str]) -> list[MoneyGroup]:
        """Totals by axis, funder or year."""
        return [
            MoneyGroup(label, money_of(one.line for one in held))
            for label, held in grouped(self.spendings, key)
        ]


def money_of(lines: Iterable[BudgetLine]) -> Money:
    """The four totals of ``lines``."""
    held = list(lines)
    planned, requested, obtained, spent = (total(getattr(line, name) for line in held) for name in MONEY)
    return Money(planned, requested, obtained, spent, len(held))


def grouped(rows: Iterable[T], key: Callable[[T], str]) -> list[tuple[str, list[T]]]:
    """Rows by label, in the order of people; what stands outside comes last."""
    found: dict[str, list[T]] = defaultdict(list)
    for row in rows:
        found[key(row)].append(row)
    return sorted(found.items(), key=lambda pair: (pair[0] in {OUTSIDE, POSTS, UNSORTED}, sort_key(pair[0])))


def _time(lines: Sequence[StaffShare], year: int) -> Sum:
    """Lines that touch ``year``, each for its share of the days."""
    touching = [line for line in lines if days_within(year, line.start_on, line.end_on)]
    return total(over_year(line.etp, year, line.start_on, line.end_on) for line in touching)


def ledger(user: Viewer, convention: Convention, *, year: int | None = None) -> Ledger:
    """The means of a convention that ``user`` may see; those of ``year`` alone when one is given."""
    axes = _Axes(convention)
    staff, budget = staff_lines(user, convention), budget_lines(user, convention)
    years = _years(convention, staff, budget)
    if year is not None:
        staff = [line for line in staff if days_within(year, line.start_on, line.end_on)]
        budget = [line for line in budget if line.year == year]
    funding = Prefetch("funding", BudgetLine.objects.filter(Q(year=year) if year else Q()))
    posts = Post.objects.visible_to(user).filter(convention=convention).prefetch_related(funding)
    rates = Rate.objects.visible_to(user).filter(convention=convention)
    return Ledger(
        years=years,
        year=year,
        shares=tuple(Share(line, axes.of(line.action), _theme(line)) for line in staff),
        spendings=tuple(Spending(line, POSTS if line.post_id else axes.of(line.action)) for line in budget),
        posts=tuple(_funded(post) for post in posts),
        rates=tuple(rates),
    )


def _funded(post: Post) -> Funded:
    lines = tuple(post.funding.all())
    return Funded(post, lines, money_of(lines))


def staff_lines(user: Viewer, convention: Convention, action: Action | None = None) -> list[StaffShare]:
    """Times of work, without those of deleted actions; of one action when it is given."""
    rows = StaffShare.objects.visible_to(user).filter(_living(convention, action))
    held = rows.select_related("action__convention", "post", "theme").prefetch_related("action__themes")
    return sorted(held, key=lambda line: (sort_key(line.function), line.pk))


def budget_lines(user: Viewer, convention: Convention, action: Action | None = None) -> list[BudgetLine]:
    """Lines of the budget, under the same terms."""
    rows = BudgetLine.objects.visible_to(user).filter(_living(convention, action))
    held = rows.select_related("action__convention", "post")
    return sorted(held, key=lambda line: (line.year, sort_key(line.funder), line.pk))


def _living(convention: Convention, action: Action | None) -> Q:
    if action is not None:
        return Q(convention=convention, action=action)
    return Q(convention=convention) & (Q(action=None) | Q(action__deleted_at=None))


def _theme(line: StaffShare) -> str:
    """Its own theme, else that of its action when it has one only: time is never split by guess."""
    if line.theme is not None:
        return line.theme.name
    themes = list(line.action.themes.all()) if line.action is not None else []
    return themes[0].name if len(themes) == 1 else UNSORTED


def _years(
    convention: Convention, staff: Iterable[StaffShare], budget: Iterable[BudgetLine]
) -> tuple[int, ...]:
    """From the first year that anything speaks of to the last; this one where nothing does."""
    said: list[Any] = [convention.start_year, convention.end_year, *(line.year for line in budget)]
    said += [day.year for line in staff for day in (line.start_on, line.end_on) if day]
    known = [one for one in said if one] or [timezone.localdate().year]
    return tuple(range(min(known), max(known) + 1))


class _Axes:
    """The top level above an action, in words (one query)."""

    def __init__(self, convention: Convention) -> None:
        self._nodes = {node.pk: node for node in Node.objects.filter(convention=convention)}

    def of(self, action: Action | None) -> str:
        """« 1 Accueillir »; « Actions transversales » for those of no axis, « Hors action » without any."""
        if action is None:
            return OUTSIDE
        top = top_in(self._nodes, action.node_id)
        return str(top) if top else "Actions transversales"


@dataclass(frozen=True, slots=True)
class ActionMeans:
    """The means of one action."""

    shares: tuple[StaffShare, ...]
    lines: tuple[BudgetLine, ...]
    funders: tuple[MoneyGroup, ...]
    money: Money

    @property
    def years(self) -> tuple[int, ...]:
        """The years of its budget."""
        return tuple(sorted({line.year for line in self.lines}))

    @property
    def is_empty(self) -> bool:
        """Whether nobody wrote anything."""
        return not self.shares and not self.lines


def means_of(action: Action) -> ActionMeans:
    """The means of an action already shown to the person (two queries, once for the same object)."""
    prefetch_related_objects(
        [action], Prefetch("staff", queryset=few(StaffShare)), Prefetch("budget", queryset=few(BudgetLine))
    )
    shares = sorted(action.staff.all(), key=lambda line: (sort_key(line.function), line.pk))
    lines = sorted(action.budget.all(), key=lambda line: (line.year, sort_key(line.funder), line.pk))
    funders = [MoneyGroup(label, money_of(held)) for label, held in grouped(lines, lambda line: line.funder)]
    return ActionMeans(tuple(shares), tuple(lines), tuple(funders), money_of(lines))


def years_span(lines: Sequence[BudgetLine]) -> str:
    """« 2025 », « 2025 à 2027 », or nothing."""
    years = sorted({line.year for line in lines})
    if not years:
        return ""
    return str(years[0]) if len(years) == 1 else f"{years[0]} à {years[-1]}"

"""The period of an action: words, and a bar over the years of the convention, as the échéancier draws it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from maillage.conventions.enums import Status, Term
from maillage.conventions.selectors.schedule import ScheduleRow
from maillage.conventions.selectors.schedule.periods import Period, bands_of, bound
from maillage.conventions.selectors.schedule.plans import reach_of
from maillage.conventions.wording import moment_words
from maillage.kernel import fuzzy
from maillage.kernel.text import fold
from maillage.web.components import states
from maillage.web.components.periods.bars import Fade, bar_of
from maillage.web.components.periods.scale import Scale, Tick, percent, ticks
from maillage.web.components.periods.shapes import fill

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

    from maillage.conventions.models import Action, Convention

MOST_YEARS, MOST_NAMED = 12, 6
TOP, HEIGHT = 22, 14


@dataclass(frozen=True, slots=True)
class Drawn:
    """The period drawn: places are shares of the width. ``css`` is the class of its state.

    ``fades``: the one of its edges, if they fade; ``today``: nothing when outside the years.
    """

    years: list[Tick]
    fill: SafeString
    fades: list[Fade]
    css: str
    today: str
    said: str

    @property
    def crowded(self) -> bool:
        """Whether a phone has no room for the name of every year."""
        return len(self.years) > MOST_NAMED


@dataclass(frozen=True, slots=True)
class Calendar:
    """The document's words, the period in words, the horizon, and the bar when there is a period."""

    phrases: list[str]
    period: str
    term: str
    bar: Drawn | None


def period_words(start: str, end: str) -> str:
    """« printemps 2024 à fin 2028 », or the one that is known."""
    if start and end:
        return start if start == end else f"{start} à {end}"
    return f"à partir de {start}" if start else f"jusqu’à {end}" if end else ""


def period_of(action: Action) -> str:
    """The period of an action, for the head of its fiche."""
    start = fuzzy.show(action.start_on, action.start_precision) if action.start_on else ""
    end = fuzzy.show(action.end_on, action.end_precision) if action.end_on else ""
    return period_words(start, end)


def _row(action: Action) -> ScheduleRow:
    """The action as a line of the échéancier, with nothing but what places it in time."""
    period = Period(
        bound(action.start_on, action.start_precision), bound(action.end_on, action.end_precision)
    )
    return ScheduleRow(
        action.pk, action.convention_id, action.ref, action.title, Status(action.status), None, action.term,
        "", period, action.version,
    )  # fmt: skip


def _scale(convention: Convention, first: date, last: date) -> Scale | None:
    """The years of the convention, and those that the action touches; None when they would be too many."""
    start = min(convention.start_year or first.year, first.year)
    end = max(convention.end_year or last.year, last.year)
    return Scale(date(start, 1, 1), date(end, 12, 31)) if end - start < MOST_YEARS else None


def _drawn(action: Action, said: str) -> Drawn | None:
    convention, today, row = action.convention, timezone.localdate(), _row(action)
    bands = bands_of(convention)
    reach = reach_of(row, bands, today)
    scale = _scale(convention, *reach) if reach else None
    bar = bar_of(row, bands, scale, today) if scale else None
    if scale is None or bar is None:
        return None
    return Drawn(
        years=[tick for tick in ticks(scale) if tick.strong],
        fill=fill(row.status, bar.x, bar.width, bar.done, TOP, HEIGHT),
        fades=[bar.fade] if bar.fade.key else [],
        css=states.CSS[row.status],
        today=percent(scale.at(today)) if scale.shows(today) else "",
        said=said,
    )


def show_calendar(value: Any, action: Action) -> Calendar:
    """What the fiche says of its dates."""
    period = period_words(moment_words(value["start"]), moment_words(value["end"]))
    term = str(Term(value["term"]).label) if value["term"] else ""
    told = any(fold(term) in fold(phrase) for phrase in value["phrases"])
    drawn = _drawn(action, period or term.lower())
    return Calendar(value["phrases"], period, "" if told else term, drawn)

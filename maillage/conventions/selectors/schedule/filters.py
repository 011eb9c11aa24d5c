"""What the échéancier can be narrowed to; the filters live in the address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import models

from maillage.kernel.fuzzy import months_later

if TYPE_CHECKING:
    from maillage.conventions.selectors.schedule.rows import ScheduleRow

Days = tuple[date, date]


class Window(models.TextChoices):
    """The stretch of time on screen."""

    WHOLE = "", "Toute la convention"
    YEAR = "annee", "Cette année"
    TWELVE_MONTHS = "12mois", "12 prochains mois"

    def days(self, today: date) -> Days | None:
        """Its first and last day; None for all there is."""
        if self is Window.YEAR:
            return date(today.year, 1, 1), date(today.year, 12, 31)
        if self is Window.TWELVE_MONTHS:
            first = today.replace(day=1)
            return first, months_later(first, 12) - timedelta(days=1)
        return None


@dataclass(frozen=True, slots=True)
class ScheduleFilters:
    """``pilot`` is a label, ``theme`` a name, ``commune`` a code, ``status`` a state; empty for all.

    ``axis`` is the id of a top node; zero for all.
    """

    window: Window = Window.WHOLE
    pilot: str = ""
    commune: str = ""
    theme: str = ""
    status: str = ""
    axis: int = 0

    @property
    def active(self) -> bool:
        """Whether any action may be left out."""
        return self.window is not Window.WHOLE or self.chosen

    @property
    def chosen(self) -> bool:
        """Whether actions are chosen by what they are, not by when."""
        return bool(self.axis or self.pilot or self.commune or self.theme or self.status)

    def keeps(self, row: ScheduleRow, reach: Days | None, today: date) -> bool:
        """Whether ``row``, which may touch the days of ``reach``, passes every filter."""
        days = self.window.days(today)
        if days is not None and (reach is None or reach[1] < days[0] or reach[0] > days[1]):
            return False
        return (
            (not self.status or row.status == self.status)
            and (not self.pilot or self.pilot in row.pilots)
            and (not self.theme or self.theme in row.themes)
            and (not self.commune or any(code == self.commune for code, _ in row.communes))
        )

"""The échéancier: periods as they are known, what depends on what, what does not hold together."""

from __future__ import annotations

from maillage.conventions.selectors.schedule.filters import ScheduleFilters, Window
from maillage.conventions.selectors.schedule.following import pushed_by
from maillage.conventions.selectors.schedule.periods import Band, Bound, Period, bound, horizon_of
from maillage.conventions.selectors.schedule.plans import Axis, Milestone, PlanSchedule, Schedule, schedule
from maillage.conventions.selectors.schedule.review import Doubt, LoadedMonth, loaded_months, to_review
from maillage.conventions.selectors.schedule.rows import DatedStep, ScheduleRow, schedule_rows

__all__ = [
    "Axis",
    "Band",
    "Bound",
    "DatedStep",
    "Doubt",
    "LoadedMonth",
    "Milestone",
    "Period",
    "PlanSchedule",
    "Schedule",
    "ScheduleFilters",
    "ScheduleRow",
    "Window",
    "bound",
    "horizon_of",
    "loaded_months",
    "pushed_by",
    "schedule",
    "schedule_rows",
    "to_review",
]

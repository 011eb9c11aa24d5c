"""Calendar phrases and what they say of the schedule."""

from __future__ import annotations

import re
from collections.abc import Sequence

from maillage.intake.recognition.document import Day, Item, Schedule
from maillage.intake.recognition.periods import span_of

_YEAR = re.compile(r"(?<![\w/.])(20\d{2}|19\d{2})(?!\w)")
_RANGE = re.compile(r"(20\d{2})\s*(?:-|–|à|/|au|jusqu['’](?:en|à|au)|→)\s*(?:\w+\s+)?(20\d{2})(?!\w)")
_SHORT_RANGE = re.compile(r"(20\d{2})\s*[-–/]\s*(\d{2})(?!\w)")
_END = re.compile(
    r"(?:jusqu['’](?:en|à|au)|fin(?:\s+prévue)?\s*:|d['’]ici|avant|au plus tard|"
    r"échéance\s*:?)\s*(?:\w+\s+){0,2}?(20\d{2})",
    re.IGNORECASE,
)
_TERMS = (
    ("court", re.compile(r"\bcourts?[\s-]+termes?\b|\bimmédiat", re.IGNORECASE)),
    ("moyen", re.compile(r"\bmoyens?[\s-]+termes?\b", re.IGNORECASE)),
    ("long", re.compile(r"\blongs?[\s-]+termes?\b", re.IGNORECASE)),
    ("prochaine", re.compile(r"\bprochaine\s+(?:ctg|convention)\b", re.IGNORECASE)),
)


def schedule_of(calendar: Sequence[Item], term: str | None = None) -> Schedule:
    """The term and the years that calendar phrases quote; ``term`` is a table's mark."""
    text = " ; ".join(item.text for item in calendar)
    years = [int(year) for year in _YEAR.findall(text)]
    start = years[0] if years else None
    end = _end(text)
    if start is not None and end is not None and end < start:
        start, end = end, start
    ending = _END.search(text)
    if ending is not None and len(set(years)) == 1 and not _RANGE.search(text):
        start = None
    span = span_of(text)
    first = Day(span.start.first.isoformat(), span.start.precision) if span.start else None
    last = Day(span.end.last.isoformat(), span.end.precision) if span.end else None
    return Schedule(
        start_term=term or _term(text),
        start_year=start,
        end_year=end,
        start=first,
        end=last if not (first and last and last.on < first.on) else None,
        continuous=span.continuous,
        open_ended=span.open_ended,
    )


def _end(text: str) -> int | None:
    whole = _RANGE.search(text)
    if whole is not None:
        return int(whole[2])
    ending = _END.search(text)
    if ending is not None:
        return int(ending[1])
    short = _SHORT_RANGE.search(text)
    return int(short[1][:2] + short[2]) if short is not None else None


def _term(text: str) -> str | None:
    found = [(match.start(), name) for name, pattern in _TERMS if (match := pattern.search(text))]
    return min(found)[1] if found else None

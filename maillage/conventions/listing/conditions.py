"""The filters of a query as tests of rows, each with the words that name it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from maillage.conventions.listing.columns import COLUMNS, Column, filled_of
from maillage.conventions.listing.looks import LOOKS
from maillage.conventions.selectors.filters import is_silent
from maillage.kernel import fuzzy
from maillage.kernel.french import day, plural
from maillage.kernel.text import fold

if TYPE_CHECKING:
    from maillage.conventions.listing.query import Query
    from maillage.conventions.listing.rows import Row

DAYS_A_MONTH = 30.4375


@dataclass(frozen=True, slots=True)
class Condition:
    """One filter. ``name`` and ``code`` are what ``Query.without`` takes to leave it out."""

    name: str
    label: str
    test: Callable[[Row], bool]
    code: str = ""


def conditions_of(
    query: Query, rows: Sequence[Row], *, strict: bool = False
) -> tuple[list[Condition], list[str]]:
    """The filters of ``query`` over ``rows``, and a sentence for each code that no row knows.

    ``strict`` keeps a filter of which no code is known, so that it finds nothing: over several conventions,
    what one of them lacks is not a mistake.
    """
    ignored: list[str] = []
    found = _text(query)
    for key, codes in query.chosen.items():
        words, known = _known(COLUMNS[key], codes, rows)
        missing = [code for code in codes if code not in words]
        ignored += [f"« {COLUMNS[key].label} : {code[:40]} » n’est plus dans ce plan." for code in missing]
        if known or strict:
            label = f"{COLUMNS[key].label} : {' ou '.join(words[code] for code in known)}"
            found.append(Condition(key, label, _chosen(COLUMNS[key], frozenset(known))))
    found += [Condition("looks", LOOKS[key].label, LOOKS[key].test, key) for key in query.looks]
    return found + _measured(query) + _period(query), ignored


def _known(column: Column, codes: Sequence[str], rows: Sequence[Row]) -> tuple[dict[str, str], list[str]]:
    """The words of the codes that the choices or the rows have."""
    words = dict(column.choices)
    if not words and column.values is not None:
        words = {code: said for row in rows for code, said in column.values(row)}
    return words, [code for code in codes if code in words]


def _chosen(column: Column, codes: frozenset[str]) -> Callable[[Row], bool]:
    values = column.values
    return lambda row: values is not None and any(code in codes for code, _ in values(row))


def _text(query: Query) -> list[Condition]:
    words = fold(query.text).split()
    if not words:
        return []
    label = f"Texte : {query.text}"
    return [Condition("text", label, lambda row: row.found or all(word in row.search for word in words))]


def _measured(query: Query) -> list[Condition]:
    found = []
    if query.silence:
        silence = timedelta(days=round(query.silence * DAYS_A_MONTH))
        label = f"Sans nouvelles depuis {plural(query.silence, 'mois', 'mois')}"
        found.append(Condition("silence", label, lambda row: is_silent(row, silence)))
    if query.below:
        below = query.below
        label = f"Remplie à moins de {below}\u00a0%"
        found.append(Condition("below", label, lambda row: filled_of(row) * 100 < below * len(row.rubrics)))
    if query.since:
        since = query.since
        label = f"Modifiée depuis le {day(since)}"
        changed = Condition("since", label, lambda row: timezone.localdate(row.updated_at) >= since)
        found.append(changed)
    return found


def _period(query: Query) -> list[Condition]:
    """Fiches that run at some time of the period; one that has no date at all is in none."""
    found = []
    first = fuzzy.parse(query.start) if query.start else None
    last = fuzzy.parse(query.end, end=True) if query.end else None
    if first:
        found.append(Condition("start", f"À partir de : {query.start}", _runs_after(first)))
    if last:
        found.append(Condition("end", f"Jusqu’à : {query.end}", _runs_before(last)))
    return found


def _runs_after(first: fuzzy.FuzzyDate) -> Callable[[Row], bool]:
    return lambda row: bool(row.start_on or row.end_on) and (row.end_on is None or row.end_on >= first.on)


def _runs_before(last: fuzzy.FuzzyDate) -> Callable[[Row], bool]:
    return lambda row: bool(row.start_on or row.end_on) and (row.start_on is None or row.start_on <= last.on)

"""Changes of values put in the database and in the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maillage.conventions.counting.periods import parse
from maillage.conventions.counting.values import show
from maillage.conventions.models import IndicatorValue
from maillage.conventions.sections.kept_values import fill_value, people_of, plain_value
from maillage.conventions.selectors.followed import categories_of, gauge_of, reading_of
from maillage.journal.operations import Fact, Subject, record

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from maillage.accounts.models import User
    from maillage.conventions.models import Convention
    from maillage.conventions.operations.figures.sheet import Write
    from maillage.conventions.sections import Json
    from maillage.journal.models import Entry

VERB = "indicator.values"
MOST_NAMED = 12
"""A journal entry names as many cells; beyond, it counts them."""
_COLUMNS = (
    "status", "number", "numerator", "denominator", "words", "comment", "source", "entered_by",
    "entered_name", "version", "updated_at",
)  # fmt: skip


def write_down(
    convention: Convention,
    writes: Sequence[Write],
    by: User | None,
    author: str,
    *,
    undoes: Entry | None = None,
    details: Mapping[str, Json] | None = None,
) -> Entry:
    """Put the changes in the database and in the journal."""
    rows = [
        {
            "indicator": one.indicator.key,
            "period": one.period,
            "category": one.category,
            "before": plain_value(one.value) if one.value else None,
            "after": one.plain,
        }
        for one in writes
    ]
    named = dict(_named(one) for one in writes[:MOST_NAMED]) if len(writes) <= MOST_NAMED else {}
    _store(convention, writes)
    actions = {one.indicator.action_id: one.indicator.action for one in writes}
    told = {**(details or {}), "values": rows, "count": len(rows)}
    subject = Subject("convention", convention.pk, convention.name)
    if len(actions) == 1:
        [action] = actions.values()
        subject = Subject("action", action.pk, str(action))
    fact = Fact(VERB, subject, convention.pk, named, told)
    return record(fact, by=by, undoes=undoes, actor_name=author)


def _named(one: Write) -> tuple[str, tuple[str, str]]:
    """« Places ouvertes, 2025 » with what it said and what it says."""
    gauge = gauge_of(one.indicator)
    period = parse(one.period)
    labels = {each.code: each.label for each in categories_of(one.indicator, {one.category})}
    parts = [
        one.indicator.label[:120],
        labels.get(one.category, one.category),
        period.label if period else "",
    ]
    before = show(reading_of(one.value), gauge.measure, gauge.unit) if one.value else ""
    after = ""
    if one.plain:
        after = show(reading_of(fill_value(IndicatorValue(), one.plain, ())), gauge.measure, gauge.unit)
    return ", ".join(part for part in parts if part), (before, after)


def _store(convention: Convention, writes: Sequence[Write]) -> None:
    people = people_of(one.plain for one in writes if one.plain)
    gone = [one.value.pk for one in writes if one.value and one.plain is None]
    said = []
    for one in writes:
        if one.plain is not None:
            value = one.value or IndicatorValue(convention=convention, indicator=one.indicator)
            value.version += 1 if one.value else 0
            # the place says which row it is: one statement creates and updates, whatever their number
            value.pk = None
            said.append(fill_value(value, one.plain, people))
    IndicatorValue.objects.filter(pk__in=gone).delete()
    IndicatorValue.objects.bulk_create(
        said,
        update_conflicts=True,
        update_fields=_COLUMNS,
        unique_fields=("indicator", "period", "category"),
        batch_size=500,
    )

"""The figures of an answer: those that were asked, put in the grid."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from maillage.conventions.counting.values import read_value
from maillage.conventions.enums import ValueSource
from maillage.conventions.errors import InvalidFieldsError, InvalidValueError
from maillage.conventions.models import Campaign
from maillage.conventions.operations.answers.drafts import LONGEST_DRAFT
from maillage.conventions.operations.figures import Cell, set_values
from maillage.conventions.selectors.figures import Figure, figure_key, figures_of
from maillage.conventions.selectors.followed import gauge_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from maillage.conventions.models import Answer, Asked
    from maillage.conventions.operations.answers.said import Author, Said


def asked_figures(asked: Asked) -> list[Figure]:
    """Those of one action, for the period of its campaign."""
    code = Campaign.objects.values_list("period", flat=True).get(recipients=asked.recipient_id)
    return figures_of([asked.action_id], code).get(asked.action_id, [])


def check_figures(asked: Asked, said: Said) -> None:
    """Refuse with InvalidFieldsError what cannot be read, and write nothing."""
    wrong = {}
    for one in asked_figures(asked):
        try:
            read_value(said.figures.get(one.key, ""), gauge_of(one.indicator).asked)
        except InvalidValueError as refusal:
            wrong[f"figure-{one.key}"] = str(refusal)
    if wrong:
        raise InvalidFieldsError(wrong)


def kept_figures(figures: Mapping[str, Figure], said: Said) -> dict[str, Any]:
    """The figures as they were sent, with what they were called then."""
    return {
        key: {
            "label": one.name,
            "period": one.period.code,
            "text": said.figures[key][:LONGEST_DRAFT],
        }
        for key, one in figures.items()
    }


def count_figures(answer: Answer, figures: Mapping[str, Figure], said: Said, author: Author) -> None:
    """Put the figures in the grid. InvalidFieldsError, field by field, when some cannot be read."""
    cells = [
        Cell(one.indicator.pk, one.period.code, said.figures[key], one.code) for key, one in figures.items()
    ]
    if not cells:
        return
    outcome = set_values(
        convention=answer.action.convention,
        cells=cells,
        by=author.by,
        author=author.name,
        actions={answer.action_id},
        source=ValueSource.GRID if author.by else ValueSource.LINK,
        details={"answer": answer.pk},
    )
    if outcome.refused:
        raise InvalidFieldsError(
            {
                f"figure-{figure_key(one.cell.indicator, one.cell.category)}": one.reason
                for one in outcome.refused
            }
        )

"""The sentences of dashboards: counts with their denominators, causes, since when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from maillage.conventions.enums import Difficulty, Status
from maillage.kernel.french import NBSP, day, number, plural

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from maillage.conventions.selectors.follow import Board, FigureCount, FollowRow, Score, Waiting

_MONTH = 30
#: The states in which news is expected: what is to come, done or given up has none to give.
HEARD = frozenset({Status.RUNNING, Status.PAUSED, Status.BLOCKED})


def score_words(score: Score) -> str:
    """« 7 réalisées sur 21 », with what is not counted; nothing for no action at all."""
    left_out = plural(score.abandoned, "abandonnée non comptée", "abandonnées non comptées")
    if not score.total:
        return left_out if score.abandoned else "aucune action"
    done = f"{plural(score.done, 'réalisée')} sur {number(score.total)}"
    return f"{done}, {left_out}" if score.abandoned else done


def started_words(score: Score) -> str:
    """« 19 actions sur 21 sont engagées »."""
    verb = "sont engagées" if score.started > 1 else "est engagée"
    return f"{plural(score.started, 'action')} sur {number(score.total)} {verb}"


def headline(board: Board) -> str:
    """What waits, in one sentence."""
    if not board.rows:
        return "Le plan attend sa première action"
    count = len(board.waiting)
    if not count and not any(row.told_at or row.status in HEARD for row in board.rows):
        return "Aucune action n’a encore dit où elle en est"
    if not count:
        return "Rien n’attend\u00a0: chaque action a dit où elle en est"
    return plural(count, "action attend un geste", "actions attendent un geste")


def months_since(moment: datetime) -> str:
    """« 8 mois »; « moins d’un mois » below one."""
    months = (timezone.now() - moment).days // _MONTH
    return f"{number(months)}{NBSP}mois" if months else "moins d’un mois"


def waiting_since(one: Waiting) -> str:
    """Why an action is listed, and since when."""
    said = []
    if one.blocked:
        said += [f"depuis le {day(one.row.blocked_at)}"] if one.row.blocked_at else []
    if one.late and one.row.end:
        said.append(f"finissait {one.row.end.when}")
    if one.silent:
        said.append(f"sans nouvelles depuis {months_since(one.row.last_word)}")
    return _capital(", ".join(said))


def cause(row: FollowRow) -> str:
    """« Locaux, matériel : le local attend son expertise »; nothing when nobody said."""
    label = str(Difficulty(row.difficulty).label) if row.difficulty else ""
    return f"{NBSP}: ".join(part for part in (label, row.difficulty_note) if part)


def last_news(row: FollowRow) -> str:
    """What was last said, and when."""
    if not row.news:
        return ""
    return f"{row.news} ({day(row.told_at)})" if row.told_at else row.news


def pilots(row: FollowRow) -> str:
    """Those who answer for an action."""
    return ", ".join(pilot.label for pilot in row.pilots) or "sans pilote"


def asked_words(row: FollowRow) -> str:
    """What is waited for: the help that was named, else the decision, in the words of the fiche."""
    return row.help_needed or row.difficulty_note or "Une décision est attendue."


def more_words(asked: int, mine: int) -> str:
    """« Et 4 autres demandes, 1 autre action que vous portez. »; nothing when neither is left."""
    said = [
        plural(asked, "autre demande", "autres demandes") if asked > 0 else "",
        plural(mine, "autre action que vous portez", "autres actions que vous portez") if mine > 0 else "",
    ]
    return f"Et {', '.join(filter(None, said))}." if any(said) else ""


def figures_words(counts: Sequence[FigureCount]) -> str:
    """« 9 valeurs saisies sur 14 attendues : 2025, 3e trimestre 2026 »: the last period over of each."""
    given = plural(sum(one.given for one in counts), "valeur saisie", "valeurs saisies")
    due = f"{number(len(counts))} attendue{'s' if len(counts) > 1 else ''}"
    periods = sorted({one.period for one in counts}, key=lambda one: one.order)
    return f"{given} sur {due}\u00a0: {', '.join(one.label for one in periods)}"


def reached_words(counts: Sequence[FigureCount]) -> str:
    """« 4 cibles atteintes sur 9 connues »; nothing when none can be told."""
    known = [one.reached for one in counts if one.reached is not None]
    if not known:
        return ""
    return (
        f"{plural(sum(known), 'cible atteinte', 'cibles atteintes')} sur {number(len(known))} qui se mesurent"
    )


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]

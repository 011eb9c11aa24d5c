"""Who works on what in Pays d’Aubrelande, and with which money: all of it invented."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from demo.story import days_ago
from maillage.conventions.means.kinds import BUDGET, POST, RATE, STAFF
from maillage.conventions.models import Action, Post
from maillage.conventions.operations.means import add_lines, save_line

if TYPE_CHECKING:
    from maillage.accounts.models import User
    from maillage.conventions.models import Convention

_COOPERATION = "Chargée de coopération"
_RPE = "Responsable du RPE"
_COMMUNITY = "Communauté de communes"
_POSTS = (
    {"title": _COOPERATION, "employer": _COMMUNITY, "etp": "1", "start_on": "2024"},
    {"title": _RPE, "employer": _COMMUNITY, "etp": "1", "start_on": "2024"},
)
_FUNDING = (
    (_COOPERATION, "CAF", "2025", "24 000", "24 000", "24 000", "24 000"),
    (_COOPERATION, _COMMUNITY, "2025", "16 000", "", "16 000", "17 300"),
    (_COOPERATION, "CAF", "2026", "24 000", "24 000", "", ""),
    (_COOPERATION, _COMMUNITY, "2026", "17 000", "", "17 000", ""),
)
# action, function, post, ETP, from, to
_TIMES = (
    ("T.1", "Coordination", _COOPERATION, "0,5", "2024", ""),
    ("1.A.3", "Coordination", _COOPERATION, "0,1", "2024", ""),
    ("1.A.3", "Animatrice du RPE", _RPE, "0,4", "mars 2024", ""),
    ("1.A.1", "Guichet unique", _RPE, "0,3", "septembre 2024", ""),
    ("2.B.1", "Animateur jeunesse", "", "0,8", "septembre 2025", ""),
    ("3.A.1", "Accueillante du LAEP", "", "", "2024", ""),
    ("4.A.1", "Conseiller France Services", "", "1", "2024", "2026"),
)
# action, funder, year, planned, requested, obtained, spent
_BUDGET = (
    ("1.A.3", "CAF", "2025", "18 000", "18 000", "18 000", "9 450"),
    ("1.A.3", _COMMUNITY, "2025", "12 000", "", "12 000", "7 200"),
    ("1.A.3", "MSA", "2025", "4 000", "4 000", "", "0"),
    ("1.A.2", "CAF", "2026", "210 000", "210 000", "", ""),
    ("1.A.2", "Département", "2026", "60 000", "45 000", "", ""),
    ("2.A.2", "CAF", "2026", "15 000", "15 000", "12 500", "6 080,50"),
    ("2.A.2", "MSA", "2026", "3 000", "3 000", "3 000", ""),
    ("3.A.1", "CAF", "2025", "8 400", "8 400", "8 400", "8 400"),
    ("3.A.1", "CAF", "2026", "8 400", "8 400", "", "4 200"),
)
_RATE = {
    "name": "Poste de coopération, participation de la CAF",
    "unit": "€ par ETP et par an",
    "amount": "24 000",
    "start_on": "2025",
    "source": "Convention d’objectifs, article 4",
}


def play(convention: Convention, by: User) -> None:
    """Write them as people would have, some months ago."""
    with days_ago(300):
        for typed in _POSTS:
            save_line(convention=convention, kind=POST, values=typed, by=by)
        save_line(convention=convention, kind=RATE, values=_RATE, by=by)
    actions = dict(Action.objects.filter(convention=convention).values_list("ref", "pk"))
    posts = dict(Post.objects.filter(convention=convention).values_list("title", "pk"))
    with days_ago(120):
        for kind, lines in (
            (STAFF, [_time(row, actions, posts) for row in _TIMES]),
            (BUDGET, [_money({"action": actions[row[0]]}, row) for row in _BUDGET]),
            (BUDGET, [_money({"post": posts[row[0]]}, row) for row in _FUNDING]),
        ):
            add_lines(convention=convention, kind=kind, lines=lines, by=by)


def _time(row: tuple[str, ...], actions: dict[str, int], posts: dict[str, int]) -> dict[str, Any]:
    ref, function, post, etp, start, end = row
    return {
        "action": actions[ref],
        "function": function,
        "post": posts.get(post),
        "etp": etp,
        "start_on": start,
        "end_on": end,
    }


def _money(about: dict[str, Any], row: tuple[str, ...]) -> dict[str, Any]:
    keys = ("funder", "year", "planned", "requested", "obtained", "spent")
    return {**about, **dict(zip(keys, row[1:], strict=True))}

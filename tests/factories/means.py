"""Lines of the means, as people type them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from maillage.conventions.means.kinds import BUDGET, POST, RATE, STAFF
from maillage.conventions.models import BudgetLine, Post, Rate, StaffShare
from maillage.conventions.operations.means import save_line

if TYPE_CHECKING:
    from maillage.accounts.models import User
    from maillage.conventions.models import Action, Convention


def budget(action: Action, by: User, /, **typed: Any) -> BudgetLine:
    """A line of an action: 18 000 € planned by the CAF in 2026, unless said otherwise."""
    values = {"funder": "CAF", "year": "2026", "planned": "18 000 €", "action": action.pk, **typed}
    save_line(convention=action.convention, kind=BUDGET, values=values, by=by)
    return BudgetLine.objects.order_by("pk").reverse()[0]


def funding(post: Post, by: User, **typed: Any) -> BudgetLine:
    """The funding of a post."""
    values = {"funder": "CAF", "year": "2026", "planned": "24000", "post": post.pk, **typed}
    save_line(convention=post.convention, kind=BUDGET, values=values, by=by)
    return BudgetLine.objects.order_by("pk").reverse()[0]


def staff(convention: Convention, by: User, **typed: Any) -> StaffShare:
    """0.4 ETP of a function, all along, unless said otherwise."""
    values = {"function": "Responsable du RPE", "etp": "0,4", **typed}
    save_line(convention=convention, kind=STAFF, values=values, by=by)
    return StaffShare.objects.order_by("pk").reverse()[0]


def post(convention: Convention, by: User, **typed: Any) -> Post:
    """A post of the convention."""
    values = {"title": "Chargée de coopération", "etp": "1", **typed}
    save_line(convention=convention, kind=POST, values=values, by=by)
    return Post.objects.order_by("pk").reverse()[0]


def rate(convention: Convention, by: User, **typed: Any) -> Rate:
    """A rate that the territory wrote down."""
    values = {"name": "Bonus territoire", "amount": "3 000", "start_on": "2025", **typed}
    save_line(convention=convention, kind=RATE, values=values, by=by)
    return Rate.objects.order_by("pk").reverse()[0]

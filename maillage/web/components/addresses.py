"""Addresses that differ by their last part only: the route is looked up once for all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

if TYPE_CHECKING:
    from collections.abc import Callable


def family(route: str, *args: object) -> Callable[[object], str]:
    """A function from the last argument of ``route``, a whole number or a slug, to the address.

    A fiche has one for each rubrique and each step: looking the route up every time took longer than
    writing what they lead to.
    """
    before, after = reverse(route, args=[*args, 0]).rsplit("0", 1)
    return lambda last: f"{before}{last}{after}"

"""What the frame shows around every page: where one is, where one may go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from django.urls import NoReverseMatch, reverse

from maillage.accounts.permissions import can_enter, is_platform_admin, roles_of
from maillage.accounts.selectors import unread_notices
from maillage.conventions.models import Convention
from maillage.conventions.permissions import can_edit_convention, can_import_document, can_view_convention

if TYPE_CHECKING:
    from django.http import HttpRequest

    from maillage.accounts.models import User

MOST_IN_SWITCH = 12


def _can_enter(user: User, convention: Convention) -> bool:
    return can_enter(user, convention.pk)


@dataclass(frozen=True, slots=True)
class Place:
    """An entry that the rail may hold: its name, its route, who may open it, what else stands under it."""

    label: str
    route: str
    rule: Callable[[User, Convention], bool]
    also: str = ""


PLACES: tuple[tuple[Place, ...], ...] = (
    (Place("Accueil", "conventions:home", can_view_convention),),
    (
        Place("Plan", "conventions:plan", can_view_convention),
        Place("Suivi", "dashboard:follow", can_view_convention),
        Place("Indicateurs", "indicators:grid", can_view_convention),
        Place("Échéancier", "schedule:chart", can_view_convention),
        Place("Moyens", "means:ledger", can_view_convention),
    ),
    (Place("Diagnostic", "diagnosis:list", can_view_convention),),
    (
        Place("Documents", "intake:list", can_import_document),
        Place("Versions", "conventions:versions", can_view_convention, also="conventions:proposals"),
        Place("Participants", "accounts:members", _can_enter),
        Place("Historique", "conventions:history", can_view_convention),
        Place("Réglages", "conventions:settings", can_edit_convention),
    ),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the rail. ``count``: how many things wait there."""

    label: str
    url: str
    current: bool
    count: int = 0


@dataclass(frozen=True, slots=True)
class Other:
    """Another convention, in the switch."""

    name: str
    url: str


@lru_cache(maxsize=4096)
def link(route: str, *args: object) -> str:
    """The address of ``route``, or nothing while no page answers to it."""
    try:
        return reverse(route, args=args)
    except NoReverseMatch:
        return ""


class Shell:
    """The frame of one request. Everything is computed when the template asks for it."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request
        self.convention: Convention | None = getattr(request, "convention", None)
        self.list_url = link("conventions:list")
        self.logout_url = link("account_logout")
        self.profile_url = link("accounts:profile")
        self.notices_url = link("accounts:notices")

    @property
    def name(self) -> str:
        """The convention's name, or the product's."""
        return self.convention.name if self.convention else "Maillage"

    @property
    def caption(self) -> str:
        """« CTG 2024-2028 », or what the page lists."""
        return f"CTG {self.convention.years}".strip() if self.convention else "Mes conventions"

    @property
    def home_url(self) -> str:
        """Home of the convention, or the list."""
        return link("conventions:home", self.convention.pk) if self.convention else self.list_url

    @property
    def search_url(self) -> str:
        """Where the search of the rail looks: this convention, or the list of conventions."""
        return link("conventions:search", self.convention.pk) if self.convention else self.list_url

    @property
    def search_label(self) -> str:
        """What the search looks in."""
        return "Chercher dans la convention" if self.convention else "Chercher une convention"

    @property
    def accent_url(self) -> str:
        """The stylesheet of the convention's colour, when it is not the usual one."""
        if self.convention is None or not self.convention.has_own_accent:
            return ""
        return f"{link('conventions:accent', self.convention.pk)}?{self.convention.accent[1:]}"

    @cached_property
    def others(self) -> list[Other]:
        """The other conventions of the person; one query, none for whoever has a single one."""
        user: Any = getattr(self._request, "user", None)
        if self.convention is None or user is None or not user.is_authenticated:
            return []
        if not is_platform_admin(user) and len(roles_of(user)) < 2:
            return []
        mine = Convention.objects.visible_to(user).order_by("name").values_list("pk", "name")
        rows = [row for row in mine[: MOST_IN_SWITCH + 1] if row[0] != self.convention.pk][:MOST_IN_SWITCH]
        return [Other(name, link("conventions:home", pk)) for pk, name in rows]

    @cached_property
    def unread(self) -> int:
        """How many notices the person has not read (one query)."""
        user: Any = getattr(self._request, "user", None)
        return unread_notices(user).count() if user is not None else 0

    @cached_property
    def nav(self) -> list[list[Entry]]:
        """The groups of the rail: what exists and what this person may open."""
        if self.convention is None:
            return [[Entry("Mes conventions", self.list_url, self._request.path == self.list_url)]]
        groups = [[self._entry(place) for place in group] for group in PLACES]
        return [kept for group in groups if (kept := [entry for entry in group if entry])]

    def _entry(self, place: Place) -> Entry | None:
        convention, request = self.convention, self._request
        user: Any = request.user
        if convention is None or not (url := link(place.route, convention.pk)):
            return None
        if not place.rule(user, convention):
            return None
        exact = place.route == "conventions:home"
        under = (url, link(place.also, convention.pk)) if place.also else (url,)
        current = request.path == url if exact else request.path.startswith(under)
        return Entry(place.label, url, current)


def shell(request: HttpRequest) -> dict[str, Any]:
    """``shell``: the frame of this request."""
    return {"shell": Shell(request)}

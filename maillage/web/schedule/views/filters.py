"""The filters of an address, and the addresses that change one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from maillage.conventions.enums import Status
from maillage.conventions.selectors.schedule import ScheduleFilters, Window
from maillage.web.shell.requests import whole_number

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST = 300
ZOOMS = ("1", "2", "4")
VIEWS = ("", "horizons")


def read_filters(data: Mapping[str, str]) -> ScheduleFilters:
    """What an address asks for; what is not understood is left out."""
    window, status = data.get("duree", ""), data.get("etat", "")
    return ScheduleFilters(
        window=Window(window) if window in Window.values else Window.WHOLE,
        pilot=data.get("pilote", "")[:LONGEST],
        commune=data.get("commune", "")[:LONGEST],
        theme=data.get("theme", "")[:LONGEST],
        status=status if status in Status.values else "",
        axis=whole_number(data.get("axe")) or 0,
    )


class Address:
    """Addresses of the échéancier that keep every filter but those they change."""

    def __init__(self, base: str, filters: ScheduleFilters, *, zoom: str = "1", view: str = "") -> None:
        self.base = base
        self.asked = {
            "duree": filters.window.value,
            "pilote": filters.pilot,
            "commune": filters.commune,
            "theme": filters.theme,
            "etat": filters.status,
            "axe": str(filters.axis or ""),
            "zoom": "" if zoom == "1" else zoom,
            "vue": view,
        }

    def but(self, **changes: str) -> str:
        """The address with ``changes``."""
        query = urlencode({name: value for name, value in (self.asked | changes).items() if value})
        return f"{self.base}?{query}" if query else self.base

    @property
    def here(self) -> str:
        """The address of what is shown."""
        return self.but()


def read_zoom(data: Mapping[str, str]) -> str:
    """How wide the drawing is: « 1 », « 2 » or « 4 » times the page."""
    zoom = data.get("zoom", "")
    return zoom if zoom in ZOOMS else ZOOMS[0]


def read_view(data: Mapping[str, str]) -> str:
    """The drawing, or « horizons » for the table by horizon."""
    view = data.get("vue", "")
    return view if view in VIEWS else ""

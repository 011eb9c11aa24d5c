"""How a person looks at the source: as images or as text, and how large. Kept in a cookie."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

IMAGE, TEXT = "image", "texte"
ZOOMS = (100, 150, 200, 300)
_COOKIE = "relecture"
#: What an address may choose, in the order of the cookie.
_ASKED = ("vue", "zoom", "choisir")
_A_YEAR = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Display:
    """The view of the source, its size in hundredths of the column; whether things are being chosen."""

    view: str = IMAGE
    zoom: int = ZOOMS[0]
    picking: bool = False

    @property
    def smaller(self) -> int:
        """The next smaller size; 0 when there is none."""
        return max((zoom for zoom in ZOOMS if zoom < self.zoom), default=0)

    @property
    def larger(self) -> int:
        """The next larger size; 0 when there is none."""
        return min((zoom for zoom in ZOOMS if zoom > self.zoom), default=0)

    def __str__(self) -> str:
        return f"{self.view}-{self.zoom}-{int(self.picking)}"


def display_of(request: HttpRequest) -> Display:
    """What the address says, else what the person chose before."""
    kept = [*request.COOKIES.get(_COOKIE, "").split("-"), "", "", ""]
    view, zoom, picking = (request.GET.get(name, kept[at]) for at, name in enumerate(_ASKED))
    size = next((each for each in ZOOMS if str(each) == zoom), ZOOMS[0])
    return Display(TEXT if view == TEXT else IMAGE, size, picking == "1")


def remember(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Keep what the address chose for the next time."""
    if set(_ASKED) & set(request.GET):
        response.set_cookie(
            _COOKIE,
            str(display_of(request)),
            max_age=_A_YEAR,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    return response

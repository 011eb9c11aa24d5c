"""Draw the pages of a document in another process."""

from __future__ import annotations

import json
import shutil
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from maillage.intake.reading.supervisor import run_apart

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maillage.intake.reading.supervisor import Limits

_CHILD = "maillage.intake.reading.pages"


@dataclass(frozen=True, slots=True)
class PageImage:
    """The image of one page, in WebP."""

    number: int
    width: int
    height: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Order:
    """What to draw and what to place on it.

    ``lines`` are those of the source, ``pages`` the page of each where the reading knows it,
    ``quotes`` what each doubt quotes, ``(line, text)``.
    """

    lines: Sequence[str]
    pages: Sequence[int | None]
    quotes: Sequence[tuple[int, str]]
    most_pages: int
    most_bytes: int


def draw_apart(data: bytes, order: Order, limits: Limits) -> tuple[list[PageImage], dict[str, Any]]:
    """The pages of ``data`` and the marks of its lines; nothing when it cannot be drawn here.

    Raises ReadingRefusedError when the child crashed or took too long.
    """
    with tempfile.TemporaryDirectory(prefix="maillage-") as name:
        folder = Path(name)
        source, result, asked = folder / "source", folder / "result.json", folder / "order.json"
        source.write_bytes(data)
        whole = {
            **asdict(order),
            "office": shutil.which("soffice") or shutil.which("libreoffice") or "",
            "seconds": limits.wall_seconds / 2,
            "memory_bytes": limits.memory_bytes,
            "cpu_seconds": limits.cpu_seconds,
        }
        asked.write_text(json.dumps(whole), encoding="utf-8")
        run_apart(
            _CHILD,
            [str(source), str(result), str(asked)],
            folder,
            tell=lambda *_: None,
            wall_seconds=limits.wall_seconds,
        )
        made = json.loads(result.read_text(encoding="utf-8"))
        images = [
            PageImage(page["number"], page["width"], page["height"], (folder / page["file"]).read_bytes())
            for page in made["pages"]
        ]
        return images, made["marks"]

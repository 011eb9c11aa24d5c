"""Small decks: slides made shape by shape, places in points."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.util import Pt

from maillage.intake.readers import open_source
from maillage.intake.readers.blocks import BlockKind, Source

TITLE_SLIDE, CONTENT, SECTION, TITLE_ONLY, BLANK = 0, 1, 2, 5, 6


def new_deck() -> Any:
    """An empty deck of 960 × 540 points."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Pt(960), Pt(540)
    return deck


def add_slide(deck: Any, layout: int = BLANK, title: str = "") -> Any:
    """A slide of that layout."""
    slide = deck.slides.add_slide(deck.slide_layouts[layout])
    if title:
        slide.shapes.title.text = title
    return slide


def add_box(holder: Any, text: str, x: float, y: float, width: float = 200, height: float = 40) -> Any:
    """A text box on a slide or in a group; a line of ``text`` is a paragraph."""
    box = holder.shapes.add_textbox(Pt(x), Pt(y), Pt(width), Pt(height))
    box.text_frame.text = text
    return box


def saved(deck: Any) -> bytes:
    """The bytes of the deck."""
    out = BytesIO()
    deck.save(out)
    return out.getvalue()


def read(deck: Any) -> Source:
    """The deck as read."""
    return open_source(saved(deck), "diaporama.pptx")


def texts(source: Source) -> list[str]:
    """The texts of all blocks but breaks."""
    return [block.text for block in source.blocks if block.kind is not BlockKind.BREAK]


def shown(source: Source) -> list[tuple[str, int, str, str]]:
    """Kind, level, marker and text of all blocks but breaks."""
    return [
        (block.kind.value, block.level, block.marker, block.text)
        for block in source.blocks
        if block.kind is not BlockKind.BREAK
    ]

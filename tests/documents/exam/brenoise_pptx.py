"""PowerPoint deck: one slide for each fiche, boxes that ask questions, shapes in no order in the file."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.util import Emu, Pt

from tests.documents.builders import Plan, axes, indicator_texts

_CM = 360_000
_BLANK = 6
_REASONS = (
    "Partager un projet avec la Caf et la MSA",
    "Sortir des dispositifs en silo",
    "Sécuriser les financements jusqu'en 2027",
)
_SIGNS = {"force": "Nos forces", "faiblesse": "Nos faiblesses", "enjeu": "Nos enjeux"}


class _Deck:
    """Slides of 33,9 × 19 cm."""

    def __init__(self) -> None:
        self.file: Any = Presentation()
        self.file.slide_width, self.file.slide_height = Emu(int(33.9 * _CM)), Emu(19 * _CM)
        self.slide: Any = None
        self.number = 0

    def open(self, title: str) -> None:
        self.slide = self.file.slides.add_slide(self.file.slide_layouts[_BLANK])
        self.number += 1
        self.box([str(self.number)], 31.5, 18, 2)
        self.box([title], 1, 0.6, 31, size=24)

    def box(self, lines: list[str], x: float, y: float, width: float, size: int = 12) -> None:
        """A text box: its first line bold, the others as paragraphs."""
        place = (Emu(int(value * _CM)) for value in (x, y, width, 0.8 + 0.6 * len(lines)))
        frame = self.slide.shapes.add_textbox(*place).text_frame
        frame.word_wrap = True
        for number, line in enumerate(lines):
            paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            run = paragraph.add_run()
            run.text = line
            run.font.size, run.font.bold = Pt(size), number == 0

    def table(self, rows: list[list[str]], y: float) -> None:
        place = (Emu(int(value * _CM)) for value in (1, y, 31.5, len(rows)))
        table = self.slide.shapes.add_table(len(rows), len(rows[0]), *place).table
        for row, cells in enumerate(rows):
            for column, words in enumerate(cells):
                table.cell(row, column).text = words


def build(plan: Plan) -> bytes:
    """The whole deck."""
    deck = _Deck()
    deck.open(f"{plan['title']} 2024-2027")
    deck.box([plan["territory"]], 1, 8, 25, size=20)
    deck.box(["Comité de pilotage – Février 2024"], 1, 12, 25)
    deck.open("Une CTG, pour quoi faire ?")
    deck.box(["Trois bonnes raisons", *_REASONS], 1, 4, 28, size=18)
    _diagnosis(deck, plan)
    deck.open("Le plan d'action en un coup d'œil")
    deck.table(_synoptic(plan), 3)
    for axis, groups in axes(plan):
        deck.open(f"Orientation {axis['ref']} : {axis['title']}")
        for _, actions in groups:
            for action in actions:
                _fiche(deck, axis, action)
    _around(deck, plan)
    out = BytesIO()
    deck.file.save(out)
    return out.getvalue()


def _synoptic(plan: Plan) -> list[list[str]]:
    rows = [["Orientations", "Actions"]]
    for axis, groups in axes(plan):
        first = f"Orientation {axis['ref']} : {axis['title']}"
        for _, actions in groups:
            for action in actions:
                rows.append([first, f"Action {action['ref']} : {action['title']}"])
                first = ""
    return rows


def _diagnosis(deck: _Deck, plan: Plan) -> None:
    for theme in dict.fromkeys(each["theme"] for each in plan["diagnosis"]):
        deck.open(f"Diagnostic – {theme}")
        for place, (kind, label) in enumerate(_SIGNS.items()):
            said = [e["text"] for e in plan["diagnosis"] if (e["theme"], e["kind"]) == (theme, kind)]
            deck.box([label, *said], 1 + 10.7 * place, 4, 10)


def _fiche(deck: _Deck, axis: Plan, action: Plan) -> None:
    deck.open(f"Action {action['ref']} : {action['title']}")
    deck.box(["Comment saura-t-on que c'est réussi ?", *indicator_texts(action)], 22.5, 11, 10)
    deck.box(["Quand ?", *action["calendar"]], 22.5, 7.5, 10)
    deck.box(["Pourquoi cette action ?", *action["context"]], 1, 3, 10)
    deck.box(["Ce que nous voulons", *action["objectives"]], 1, 8.5, 10)
    deck.box(["Qui pilote ?", *action["pilots"]], 22.5, 3, 10)
    deck.box(["Comment faire ?", *[step["text"] for step in action["steps"]]], 11.8, 3, 10)
    deck.box(["Avec quels moyens ?", *action["resources"]], 11.8, 13, 10)
    deck.box(["Avec qui ?", ", ".join(action["partners"])], 11.8, 9.5, 10)
    if action["success_conditions"]:
        deck.box(["À quoi faire attention ?", *action["success_conditions"]], 1, 13, 10)
    deck.box([f"CTG Plateau brenois – Orientation {axis['ref']}"], 1, 18, 12, size=9)


def _around(deck: _Deck, plan: Plan) -> None:
    deck.open("Qui décide ? La gouvernance")
    rows = [["Instance", "Qui ?", "Pour quoi faire ?", "Rythme"]]
    rows += [
        [body["name"], ", ".join(body["members"]), "\n".join(body["missions"]), body["frequency"]]
        for body in plan["governance"]
    ]
    deck.table(rows, 4)
    deck.open("Les grandes étapes de la convention")
    rows = [["Date", "Étape"], *([each["date"], each["text"]] for each in plan["milestones"])]
    deck.table(rows, 4)

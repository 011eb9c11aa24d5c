"""Deck saved as PDF: two slides for each fiche, columns first, then a grid of boxes under their labels."""

from __future__ import annotations

from html import escape
from io import BytesIO

from reportlab.lib.colors import HexColor, white
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from tests.documents.builders import Plan, axes

_WIDE, _HIGH = 960.0, 540.0
_BLUE, _SAND = HexColor("#1f4e79"), HexColor("#f4e9d8")
_BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=14, leading=17)
_BULLET = ParagraphStyle("bullet", parent=_BODY, leftIndent=14, bulletIndent=2)
_SMALL = ParagraphStyle("small", parent=_BODY, fontSize=11, leading=13)
_LABEL = ParagraphStyle("label", parent=_BODY, fontName="Helvetica-Bold", textColor=_BLUE, fontSize=15)
_TITLE = ParagraphStyle("title", fontName="Helvetica-Bold", fontSize=18, leading=21, textColor=white)
_HUGE = ParagraphStyle("huge", fontName="Helvetica-Bold", fontSize=30, leading=36, textColor=_BLUE)
_EVALUATED = (
    ("Indicateurs de réalisation", "realisation"),
    ("Indicateurs de résultat", "resultat"),
    ("Indicateurs d'impact", "impact"),
)
_REMINDER = (
    "Un cadre politique signé avec la Caf pour cinq ans",
    "Un projet qui couvre la petite enfance, l'enfance, la jeunesse et la parentalité",
    "Des engagements financiers garantis par le bonus territoire",
)
_SIGNS = {"constat": "Constats", "force": "Forces", "faiblesse": "Faiblesses", "enjeu": "Enjeux"}


class _Deck:
    """Slides one after the other, with their title band and their footer."""

    def __init__(self, plan: Plan) -> None:
        self.out = BytesIO()
        self.canvas = Canvas(self.out, pagesize=(_WIDE, _HIGH))
        self.plan = plan
        self.number = 1

    def text(self, words: str, style: ParagraphStyle, x: float, y: float, width: float) -> float:
        """Write from the height ``y`` down; gives the height that it reached."""
        bullet = "•" if style is _BULLET else None
        paragraph = Paragraph(escape(words), style, bulletText=bullet)
        _, high = paragraph.wrap(width, _HIGH)
        paragraph.drawOn(self.canvas, x, y - high)
        return float(y - high - 3)

    def box(self, label: str, items: list[str], x: float, y: float, width: float) -> float:
        """A label over its bullets; one alone stands without bullet."""
        y = self.text(label, _LABEL, x, y, width)
        for item in items:
            y = self.text(item, _BULLET if len(items) > 1 else _BODY, x, y, width)
        return y - 8

    def band(self, small: str, title: str) -> None:
        self.canvas.setFillColor(_BLUE)
        self.canvas.rect(0, _HIGH - 70, _WIDE, 70, stroke=0, fill=1)
        self.canvas.setFillColor(white)
        self.canvas.setFont("Helvetica", 10)
        self.canvas.drawString(40, _HIGH - 20, small)
        self.text(title, _TITLE, 40, _HIGH - 26, _WIDE - 80)

    def close(self) -> None:
        self.canvas.setFillColor(_BLUE)
        self.canvas.setFont("Helvetica", 8)
        self.canvas.drawString(40, 14, f"{self.plan['territory']} | CTG 2025-2029")
        self.canvas.drawRightString(_WIDE - 40, 14, str(self.number))
        self.canvas.showPage()
        self.number += 1


def build(plan: Plan) -> bytes:
    """The whole deck."""
    deck = _Deck(plan)
    deck.text(plan["title"], _HUGE, 80, 380, 800)
    deck.text(plan["territory"], _LABEL, 80, 320, 800)
    deck.text("2025-2029", _LABEL, 80, 300, 800)
    deck.text("Document validé par le comité de pilotage – Janvier 2025", _BODY, 80, 270, 800)
    deck.close()
    deck.band("Rappel", "Qu'est-ce qu'une convention territoriale globale ?")
    deck.box("Une démarche partenariale", list(_REMINDER), 40, 440, 860)
    deck.close()
    _diagnosis(deck)
    _synoptic(deck)
    for axis, groups in axes(plan):
        deck.text(f"Défi {axis['ref']}", _HUGE, 80, 330, 800)
        deck.text(axis["title"], _HUGE, 80, 280, 800)
        deck.close()
        for _, actions in groups:
            for action in actions:
                _why(deck, axis, action)
                _who(deck, axis, action)
    _recap(deck)
    _around(deck)
    deck.canvas.save()
    return deck.out.getvalue()


def _diagnosis(deck: _Deck) -> None:
    for theme in dict.fromkeys(each["theme"] for each in deck.plan["diagnosis"]):
        deck.band("Diagnostic partagé", theme)
        said = [each for each in deck.plan["diagnosis"] if each["theme"] == theme]
        for place, (kind, label) in enumerate(_SIGNS.items()):
            items = [each["text"] for each in said if each["kind"] == kind]
            deck.box(label, items, 40 + 450 * (place % 2), 440 - 190 * (place // 2), 410)
        deck.close()


def _synoptic(deck: _Deck) -> None:
    deck.band("Plan d'action", "Trois défis, douze fiches-actions")
    for place, (axis, groups) in enumerate(axes(deck.plan)):
        x = 40 + 300.0 * place
        y = deck.text(f"Défi {axis['ref']} : {axis['title']}", _LABEL, x, 440, 270) - 8
        for _, actions in groups:
            for action in actions:
                y = deck.text(f"{action['ref']}. {action['title']}", _BODY, x, y, 270) - 4
    deck.close()


def _why(deck: _Deck, axis: Plan, action: Plan) -> None:
    deck.band(f"Défi {axis['ref']} – {axis['title']}", f"Fiche {action['ref']} – {action['title']}")
    y = deck.box("Éléments de contexte", action["context"], 40, 445, 420)
    deck.box("Objectifs opérationnels", action["objectives"], 40, y - 10, 420)
    deck.canvas.setFillColor(_SAND)
    deck.canvas.rect(485, 40, 440, 420, stroke=0, fill=1)
    y, group = deck.text("Modalités de réalisation", _LABEL, 500, 445, 410), None
    for step in action["steps"]:
        if step["group"] != group:
            group = step["group"]
            y = deck.text(group, _LABEL, 500, y - 4, 410)
        y = deck.text(step["text"], _BULLET, 500, y, 410)
    deck.close()


def _who(deck: _Deck, axis: Plan, action: Plan) -> None:
    deck.band(f"Défi {axis['ref']} – {axis['title']}", f"Fiche {action['ref']} – {action['title']} (suite)")
    first = ("Pilotage", "Partenaires", "Ressources mobilisées")
    second = ("Place des habitants", "Échéancier", "Points de vigilance")
    rows = (
        zip(first, (action["pilots"], [", ".join(action["partners"])], action["resources"]), strict=True),
        zip(second, (action[name] for name in ("residents", "calendar", "success_conditions")), strict=True),
        tuple(
            (label, [each["text"] for each in action["indicators"] if each["kind"] == kind])
            for label, kind in _EVALUATED
        ),
    )
    y = 445.0
    for row in rows:
        shown = [(label, items) for label, items in row if items]
        y = min(deck.box(*cell, 40 + 300.0 * place, y, 270) for place, cell in enumerate(shown)) - 14
    deck.close()


def _recap(deck: _Deck) -> None:
    deck.band("Annexe", "Tableau de suivi")
    for column, words in enumerate(("Fiche", "Pilote", "Échéance")):
        deck.text(words, _LABEL, 40 + (0, 480, 720)[column], 450, 200)
    y = 428.0
    for action in deck.plan["actions"]:
        deck.text(action["pilots"][0], _SMALL, 520, y, 225)
        deck.text(action["calendar"][-1], _SMALL, 760, y, 170)
        deck.text(f"{action['ref']} {action['title']}", _SMALL, 40, y, 470)
        y -= 30
    deck.close()


def _around(deck: _Deck) -> None:
    deck.band("Gouvernance", "Les instances de la CTG")
    for place, body in enumerate(deck.plan["governance"]):
        x = 40 + 300.0 * place
        y = deck.text(body["name"], _LABEL, x, 440, 270)
        y = deck.text(f"Composition : {', '.join(body['members'])}", _BODY, x, y, 270)
        y = deck.text(f"Fréquence : {body['frequency']}", _BODY, x, y, 270)
        deck.box("Missions", body["missions"], x, y - 6, 270)
    deck.close()
    for role in deck.plan["roles"]:
        deck.band("Fiche mission", role["title"])
        deck.box("Principales missions", role["missions"], 40, 440, 800)
        deck.close()
    deck.band("Gouvernance", "Les temps forts de la convention")
    y = 440.0
    for milestone in deck.plan["milestones"]:
        y = deck.text(f"{milestone['date']} : {milestone['text']}", _BULLET, 40, y, 800)
    deck.close()

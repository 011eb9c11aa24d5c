"""A DOCX written by hand: no heading style, labels run in with their text, frames for numbers and dates."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from docx import Document
from docx.document import Document as DocumentObject
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from docx.shared import Pt
from docx.text.paragraph import Paragraph

Plan = dict[str, Any]

_SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_LEAD = (
    "La présente convention réunit la communauté de communes, ses dix-neuf communes et la caisse "
    "d'allocations familiales autour de trois enjeux. Elle a été préparée de novembre 2024 à mai 2025 "
    "par quatre groupes de travail."
)


def build(plan: Plan) -> bytes:
    """The fiches one after the other, after a cover and a summary typed with tabs."""
    document = Document()
    document.sections[0].footer.paragraphs[0].text = "CTG Chantevigne 2025-2028 – Fiches actions – juin 2025"
    for text, size in ((plan["territory"].upper(), 20), (plan["title"], 26), ("2025 – 2028", 18)):
        _typed(document, text, size=size, bold=True)
    _typed(document, "Juin 2025")
    _break(document)
    _typed(document, "SOMMAIRE", size=14, bold=True)
    page = 4
    for stake in plan["tree"]:
        _typed(document, f"ENJEU {stake['ref']} – {stake['title']}\t{page}", bold=True)
        for leaf in stake["children"]:
            page += 1
            _typed(document, f"\tFiche n°{leaf['ref']} : {leaf['title']}\t{page}")
    _break(document)
    _typed(document, "Avant-propos", size=14, bold=True)
    _typed(document, _LEAD)
    actions = {action["ref"]: action for action in plan["actions"]}
    for stake in plan["tree"]:
        _break(document)
        _typed(document, f"ENJEU {stake['ref']} – {stake['title'].upper()}", size=18, bold=True)
        for leaf in stake["children"]:
            _fiche(document, actions[leaf["ref"]])
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _typed(document: DocumentObject, text: str, *, size: int = 11, bold: bool = False) -> Paragraph:
    paragraph = document.add_paragraph()
    run = paragraph.add_run(text)
    run.bold = bold or None
    run.font.size = Pt(size)
    return paragraph


def _break(document: DocumentObject) -> None:
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _run_in(document: DocumentObject, label: str, text: str) -> None:
    """« **Label :** text » on one line."""
    paragraph = document.add_paragraph()
    paragraph.add_run(f"{label} : ").bold = True
    paragraph.add_run(text)


def _list(document: DocumentObject, label: str, texts: list[str]) -> None:
    """The label run in with the first item, the others typed under it with a sign."""
    if len(texts) == 1:
        _run_in(document, label, texts[0])
        return
    document.add_paragraph().add_run(f"{label} :").bold = True
    for text in texts:
        document.add_paragraph(f"▪ {text}")


def _frame(paragraph: Paragraph, lines: list[str]) -> None:
    """A text box anchored in ``paragraph``."""
    inner = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    paragraph.add_run()._r.append(
        parse_xml(
            f"<w:pict {_SPACES}><v:shape style='width:220pt;height:60pt'><v:textbox>"
            f"<w:txbxContent>{inner}</w:txbxContent></v:textbox></v:shape></w:pict>"
        )
    )


def _fiche(document: DocumentObject, action: Plan) -> None:
    _frame(document.add_paragraph(), [f"FICHE N°{action['ref']}", action["title"]])
    _list(document, "Pourquoi agir", action["context"])
    _list(document, "Finalités", action["objectives"])
    document.add_paragraph().add_run("Modalités de mise en œuvre :").bold = True
    for step in action["steps"]:
        document.add_paragraph(step["text"], style="List Number")
        for substep in step["substeps"]:
            document.add_paragraph(f"o {substep}")
    _run_in(document, "Chef(s) de file", " ; ".join(action["pilots"]))
    _run_in(document, "Partenaires mobilisés", ", ".join(action["partners"]))
    _run_in(document, "Public cible", "habitants de la communauté de communes")
    _list(document, "Moyens", action["resources"])
    _list(document, "Conditions de réussite et points de vigilance", action["success_conditions"])
    _frame(document.add_paragraph(), ["CALENDRIER PRÉVISIONNEL", *action["calendar"]])
    _list(document, "Critères d'évaluation", [each["text"] for each in action["indicators"]])

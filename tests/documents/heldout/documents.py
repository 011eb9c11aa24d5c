"""Every held-out document: its name, its bytes as a territory would send it, and its gold plan."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.documents.heldout import classeur_xlsx, couleurs_pdf, word_docx
from tests.documents.heldout.annotated import Plan, text_and_plan

_HERE = Path(__file__).parent
_BUILT: dict[str, tuple[str, Callable[[Plan], bytes]]] = {
    "classeur": ("xlsx", classeur_xlsx.build),
    "word": ("docx", word_docx.build),
    "couleurs": ("pdf", couleurs_pdf.build),
}
NAMES = sorted(path.name.removesuffix(".annotated.txt") for path in _HERE.glob("*.annotated.txt"))


def held_out(name: str) -> tuple[str, bytes, Plan]:
    """The file name, the bytes and the plan of the document called ``name``."""
    text, plan = text_and_plan(_HERE / f"{name}.annotated.txt")
    if name in _BUILT:
        extension, build = _BUILT[name]
        return f"{name}.{extension}", build(plan), plan
    return f"{name}.txt", text.encode("utf-8"), plan

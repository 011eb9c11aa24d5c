"""Documents with macros and formulas that start programs: what they say is text, and nothing runs."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from functools import partial
from io import BytesIO

from openpyxl import Workbook

from tests.documents.builders import Plan
from tests.documents.builders.headings_docx import build_headings_docx
from tests.documents.builders.sheets import build_one_sheet
from tests.documents.builders.slides_pptx import build_columns_pptx
from tests.fuzz.corpus import short_plan
from tests.fuzz.hostile.hostile import PLAN_LINES, Hostile

_STARTS_A_PROGRAM = "=cmd|' /C calc'!A0"
_FOLDERS = {"docm": "word", "xlsm": "xl", "pptm": "ppt"}
_OPEN = b"vnd.openxmlformats-officedocument."
_MAIN_TYPES = {
    "docm": (_OPEN + b"wordprocessingml.document.main+xml", b"vnd.ms-word.document.macroEnabled.main+xml"),
    "xlsm": (_OPEN + b"spreadsheetml.sheet.main+xml", b"vnd.ms-excel.sheet.macroEnabled.main+xml"),
    "pptm": (
        _OPEN + b"presentationml.presentation.main+xml",
        b"vnd.ms-powerpoint.presentation.macroEnabled.main+xml",
    ),
}


def _with_macros(build: Callable[[Plan], bytes], extension: str) -> bytes:
    """A sound document that says it holds macros, and some bytes in their place."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(build(short_plan()))) as before, zipfile.ZipFile(out, "w") as after:
        for each in before.namelist():
            content = before.read(each)
            if each == "[Content_Types].xml":
                content = content.replace(*_MAIN_TYPES[extension])
            after.writestr(each, content)
        after.writestr(f"{_FOLDERS[extension]}/vbaProject.bin", b"\xd0\xcf\x11\xe0" + bytes(4000))
    return out.getvalue()


def _formulas() -> bytes:
    """Formulas as text, as formulas never computed, and as links to other workbooks."""
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.append(["Axe", "Action", "Pilote", "Calendrier"])
    sheet.append(["Axe 1 : Accueillir", "Action 1.1 : Ouvrir un relais", "Mairie", "2025"])
    sheet.append(["", "Action 1.2 : Former", "'" + _STARTS_A_PROGRAM, "2026"])
    sheet["C3"].data_type = "s"
    sheet["D4"] = '=WEBSERVICE("http://ailleurs.invalid/")'
    sheet["B4"] = "=[1]Feuille!A1"
    out = BytesIO()
    workbook.save(out)
    return out.getvalue()


def _csv() -> bytes:
    rows = ["Axe;Action;Pilote", f"Axe 1 : Accueillir;Action 1.1 : Ouvrir;{_STARTS_A_PROGRAM}"]
    return "\n".join([*rows, ";Action 1.2 : Former;@SUM(1+1)"]).encode()


def _page() -> bytes:
    body = "".join(f"<p>{line}</p>" for line in PLAN_LINES)
    script = "<script>document.title='x'</script><iframe src='file:///etc/passwd'></iframe>"
    image = "<img src=x onerror=x()>"
    return f"<!DOCTYPE html><html><body onload='x()'>{script}{body}{image}</body></html>".encode()


MACROS: tuple[Hostile, ...] = (
    Hostile("macros.docm", partial(_with_macros, build_headings_docx, "docm")),
    Hostile("macros.xlsm", partial(_with_macros, build_one_sheet, "xlsm")),
    Hostile("macros.pptm", partial(_with_macros, build_columns_pptx, "pptm")),
    Hostile("formulas.xlsx", _formulas, None, _STARTS_A_PROGRAM),
    Hostile("formulas.csv", _csv, None, _STARTS_A_PROGRAM),
    Hostile("script.html", _page, None, "micro-crèche"),
)

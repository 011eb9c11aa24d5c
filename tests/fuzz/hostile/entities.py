"""Entities that grow or reach for other files, in every format made of XML."""

from __future__ import annotations

import zipfile
from functools import partial
from io import BytesIO

from tests.documents.builders.sheets import build_one_sheet
from tests.documents.builders.slides_pptx import build_columns_pptx
from tests.fuzz.corpus import short_plan
from tests.fuzz.hostile.hostile import PLAN_LINES, Hostile, docx_body, odt_body
from tests.intake.readers.office import docx
from tests.intake.readers.opendocument import opendocument

_LAUGHS = "".join(f'<!ENTITY l{each} "{f"&l{each - 1};" * 10}">' for each in range(1, 10))
_DTDS = {
    "laughs": f'<!DOCTYPE r [<!ENTITY l0 "lol">{_LAUGHS}]>',
    "external": '<!DOCTYPE r [<!ENTITY l9 SYSTEM "file:///etc/passwd">]>',
    "remote": '<!DOCTYPE r SYSTEM "http://ailleurs.invalid/r.dtd" [<!ENTITY l9 "a">]>',
}


def _with_dtd(data: bytes, member: str, dtd: str) -> bytes:
    """``data`` with a DTD at the head of one member, and its entity used at the first text."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for each in before.namelist():
            content = before.read(each)
            if each == member:
                declaration, mark, rest = content.rpartition(b"?>")
                rest = rest.replace(b"</", b"&l9;</", 1)
                content = declaration + mark + dtd.encode() + rest
            after.writestr(each, content)
    return out.getvalue()


def _docx(dtd: str) -> bytes:
    return _with_dtd(docx(docx_body()), "word/document.xml", dtd)


def _odt(dtd: str) -> bytes:
    return _with_dtd(opendocument("text", odt_body()), "content.xml", dtd)


def _xlsx(dtd: str) -> bytes:
    return _with_dtd(build_one_sheet(short_plan()), "xl/worksheets/sheet1.xml", dtd)


def _pptx(dtd: str) -> bytes:
    return _with_dtd(build_columns_pptx(short_plan()), "ppt/slides/slide1.xml", dtd)


def _html(dtd: str) -> bytes:
    body = "".join(f"<p>{line} &l9;</p>" for line in PLAN_LINES)
    return f"{dtd.replace('DOCTYPE r', 'DOCTYPE html')}<html><body>{body}</body></html>".encode()


def _svg(dtd: str) -> bytes:
    body = "".join(f"<text>{line} &l9;</text>" for line in PLAN_LINES)
    return f'<?xml version="1.0"?>{dtd}<svg xmlns="http://www.w3.org/2000/svg">{body}</svg>'.encode()


_BUILDERS = {"docx": _docx, "odt": _odt, "xlsx": _xlsx}
ENTITIES: tuple[Hostile, ...] = (
    *(
        Hostile(f"{dtd}.{extension}", partial(build, text), "définitions XML")
        for extension, build in _BUILDERS.items()
        for dtd, text in _DTDS.items()
        if dtd == "laughs" or extension in {"docx", "odt"}
    ),
    # The slide is left out and told; the others are read.
    Hostile("laughs.pptx", partial(_pptx, _DTDS["laughs"]), None, "Action"),
    *(Hostile(f"{dtd}.html", partial(_html, text), None, "micro-crèche") for dtd, text in _DTDS.items()),
    Hostile("laughs.svg", partial(_svg, _DTDS["laughs"]), "."),
)

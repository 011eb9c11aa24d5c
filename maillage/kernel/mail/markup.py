"""The HTML twin of a letter, made of its text alone: the same words, laid out for a phone.

No picture, nothing fetched, no address but those of the text: a letter tells nobody that it was opened.
The style is in the elements, for the mail programs that forget every sheet.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

SIGNATURE = "-- "
"""The line after which a letter speaks of itself (RFC 3676): who it is for, how to receive no more."""

_ADDRESS = r"https?://[^\s<>\"«»]+[^\s<>\"«».,;:!?)\]]"
_ANYWHERE, _ALONE = re.compile(_ADDRESS), re.compile(rf"\s*({_ADDRESS})\s*")
_ITEM, _MORE = "  - ", "    "
_INK, _DIM, _ACCENT = "#172226", "#5a666c", "#0b5a63"
_PAGE = """\
<!doctype html>
<html lang="fr"><head><meta charset="utf-8">\
<meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title></head>
<body style="margin:0;padding:20px;background:#ffffff;color:{ink};\
font:17px/1.5 'Source Sans 3','Segoe UI',Roboto,Helvetica,Arial,sans-serif">
<div style="max-width:36em;overflow-wrap:anywhere">
{main}{foot}</div></body></html>
"""
_FOOT = '<div style="margin-top:32px;color:{dim};font-size:15px">\n{last}</div>\n'


def html_of(subject: str, text: str) -> str:
    """``text`` as a whole page of HTML.

    Paragraphs end with an empty line; « - » starts an item; a line that ends with a colon, then an
    address alone, is a link in these words, the last one before the signature a button.
    """
    head, signed, tail = text.rpartition(f"\n{SIGNATURE}\n")
    blocks = _blocks(head if signed else tail)
    acts = [index for index, block in enumerate(blocks) if _act(block)]
    main = _lines(_block(block, button=index in acts[-1:]) for index, block in enumerate(blocks))
    foot = _FOOT.format(dim=_DIM, last=_lines(map(_block, _blocks(tail)))) if signed else ""
    return _PAGE.format(title=escape(subject), ink=_INK, main=main, foot=foot)


def _blocks(text: str) -> list[str]:
    return [block for block in re.split(r"\n\s*\n", text.strip("\n")) if block.strip()]


def _lines(parts: Iterable[str]) -> str:
    return "".join(f"{part}\n" for part in parts)


def _act(block: str) -> tuple[str, str] | None:
    """The words and the address of a link told on two lines."""
    words, _, address = block.partition("\n")
    found = _ALONE.fullmatch(address)
    return (words.rstrip(" \u00a0:"), found[1]) if found and words.rstrip().endswith(":") else None


def _block(block: str, *, button: bool = False) -> str:
    if act := _act(block):
        return _paragraph(_link(act[1], escape(act[0]), _BUTTON if button else _PLAIN))
    lines = block.split("\n")
    if all(line.startswith((_ITEM, _MORE)) for line in lines) and lines[0].startswith(_ITEM):
        return f'<ul style="margin:0 0 16px;padding-left:22px">{"".join(_items(lines))}</ul>'
    return _paragraph("<br>".join(_linked(line) for line in lines))


_PLAIN = f"color:{_ACCENT}"
_BUTTON = (
    f"display:inline-block;padding:12px 20px;border-radius:6px;background:{_ACCENT};color:#ffffff;"
    "font-weight:600;text-decoration:none"
)


def _items(lines: list[str]) -> list[str]:
    items: list[tuple[str, str]] = []
    for line in lines:
        found = _ALONE.fullmatch(line)
        if line.startswith(_ITEM):
            items.append((_linked(line.removeprefix(_ITEM)), ""))
        elif found:
            items[-1] = (items[-1][0], found[1])
        else:
            items[-1] = (f"{items[-1][0]} {_linked(line.strip())}", items[-1][1])
    linked = (_link(to, words, _PLAIN) if to and "<a " not in words else words for words, to in items)
    return [f'<li style="margin-bottom:4px">{one}</li>' for one in linked]


def _paragraph(content: str) -> str:
    return f'<p style="margin:0 0 16px">{content}</p>'


def _link(address: str, words: str, style: str) -> str:
    return f'<a href="{escape(address)}" style="{style}">{words}</a>'


def _linked(line: str) -> str:
    """``line`` escaped, its addresses opened by a press."""
    parts, end = [], 0
    for found in _ANYWHERE.finditer(line):
        parts += [escape(line[end : found.start()]), _link(found[0], escape(found[0]), _PLAIN)]
        end = found.end()
    return "".join([*parts, escape(line[end:])])

"""A web page read as blocks: its main part, without what stands around it."""

from __future__ import annotations

import re

from lxml import etree

from maillage.intake.readers.blocks import Source, SourceFormat
from maillage.intake.readers.errors import DamagedFileError, EmptyFileError, OversizedFileError
from maillage.intake.readers.html.decoding import page_of
from maillage.intake.readers.html.flow import FlowReader
from maillage.intake.readers.html.pieces import write_pieces
from maillage.intake.readers.html.styles import Styles
from maillage.intake.readers.limits import MAX_MARKUP_CHARACTERS
from maillage.intake.readers.writing import SourceWriter

#: Pictures written into the page itself.
_INLINE_DATA = re.compile(r"data:[\w.+-]+/[\w.+-]+;base64,[A-Za-z0-9+/=%\s]+")
_FEWEST_WORDS_OF_MAIN = 30


def read_html(data: bytes, name: str) -> Source:
    """Read a page, or a page with its files (MHTML). Raises the errors of :mod:`errors`."""
    root = parsed(_INLINE_DATA.sub("data:", page_of(data)))
    reader = FlowReader(Styles.of(root))
    reader.read(_main(root))
    writer = SourceWriter(name, SourceFormat.HTML)
    write_pieces(writer, reader.pieces)
    if not any(block.text.strip() for block in writer.blocks):
        raise EmptyFileError(
            "Cette page web ne contient pas de texte\u00a0: il s’affiche sans doute après coup. "
            "Imprimez-la en PDF depuis votre navigateur, puis réessayez."
        )
    return writer.source()


def parsed(markup: str) -> etree._Element:
    """The root of ``markup``. Raises the errors of :mod:`errors`."""
    if len(markup) > MAX_MARKUP_CHARACTERS:
        raise OversizedFileError(
            "Cette page web est trop lourde. N’en gardez que le plan d’action, ou imprimez-la en PDF."
        )
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        root = etree.fromstring(markup.replace("\x00", "").encode("utf-8", "replace"), parser)
    except etree.LxmlError as error:
        raise DamagedFileError(
            "Cette page web est abîmée\u00a0: elle ne s’ouvre pas. Enregistrez-la à nouveau, puis réessayez."
        ) from error
    if any("Excessive depth" in each.message for each in parser.error_log):
        raise DamagedFileError(
            "Cette page web emboîte trop d’éléments pour être lue. Imprimez-la en PDF, puis réessayez."
        )
    if root is None:
        raise EmptyFileError("Cette page web est vide. Choisissez celle qui contient le plan d’action.")
    return root


def _main(root: etree._Element) -> etree._Element:
    """The main part of the page where it says which one it is, else all of it."""
    found = [each for each in root.iter("main", "div") if each.tag == "main" or each.get("role") == "main"]
    if len(found) == 1 and len("".join(map(str, found[0].itertext())).split()) >= _FEWEST_WORDS_OF_MAIN:
        return found[0]
    body: etree._Element | None = root.find("body")
    return root if body is None else body

"""The parts of an OpenDocument file: what it says, and the styles that it says it with."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from maillage.intake.readers.archive import Archive
from maillage.intake.readers.errors import DamagedFileError, EncryptedFileError
from maillage.intake.readers.odf.lists import ListStyles
from maillage.intake.readers.odf.styles import Styles
from maillage.intake.readers.xml import child

_MANIFEST = "META-INF/manifest.xml"
_ENCRYPTED = (b"encryption-data", b"encrypted-package")


@dataclass(frozen=True, slots=True)
class OpenDocument:
    """``body`` holds the text, the slides or the sheets."""

    body: Element
    styles: Styles
    lists: ListStyles


def open_document(data: bytes, kind: str) -> OpenDocument:
    """The document in ``data``, whose body is a « text », a « presentation » or a « spreadsheet ».

    Raises EncryptedFileError or DamagedFileError, besides those of the archive.
    """
    archive = Archive(data)
    names = archive.names
    manifest = archive.read(_MANIFEST) if _MANIFEST in names else b""
    if any(mark in manifest for mark in _ENCRYPTED):
        raise EncryptedFileError(
            "Un mot de passe protège ce document. Enregistrez-en une copie sans mot de passe, puis réessayez."
        )
    root = archive.xml("content.xml") if "content.xml" in names else None
    body = child(root, "body", kind)
    if root is None or body is None:
        raise DamagedFileError(
            "Ce fichier OpenDocument est incomplet\u00a0: son contenu manque. "
            "Enregistrez-le à nouveau dans votre logiciel, puis réessayez."
        )
    common = archive.xml("styles.xml") if "styles.xml" in names else None
    holders = [child(common, "styles"), child(root, "automatic-styles")]
    kept = [holder for holder in holders if holder is not None]
    return OpenDocument(body, Styles(kept), ListStyles(kept))

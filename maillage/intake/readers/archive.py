"""A zip archive of an Office file, opened with suspicion.

Sizes are checked twice: in the directory before anything is expanded, and again
while a member is read, because a directory may lie.
"""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from maillage.intake.readers import limits
from maillage.intake.readers.errors import DamagedFileError, EncryptedFileError, OversizedFileError

_CHUNK_BYTES = 256 * 1024
_ENCRYPTED_FLAG = 0x1
_ENTRY = b"PK\x01\x02"

_DAMAGED = (
    "Ce fichier est abîmé\u00a0: son contenu ne se lit pas jusqu’au bout. "
    "Ouvrez-le dans votre logiciel, enregistrez-le à nouveau, puis réessayez."
)
_TOO_LARGE = (
    "Ce fichier devient démesuré une fois décompressé, il n’est pas lu. "
    "Si c’est bien votre document, enregistrez-le en PDF et réessayez."
)
_ENTITIES = (
    "Ce fichier contient des définitions XML qu’aucun document bureautique ne contient, il n’est pas lu. "
    "Enregistrez-le à nouveau dans votre logiciel."
)


class Archive:
    """The members of an Office file, read under the limits of :mod:`limits`."""

    def __init__(self, data: bytes) -> None:
        """Open ``data`` and check its directory.

        Raises DamagedFileError, EncryptedFileError or OversizedFileError.
        """
        # Before the directory is even listed: each of its entries starts so, and costs memory.
        if data.count(_ENTRY) > limits.MAX_MEMBERS:
            raise OversizedFileError(_TOO_LARGE)
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise DamagedFileError(_DAMAGED) from error
        self._left = limits.MAX_EXPANDED_BYTES
        self._check_directory(len(data))

    def _check_directory(self, compressed: int) -> None:
        members = self._zip.infolist()
        if any(member.flag_bits & _ENCRYPTED_FLAG for member in members):
            raise EncryptedFileError(
                "Un mot de passe protège ce fichier. Enregistrez-en une copie sans mot de passe."
            )
        expanded = sum(member.file_size for member in members)
        xml = sum(member.file_size for member in members if is_xml(member.filename))
        swollen = expanded > limits.RATIO_FLOOR_BYTES and expanded > limits.MAX_RATIO * compressed
        too_much = expanded > limits.MAX_EXPANDED_BYTES or xml > limits.MAX_XML_BYTES
        if swollen or too_much or len(members) > limits.MAX_MEMBERS:
            raise OversizedFileError(_TOO_LARGE)

    @property
    def names(self) -> frozenset[str]:
        """The names of all members."""
        return frozenset(self._zip.namelist())

    def read(self, name: str, most: int | None = None) -> bytes:
        """The bytes of one member, the first ``most`` where it is given.

        Raises KeyError when there is none of that name.
        """
        parts: list[bytes] = []
        try:
            with self._zip.open(name) as member:
                if most is not None:
                    return member.read(most)
                while chunk := member.read(_CHUNK_BYTES):
                    self._left -= len(chunk)
                    if self._left < 0:
                        raise OversizedFileError(_TOO_LARGE)
                    parts.append(chunk)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
            raise DamagedFileError(_DAMAGED) from error
        return b"".join(parts)

    def xml(self, name: str) -> Element:
        """The root of one XML member. Raises KeyError, or DamagedFileError when it is not XML."""
        return parse_xml(self.read(name))

    def check_xml(self) -> None:
        """Read every XML member once and refuse those that declare entities.

        For libraries that open the archive by themselves afterwards.
        """
        for name in self._zip.namelist():
            if is_xml(name):
                content = self.read(name)
                if b"<!DOCTYPE" in content or b"<!ENTITY" in content or b"\x00<\x00!\x00" in content:
                    raise DamagedFileError(_ENTITIES)


def is_xml(name: str) -> bool:
    """Whether a member is an XML part, by its name."""
    return name.endswith((".xml", ".rels", ".vml"))


def parse_xml(content: bytes) -> Element:
    """Parse without any DTD. Raises DamagedFileError with a French sentence."""
    try:
        root: Element = fromstring(content, forbid_dtd=True)
    except DefusedXmlException as error:
        raise DamagedFileError(_ENTITIES) from error
    except (ParseError, ValueError, LookupError) as error:
        raise DamagedFileError(_DAMAGED) from error
    return root

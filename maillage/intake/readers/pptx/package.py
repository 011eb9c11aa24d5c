"""The parts of a deck and how they refer to each other."""

from __future__ import annotations

import posixpath
from xml.etree.ElementTree import Element

from maillage.intake.readers.archive import Archive
from maillage.intake.readers.errors import DamagedFileError
from maillage.intake.readers.xml import attribute, child, children, relation

MAIN = "ppt/presentation.xml"


class Package:
    """The XML parts of one deck. Layouts and masters are parsed once, slides are not kept."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._names = archive.names
        self._kept: dict[str, Element | None] = {}
        self.presentation = archive.xml(MAIN)

    def part(self, name: str) -> Element | None:
        """The root of a part, None where the file lacks it or it cannot be read."""
        if name not in self._names:
            return None
        try:
            return self._archive.xml(name)
        except DamagedFileError:
            return None

    def shared(self, name: str) -> Element | None:
        """A part that several slides refer to."""
        if name not in self._kept:
            self._kept[name] = self.part(name)
        return self._kept[name]

    def relations(self, name: str) -> dict[str, tuple[str, str]]:
        """What a part refers to inside the file: identifier → (last word of its type, part)."""
        folder, base = posixpath.split(name)
        found: dict[str, tuple[str, str]] = {}
        for each in children(self.part(f"{folder}/_rels/{base}.rels"), "Relationship"):
            target = attribute(each, "Target") or ""
            if attribute(each, "TargetMode") == "External" or not target:
                continue
            path = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
            kind = (attribute(each, "Type") or "").rpartition("/")[2]
            found[attribute(each, "Id") or ""] = (kind, posixpath.normpath(path))
        return found

    def related(self, name: str, kind: str) -> str | None:
        """The first part of that kind that ``name`` refers to."""
        return next((target for found, target in self.relations(name).values() if found == kind), None)

    def slide_parts(self) -> list[str]:
        """The slides in the order of the show."""
        relations = self.relations(MAIN)
        listed = children(child(self.presentation, "sldIdLst"), "sldId")
        targets = [relations.get(relation(each), ("", "")) for each in listed]
        return [target for kind, target in targets if kind == "slide"]

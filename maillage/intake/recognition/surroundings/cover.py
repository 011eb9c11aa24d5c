"""The cover: title, territory, period and date of the document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from maillage.intake.readers.blocks import BlockKind
from maillage.intake.recognition.document import Period
from maillage.intake.recognition.units.unit import Unit
from maillage.intake.recognition.words.text import fold

_COVER = 45
_TITLE = re.compile(
    r"convention territoriale globale|plan d ?actions?|projet social|schema|feuille de route|\bctg\b"
)
_MONTHS = (
    "janvier",
    "fevrier",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "aout",
    "septembre",
    "octobre",
    "novembre",
    "decembre",
)
_PUBLISHED = re.compile(
    rf"^(?:le )?(?:\d{{1,2}} (?:er )?)?(?P<month>{'|'.join(_MONTHS)}) (?P<year>20\d\d)$|(?:version|"
    rf"maj|mise a jour|edition)\D*(?P<month2>{'|'.join(_MONTHS)}) (?P<year2>20\d\d)"
    rf"|(?:copil|comite|conseil|seance|reunion|atelier|valide|adopte|signe|fait a)\b.{{0,60}}?"
    rf"(?P<month3>{'|'.join(_MONTHS)}) (?P<year3>20\d\d)"
)
_PERIOD = re.compile(r"(?<!\d)(20\d{2})\s*(?:-|–|/|à|au)\s*(20\d{2})(?!\d)")
_DURATION_END = re.compile(r"dur[ée]e de la (?:ctg|convention)[^\d]*\d+\s*ans\s*\((20\d{2})\)", re.IGNORECASE)
_BODY = (
    r"(?:communauté\s+(?:de\s+communes|d['’]agglomération|urbaine)|communaut[ée]|agglomération|métropole|"
    r"\bCC|\bCA|ville|commune|pays|syndicat|SIVOM|SIVU|PETR|EPCI)"
)
_TERRITORY = re.compile(rf"\b{_BODY}\b", re.IGNORECASE)
_WHOLE_BODY = re.compile(
    r"^(?:communauté (?:de|d['’]|urbaine)|ville|commune|syndicat|métropole)", re.IGNORECASE
)
_ENDING_YEARS = re.compile(r"\s*20\d\d\s*[-–/]\s*20\d\d\s*$")
_BODY_ALONE = re.compile(rf"^(?:la |le )?{_BODY}$", re.IGNORECASE)
_OF_NAME = re.compile(r"^(?:de la|de l['’]|du|des|de|d['’])\s*[A-ZÀ-Ý]")
#: The name of a body within a longer line.
_NAMED_BODY = re.compile(
    rf"(?i:{_BODY})\s+(?:de la |de l['’]|du |des |de |d['’])?[A-ZÀ-Ý][\w’'-]+"
    r"(?:[ -](?:(?!CTG\b|Convention\b|Plan\b)[A-ZÀ-Ý][\w’'-]+|d['’][A-ZÀ-Ý][\w-]+|"
    r"(?:sur|en|la|le|les|lès|de|du|des|et)(?= )))*"
)
_OF_TOWN = re.compile(
    r"\b(?:Ville|Mairie|Commune)\s+(?:de\s+|d['’]|du\s+|des\s+)?([A-ZÀ-Ý][\w’'-]+(?:[ "
    r"-](?:[A-ZÀ-Ý][\w’'-]+|sur|en|la|le|les|lès|de|du))*)"
)
_CTG = re.compile(r"convention territoriale globale|\bCTG\b", re.IGNORECASE)
_PHRASES = re.compile(
    r"(?i)(?:la |une )?convention territoriale globale|(?:le |projet de )?plan d['’]actions?(?: "
    r"détaillé)?|\bctg\b|copil|"
    r"comité de pilotage|projet de(?= convention)|20\d\d\s*[-–/]\s*20\d\d|\b20\d\d\b"
)
_LONGEST_TERRITORY = 9
_SHORT_TITLE = 3
_OBJECT = re.compile(r"^objet\s*:", re.IGNORECASE)
_ENOUGH = 3
#: A line of the cover that says when or where the document was shown, or which part of it this is.
_OCCASION = re.compile(r"\b(?:copil|comite|conseil|seance|reunion|annexe|partie)\b")
_AGENDA = re.compile(r"ordre du jour|deroule|sommaire")
_CTG_OF = re.compile(r"\bCTG (?:de la |de l['’]|du |de )([A-ZÀ-Ý][\w’'-]+(?: [A-ZÀ-Ý][\w’'-]+)*)")
_LEADING = re.compile(
    r"^\W*(?:(?:[Ll]a|[Ll]e|[Nn]otre|[Uu]ne?)\s+(?=d[eu]\b))?"
    r"(?:de la|de l['’]|du|des|de|d['’]|pour la|pour le)?\s+"
)
_SIGNED = re.compile(r"^fait a .{2,60} le ")


@dataclass(slots=True)
class Cover:
    """What the first pages say of the document."""

    territory: str | None = None
    title: str | None = None
    period: Period = field(default_factory=Period)
    published: str | None = None


def cover_of(units: Sequence[Unit]) -> Cover:
    """Read the first units, and the whole document for what the cover leaves out."""
    first = [u for u in units[:_COVER] if _is_line(u)]
    cover = Cover(title=_title(first), published=_published(first), period=_period(first))
    cover.territory = _territory(first) or _town(units) or _signatory(units)
    cover.title = _without_territory(cover.title, cover.territory)
    if cover.published is None:
        cover.published = _published([unit for unit in units if _SIGNED.match(fold(unit.text))])
    if cover.period.start is None:
        cover.period = _late_period(units, cover.published)
    return cover


def _without_territory(title: str | None, territory: str | None) -> str | None:
    """« Communauté de communes X Convention territoriale globale »: the lines of a cover read as one."""
    if title is None or territory is None or territory not in title or not _WHOLE_BODY.match(territory):
        return title
    rest = _ENDING_YEARS.sub("", title.replace(territory, " "))
    rest = " ".join(rest.split()).strip(" -–:")
    return rest if _TITLE.search(fold(rest)) else title


def _is_line(unit: Unit) -> bool:
    if unit.kind not in (BlockKind.PARAGRAPH, BlockKind.HEADING) or unit.cell or not unit.text:
        return False
    return unit.entry is None


def _title(first: Sequence[Unit]) -> str | None:
    lines = [
        unit
        for unit in first[:12]
        if _TITLE.search(fold(unit.text)) and len(unit.text.split()) <= 16 and not _OBJECT.match(unit.text)
    ]
    if not lines:
        return first[0].text if first else None
    title = lines[0].text
    if len(lines) > 1 and _TITLE.search(fold(lines[1].text)) and fold(lines[1].text) not in fold(title):
        close = first.index(lines[1]) - first.index(lines[0]) <= 2
        if (
            close
            and ("plan" not in fold(title) or len(title.split()) <= _SHORT_TITLE)
            and not _OCCASION.search(fold(lines[1].text))
        ):
            title = f"{title} {lines[1].text}"
    return title


def _published(first: Sequence[Unit]) -> str | None:
    for unit in first:
        match = _PUBLISHED.search(fold(unit.text))
        if match:
            month = match["month"] or match["month2"] or match["month3"]
            year = match["year"] or match["year2"] or match["year3"]
            return f"{year}-{_MONTHS.index(month) + 1:02d}"
    return None


def _period(first: Sequence[Unit]) -> Period:
    for unit in first:
        match = _PERIOD.search(unit.text)
        if match and int(match[1]) < int(match[2]) <= int(match[1]) + 10:
            return Period(int(match[1]), int(match[2]))
    return Period()


def _late_period(units: Sequence[Unit], published: str | None) -> Period:
    for unit in units:
        match = _DURATION_END.search(unit.text)
        if match:
            return Period(int(published[:4]) if published else None, int(match[1]))
    return Period()


def _territory(first: Sequence[Unit]) -> str | None:
    lines = [
        unit.text
        for unit in first[:14]
        if unit.entry is None and unit.label is None and not _AGENDA.search(fold(unit.text))
    ]
    lines = _rejoined(lines)
    bodies = [_without_phrases(text) for text in lines if _TERRITORY.search(text)]
    named = [_without_phrases(text) for text in lines if _CTG.search(text)]
    for name, least in [*((body, 2) for body in bodies), *((name, 1) for name in named)]:
        words = name.split()
        if _BODY_ALONE.match(name) or " – " in name:
            continue
        inside = _NAMED_BODY.search(name)
        if inside is not None and inside.start() > 0:
            return inside[0]
        if least <= len(words) <= _LONGEST_TERRITORY and any(c.isupper() for c in name):
            return name
    inside = next((match for text in lines if (match := _NAMED_BODY.search(text))), None)
    return inside[0] if inside else None


def _rejoined(lines: Sequence[str]) -> list[str]:
    """« Communauté de communes » over « du Val d'Orne »: one name on two lines."""
    joined: list[str] = []
    for line in lines:
        if joined and _BODY_ALONE.match(joined[-1]) and _OF_NAME.match(line):
            joined[-1] = f"{joined[-1]} {line}"
        else:
            joined.append(line)
    return joined


def _without_phrases(text: str) -> str:
    """What is left of a cover's line once the document's kind and years are taken out."""
    clean = _PHRASES.sub(" ", text)
    clean = _LEADING.sub("", f" {clean}")
    return " ".join(clean.split()).strip(" -–:*,.")


def _signatory(units: Sequence[Unit]) -> str | None:
    """« la CTG de la CCXY »: whose convention it is said to be, most often."""
    names = Counter(match[1] for unit in units for match in _CTG_OF.finditer(unit.text))
    return names.most_common(1)[0][0] if names else None


def _town(units: Sequence[Unit]) -> str | None:
    names = Counter(match[1].strip() for unit in units for match in _OF_TOWN.finditer(unit.text))
    best = names.most_common(1)
    return best[0][0] if best and best[0][1] >= _ENOUGH else None

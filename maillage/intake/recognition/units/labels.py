"""Headings found where they are: alone, before a colon, glued to what follows."""

from __future__ import annotations

import re

from maillage.intake.recognition.words.levels import named_entry
from maillage.intake.recognition.words.sections import Label, Section, label_of
from maillage.intake.recognition.words.text import is_shouted, plain

_GLUE = re.compile(r"(?<=[^\s*])\*\*+(?=[^\s*])")
_EDGES = " :;.*–—-|?"
_QUESTION = re.compile(
    r"^(?:qui|quand|pourquoi|avec|pour|comment|combien|o[uù]|quel|que|ce que|à quoi)\b", re.IGNORECASE
)
_LINKING = re.compile(r"^(?:DE|DU|DES|LA|LE|LES|ET|AU|AUX|À|D['’]|L['’])(?:\b|(?<=['’]))")
_LINK_ALONE = re.compile(r"^(?:DE|DU|DES|LA|LE|LES|ET|AU|AUX|À)$")
#: « Diagnostics : 18 000 € » is a line of the budget, whatever its head means elsewhere.
_AMOUNT = re.compile(
    r"^\s*(?:environ |au moins )?\d[\d\s.,\u00a0\u202f]*(?:k€|M€|€|euros?\b|%|ETP\b|h\b|heures?\b|jours?\b)",
    re.IGNORECASE,
)
_PAID = frozenset({Section.RESOURCES})
_COUNTED = frozenset({Section.RESOURCES, Section.CALENDAR, Section.INDICATORS})
_FINDINGS = (Section.STRENGTHS, Section.WEAKNESSES, Section.OPPORTUNITIES, Section.THREATS, Section.STAKES)
_EXPLAINS = re.compile(r"^(?:ce (?:qui|que)|ce sur quoi|là où|les points)\b", re.IGNORECASE)
_LONGEST_LABEL = 95


def unglued(raw: str) -> list[str]:
    """The parts of a line whose bold marks show that several headings were run together."""
    parts = [part for part in _GLUE.split(raw) if part.strip(" *")]
    if len(parts) < 2:
        return [raw]
    kept = [parts[0]]
    for part in parts[1:]:
        if _starts_something(part) or _whole_label(kept[-1]) is not None:
            kept.append(part)
        else:
            kept[-1] = f"{kept[-1]}**{part}"
    return kept


def _starts_something(part: str) -> bool:
    text = plain(part)
    entry = named_entry(text)
    return _whole_label(text) is not None or (entry is not None and bool(entry.title))


def _whole_label(text: str) -> Label | None:
    return label_of(plain(text).strip(_EDGES))


def heading_in(text: str) -> tuple[Label, str] | None:
    """The heading that a clean line starts with, and what follows it on the line."""
    if len(text) <= _LONGEST_LABEL:
        whole = label_of(text.strip(_EDGES))
        if whole is not None:
            return _answered(text) or (whole, "")
    return _before_colon(text) or _before_small_letters(text) or _with_subtitle(text)


def _answered(text: str) -> tuple[Label, str] | None:
    """« Échéance : en continu », « Pilote : Services techniques »: an answer whose words headings use too."""
    found = _before_colon(text)
    if found is None or not found[1]:
        return None
    rest = label_of(found[1].strip(_EDGES))
    return found if rest is None or (found[0].section is rest.section is Section.PILOTS) else None


def _with_subtitle(text: str) -> tuple[Label, str] | None:
    """« Atouts – Ce qui fonctionne bien »: the heading of a diagnosis and what explains it."""
    head, dash, rest = text.partition(" – ")
    label = label_of(head.strip(_EDGES)) if dash and rest and len(text) <= _LONGEST_LABEL else None
    if label is None or label.section not in _FINDINGS or not _EXPLAINS.match(rest):
        return None
    return label, ""


def _before_colon(text: str) -> tuple[Label, str] | None:
    mark = "?" if _QUESTION.match(text) and "?" in text[:_LONGEST_LABEL] else ":"
    head, colon, rest = text.partition(mark)
    if not colon or len(head) > _LONGEST_LABEL:
        return None
    label = label_of(head.strip(_EDGES))
    amount = _AMOUNT.match(rest)
    if label is None or (
        amount is not None and label.section not in (_PAID if "€" in amount[0] else _COUNTED)
    ):
        return None
    return label, rest.strip(" :")


def _before_small_letters(text: str) -> tuple[Label, str] | None:
    """« PILOTES Ville de… » : the longest run of capitals that is a heading."""
    words = text.split()
    best: tuple[Label, str] | None = None
    for count in range(1, min(len(words), 9)):
        head = " ".join(words[:count])
        last = words[count - 1]
        if last.upper() != last:
            break
        label = label_of(head.strip(_EDGES)) if is_shouted(head) and not _LINK_ALONE.match(last) else None
        if label is not None and label.section is not Section.TITLE:
            best = label, " ".join(words[count:])
    if best is not None and best[1] and is_shouted(text) and _LINKING.match(best[1]):
        return None
    if best is not None and is_shouted(best[1].split()[0]) and is_shouted(text) and len(best[1]) > 3:
        return None
    return best

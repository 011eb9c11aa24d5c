"""At least, at most, exactly: the words around a number that say which."""

from __future__ import annotations

import re

AT_LEAST = (
    r"(?:pas moins de|au moins|a minima|au minimum|minimum|minimal|mini|min\b\.?|plus d[e']|\+ d[e']|"
    r"superieure?s?(?: ou egale?s?)? a|≥|>=|>|a partir de|au[- ]dela de|au[- ]dessus de|depass\w+)"
)
AT_MOST = (
    r"(?:pas plus d[e']|au plus|au maximum|a maxima|maximum|max\b\.?|moins d[e']|"
    r"inferieure?s?(?: ou egale?s?)? a|≤|<=|<|jusqu'a|(?:ne|sans|pas) depass\w+(?: pas)?|"
    r"dans la limite de|plafonne\w* a|en[- ]dessous de)"
)
_LINK = r"(?: ?(?:d'|de|des|les|la|le|du|:|environ|soit|etre|a|un|une) ?)* ?"
_BEFORE_LEAST = re.compile(rf"(?<!\w){AT_LEAST}{_LINK}$")
_BEFORE_MOST = re.compile(rf"(?<!\w){AT_MOST}{_LINK}$")
_NOT_MORE = re.compile(rf"(?:pas|ne|sans) (?:plus d[e']|depass\w+(?: pas)?){_LINK}$")
_NOT_LESS = re.compile(rf"pas moins de{_LINK}$")
_AFTER_LEAST = re.compile(
    r"^(?:\+(?! ?[0-9])|"
    r"[^.;:]{0,70}?\b(?:au moins|a minima|au minimum|minimum|mini\b|min\b\.?|et plus|ou plus|voire plus))"
)
_AFTER_MOST = re.compile(r"^[^.;:]{0,70}?\b(?:au plus|au maximum|a maxima|maximum|maxi\b|max\b\.?|ou moins)")


def before_least(before: str) -> bool:
    """Whether the words right before a number make it a least."""
    return bool(_BEFORE_LEAST.search(before)) and not _NOT_MORE.search(before)


def before_most(before: str) -> bool:
    """Whether the words right before a number make it a most."""
    return bool(_BEFORE_MOST.search(before)) and not _NOT_LESS.search(before)


def operator_between(before: str, after: str) -> str:
    """The operator that the words before and after a number give it: « = » where none does."""
    if before_most(before):
        return "<="
    if before_least(before) or _reaches(_AFTER_LEAST, after):
        return ">="
    return "<=" if _reaches(_AFTER_MOST, after) else "="


def _reaches(pattern: re.Pattern[str], after: str) -> bool:
    """The quantifier follows, and no other number stands in between or right behind."""
    match = pattern.match(after)
    return (
        match is not None
        and not any(c.isdigit() for c in match[0])
        and not re.match(r"[^.;:]* [0-9]", after[match.end() : match.end() + 6])
    )

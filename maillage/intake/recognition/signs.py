"""The signs of a misreading, each something that anybody can see in what was read.

Their names complete « this item… »; :mod:`confidence` says how often each meant an error.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from maillage.intake.readers.blocks import Source
from maillage.intake.recognition.document import Action, Finding, Indicator, Item, Step
from maillage.intake.recognition.fiches.fiche import Fiche
from maillage.intake.recognition.people.natures import STRUCTURE, nature_of
from maillage.intake.recognition.periods import span_of
from maillage.intake.recognition.plan import Assembled
from maillage.intake.recognition.quantities.grammar import quantities_in
from maillage.intake.recognition.words.text import fold, is_shouted

FIELDS = (
    "pilots",
    "partners",
    "context",
    "objectives",
    "steps",
    "success_conditions",
    "resources",
    "residents",
    "calendar",
    "indicators",
)
NAMES = ("pilots", "partners")
_LONGEST_HEADING = 9
_OFTEN = 3
_MOST_PILOTS = 3
_MONEY = re.compile(r"\d\s*(?:k?€|euros?\b|%|ETP\b)|\bHT\b|\bTTC\b", re.IGNORECASE)
#: « Aménager les locaux » is no partner.
_ACT = re.compile(
    r"^(?!Foyer|Atelier|Quartier|Chantier|Métier)\w{2,}(?:er|ir|[aeiu]ndre|ttre|ire) "
    r"(?:l['’]|d['’]|les? |la |une? |des |du |aux? |à |chaque |en |compte )"
)
#: What bears one of these opens another section: what follows bears it too.
CATCHING = frozenset(
    {"bears a label that comes back", "is or follows an act among names", "is or follows capitals"}
)
_CUT = re.compile(
    r"(?:\b(?:et|ou|de|du|des|à|au|aux|en|par|pour|sur|dans|avec|la|le|les|un|une|que|dont)|"
    r"[,(]|[dl]['’])$"
)
_NUMBERED = re.compile(r"^(?:[A-Z]{1,3}\.?\d+(?:\.\d+)*|\d+(?:\.\d+)+|[IVX]+\.[A-Z0-9.]+)\s*[-–—.:)]?\s+\S")
_PART = re.compile(
    r"^(?:la |le |les )?(?:gouvernance|pilotage|annexes?|glossaire|sommaire|calendrier|evaluation|suivi|"
    r"conclusion|introduction|preambule)\b"
)
_ONLY_DATE = re.compile(r"^(?:des |fin |debut |en )?(?:19|20)\d{2}(?: (?:a )?(?:19|20)\d{2})?$|^en cours$")
_HEADING = re.compile(
    r"^(?:indicateurs?|calendrier(?: et \w+)?|echeancier|partenaires?|pilotes?|objectifs?|moyens(?: \w+)?|"
    r"budget|cout (?:minimum|maximum|total)|evaluation|gouvernance|questions et \w+|annexes?)$"
)
_HEADING_INSIDE = re.compile(
    r"[a-zà-ÿ0-9)] (?:Indicateurs? de |Points de vigilance|Conditions de réussite|"
    r"Moyens (?:humains|financiers)|Partenaires? |Calendrier |Objectifs? |Pilotes? |"
    r"(?:Court|Moyen|Long) terme|"
    r"Réalisation :|Résultat :|Impact :)"
)
_BULLET_INSIDE = re.compile(r"\S\s[•●▪►➢]\s|[a-zà-ÿ] - [A-ZÀ-Þ][a-zà-ÿ]+ ")
_FRAGMENT = 2
_THIN = 3.6
_SEVERAL = 5
#: Words that head the sections of a fiche, and that no partner bears.
_SPEAKS_OF_A_PLAN = re.compile(
    r"\b(?:budget|moyens?|financement|calendrier|indicateurs?|objectifs?|etapes?|evaluation|mesure|resultats?|"
    r"a (?:\w+er|\w+ir)|contributeurs?|responsabilite|echeances?|modalites?|vigilance|preuves?|jalons?)\b"
)
#: What a calendar says when it gives no date.
_WHEN = re.compile(
    r"\b(?:en cours|selon|calendriers?|indetermine|a (?:definir|determiner|preciser)|existante?|deja|terme|"
    r"realisee?|prochaine|convention|ctg|annee|annuel\w*|mensuel\w*|trimestr\w*|semestr\w*|semaine|mois|rentree|vacances|"
    r"immediat\w*|engagee?|lancee?|reconduction|reconduit\w*|ponctuel\w*|regulier\w*|demarrage|debut|fin)\b"
)
_RECOGNISED = re.compile(r"reconnaissance de caractères")
_RUN = re.compile(r"(\d+)(?: à (\d+))?")

Text = Item | Step | Indicator | Finding


def recognised_pages(source: Source) -> frozenset[int]:
    """The pages whose characters were recognised in a picture, as the container says it."""
    pages: set[int] = set()
    for sentence, _ in source.warnings:
        if _RECOGNISED.search(sentence):
            for first, last in _RUN.findall(sentence.partition(":")[0]):
                pages.update(range(int(first), int(last or first) + 1))
    return frozenset(pages)


def coming_back(actions: Sequence[Action]) -> tuple[frozenset[str], frozenset[str]]:
    """Short lines, and labels before a colon, that come back inside the fields of many fiches.

    What opens a field is not counted, nor are names: a partner may well come back.
    """
    lines: Counter[str] = Counter()
    labels: Counter[str] = Counter()
    for action in actions:
        own_lines, own_labels = set(), set()
        for name in FIELDS:
            for index, item in enumerate(getattr(action, name)):
                head, colon, rest = item.text.partition(":")
                if index and _may_head(item.text, among_names=name in NAMES):
                    own_lines.add(fold(item.text))
                if colon and rest.strip() and len(head.split()) <= _LONGEST_HEADING and not _has_date(head):
                    own_labels.add(fold(head))
        lines.update(own_lines)
        labels.update(own_labels)
    often = max(_OFTEN, len(actions) // 4)
    return (
        frozenset(text for text, count in lines.items() if count >= often),
        frozenset(text for text, count in labels.items() if count >= often),
    )


def _may_head(text: str, *, among_names: bool) -> bool:
    words = text.split()
    if len(words) > _LONGEST_HEADING or any(c.isdigit() for c in text):
        return False
    if text.rstrip().endswith((":", "?")):
        return True
    if among_names:
        return bool(_SPEAKS_OF_A_PLAN.search(fold(text)))
    return not nature_of(text)


def of_document(assembled: Assembled) -> Iterator[str]:
    """Fiches that hold hardly any section: their headings were not understood, or their columns mixed."""
    filled = [sum(bool(getattr(action, name)) for name in FIELDS) for action in assembled.actions]
    if len(assembled.fiche_of) >= _SEVERAL and sum(filled) < _THIN * len(filled):
        yield "stands in a document of thin fiches"


def of_field(action: Action, fiche: Fiche | None, name: str) -> Iterator[str]:
    """The signs that a whole field bears."""
    if fiche is not None and not fiche.parts and name == "steps":
        yield "points without headings"
    if name == "pilots" and len(action.pilots) > _MOST_PILOTS:
        yield "is one of many pilots"
    if fiche is not None and any(part.heading.guessed and part.section == name for part in fiche.parts):
        yield "stands under an unknown heading"


def nameless(action: Action) -> bool:
    """No title was found: it is empty, or the fiche's own first words stand for it."""
    title = fold(action.title)
    first = [fold(items[0].text) for items in (action.context, action.objectives) if items]
    return not title or title in first


def of_title(title: str, page: int | None, pictures: frozenset[int]) -> Iterator[str]:
    """The signs that a title bears."""
    if not any(c.isalnum() for c in title):
        yield "is a title left empty"
    if _NUMBERED.match(title):
        yield "is a title that keeps a number"
    if _PART.match(fold(title)):
        yield "is the title of a part"
    yield from of_words(title)
    yield from of_place(page, pictures)


def of_item(item: Text, name: str, labels: frozenset[str]) -> Iterator[str]:
    """The signs that an item bears by its words and its field."""
    head, colon, _ = item.text.partition(":")
    if colon and fold(head) in labels and not _has_date(head):
        yield "bears a label that comes back"
    yield from _among_names(item.text) if name in NAMES else _among_sentences(item.text)
    if name == "calendar" and not _has_date(item.text) and not _WHEN.search(fold(item.text)):
        yield "has no date in a calendar"
    if isinstance(item, Indicator) and item.target is not None and quantities_in(item.text) > 1:
        yield "several quantities"
    elif name not in ("calendar", "indicators") and _ONLY_DATE.match(fold(item.text)):
        yield "is only a date"
    if _HEADING.match(fold(item.text)):
        yield "is a heading by itself"
    if _HEADING_INSIDE.search(item.text):
        yield "holds another heading"
    yield from of_words(item.text)


def _among_names(text: str) -> Iterator[str]:
    if _ACT.match(text):
        yield "is or follows an act among names"
    if _MONEY.search(text):
        yield "speaks of money among names"


def _among_sentences(text: str) -> Iterator[str]:
    if _BULLET_INSIDE.search(text):
        yield "runs two items together"
    words = len(text.split())
    if text[:1].islower() and words <= _FRAGMENT:
        yield "begins in the middle"
    if words > 1 and is_shouted(text):
        yield "is or follows capitals"
    if words <= _FRAGMENT and nature_of(text) == STRUCTURE:
        yield "is a name among sentences"


def of_words(text: str) -> Iterator[str]:
    """The signs that any text bears."""
    if _CUT.search(text):
        yield "ends in the middle"
    if " > " in text:
        yield "is a way through the contents"


def of_place(page: int | None, pictures: frozenset[int]) -> Iterator[str]:
    """The signs of the page where something stands."""
    if page in pictures:
        yield "characters recognised in a picture"


def _has_date(text: str) -> bool:
    span = span_of(text)
    return bool(span.start or span.end or span.continuous or span.undated)

"""Clean text, folded text, and how alike two texts are."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache

_POWER = re.compile(r"\^\{?([\w°]+)\}?")
_ADDRESS = re.compile(r"<(https?://[^>\s]+)>")
_LINK = re.compile(r"!?\[([^\]]*)\]\((?:[^()\s]+)\)")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,60}>")
_STRONG = re.compile(r"\*\*|__")
_EMPHASIS = re.compile(r"(?<![\w*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![\w*])")
_BULLETS = re.compile(r"^(?:[✓✔✗•●○▪■□◦❖➢➤►▶➔\uf0b7\uf0a7\uf0fc\uf0d8]\s*|[-–—→]\s+)+")
_BLANKS = re.compile(r"\s+")
_NOT_WORD = re.compile(r"[^a-z0-9%]+")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "’": "'", "‘": "'", "ʼ": "'"})
_LITTLE = frozenset("le la les l un une des de du d et ou a au aux en dans par pour sur avec".split())


_TICKED = re.compile(r"^\s*(?:\[\s*[xX✓✔]\s*\]|☒|☑|⊠)\s*|\s*(?:\[\s*[xX✓✔]\s*\]|☒|☑|⊠)\s*$")
_BOXES = re.compile(r"(?=\[\s*[xX✓✔]?\s*\]|[☐☒☑⊠])")
_BOX = re.compile(r"\[\s*[xX✓✔]?\s*\]|[☐☒☑⊠]")


def ticked(text: str) -> list[str]:
    """What the boxes of a line say: the words beside those that are ticked; the text itself without box."""
    if len(_BOX.findall(text)) == 0:
        return [text]
    before = bool(_BOX.match(text.strip()))
    parts = [part.strip() for part in (_BOXES.split(text) if before else re.split(r"(?<=[\]☐☒☑⊠])", text))]
    return [_TICKED.sub("", part) for part in parts if _TICKED.search(part) and _TICKED.sub("", part)]


def plain(raw: str) -> str:
    """The text as a reader sees it: no mark-up, no bullet, single blanks."""
    text = _ADDRESS.sub(r"\1", raw)
    text = _LINK.sub(r"\1", text)
    text = _TAG.sub(" ", text)
    text = _STRONG.sub("", text)
    text = _EMPHASIS.sub(r"\1", text)
    text = _POWER.sub(r"\1", text)
    text = _BLANKS.sub(" ", text.replace("\u00ad", "")).strip()
    return _BULLETS.sub("", text).strip()


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """Lower case, without accents or punctuation: what comparisons use."""
    lowered = text.lower().translate(_LIGATURES)
    decomposed = unicodedata.normalize("NFKD", lowered)
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return _NOT_WORD.sub(" ", bare).strip()


def stem(word: str) -> str:
    """A folded word without its plural mark."""
    return word[:-1] if len(word) > 3 and word[-1] in "sx" else word


@lru_cache(maxsize=20_000)
def stems(text: str) -> tuple[str, ...]:
    """The folded words of a text, singular, with the little words left out."""
    return tuple(stem(word) for word in fold(text).split() if word not in _LITTLE)


@lru_cache(maxsize=50_000)
def likeness(one: str, other: str) -> float:
    """How alike two titles are, from 0 to 1.

    The better of the letters' likeness and of the share of common words, so that
    a title shortened or reworded on its fiche still resembles the outline's.
    """
    a, b = fold(one), fold(other)
    if not a or not b:
        return 0.0
    if a == b:
        return 1.0
    words_a, words_b = set(stems(one)), set(stems(other))
    common = len(words_a & words_b)
    shared = common / min(len(words_a), len(words_b)) if words_a and words_b else 0.0
    spread = 2 * common / (len(words_a) + len(words_b)) if words_a and words_b else 0.0
    if common == 0 and abs(len(a) - len(b)) > 3:
        return 0.0
    letters = SequenceMatcher(None, a, b, autojunk=False).ratio()
    bonus = 0.5 * (shared + spread) if min(len(words_a), len(words_b)) >= 3 else spread
    return min(0.99, max(letters, bonus))


def is_shouted(text: str) -> bool:
    """Written in capitals, as headings are."""
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= 4 and sum(c.isupper() for c in letters) >= 0.9 * len(letters)

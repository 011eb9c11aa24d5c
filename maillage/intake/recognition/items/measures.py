"""How an indicator could be measured, from its words and its target: a proposal, with its reason."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

NBSP = "\u00a0"
MILESTONE, NUMBER, RATE, APPRECIATION, VERBATIM = "jalon", "nombre", "taux", "appreciation", "verbatim"
ONCE = "une_fois"


@dataclass(frozen=True, slots=True)
class Measure:
    """A proposal. ``type`` and ``frequency`` are empty when the words do not tell.

    ``reason``: in French, what it stands on; ``sure``: whether it can be kept unseen.
    """

    type: str = ""
    frequency: str = ""
    reason: str = "rien dans la phrase ne le dit"
    sure: bool = False


_ARTICLE = r"\W*(?:(?:les?|la|une?|des)\s+|l['’]\s*)?"


def _start(*words: str) -> re.Pattern[str]:
    return re.compile(rf"{_ARTICLE}(?P<words>(?:{'|'.join(words)}))(?![\w])", re.IGNORECASE)


def _inside(*words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?P<words>(?:{'|'.join(words)}))(?!\w)", re.IGNORECASE)


#: « Évolution du nombre de… » counts: what is followed tells, not that it is followed.
_FOLLOWED = re.compile(
    rf"{_ARTICLE}(?:[ée]volution|augmentation|hausse|diminution|baisse|progression|r[ée]duction|suivi|maintien|"
    r"stabilit[ée]|volume|total)\s+(?:(?:annuel(?:le)?|global(?:e)?)\s+)?"
    r"(?:d['’]une?|de la|de l['’]|du|des|de|d['’])\s*(?=\w)",
    re.IGNORECASE,
)
#: Each beginning, and whether it is enough to be sure.
_STARTS: tuple[tuple[str, bool, re.Pattern[str]], ...] = (
    (VERBATIM, True, _start(
        r"t[ée]moignages?", r"verbatims?", r"paroles? d['’e]",
        r"recueil (?:de |des |d['’]|de la )?(?:t[ée]moignages?|paroles?|avis|retours?|verbatims?)",
        r"retours? (?:qualitatifs? )?(?:des?|d['’])(?:\s*(?:la|l['’]|les)(?!\w))?")),
    (RATE, True, _start(
        r"taux", r"pourcentage", r"part d[eu]s?", r"part d['’]\w+", r"proportion", r"ratio", r"%",
        r"\d+(?:[.,]\d+)? ?%")),
    (NUMBER, True, _start(
        r"nombres? d[eu]s?", r"nombres? d['’]\w+", r"nombres?", r"nb\.?(?: d[eu]s?)?", r"nbre", r"effectifs?",
        r"quantit[ée]s?", r"combien", r"montants?", r"budgets?", r"fr[ée]quentation", r"file active",
        r"volume", r"total", r"co[ûu]ts?", r"d[ée]lais?", r"superficie", r"dur[ée]e")),
    (APPRECIATION, True, _start(
        r"(?:(?:degr[ée]s?|niveaux?|enqu[êe]tes?|questionnaires?) d[eu] )?"
        r"(?:satisfaction|qualit[ée]|perception|ressenti)",
        r"appr[ée]ciation", r"pertinence", r"degr[ée]", r"niveau", r"am[ée]lioration", r"diversit[ée]",
        r"implication", r"dynamique", r"connaissance", r"ad[ée]quation", r"lisibilit[ée]", r"visibilit[ée]",
        r"[ée]volution", r"efficacit[ée]", r"int[ée]r[êe]t", r"changements?", r"impacts?", r"bien-[êe]tre")),
    (MILESTONE, True, _start(
        r"mises? (?:en place|en (?:œ|oe|o)uvre|en ligne|en service|à jour|à disposition)", r"cr[ée]ations?",
        r"ouvertures?", r"signatures?", r"r[ée]daction", r"r[ée]alisation", r"existence", r"[ée]laboration",
        r"lancement", r"formalisation", r"recrutement", r"validation", r"adoption", r"installation",
        r"publication", r"diffusion", r"d[ée]finition", r"d[ée]signation", r"tenue", r"obtention",
        r"d[ée]ploiement", r"construction", r"am[ée]nagement", r"livraison", r"finalisation", r"constitution",
        r"effectivit[ée]", r"[ée]dition", r"conception", r"organisation", r"production", r"nomination",
        r"labellisation", r"inauguration", r"conventionnement", r"aboutissement", r"r[ée]organisation")),
    (APPRECIATION, False, _start(
        r"meilleur(?:e|s|es)?", r"plus (?:de|d['’]\w+|grande?)", r"mont[ée]e en", r"renforcement",
        r"d[ée]veloppement", r"coh[ée]rence", r"[ée]quit[ée]", r"transversalit[ée]", r"valorisation",
        r"optimisation", r"harmonisation", r"mobilisation", r"participation", r"inclusion")),
    (MILESTONE, False, _start(
        r"[ée]tats? des lieux", r"bilans?", r"diagnostics?", r"programmes?", r"chartes?", r"guides?",
        r"conventions?", r"extension", r"[ée]largissement", r"essaimage", r"arbitrages?")),
)  # fmt: skip
_INSIDE: tuple[tuple[str, re.Pattern[str]], ...] = (
    (VERBATIM, _inside(r"t[ée]moignages?", r"verbatims?")),
    (RATE, _inside(r"taux", r"pourcentage", r"proportion", r"%")),
    (NUMBER, _inside(r"nombre d(?:e|u|es)", r"nombre d['’]\w+", r"nb d(?:e|u|es)", r"effectifs?")),
    (APPRECIATION, _inside(r"satisfaction", r"ressenti", r"perception", r"qualit[ée]")),
)
_DONE = re.compile(
    r"\b(?P<words>(?:est |a [ée]t[ée] |sont )?(?:cr[ée][ée]|r[ée]alis[ée]|sign[ée]|ouvert|r[ée]dig[ée]|"
    r"[ée]labor[ée]|publi[ée]|install[ée]|recrut[ée]|valid[ée]|adopt[ée]|lanc[ée]|mise? en place|finalis[ée]|"
    r"form[ée]|organis[ée]|tenu|produit|diffus[ée]|constitu[ée]|d[ée]sign[ée]|nomm[ée])e?)(?P<many>s)?\b",
    re.IGNORECASE,
)
_OFTEN: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (
        often,
        re.compile(rf"\b{adjective}|\b(?:par|chaque) (?:{noun})\b|\btous les (?:{noun})s?\b", re.IGNORECASE),
    )
    for often, adjective, noun in (
        ("trimestre", "trimestriel", "trimestre"),
        ("mois", "mensuel", "mois"),
        ("semestre", "semestriel", "semestre|six mois"),
        ("an", "annuel", "an|ann[ée]e"),
    )
)
_LONGEST = 2000


def measure_of(text: str, target: Mapping[str, Any] | None = None) -> Measure:
    """What ``text`` proposes, with its ``target`` as the plan document holds it.

    The beginning of the words decides first, then the target, then a word inside.
    """
    words = unicodedata.normalize("NFC", text)[:_LONGEST].strip()
    found = _by_start(words, target) or _by_target(target) or _by_inside(words) or Measure()
    often = _frequency(words, target) or (ONCE if found.type == MILESTONE else "")
    return Measure(found.type, often, found.reason, found.sure)


def _by_start(words: str, target: Mapping[str, Any] | None) -> Measure | None:
    followed = _FOLLOWED.match(words)
    if followed is not None:
        rest = words[followed.end() :]
        for kind, _, pattern in _STARTS:
            if kind in {NUMBER, RATE} and (match := pattern.match(rest)):
                return Measure(kind, "", _says("suit", match), sure=True)
    for kind, sure, pattern in _STARTS:
        if match := pattern.match(words):
            if kind in {MILESTONE, APPRECIATION} and _counts(target):
                return _by_target(target)
            return Measure(kind, "", _says("commence par", match), sure=sure)
    return None


def _counts(target: Mapping[str, Any] | None) -> bool:
    """Whether the target asks for more than one of something, or for one each time."""
    value = target.get("value") if target else None
    return target is not None and value is not None and (value != 1 or bool(target.get("per")))


def _by_target(target: Mapping[str, Any] | None) -> Measure | None:
    if target is None or target.get("value") is None:
        return None
    if "%" in str(target.get("unit") or ""):
        return Measure(RATE, "", "sa cible est un pourcentage", sure=True)
    return Measure(NUMBER, "", "sa cible est un nombre", sure=True)


def _by_inside(words: str) -> Measure | None:
    for kind, pattern in _INSIDE:
        if match := pattern.search(words):
            return Measure(kind, "", _says("contient", match))
    if match := _DONE.search(words):
        return Measure(NUMBER if match["many"] else MILESTONE, "", _says("contient", match))
    return None


def _says(verb: str, match: re.Match[str]) -> str:
    quoted = " ".join(match["words"].split())
    return f"{verb} «{NBSP}{quoted}{NBSP}»"


def _frequency(words: str, target: Mapping[str, Any] | None) -> str:
    per = str((target or {}).get("per") or "")
    if per in {"an", "trimestre", "mois"}:
        return per
    return next((often for often, pattern in _OFTEN if pattern.search(words)), "")

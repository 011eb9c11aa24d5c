"""Doubts about what is read with little confidence: a few one by one, many of a kind as one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from maillage.intake.recognition.confidence import Uncertain
from maillage.intake.recognition.document import Doubt
from maillage.intake.recognition.doubts.wording import NBSP, about, count, listed, named

#: What a coordinator is told of a sign; the signs left out have a doubt of their own.
_SAID = {
    "stands under a line that comes back like a heading": "sous une ligne qui revient comme un titre inconnu",
    "bears a label that comes back": "un intitulé qui revient de fiche en fiche",
    "is or follows an act among names": "une action parmi des noms",
    "speaks of money among names": "une somme parmi des noms",
    "is one of many pilots": "plus de pilotes que d’habitude",
    "has no date in a calendar": "un calendrier sans date",
    "is only a date": "une date hors du calendrier",
    "is a heading by itself": "un titre de rubrique lu comme un point",
    "is said twice in its field": "un même texte deux fois dans la rubrique",
    "runs two items together": "deux points sur une ligne",
    "holds another heading": "un autre titre de rubrique dans le texte",
    "ends in the middle": "une phrase qui s’arrête en chemin",
    "begins in the middle": "une phrase qui commence en chemin",
}
_WHOLE = {
    "stands in a document of thin fiches": "Les fiches n’ont que peu de rubriques connues{0}: à relire.",
    "bears the title of another fiche": "Des fiches portent le même titre{0}: à relire.",
}
_ONE_BY_ONE = 2


def about_signs(uncertain: list[Uncertain]) -> Iterator[Doubt]:
    """The doubts of the items that are not sure, by their worst sign."""
    by_sign: dict[str, list[Uncertain]] = defaultdict(list)
    for each in uncertain:
        by_sign[each.sign].append(each)
    for sign, reason in _WHOLE.items():
        if sign in by_sign:
            yield Doubt("", reason.format(NBSP))
    for sign, said in _SAID.items():
        own = by_sign.get(sign, [])
        if len(own) <= _ONE_BY_ONE:
            for each in own:
                yield about(each.item, f"À relire{NBSP}: {said}.", each.action.ref, each.field)
        else:
            refs = [named(each.action) for each in own]
            fiches = f"{'fiche' if len(set(refs)) == 1 else 'fiches'} {listed(refs)}"
            first = own[0].item
            reason = f"{count(len(own), 'passage')} à relire{NBSP}: {said} ({fiches})."
            yield Doubt("", reason, first.line, first.page, field=own[0].field)

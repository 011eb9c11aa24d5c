"""Many conventions in use: forty fiches each, with steps, indicators, values and history.

Drawn from a seed, so that two runs measure the same rows; written in bulk, because what is
measured is reading. What a write leaves beside a fiche (its index, its folded text) is left as writes
leave it.
"""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from demo.places import GROUPS
from maillage.accounts.enums import Role
from maillage.accounts.models import Membership, User, Workspace
from maillage.accounts.operations.people import open_account
from maillage.conventions.enums import Frequency, MeasureType, PilotKind, Precision, Status, TargetOp
from maillage.conventions.models import (
    Action,
    Convention,
    Indicator,
    IndicatorValue,
    Node,
    Partner,
    Pilot,
    SearchEntry,
    Step,
    Theme,
)
from maillage.conventions.search import SECTION, action_search, indexed
from maillage.journal.models import Entry

if TYPE_CHECKING:
    from collections.abc import Iterator

SEED = 2026
AXES, ACTIONS, STEPS, INDICATORS, YEARS, ENTRIES = 4, 40, 6, 8, (2024, 2025, 2026), 6
MOST_MEMBERSHIPS = 40
"""Conventions of one person: as many as an adviser of a CAF follows."""
NEW_YEAR = datetime(2026, 1, 1, tzinfo=UTC)
CHUNK = 20
BATCH = 1000
PLACES = [place.name for _, rows in GROUPS.values() for place in rows]
VERBS = ("Ouvrir", "Soutenir", "Coordonner", "Former", "Étendre", "Créer", "Publier", "Accueillir")
THINGS = ("un guichet des familles", "les assistantes maternelles", "l’accueil du mercredi", "les parents",
          "une ludothèque", "un réseau de bénévoles", "les jeunes du pays", "un lieu d’écoute")  # fmt: skip
PEOPLE = ("Service petite enfance", "Vice-présidence jeunesse", "Responsable du RPE", "Centre social")
BODIES = ("CAF", "MSA", "Communes", "Département", "Association des familles")
SENTENCES = ("Le local est trouvé.", "Une réunion par trimestre.", "Les familles attendent six mois.",
             "Deux communes sur douze ont répondu.", "Le recrutement est en cours.")  # fmt: skip


def fill(conventions: int) -> tuple[User, Convention]:
    """That many conventions; the coordinator of the first forty, and the first."""
    draw = random.Random(SEED)  # noqa: S311 - a seed, not a secret
    user = open_account(email="mesure@aubrelande.example", is_admin=False, by=None)
    made: list[Convention] = []
    for start in range(0, conventions, CHUNK):
        made += _chunk(range(start, min(start + CHUNK, conventions)), draw)
    Membership.objects.bulk_create(
        Membership(workspace_id=one.pk, user=user, role=Role.COORDINATION) for one in made[:MOST_MEMBERSHIPS]
    )
    return user, made[0]


def adviser(conventions: int) -> User:
    """Somebody who reads that many conventions."""
    user = open_account(email="conseil@aubrelande.example", is_admin=False, by=None)
    pks = Convention.objects.order_by("pk").values_list("pk", flat=True)[:conventions]
    Membership.objects.bulk_create(
        [Membership(workspace_id=pk, user=user, role=Role.ADVICE) for pk in pks], batch_size=BATCH
    )
    return user


def _chunk(numbers: range, draw: random.Random) -> list[Convention]:
    workspaces = Workspace.objects.bulk_create([Workspace() for _ in numbers])
    conventions = Convention.objects.bulk_create(
        Convention(
            workspace=workspace,
            name=f"{PLACES[number % len(PLACES)]} {number}",
            start_year=2024,
            end_year=2028,
        )
        for number, workspace in zip(numbers, workspaces, strict=True)
    )
    themes = Theme.objects.bulk_create(
        Theme(convention=one, name=name, position=index)
        for one in conventions
        for index, name in enumerate(("Petite enfance", "Jeunesse", "Parentalité"))
    )
    nodes = Node.objects.bulk_create(
        Node(convention=one, depth=0, position=axis, ref=str(axis + 1), title=f"{VERBS[axis]} mieux")
        for one in conventions
        for axis in range(AXES)
    )
    actions = Action.objects.bulk_create(
        (_action(node, number, draw) for node in nodes for number in range(ACTIONS // AXES)), batch_size=BATCH
    )
    _tie(actions, themes, draw)
    _rows(actions, draw)
    return conventions


def _action(node: Node, number: int, draw: random.Random) -> Action:
    start = date(2024, 1, 1) + timedelta(days=draw.randrange(900))
    status = draw.choices(list(Status), weights=(30, 40, 15, 5, 7, 3))[0]
    place = draw.choice(PLACES)
    action = Action(
        convention_id=node.convention_id,
        node=node,
        position=number,
        ref=f"{node.ref}.{number + 1}",
        title=f"{draw.choice(VERBS)} {draw.choice(THINGS)}, à {place}",
        status=status,
        progress=draw.choice((None, 0, 20, 50, 80)),
        news=draw.choice(("", *SENTENCES)),
        context="\n".join(draw.choices(SENTENCES, k=3)),
        objectives="\n".join(draw.choices(SENTENCES, k=2)),
        success_conditions=draw.choice(SENTENCES),
        resources=draw.choice(SENTENCES),
        residents=draw.choice(("", draw.choice(SENTENCES))),
        calendar="dès la rentrée",
        start_on=start,
        start_precision=draw.choice(list(Precision)),
        end_on=start + timedelta(days=draw.randrange(120, 900)),
        end_precision=draw.choice(list(Precision)),
        told_at=NEW_YEAR + timedelta(days=draw.randrange(300)),
    )
    action.search = action_search(action, [])
    return action


def _tie(actions: list[Action], themes: list[Theme], draw: random.Random) -> None:
    of: dict[int, list[Theme]] = {}
    for theme in themes:
        of.setdefault(theme.convention_id, []).append(theme)
    through = Action.themes.through
    through.objects.bulk_create(
        [through(action=one, theme=draw.choice(of[one.convention_id])) for one in actions], batch_size=BATCH
    )


def _rows(actions: list[Action], draw: random.Random) -> None:
    indicators = _written(Indicator, (row for one in actions for row in _indicators(one, draw)))
    _written(IndicatorValue, (row for one in indicators for row in _values(one, draw)))
    _written(Pilot, (row for one in actions for row in _pilots(one, draw)))
    _written(Partner, (_row(Partner, one, i, label=BODIES[i]) for one in actions for i in range(3)))
    steps = _written(Step, (row for one in actions for row in _steps(one, draw)))
    _written(Entry, (row for one in actions for row in _history(one, draw)))
    words: dict[int, list[str]] = {}
    for step in steps:
        words.setdefault(step.action_id, []).append(step.text)
    _written(SearchEntry, (row for one in actions for row in _index(one, words[one.pk])))


def _written(model: Any, rows: Iterator[Any]) -> list[Any]:
    made: list[Any] = model.objects.bulk_create(rows, batch_size=BATCH)
    return made


def _row(model: Any, action: Action, position: int, **fields: Any) -> Any:
    return model(convention_id=action.convention_id, action=action, position=position, **fields)


def _pilots(action: Action, draw: random.Random) -> Iterator[Pilot]:
    yield _row(Pilot, action, 0, label=draw.choice(PEOPLE), kind=PilotKind.TECHNICAL)
    yield _row(Pilot, action, 1, label="Vice-présidence", kind=PilotKind.ELECTED)


def _steps(action: Action, draw: random.Random) -> Iterator[Step]:
    for position in range(STEPS):
        group = "Préparer" if position < STEPS // 2 else "Faire vivre"
        due = date(2025, 1, 1) + timedelta(days=draw.randrange(900))
        text = f"{draw.choice(VERBS)} {draw.choice(THINGS)}"
        yield _row(
            Step, action, position, group=group, text=text, status=draw.choice(list(Status)),
            due=due.isoformat(), due_on=due, due_precision=Precision.DAY, who=draw.choice(PEOPLE),
        )  # fmt: skip


def _indicators(action: Action, draw: random.Random) -> Iterator[Indicator]:
    for position in range(INDICATORS):
        rate = position % 4 == 3
        yield _row(
            Indicator, action, position, label=f"Nombre de familles accueillies, {position + 1}",
            measure=MeasureType.RATE if rate else MeasureType.NUMBER, frequency=Frequency.YEAR,
            wish=position >= 3, target_op=TargetOp.AT_LEAST, target_value=Decimal(draw.randrange(20, 100)),
            target_unit="%" if rate else "familles", target_year=2028, target_baseline=Decimal(10),
        )  # fmt: skip


def _values(indicator: Indicator, draw: random.Random) -> Iterator[IndicatorValue]:
    for year in YEARS:
        yield IndicatorValue(
            convention_id=indicator.convention_id, indicator=indicator, period=str(year),
            number=Decimal(draw.randrange(1, 100)), entered_name="Mesure",
        )  # fmt: skip


def _history(action: Action, draw: random.Random) -> Iterator[Entry]:
    for number in range(ENTRIES):
        before, after = draw.sample(SENTENCES, 2)
        yield Entry(
            at=NEW_YEAR + timedelta(days=number * 40, minutes=action.pk % 1440),
            actor_name="Mesure", convention_id=action.convention_id, verb="action.updated",
            subject_type="action", subject_id=action.pk, subject_label=str(action)[:500],
            changes={"context": [[before], [after]]},
        )  # fmt: skip


def _index(action: Action, steps: list[str]) -> Iterator[SearchEntry]:
    texts = {
        "identity": f"{action.ref}\n{action.title}",
        "state": action.news,
        "context": action.context,
        "objectives": action.objectives,
        "steps": "\n".join(steps),
        "people": "\n".join((*PEOPLE[:2], *BODIES[:3])),
        "calendar": action.calendar,
    }
    for key, text in texts.items():
        if text:
            yield SearchEntry(
                convention_id=action.convention_id, action=action, kind=SECTION, key=key, text=text,
                words=indexed(action.convention_id, text),
            )  # fmt: skip

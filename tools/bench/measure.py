"""Measure the pages of one database: ``python -m tools.bench.measure CONVENTIONS ROUNDS``, rows on stdout."""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

import django

if TYPE_CHECKING:
    from django.test import Client

WARM_UPS = 5
ACCEPTANCES = 5
FILTER = "?etat=en_cours&tri=echeance"
SEARCH = "?q=familles"
LARGE = 400
"""From this many conventions on, what only a large installation shows is measured too."""


class Answer(Protocol):
    """What the test client gives back."""

    status_code: int
    content: bytes


@dataclass
class Page:
    """A page, its floor, and the times of both in milliseconds."""

    name: str
    url: str
    floor_url: str
    times: list[float] = field(default_factory=list)
    floors: list[float] = field(default_factory=list)
    queries: int = 0
    size: int = 0

    def row(self, backend: str, conventions: int) -> dict[str, object]:
        """The row of bench.json."""
        ratio = statistics.median(self.times) / statistics.median(self.floors)
        return row(self.name, backend, conventions, self.times, self.queries, self.size) | {
            "floor_ratio": round(ratio, 2)
        }


def row(
    page: str, backend: str, conventions: int, times: list[float], queries: int, size: int
) -> dict[str, object]:
    """A row without a floor."""
    return {
        "page": page,
        "backend": backend,
        "conventions": conventions,
        "median_ms": round(statistics.median(times), 2),
        "p95_ms": round(percentile95(times), 2),
        "queries": queries,
        "bytes": size,
        "floor_ratio": None,
    }


def percentile95(times: list[float]) -> float:
    """The 95th percentile; of a single time, itself."""
    return statistics.quantiles(times, n=20, method="inclusive")[18] if len(times) > 1 else times[0]


def elapsed(call: Callable[[], Any]) -> float:
    """Milliseconds of ``call``."""
    start = time.perf_counter()
    call()
    return (time.perf_counter() - start) * 1000


def timed(call: Callable[[], Any], status: int = 200) -> tuple[float, Answer]:
    """Milliseconds of ``call`` and its answer, which must have ``status``."""
    start = time.perf_counter()
    response: Answer = call()
    elapsed = (time.perf_counter() - start) * 1000
    if response.status_code != status:
        message = f"{response.status_code} instead of {status}"
        raise RuntimeError(message)
    return elapsed, response


def counted(call: Callable[[], Any]) -> int:
    """How many queries ``call`` makes, the session's and the person's included."""
    from django.db import connection

    seen: list[str] = []

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        seen.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        call()
    return len(seen)


def pages(convention: int, action: int, import_: Any) -> list[Page]:
    """What is measured: the pages of ``convention`` and one of its fiches, the review of ``import_``."""
    from django.urls import reverse

    here = {
        "home": "conventions:home",
        "plan": "conventions:plan",
        "echeancier": "schedule:chart",
        "dashboard": "dashboard:follow",
        "workbook": "publishing:workbook",
    }
    addresses = {
        "list": (reverse("conventions:list"), convention, 0),
        **{name: (reverse(route, args=[convention]), convention, 0) for name, route in here.items()},
        "actions": (reverse("conventions:actions", args=[convention]) + FILTER, convention, 0),
        "search": (reverse("conventions:search", args=[convention]) + SEARCH, convention, 0),
        "fiche": (reverse("conventions:action", args=[convention, action]), convention, action),
        "review": (
            reverse("intake:review", args=[import_.convention_id, import_.pk]),
            import_.convention_id,
            import_.pk,
        ),
    }
    return [
        Page(name, url, reverse("floor", args=[name, where, target]))
        for name, (url, where, target) in addresses.items()
    ]


def run(client: Client, measured: list[Page], rounds: int) -> None:
    """Every page and its floor in turn, so that a slow moment of the machine falls on all."""
    for page in measured:
        for _ in range(WARM_UPS):
            _, response = timed(partial(client.get, page.url))
            timed(partial(client.get, page.floor_url))
        page.size = len(response.content)
        page.queries = counted(partial(client.get, page.url))
    for _ in range(rounds):
        for page in measured:
            page.times.append(timed(partial(client.get, page.url))[0])
            page.floors.append(timed(partial(client.get, page.floor_url))[0])


def main() -> int:
    """Fill, measure, write."""
    conventions, rounds = (int(argument) for argument in sys.argv[1:3])
    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client

    from maillage.conventions.models import Action
    from maillage.kernel.memory import settle
    from tools.bench import acceptance, crowd, data, geography, large

    call_command("migrate", verbosity=0)
    print(f"{connection.vendor}, {conventions} convention(s)\u00a0: préparation …", file=sys.stderr)
    user, convention = crowd.fill(conventions)
    import_ = data.to_review(user)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    client = Client()
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    action = Action.objects.filter(convention=convention)[crowd.ACTIONS // 2]
    measured = pages(convention.pk, action.pk, import_)
    settle()  # as the processes of the server do
    run(client, measured, rounds)
    rows = [page.row(connection.vendor, conventions) for page in measured]
    times, queries, size = acceptance.measure(client, user, ACCEPTANCES)
    rows.append(row("accept", connection.vendor, conventions, times, queries, size))
    if conventions == 1:
        for name, (places, made) in geography.measure().items():
            rows.append(row(name, connection.vendor, conventions, places, made, 0))
    if conventions >= LARGE:
        rows += large.measure(connection.vendor, conventions)
    json.dump(rows, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())

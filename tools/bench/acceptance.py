"""The acceptance of an import of fifty fiches, from the button to the answer."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.urls import reverse

from maillage.conventions.models import Action
from maillage.conventions.operations import create_convention
from maillage.intake.models import Import
from tools.bench import data
from tools.bench.measure import Answer, counted, timed

if TYPE_CHECKING:
    from django.test import Client

    from maillage.accounts.models import User


def measure(client: Client, user: User, times: int) -> tuple[list[float], int, int]:
    """Milliseconds of each acceptance, each in a new convention; queries and bytes of one of them."""
    document, read = data.document("Mesure"), None
    elapsed: list[float] = []
    queries = size = 0
    for number in range(times + 1):
        convention = create_convention(name=f"Mesure {number}", by=user)
        read = data.waiting_import(convention, document, read, user)
        accept = partial(_press, client, read)
        if number == times:
            queries = counted(accept)
        else:
            milliseconds, response = timed(accept, status=302)
            elapsed.append(milliseconds)
            size = len(response.content)
        written = Action.objects.filter(convention=convention).count()
        understood = len(read.document["actions"]) if read.document else 0
        if written != understood:
            message = f"{written} actions written of {understood} understood"
            raise RuntimeError(message)
    return elapsed, queries, size


def _press(client: Client, import_: Import) -> Answer:
    """Press « Accepter » on the review page."""
    url = reverse("intake:accept", args=[import_.convention_id, import_.pk])
    answer: Answer = client.post(url, {"version": str(import_.version)})
    return answer

"""Steps under their volets, as the fiche shows them and lets their state be changed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.text import Truncator

from maillage.conventions.enums import Status
from maillage.conventions.selectors.filters import CLOSED
from maillage.web.components import states
from maillage.web.components.addresses import family

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from django.utils.safestring import SafeString

    from maillage.conventions.models import Action


@dataclass(frozen=True, slots=True)
class StepGroup:
    """Steps under one volet; ``title`` is empty when there is none."""

    title: str
    steps: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Steps:
    """All the steps, and how many are done, substeps included."""

    groups: list[StepGroup]
    done: int
    total: int


@cache
def state_buttons(status: str) -> SafeString:
    """A button for each other state that a step may take."""
    return format_html_join(
        "",
        '<button class="{0}" type="submit" name="status" value="{1}">'
        '<span class="shape {0}" aria-hidden="true"></span> {2}</button>',
        ((states.CSS[other], other, states.WORD[other]) for other in Status.values if other != status),
    )


@cache
def state_words(status: str) -> SafeString:
    """The state itself, and what pressing it does."""
    after = "remettre à venir" if status == Status.DONE else "marquer réalisée"
    return format_html(
        '<span class="state state-bare {}"><span class="shape" aria-hidden="true"></span>{}</span>'
        '<span class="visually-hidden">, {}</span>',
        states.CSS[status],
        states.WORD[status],
        after,
    )


def _late(action: Action) -> set[str]:
    """The keys of the steps whose échéance has passed."""
    today = timezone.localdate()
    steps = (step for step in action.steps.all() if step.due_on and step.status not in CLOSED)
    return {step.key for step in steps if step.due_on and step.due_on < today}


def _dressed(
    steps: Iterable[dict[str, Any]], late: set[str], addresses: Callable[[object], str], under: str = ""
) -> list[dict[str, Any]]:
    """Each step with what its line shows: ``late``, ``tick``, ``menu``, ``next`` (what a press gives).

    ``url`` is where its state is changed, ``short`` how the menu names it, ``css`` its classes.
    """
    return [
        {
            **step,
            "late": step["key"] in late,
            "tick": state_words(step["status"]),
            "menu": state_buttons(step["status"]),
            "next": Status.TO_COME.value if step["status"] == Status.DONE else Status.DONE.value,
            "url": addresses(step["key"]),
            "short": Truncator(step["text"]).chars(40) if len(step["text"]) > 40 else step["text"],
            "css": f"step{under}{'' if step.get('due') else ' step-open'}",
            "substeps": _dressed(step.get("substeps", ()), late, addresses, " step-sub"),
        }
        for step in steps
    ]


def show_steps(value: Any, action: Action) -> Steps:
    """Consecutive steps of one volet together, in the order of the document."""
    late = _late(action)
    groups: list[StepGroup] = []
    statuses = []
    addresses = family("conventions:step", action.convention_id, action.pk)
    for step in _dressed(value, late, addresses):
        if not groups or groups[-1].title != step["group"]:
            groups.append(StepGroup(step["group"], []))
        groups[-1].steps.append(step)
        statuses += [step["status"], *(sub["status"] for sub in step["substeps"])]
    return Steps(groups, statuses.count(Status.DONE), len(statuses))

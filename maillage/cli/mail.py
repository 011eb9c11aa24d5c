"""``maillage mail``: send the letters that wait, say how the queue is, take a refusal that came back."""

from __future__ import annotations

import argparse
import sys

from maillage.cli.installation import behind, configured
from maillage.cli.terminal import refuse, say


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand to ``subparsers``."""
    parser = subparsers.add_parser("mail", help="envoyer les courriels en attente, suivre leur envoi")
    verbs = parser.add_subparsers(title="gestes", metavar="GESTE", required=True)
    for name, run, told in (
        ("send", send, "envoyer ce qui doit partir, comme le fait «\u00a0serve\u00a0» chaque minute"),
        ("state", state, "compter les courriels par état"),
        ("bounce", bounce, "lire sur l’entrée standard un avis de non-remise"),
    ):
        verbs.add_parser(name, help=told).set_defaults(run=run)


@configured
def send(arguments: argparse.Namespace) -> int:  # noqa: ARG001 - the form of a subcommand
    """Send once and say what became of each letter; 1 when some did not leave."""
    from maillage.kernel.french import plural
    from maillage.kernel.mail import deliver

    if late := behind():
        return refuse(late)
    done = deliver()
    say(
        f"{plural(done.sent, 'envoyé', 'envoyés')}, {plural(done.postponed, 'reporté', 'reportés')}, "
        f"{plural(done.bounced, 'refusé', 'refusés')}, {plural(done.failed, 'abandonné', 'abandonnés')}."
    )
    return 1 if done.postponed or done.bounced or done.failed else 0


@configured
def state(arguments: argparse.Namespace) -> int:  # noqa: ARG001 - the form of a subcommand
    """Say how many letters are in each state, and since when the oldest waits."""
    from maillage.kernel.french import day, number
    from maillage.kernel.mail import queue_state
    from maillage.kernel.models import LetterState

    if late := behind():
        return refuse(late)
    found = queue_state()
    for one in LetterState:
        say(f"{number(found.counts[one]):>8}  {one.label}")
    if found.oldest:
        say(f"Le plus ancien attend depuis le {day(found.oldest)}.")
    return 0


@configured
def bounce(arguments: argparse.Namespace) -> int:  # noqa: ARG001 - the form of a subcommand
    """Mark the letter that a notification says was not delivered.

    0 even when it is about no letter of ours: a mail server would answer anything else by one more mail.
    """
    from maillage.kernel.mail import read_bounce

    letter = read_bounce(sys.stdin.buffer.read())
    say(f"{letter.to}\u00a0: {letter.error}" if letter else "Ce message ne parle d’aucun de nos courriels.")
    return 0

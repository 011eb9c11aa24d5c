"""What a pilot answers: kept as typed, written in the plan as soon as it is sent, kept as sent."""

from __future__ import annotations

from maillage.conventions.operations.answers.drafts import LONGEST_DRAFT, save_drafts
from maillage.conventions.operations.answers.said import OFFERED, Document, Said
from maillage.conventions.operations.answers.sending import (
    enter_paper_answer,
    mark_answers_read,
    receive,
    send_answer,
    send_unchanged,
)
from maillage.conventions.operations.answers.withdrawing import take_back

__all__ = [
    "LONGEST_DRAFT",
    "OFFERED",
    "Document",
    "Said",
    "enter_paper_answer",
    "mark_answers_read",
    "receive",
    "save_drafts",
    "send_answer",
    "send_unchanged",
    "take_back",
]

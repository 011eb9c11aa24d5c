"""What conventions know of one person: the right of access and to portability."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch, Q

from maillage.conventions.models import ActionDocument, Answer, Asked, Comment, Pilot, Recipient

if TYPE_CHECKING:
    from maillage.accounts.models import User


def personal_export(user: User) -> dict[str, Any]:
    """What ``user`` pilots, wrote, left and was asked, as plain values, with what was taken back since."""
    by_author = Comment.objects.filter(author=user).order_by("pk")
    left = ActionDocument.objects.filter(added_by=user).order_by("pk")
    piloted = Pilot.objects.filter(member__user=user).order_by("pk")
    return {
        "fiches_pilotees": list(
            piloted.values("action__convention_id", "action__ref", "action__title", "kind", "label")
        ),
        "messages": list(
            by_author.values(
                "convention_id", "action__title", "text", "created_at", "edited_at", "deleted_at"
            )
        ),
        "documents": list(
            left.values("convention_id", "action__title", "file__name", "title", "added_at", "deleted_at")
        ),
        "sollicitations": [_asked_in(one) for one in _recipients(user)],
    }


def _recipients(user: User) -> list[Recipient]:
    """Where they were asked, by their account or by their address."""
    mine = Q(member__user=user) | Q(email__iexact=user.email)
    answers = Prefetch("answers", queryset=Answer.objects.order_by("pk"))
    asked = Prefetch("asked", queryset=Asked.objects.select_related("action").prefetch_related(answers))
    rows = Recipient.objects.filter(mine).select_related("campaign")
    return list(rows.prefetch_related(asked).order_by("pk"))


def _asked_in(row: Recipient) -> dict[str, Any]:
    return {
        "convention": row.convention_id,
        "campagne": row.campaign.name,
        "nom": row.name,
        "adresse": row.email,
        "ecrit_le": row.written_at,
        "relance_le": row.reminded_at,
        "ouvert_le": row.opened_at,
        "rappels_refuses_le": row.muted_at,
        "passe_la_main_le": row.declined_at,
        "actions": [
            {
                "action": str(one.action),
                "brouillon": one.draft,
                "reponses": [_answer(answer) for answer in one.answers.all()],
            }
            for one in row.asked.all()
        ],
    }


def _answer(answer: Answer) -> dict[str, Any]:
    return {
        "envoyee_le": answer.sent_at,
        "rien_de_neuf": answer.unchanged,
        "etat": answer.get_status_display(),
        "avancement": answer.progress,
        "phrase": answer.sentence,
        "difficulte": answer.get_difficulty_display(),
        "difficulte_precisee": answer.difficulty_note,
        "aide": answer.help_needed,
        "ensuite": answer.next_step,
        "chiffres": list(answer.figures.values()),
    }

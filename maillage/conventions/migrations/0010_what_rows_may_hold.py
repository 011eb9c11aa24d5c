from __future__ import annotations

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_notices"),
        ("conventions", "0009_fill_step_days"),
        ("territories", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="actionlink",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["voir", "apres"])), name="link_kind_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="answer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status__in", ["a_venir", "en_cours", "realisee", "en_pause", "bloquee", "abandonnee"])
                ),
                name="answer_status_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="answer",
            constraint=models.CheckConstraint(
                condition=models.Q(("progress__isnull", True), ("progress__lte", 100), _connector="OR"),
                name="answer_progress_percent",
            ),
        ),
        migrations.AddConstraint(
            model_name="communeprogress",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status__in", ["a_venir", "en_cours", "realisee", "en_pause", "bloquee", "abandonnee"])
                ),
                name="commune_status_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="feed",
            constraint=models.UniqueConstraint(
                fields=("convention", "owner", "member"), name="feed_own_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="feed",
            constraint=models.UniqueConstraint(
                condition=models.Q(("member", None)), fields=("convention", "owner"), name="feed_whole_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="planversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["signee", "avenant", "comite", "autre"])),
                name="version_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.CheckConstraint(
                condition=models.Q(("etp__isnull", True), ("etp__gte", 0), _connector="OR"),
                name="post_not_negative",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["nouvelle", "modifier", "fusionner", "abandonner", "reporter"])
                ),
                name="proposal_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        ["brouillon", "cotech", "copil", "acceptee", "refusee", "ajournee", "retiree"],
                    )
                ),
                name="proposal_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status__in", ["a_venir", "en_cours", "realisee", "en_pause", "bloquee", "abandonnee"])
                ),
                name="step_status_known",
            ),
        ),
    ]

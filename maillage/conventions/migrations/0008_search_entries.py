from __future__ import annotations

import re
import unicodedata

import django.db.models.deletion
from django.db import migrations, models

ENTRIES = "conventions_searchentry"
FTS = "conventions_search_words"
GONE = f"INSERT INTO {FTS} ({FTS}, rowid, words) VALUES ('delete', old.id, old.words);"
CAME = f"INSERT INTO {FTS} (rowid, words) VALUES (new.id, new.words);"
SQLITE = (
    f"CREATE VIRTUAL TABLE {FTS} USING fts5(words, content='{ENTRIES}', content_rowid='id', "
    "detail=none, columnsize=0, tokenize='unicode61')",
    f"CREATE TRIGGER {FTS}_added AFTER INSERT ON {ENTRIES} BEGIN {CAME} END",
    f"CREATE TRIGGER {FTS}_removed AFTER DELETE ON {ENTRIES} BEGIN {GONE} END",
    f"CREATE TRIGGER {FTS}_changed AFTER UPDATE OF words ON {ENTRIES} BEGIN {GONE} {CAME} END",
)
POSTGRESQL = f"CREATE INDEX {FTS} ON {ENTRIES} USING gin (to_tsvector('simple', words))"
FIELDS = (
    "context", "objectives", "success_conditions", "vigilance", "publics", "competence", "resources",
    "residents", "calendar",
)  # fmt: skip
LIGATURES = str.maketrans({"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE"})


def build_index(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL)
    else:
        for statement in SQLITE:
            schema_editor.execute(statement)


def drop_index(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP INDEX {FTS}")
    else:
        for name in ("added", "removed", "changed"):
            schema_editor.execute(f"DROP TRIGGER {FTS}_{name}")
        schema_editor.execute(f"DROP TABLE {FTS}")


def words_of(convention, text):
    """As the search writes them on the day of this migration."""
    bare = unicodedata.normalize("NFKD", text.translate(LIGATURES)).casefold()
    plain = "".join(char for char in bare if not unicodedata.combining(char))
    return " ".join(sorted({f"k{convention}z{word}" for word in re.findall(r"[a-z0-9]+", plain)}))


def texts_of(action):
    yield "identity", "\n".join(filter(None, (action.ref, action.title, action.fiche_title)))
    yield "state", action.news
    for name in FIELDS:
        yield name, getattr(action, name)
    yield "steps", "\n".join(step.text for step in action.steps.all())
    people = [*action.pilots.all(), *action.partners.all()]
    yield "people", "\n".join(one.label for one in people)
    yield "indicators", "\n".join(one.label for one in action.indicators.all())


def fill(apps, schema_editor):
    """The fiches in place; their messages and documents are indexed when they are next written."""
    entry = apps.get_model("conventions", "SearchEntry")
    actions = apps.get_model("conventions", "Action")._base_manager.prefetch_related(
        "steps", "pilots", "partners", "indicators"
    )
    for action in actions.iterator(chunk_size=200):
        entry.objects.bulk_create(
            entry(
                convention_id=action.convention_id,
                action=action,
                kind="section",
                key=key,
                text=text,
                words=words_of(action.convention_id, text),
            )
            for key, text in texts_of(action)
            if text
        )


class Migration(migrations.Migration):
    dependencies = [
        ("conventions", "0007_view_opens"),
    ]

    operations = [
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=8)),
                ("key", models.CharField(max_length=20)),
                ("text", models.TextField()),
                ("words", models.TextField()),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="conventions.action",
                    ),
                ),
                (
                    "convention",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="conventions.convention",
                    ),
                ),
            ],
            options={
                "verbose_name": "entrée de l’index de recherche",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("action", "kind", "key"), name="search_entry_once"
                    )
                ],
            },
        ),
        migrations.RunPython(build_index, drop_index),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]

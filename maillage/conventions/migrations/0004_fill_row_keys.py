import secrets

from django.db import migrations

ROWS = 2000


def fill(apps, schema_editor):
    """Give each row a key of its own: the column was added with one for all."""
    for name in ("Step", "Indicator", "Pilot", "Partner"):
        model = apps.get_model("conventions", name)
        batch = []
        for row in model.objects.only("pk").order_by("pk").iterator(chunk_size=ROWS):
            row.key = secrets.token_hex(6)
            batch.append(row)
            if len(batch) == ROWS:
                model.objects.bulk_update(batch, ["key"])
                batch = []
        model.objects.bulk_update(batch, ["key"])


class Migration(migrations.Migration):

    dependencies = [
        ('conventions', '0003_row_keys'),
    ]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]

from django.db import migrations
from maillage.kernel.fuzzy import parse

ROWS = 2000


def fill(apps, schema_editor):
    """Read the échéance of steps written before their day was kept."""
    step = apps.get_model("conventions", "Step")
    batch = []
    for row in step.objects.exclude(due="").only("pk", "due").order_by("pk").iterator(chunk_size=ROWS):
        moment = parse(row.due, end=True)
        if moment is not None:
            row.due_on, row.due_precision = moment.on, moment.precision
            batch.append(row)
        if len(batch) == ROWS:
            step.objects.bulk_update(batch, ["due_on", "due_precision"])
            batch = []
    step.objects.bulk_update(batch, ["due_on", "due_precision"])


class Migration(migrations.Migration):

    dependencies = [
        ('conventions', '0008_search_entries'),
    ]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]

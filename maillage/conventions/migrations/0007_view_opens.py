from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("conventions", "0006_running_the_plan")]

    operations = [
        migrations.AddField(
            model_name="savedview",
            name="opens",
            field=models.BooleanField(default=False, verbose_name="ouvre la liste"),
        ),
    ]

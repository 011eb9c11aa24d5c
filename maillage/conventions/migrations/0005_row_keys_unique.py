from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('conventions', '0004_fill_row_keys'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='indicator',
            constraint=models.UniqueConstraint(fields=('convention', 'key'), name='indicator_key_unique'),
        ),
        migrations.AddConstraint(
            model_name='partner',
            constraint=models.UniqueConstraint(fields=('convention', 'key'), name='partner_key_unique'),
        ),
        migrations.AddConstraint(
            model_name='pilot',
            constraint=models.UniqueConstraint(fields=('convention', 'key'), name='pilot_key_unique'),
        ),
        migrations.AddConstraint(
            model_name='step',
            constraint=models.UniqueConstraint(fields=('convention', 'key'), name='step_key_unique'),
        ),
    ]

from __future__ import annotations

import django.contrib.postgres.fields
from django.db import migrations
from django.db import models


class Migration(migrations.Migration):
    dependencies = [("library", "0006_sort_names")]

    operations = [
        migrations.AddField(
            model_name="franchise",
            name="aliases",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=200),
                blank=True,
                default=list,
                help_text=(
                    "Other names, separated by commas; an import understands them."
                ),
                size=None,
            ),
        ),
    ]

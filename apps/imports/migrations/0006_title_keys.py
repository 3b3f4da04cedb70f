from __future__ import annotations

from typing import Any

from django.db import migrations
from django.db import models

from apps.core.text import normalise


def fill_in(apps: Any, schema_editor: Any) -> None:
    rows = apps.get_model("imports", "ImportRow").objects
    some = []
    for row in rows.only("title").order_by("pk").iterator(chunk_size=1000):
        row.title_key = normalise(row.title)
        some.append(row)
        if len(some) == 1000:
            rows.bulk_update(some, ["title_key"])
            some = []
    rows.bulk_update(some, ["title_key"])


class Migration(migrations.Migration):
    dependencies = [("imports", "0005_english")]

    operations = [
        migrations.AddField(
            model_name="importrow",
            name="title_key",
            field=models.TextField(default="", editable=False),
        ),
        migrations.RunPython(fill_in, migrations.RunPython.noop),
    ]

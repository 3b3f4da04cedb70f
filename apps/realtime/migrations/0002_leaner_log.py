from __future__ import annotations

from django.db import migrations
from django.db import models


class Migration(migrations.Migration):
    dependencies = [("realtime", "0001_initial")]

    operations = [
        migrations.RenameField("event", "payload", "payload_json"),
        migrations.AlterField("event", "payload_json", models.TextField()),
        migrations.RemoveIndex("event", "event_by_type"),
        migrations.AlterField(
            "event", "dedupe_key", models.CharField(max_length=300)
        ),
        migrations.AddConstraint(
            "event",
            models.UniqueConstraint(
                fields=["dedupe_key"], name="event_recorded_once"
            ),
        ),
        migrations.AddField(
            "eventstream", "epoch_base", models.BigIntegerField(default=0)
        ),
        migrations.AddField(
            "eventstream", "database", models.CharField(default="", max_length=60)
        ),
    ]

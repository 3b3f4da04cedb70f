"""Earlier events of imports told the title, which is the name of the owner's file."""

from __future__ import annotations

import json
from typing import Any

from django.db import migrations

TYPES = ("questlog:import_complete", "questlog:import_undo")


def forget_titles(apps: Any, schema_editor: Any) -> None:
    events = apps.get_model("realtime", "Event").objects.filter(type__in=TYPES)
    for event in events.iterator(chunk_size=500):
        payload = json.loads(event.payload_json)
        if payload.pop("title", None) is not None:
            event.payload_json = json.dumps(
                payload, ensure_ascii=False, separators=(",", ":")
            )
            event.save(update_fields=["payload_json"])


class Migration(migrations.Migration):
    dependencies = [("realtime", "0006_hidden_past")]

    operations = [migrations.RunPython(forget_titles, migrations.RunPython.noop)]

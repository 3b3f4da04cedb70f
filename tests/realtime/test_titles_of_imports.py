from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps

from apps.realtime.models import Event


@pytest.mark.django_db
def test_earlier_events_forget_the_titles_of_imports() -> None:
    """The title was the name of the owner's file, and anyone may read the log."""
    for number, kind in enumerate(("import_complete", "import_undo", "work_create")):
        Event.objects.create(
            type=f"questlog:{kind}",
            subject=f"import:{number}",
            dedupe_key=f"import:{number}",
            payload_json='{"import_id":"7d3f","title":"therapy.md","games":3}',
            occurred_at="2026-01-01T00:00:00Z",
        )

    migration = import_module("apps.realtime.migrations.0007_no_titles_of_imports")
    migration.forget_titles(apps, None)

    complete, undo, other = Event.objects.order_by("id")
    assert (
        complete.payload_json == undo.payload_json == '{"import_id":"7d3f","games":3}'
    )
    assert other.payload["title"] == "therapy.md"

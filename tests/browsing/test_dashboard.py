"""The admin's first page, to which every app adds its panel."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from apps.jobs.models import Job
from apps.jobs.models import State
from apps.library.models import Game
from apps.realtime.webhooks.models import WebhookEndpoint
from tests.admin.pages import page

pytestmark = pytest.mark.django_db


def test_the_panels_of_all_apps_stand_in_their_order(owner_client: Client) -> None:
    Game.objects.add(name="Celeste")
    now = timezone.now()
    Job.objects.create(kind="library.sync", state=State.FAILED, finished_at=now)
    WebhookEndpoint.objects.create(
        name="Overlay", url="https://example.com/", failing_since=now
    )

    shown = page(owner_client.get("/admin/"))

    assert [title.get_text(strip=True) for title in shown.select("h2.w-h2")] == [
        "Webhooks that need attention",
        "Background work",
        "Playing now",
        "Recently completed",
        "Lists",
        "Last import",
    ]

"""Drafts that become public at a time that was chosen."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db import transaction
from django.test import Client
from django.utils import timezone

from apps.jobs.models import Job
from apps.jobs.progress import Progress
from apps.lists.events import LIST_UPDATED
from apps.lists.models import List
from apps.lists.tasks import publish_in_background
from apps.realtime.models import Event
from tests.admin.pages import address
from tests.admin.pages import save
from tests.api.client import ApiClient

pytestmark = pytest.mark.django_db

SOON = timedelta(hours=3)


def make_due(list_: List) -> None:
    past = timezone.now() - timedelta(minutes=1)
    List.objects.filter(pk=list_.pk).update(publish_at=past)


def test_a_draft_becomes_public_when_its_time_has_come() -> None:
    at = timezone.now() + SOON
    draft = List.objects.create(name="Soon", visibility="draft", publish_at=at)
    later = List.objects.create(name="Later", visibility="private", publish_at=at)
    jobs = Job.objects.filter(kind="lists.publish")
    assert [job.due_at for job in jobs] == [at]

    publish_in_background.run(Progress())
    assert not List.objects.public().exists()
    make_due(draft)
    events = Event.objects.count()
    publish_in_background.run(Progress())
    publish_in_background.run(Progress())

    draft.refresh_from_db()
    later.refresh_from_db()
    assert (draft.visibility, draft.publish_at) == ("public", None)
    assert draft.published_at is not None
    assert (later.visibility, later.publish_at) == ("private", at)
    event = Event.objects.latest("id")
    assert Event.objects.count() == events + 1
    assert (event.type, event.payload["verb"]) == (LIST_UPDATED.name, "published")


def test_another_time_or_none_counts_and_what_is_public_waits_for_nothing() -> None:
    at = timezone.now() + SOON
    draft = List.objects.create(name="Soon", visibility="draft", publish_at=at)
    draft.publish_at = None
    draft.save()
    assert not draft.publish_if_due(at + SOON)

    draft.publish_at = at
    draft.save()
    draft.visibility = "public"
    draft.save()

    assert List.objects.get().publish_at is None
    with pytest.raises(IntegrityError), transaction.atomic():
        List.objects.update(publish_at=at)


def test_a_time_that_has_passed_is_refused() -> None:
    past = timezone.now() - SOON

    with pytest.raises(ValidationError, match="has passed"):
        List(name="Old", slug="old", visibility="draft", publish_at=past).full_clean()


def test_it_is_set_in_the_form_and_over_the_api(
    owner_client: Client, api_token: str
) -> None:
    api = ApiClient(api_token)
    draft = List.objects.create(name="Soon", visibility="draft")
    form = address(List, "edit", draft.pk)

    save(owner_client, form, publish_at="2999-01-31 18:00")
    draft.refresh_from_db()
    assert draft.publish_at is not None
    assert timezone.localtime(draft.publish_at).hour == 18
    board = owner_client.get(address(List, "rank", draft.pk)).content.decode()
    assert "until Jan 31, 2999, 18:00" in board
    refused = save(owner_client, form, publish_at="2001-01-31 18:00")
    assert "has passed" in refused.content.decode()

    past = api.patch("/lists/soon", {"publish_at": "2001-01-01"})
    none = api.patch("/lists/soon", {"publish_at": None})
    assert (past.status_code, none.status_code) == (422, 200)
    assert "has passed" in past.content.decode()
    draft.refresh_from_db()
    assert draft.publish_at is None

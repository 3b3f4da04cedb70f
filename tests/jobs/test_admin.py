"""Background work in the admin: listing, page, verbs, the dashboard's notice."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from apps.jobs.models import Job
from apps.jobs.models import State
from tests.admin.conftest import MakeClient
from tests.admin.conftest import client_with
from tests.admin.pages import page
from tests.admin.pages import rows
from tests.admin.pages import text_of
from tests.jobs import kinds

__all__ = ["client_with"]

pytestmark = pytest.mark.django_db

LISTING = "/admin/background-work/"
FAILURES = [{"what": f"Game {n}", "why": "IGDB does not know it."} for n in range(3)]


@pytest.fixture
def waiting(db: None) -> Job:
    return kinds.count.start(
        title="Sync 40 games", key="sync", arguments={"to": 40, "folder": ""}
    )


@pytest.fixture
def failed(db: None) -> Job:
    job = kinds.fail.start(title="Index all", arguments={"for_good": True})
    job.cancel(at=timezone.now())
    job.state = State.FAILED
    job.error = "The key was refused. Renew it in .env."
    job.failures, job.failure_count = FAILURES, 2003
    job.done, job.total = 120, 2400
    job.save()
    return job


def url(name: str, job: Job) -> str:
    return reverse(f"jobs:{name}", args=[job.pk])


def test_without_any_work_it_says_what_will_be_here(owner_client: Client) -> None:
    assert "No background work yet" in text_of(owner_client.get(LISTING))


def test_the_listing_tells_how_far_each_job_is_and_finds_them(
    owner_client: Client, waiting: Job, failed: Job
) -> None:
    everything = owner_client.get(LISTING)
    only_failed = owner_client.get(LISTING, {"state": "failed"})
    found = owner_client.get(LISTING, {"q": "sync"})

    assert rows(everything) == ["Index all", "Sync 40 games"]
    assert "Failed 120 of 2,400 2,003 automatically" in text_of(everything)
    assert rows(only_failed) == ["Index all"]
    assert rows(found) == ["Sync 40 games"]


def test_a_failed_job_says_why_and_runs_again(
    owner_client: Client, failed: Job
) -> None:
    shown = text_of(owner_client.get(url("inspect", failed)))
    answer = owner_client.post(url("retry", failed), follow=True)
    failed.refresh_from_db()

    assert "The key was refused. Renew it in .env." in shown
    assert "120 of 2,400 (5 %) · 2,003 failed" in shown
    assert "Game 2 IGDB does not know it. And 2,000 more." in shown
    assert (failed.state, failed.done, failed.failures) == (State.WAITING, 0, [])
    assert "Waiting for its turn" in text_of(answer)
    assert [job.pk for job in ProcrastinateJob.objects.all()] == [failed.delivery]


def test_a_waiting_job_is_cancelled_once(owner_client: Client, waiting: Job) -> None:
    first = owner_client.post(url("cancel", waiting), follow=True)
    second = owner_client.post(url("cancel", waiting), follow=True)
    waiting.refresh_from_db()

    assert waiting.state == State.CANCELLED
    assert "“Sync 40 games” has been canceled." in text_of(first)
    assert "can't be canceled because it is canceled" in text_of(second)


def test_a_record_is_deleted_when_its_job_has_ended(
    owner_client: Client, waiting: Job, failed: Job
) -> None:
    refused = owner_client.post(url("forget", waiting), follow=True)
    owner_client.post(url("forget", failed))

    assert "hasn't finished yet. Cancel it first" in text_of(refused)
    assert list(Job.objects.all()) == [waiting]


def test_nothing_changes_by_looking(owner_client: Client, waiting: Job) -> None:
    for name in ("cancel", "retry", "forget"):
        assert owner_client.get(url(name, waiting)).status_code == 405

    assert Job.objects.get().state == State.WAITING


def test_a_verb_returns_to_pages_of_ours_only(
    owner_client: Client, waiting: Job
) -> None:
    cancel = url("cancel", waiting)

    home = owner_client.post(cancel, {"next": "/admin/"})
    elsewhere = owner_client.post(cancel, {"next": "https://example.org/"})

    assert home["Location"] == "/admin/"
    assert elsewhere["Location"] == url("inspect", waiting)


def test_the_progress_is_never_kept_by_a_browser(
    owner_client: Client, waiting: Job
) -> None:
    response = owner_client.get(url("progress", waiting))

    assert "no-store" in response["Cache-Control"]
    assert page(response).select_one("[data-state=waiting]")
    assert not page(response).select_one("[data-ended]")


@pytest.mark.parametrize(
    ("permission", "answers"),
    [
        ("library.view_game", (302, 302, 302)),
        ("jobs.view_job", (200, 200, 302)),
        ("jobs.change_job", (200, 200, 302)),
    ],
)
def test_who_may_look_need_not_be_who_may_change(
    client_with: MakeClient, waiting: Job, permission: str, answers: tuple[int, ...]
) -> None:
    client = client_with(permission)

    seen = [
        client.get(LISTING).status_code,
        client.get(url("inspect", waiting)).status_code,
        client.post(url("cancel", waiting)).status_code,
    ]
    waiting.refresh_from_db()

    assert tuple(seen) == answers
    assert (waiting.state == State.CANCELLED) == (permission == "jobs.change_job")


def test_who_started_a_job_may_follow_and_stop_it(
    client_with: MakeClient, waiting: Job
) -> None:
    client = client_with("library.view_game")
    waiting.started_by_id = int(client.session["_auth_user_id"])
    waiting.save()

    seen = client.get(url("progress", waiting)).status_code
    client.post(url("cancel", waiting))
    waiting.refresh_from_db()

    assert seen == 200
    assert waiting.state == State.CANCELLED


def test_the_dashboard_is_silent_while_all_is_well(owner_client: Client) -> None:
    assert "Background work" not in text_of(owner_client.get("/admin/"))


def test_the_dashboard_tells_of_failures_until_it_runs_again(
    owner_client: Client, failed: Job
) -> None:
    told = text_of(owner_client.get("/admin/"))
    owner_client.post(url("retry", failed))
    failed.refresh_from_db()
    failed.cancel(at=timezone.now())

    assert "Index all The key was refused" in told
    assert "Index all" not in text_of(owner_client.get("/admin/"))


def test_it_says_when_work_waits_and_no_worker_runs(
    owner_client: Client, waiting: Job
) -> None:
    soon = [owner_client.get(place) for place in ("/admin/", url("inspect", waiting))]
    Job.objects.update(created_at=timezone.now() - timedelta(minutes=1))
    late = [owner_client.get(place) for place in ("/admin/", url("inspect", waiting))]

    command = "script/manage worker"
    assert [command in text_of(response) for response in soon] == [False] * 2
    assert [command in text_of(response) for response in late] == [True] * 2

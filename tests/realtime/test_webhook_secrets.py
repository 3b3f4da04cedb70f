"""The secrets of endpoints lie encrypted, and outlive a change of the key."""

from __future__ import annotations

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.core.exceptions import FieldError
from django.db import connection
from django.test import Client
from pytest_django.fixtures import Settings
from pytest_httpserver import HTTPServer

from apps.realtime.webhooks.models import LOST_KEY
from apps.realtime.webhooks.models import WebhookAttempt
from apps.realtime.webhooks.models import WebhookEndpoint
from apps.realtime.webhooks.views import endpoint_url
from tests.realtime.desk import Desk
from tests.realtime.desk import endpoint
from tests.realtime.desk import is_signed
from tests.realtime.desk import statuses

pytestmark = pytest.mark.django_db

COLUMNS = 'secret, old_secret, "authorization"'


@pytest.fixture
def desk(db: None) -> Desk:
    connection.ensure_connection()
    return Desk(connection.connection)


@pytest.fixture
def hook(httpserver: HTTPServer) -> str:
    httpserver.expect_request("/hook").respond_with_data()
    return httpserver.url_for("/hook")


def columns() -> tuple[str, ...]:
    """What the database holds of the one endpoint's secrets."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {COLUMNS} FROM realtime_webhookendpoint")
        row: tuple[str, ...] = cursor.fetchone()
    return row


def test_the_database_does_not_hold_the_secrets_themselves(desk: Desk) -> None:
    site = endpoint("https://example.org/", authorization="Bearer very-secret")
    site.rotate_secret(at=desk.now)

    stored = columns()

    for plain in ("whsec_", "very-secret", site.secret, site.old_secret):
        assert plain not in " ".join(stored)
    read = WebhookEndpoint.objects.get()
    assert (read.secret, read.old_secret) == (site.secret, site.old_secret)
    assert read.authorization == "Bearer very-secret"


def test_what_there_is_none_of_stays_empty() -> None:
    endpoint("https://example.org/")

    assert columns()[1:] == ("", "")


def test_nobody_can_search_by_a_secret() -> None:
    site = endpoint("https://example.org/")

    with pytest.raises(FieldError, match="exact"):
        WebhookEndpoint.objects.filter(secret=site.secret).exists()


def test_a_changed_key_still_signs_with_what_the_old_one_encrypted(
    desk: Desk, httpserver: HTTPServer, hook: str, settings: Settings
) -> None:
    site = endpoint(hook, authorization="Bearer very-secret")
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another"
    desk.happen()

    desk.work()

    ((request, _),) = httpserver.log
    assert is_signed(request, site.secret)
    assert request.headers["Authorization"] == "Bearer very-secret"


def test_a_new_secret_needs_the_new_key_only(
    desk: Desk, httpserver: HTTPServer, hook: str, settings: Settings
) -> None:
    endpoint(hook)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another"
    site = WebhookEndpoint.objects.get()
    site.rotate_secret(at=desk.now)
    settings.SECRET_KEY_FALLBACKS = []
    desk.happen()

    desk.work()

    ((request, _),) = httpserver.log
    assert is_signed(request, site.secret) and is_signed(request, site.old_secret)


def test_a_lost_key_is_said_in_words(
    desk: Desk, httpserver: HTTPServer, hook: str, settings: Settings
) -> None:
    site = endpoint(hook, authorization="Bearer very-secret")
    before = columns()
    old_key, settings.SECRET_KEY = settings.SECRET_KEY, "another"
    desk.happen()

    desk.work()

    assert httpserver.log == []
    assert statuses() == ["pending"]
    assert WebhookAttempt.objects.get().error == LOST_KEY
    read = WebhookEndpoint.objects.get()
    assert (read.lost_key, read.last_failure) == (LOST_KEY, LOST_KEY)
    assert read.take_secret(at=desk.now) is None
    read.save()
    assert columns() == before
    settings.SECRET_KEY_FALLBACKS = [old_key]
    desk.later(seconds=10).work()
    assert is_signed(httpserver.log[0][0], site.secret)


def test_a_new_secret_mends_a_lost_key(
    desk: Desk, httpserver: HTTPServer, hook: str, settings: Settings
) -> None:
    endpoint(hook)
    settings.SECRET_KEY = "another"
    site = WebhookEndpoint.objects.get()
    desk.happen()

    site.rotate_secret(at=desk.now)
    desk.work()

    assert site.lost_key == ""
    ((request, _),) = httpserver.log
    assert request.headers["webhook-signature"].count("v1,") == 1
    assert is_signed(request, site.secret)


def test_the_endpoints_page_says_what_to_do_about_a_lost_key(
    owner_client: Client,
) -> None:
    site = endpoint("https://example.org/")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE realtime_webhookendpoint SET secret = 'not a token'")

    for page in ("inspect", "secret", "rotate"):
        html = owner_client.get(endpoint_url(page, site.pk)).content.decode()
        assert "not a token" not in html
        assert ("SECRET_KEY_FALLBACKS" in html) == (page != "rotate")
    shown = owner_client.post(endpoint_url("secret", site.pk)).content.decode()
    assert "SECRET_KEY_FALLBACKS" in shown and "not a token" not in shown


def test_an_upgrade_encrypts_what_is_stored_and_can_be_taken_back() -> None:
    plain = ("whsec_one", "", "Bearer very-secret")
    endpoint("https://example.org/")
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE realtime_webhookendpoint SET ({COLUMNS}) = (%s, %s, %s)", plain
        )
    migration = import_module("apps.realtime.migrations.0008_encrypted_secrets")
    editor = SimpleNamespace(connection=connection)

    migration.encrypt_all(None, editor)

    read = WebhookEndpoint.objects.get()
    assert (read.secret, read.old_secret, read.authorization) == plain
    assert "whsec_one" not in columns()
    migration.decrypt_all(None, editor)
    assert columns() == plain

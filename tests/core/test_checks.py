from __future__ import annotations

from typing import Any

import pytest
from django.core.checks import run_checks
from pytest_django import Settings


def found() -> set[str | None]:
    return {message.id for message in run_checks()}


def test_the_default_settings_have_nothing_to_say() -> None:
    assert not {name for name in found() if name and name.startswith("questlog.")}


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("TWITCH_CLIENT_ID", "abc", "questlog.W001"),
        ("TWITCH_CLIENT_SECRET", "abc", "questlog.W001"),
        ("GITHUB_API_BASE_URL", "api.github.com", "questlog.E001"),
        ("GITHUB_RAW_BASE_URL", "ftp://example.org", "questlog.E001"),
        ("REDIS_URL", "http://localhost", "questlog.E002"),
        ("ALLOWED_HOSTS", [], "questlog.E003"),
        ("ALLOWED_HOSTS", ["*"], "questlog.W002"),
        ("DEBUG", True, "questlog.W003"),
        ("QUESTLOG_WEBHOOKS_ALLOW_PRIVATE", ["10.0.0.0/33"], "questlog.E020"),
        ("QUESTLOG_EVENTS_TOKENS", ["short"], "questlog.W010"),
        ("QUESTLOG_EVENTS_TOKENS", ["longer, but with blanks"], "questlog.W011"),
        ("QUESTLOG_EVENTS_ORIGINS", ["example.org"], "questlog.W012"),
    ],
)
def test_what_is_half_configured_is_named(
    settings: Settings, name: str, value: Any, message: str
) -> None:
    setattr(settings, name, value)

    assert message in found()


def test_both_keys_of_a_service_are_right(settings: Settings) -> None:
    settings.TWITCH_CLIENT_ID = "abc"
    settings.TWITCH_CLIENT_SECRET = "def"

    assert "questlog.W001" not in found()

"""A setting that makes no sense is named in one plain sentence."""

from __future__ import annotations

import os
import re
import runpy
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from tests.settings import REPOSITORY


def settings_with(monkeypatch: pytest.MonkeyPatch, **given: str) -> dict[str, Any]:
    """The settings that Questlog has with `given` in the environment."""
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    return runpy.run_path(str(REPOSITORY / "questlog_site" / "settings.py"))


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"DATABASE_URL": "postgresql://u:p#w@h/x"}, "# is %23"),
        ({"DATABASE_URL": "postgresql://u:p@h:x/x"}, "DATABASE_URL isn't a"),
        ({"DATABASE_URL": "postgresql://u:p@h"}, "DATABASE_URL isn't a PostgreSQL"),
        ({"DATABASE_POOL_SIZE": "0"}, "DATABASE_POOL_SIZE must be a whole number"),
        ({"REDIS_URL": "foo"}, "REDIS_URL isn't a Redis"),
        ({"REDIS_URL": "redis://h:port/0"}, "REDIS_URL isn't a Redis"),
        ({"PORT": "many"}, "PORT must be a whole number from 1 to 65535, not “many”."),
        ({"PORT": "-1"}, "PORT must be a whole number from 1 to 65535"),
        ({"DEBUG": "perhaps"}, "DEBUG must be true or false, not “perhaps”."),
        ({"QUESTLOG_WORKER": "2"}, "QUESTLOG_WORKER must be true or false"),
        ({"QUESTLOG_REDIS_PORT": "65536"}, "QUESTLOG_REDIS_PORT must be a whole"),
        ({"QUESTLOG_REDIS_NAMESPACE": "my games"}, "QUESTLOG_REDIS_NAMESPACE must"),
        ({"QUESTLOG_EVENTS_KEEP_DAYS": "-3"}, "QUESTLOG_EVENTS_KEEP_DAYS must be"),
        ({"QUESTLOG_EVENTS_KEEP": "1e5"}, "QUESTLOG_EVENTS_KEEP must be a whole"),
        ({"QUESTLOG_JOBS_KEEP_DAYS": "x"}, "QUESTLOG_JOBS_KEEP_DAYS must be a whole"),
        ({"QUESTLOG_OWNER": "the owner"}, "QUESTLOG_OWNER must be"),
        ({"TIME_ZONE": "Mars/Base"}, "TIME_ZONE must be a time zone such as"),
        ({"TIME_ZONE": "../etc/passwd"}, "TIME_ZONE must be a time zone such as"),
        ({"WAGTAILADMIN_BASE_URL": "questlog.lan"}, "WAGTAILADMIN_BASE_URL must be"),
        (
            {"QUESTLOG_ENV_FILE": "/nowhere/.env"},
            "QUESTLOG_ENV_FILE is set to /nowhere",
        ),
        ({"QUESTLOG_ENV_FILE": "/bin/sh"}, "The settings in /bin/sh can't be read"),
    ],
)
def test_a_wrong_setting_is_named(
    monkeypatch: pytest.MonkeyPatch, wrong: dict[str, str], words: str
) -> None:
    with pytest.raises(ImproperlyConfigured, match=re.escape(words)) as error:
        settings_with(monkeypatch, **wrong)

    assert "\n" not in str(error.value)


@pytest.mark.parametrize("name", ["DATABASE_URL", "REDIS_URL"])
def test_no_password_is_shown(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    with pytest.raises(ImproperlyConfigured) as error:
        settings_with(monkeypatch, **{name: "http://me:hunter2@host/"})

    assert "hunter2" not in str(error.value)


def test_a_setting_of_nothing_is_unset_and_blanks_do_not_matter(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    names = [name for name in os.environ if name.startswith("QUESTLOG_REDIS")]
    empty = dict.fromkeys(["PORT", "DEBUG", "DATABASE_POOL_SIZE", *names], "")

    found = settings_with(monkeypatch, **empty, ALLOWED_HOSTS="nas.lan, games.lan ,")

    assert (found["PORT"], found["DEBUG"]) == (7176, False)
    assert found["ALLOWED_HOSTS"] == ["nas.lan", "games.lan"]
    assert found["DATABASES"]["default"]["OPTIONS"]["pool"]["max_size"] == 8
    assert found["QUESTLOG_REDIS_PORT"] == 17176


def test_the_port_of_redis_follows_that_of_the_admin(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = settings_with(monkeypatch, PORT="8080", QUESTLOG_REDIS_PORT="")

    assert found["QUESTLOG_REDIS_PORT"] == 18080

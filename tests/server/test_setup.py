from __future__ import annotations

import io
import socket

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import User
from django.core.management import CommandError
from django.core.management import call_command
from pytest_django import Settings


def setup_owner() -> str:
    words = io.StringIO()
    call_command("setup_owner", stdout=words)
    return words.getvalue()


@pytest.mark.django_db
def test_the_first_start_makes_an_owner_with_a_password_of_its_own() -> None:
    words = setup_owner()

    password = words.strip().rpartition(" ")[2]
    owner = User.objects.get(username="owner")
    assert owner.is_superuser
    assert authenticate(username="owner", password=password) == owner


@pytest.mark.django_db
def test_a_given_name_and_password_are_taken_and_not_shown(
    settings: Settings,
) -> None:
    settings.OWNER_USERNAME = "keeper"
    settings.OWNER_PASSWORD = "of my choosing"

    words = setup_owner()

    assert authenticate(username="keeper", password="of my choosing") is not None
    assert "of my choosing" not in words


@pytest.mark.django_db
def test_a_second_start_makes_no_second_owner(settings: Settings) -> None:
    setup_owner()
    settings.OWNER_USERNAME = "another"

    words = setup_owner()

    assert "Nothing to do" in words
    assert User.objects.count() == 1


@pytest.mark.django_db
def test_an_account_of_that_name_is_not_raised_to_owner(owner: User) -> None:
    owner.is_superuser = False
    owner.save()

    with pytest.raises(CommandError, match="QUESTLOG_OWNER"):
        setup_owner()


def test_a_taken_port_is_named() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        with pytest.raises(CommandError, match="set PORT"):
            call_command("serve", host="127.0.0.1", port=port)

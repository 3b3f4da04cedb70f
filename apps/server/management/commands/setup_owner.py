from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from apps.server.setup import create_owner


class Command(BaseCommand):
    help = (
        "Create the owner's account, a superuser named QUESTLOG_OWNER, if there is "
        "no superuser yet. Its password is QUESTLOG_OWNER_PASSWORD, or a generated "
        "one that is printed once."
    )

    def handle(self, *args: Any, verbosity: int, **options: Any) -> None:
        given = settings.OWNER_PASSWORD
        password = create_owner(username=settings.OWNER_USERNAME, password=given)
        if password is None:
            if verbosity:
                self.stdout.write("A superuser already exists. Nothing to do.")
            return
        self.stdout.write(f"Created the owner's account {settings.OWNER_USERNAME!r}.")
        if not given:
            self.stdout.write(f"Its password (shown only once): {password}")

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from apps.server.setup import create_owner


class Command(BaseCommand):
    help = (
        "Creates the owner's account, a superuser named QUESTLOG_OWNER, where there "
        "is no superuser yet. Its password is QUESTLOG_OWNER_PASSWORD, or is made and "
        "printed, once."
    )

    def handle(self, *args: Any, verbosity: int, **options: Any) -> None:
        given = settings.OWNER_PASSWORD
        password = create_owner(username=settings.OWNER_USERNAME, password=given)
        if password is None:
            if verbosity:
                self.stdout.write("There is a superuser already: nothing to do.")
            return
        self.stdout.write(f"Created the owner's account {settings.OWNER_USERNAME!r}.")
        if not given:
            self.stdout.write(f"Its password, shown this once: {password}")

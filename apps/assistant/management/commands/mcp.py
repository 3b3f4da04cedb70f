from __future__ import annotations

from typing import Any

import environs
from django.core.management.base import BaseCommand

TOKEN = "QUESTLOG_TOKEN"


class Command(BaseCommand):
    help = (
        "Serves the owner's assistant over standard input and output (Model Context "
        f"Protocol). With a token of the API in {TOKEN} it can see what is private and "
        "write, as far as the token's user may. Without one it reads what is public."
    )
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        from apps.assistant.server import make_server

        token = environs.Env().str(TOKEN, "")
        make_server(lambda ctx: token).run("stdio")

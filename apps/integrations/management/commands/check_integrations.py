"""Check every remote service that is set up, and report whether it works.

    script/manage check_integrations
    script/manage check_integrations igdb

Ends with 1 where one that is set up does not work.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand
from django.core.management.base import CommandError
from django.core.management.base import CommandParser
from django.utils.timezone import localtime

from apps.integrations.http.service_health import Memory
from apps.integrations.registry import SERVICES
from apps.integrations.service import Service
from apps.integrations.status import CheckResult
from apps.integrations.status import Status
from apps.integrations.status import check
from apps.integrations.status import status_of

FORMAT = "%Y-%m-%d %H:%M %Z"


class Command(BaseCommand):
    help = "Check every remote service that is set up, and report whether it works."
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        keys = [service.key for service in SERVICES]
        parser.add_argument(
            "services", nargs="*", metavar="service", help=", ".join(keys)
        )

    def handle(self, *args: Any, services: list[str], **options: Any) -> None:
        keys = [service.key for service in SERVICES]
        if unknown := [key for key in services if key not in keys]:
            raise CommandError(
                f"Unknown service {', '.join(unknown)}. Choose from {', '.join(keys)}."
            )
        failed = False
        for service in SERVICES:
            if services and service.key not in services:
                continue
            result = check(service) if service.is_on else None
            for line in _lines(service, result):
                self.stdout.write(line)
            failed = failed or bool(result and result.error)
        if failed:
            raise SystemExit(1)


def _lines(service: Service, result: CheckResult | None) -> Iterator[str]:
    if result is None:
        yield f"{service.name}: off. {service.purpose}"
        yield f"  To turn it on, set {' and '.join(service.missing)}."
        if service.keys_page:
            yield f"  Keys: {service.keys_page}"
        return
    if result.error is not None:
        yield f"{service.name}: fails. {result.error.message}"
        yield f"  {result.error.what_to_do}"
    else:
        yield f"{service.name}: works. {result.said}"
    status = status_of(service)
    yield from _details(status)
    if status.memory is None:
        yield "  Redis isn't available, so nothing else is known."
    elif result.error is None:
        yield from _last_error(status.memory)


def _details(status: Status) -> Iterator[str]:
    if status.token_valid_until is not None:
        yield f"  Token valid until {localtime(status.token_valid_until):{FORMAT}}"
    if status.pace_in_words:
        open_now = "" if status.open_now is None else f"; {status.open_now} in progress"
        yield f"  Pace: {status.pace_in_words}{open_now}"
    rate = status.memory.rate if status.memory else None
    if rate is not None:
        limit = f" of {rate.limit}" if rate.limit else ""
        until = f" until {localtime(rate.resets_at):{FORMAT}}" if rate.resets_at else ""
        yield f"  Requests left: {rate.left}{limit}{until}"


def _last_error(memory: Memory) -> Iterator[str]:
    if memory.error is not None:
        at = f"{localtime(memory.error.at):{FORMAT}}"
        yield f"  Last error, {at}: {memory.error.message}"

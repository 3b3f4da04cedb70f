from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand

from apps.core.plurals import counted
from apps.realtime.audit import differences


class Command(BaseCommand):
    help = (
        "Compare the event log with the data and with what Redis received, and print "
        "each difference. Exits with 1 if there are any."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        found = 0
        for difference in differences():
            self.stdout.write(difference)
            found += 1
        if found:
            self.stdout.write(self.style.ERROR(f"{counted(found, 'difference')}."))
            sys.exit(1)
        self.stdout.write(self.style.SUCCESS("The log, the data, and Redis match."))

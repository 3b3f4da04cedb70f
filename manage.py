#!/usr/bin/env python
"""Django's command line; starts the embedded servers when they are down."""

from __future__ import annotations

import os
import sys

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import ProgrammingError
from psycopg.errors import UndefinedColumn
from psycopg.errors import UndefinedTable

from apps.server.child_process import end_with_input
from apps.server.embedded.errors import EmbeddedServerError
from apps.server.embedded.lifetime import embedded_servers


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "questlog_site.settings")
    if _needs_no_server(sys.argv[1:]):
        execute_from_command_line(sys.argv)
        return
    if "--until-eof" in sys.argv:
        end_with_input()
    try:
        _ = settings.DATA_DIR
    except (ImproperlyConfigured, ValueError) as error:
        sys.exit(f"Questlog: {error}")
    try:
        with embedded_servers():
            execute_from_command_line(sys.argv)
    except EmbeddedServerError as error:
        sys.exit(f"Questlog: {error}")
    except ProgrammingError as error:
        if not isinstance(error.__cause__, UndefinedTable | UndefinedColumn):
            raise
        said = str(error).splitlines()[0]
        sys.exit(
            "Questlog: the database is not as this version of Questlog needs it. Start "
            f"script/server once, or run `script/manage migrate`. ({said})"
        )
    except KeyboardInterrupt:
        sys.exit(130)


def _needs_no_server(arguments: list[str]) -> bool:
    if not arguments or {"--help", "-h", "--version"} & set(arguments):
        return True
    return arguments[0] in {"help", "version"}


if __name__ == "__main__":
    main()

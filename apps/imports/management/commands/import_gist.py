from __future__ import annotations

from apps.imports.management.commands import import_list


class Command(import_list.Command):
    """`import_list` under its first name, for scripts that use it."""

    help = f"Same as import_list. {import_list.Command.help}"

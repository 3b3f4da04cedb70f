"""`import_list` under its first name, for scripts that use it."""

from __future__ import annotations

from apps.imports.management.commands.import_list import Command

__all__ = ["Command"]

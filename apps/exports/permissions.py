"""Who may take everything out, and who may bring it in."""

from __future__ import annotations

from apps.core.export_schema import sections


def needed(verb: str) -> tuple[str, ...]:
    """The permissions to `verb` ("view", "add") every row that an export holds."""
    models = (section.model._meta for section in sections())
    return tuple(f"{meta.app_label}.{verb}_{meta.model_name}" for meta in models)

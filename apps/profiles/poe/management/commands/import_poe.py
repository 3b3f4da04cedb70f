from __future__ import annotations

from apps.profiles.imports.command import ImportCommand


class Command(ImportCommand):
    help = (
        "Bring in Path of Exile characters: the JSON that the website or the API gives "
        "of them, a Path of Building code, or its XML. A character that is there "
        "already is updated."
    )
    profile = "poe"

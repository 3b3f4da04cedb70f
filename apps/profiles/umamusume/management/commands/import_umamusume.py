from __future__ import annotations

from apps.profiles.imports.command import ImportCommand


class Command(ImportCommand):
    help = (
        "Bring in Umamusume veterans: the JSON of UmaExtractor, umadump, uma.moe, or a "
        "game plugin, Umalator's JSON, or a spreadsheet with a column for each stat. "
        "Careers that are there get their gaps filled and are never overwritten, so a "
        "second time adds nothing. Account numbers in the file aren't stored."
    )
    profile = "umamusume"

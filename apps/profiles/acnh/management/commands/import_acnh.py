from __future__ import annotations

from apps.profiles.imports.command import ImportCommand


class Command(ImportCommand):
    help = (
        "Bring in villager hunts from a spreadsheet saved as CSV or TSV, with a line "
        "for each island: date, target, villager, recruited, notes. A hunt that is "
        "there already is left as it is."
    )
    profile = "acnh"

from __future__ import annotations

from apps.profiles.imports.command import ImportCommand


class Command(ImportCommand):
    help = (
        "Bring in a history of IronMON runs: JSON as Django's dumpdata wrote it in "
        "the old project (ironmon.challenge, checkpoint, seed, result). What is "
        "there already is left as it is, so a second time adds nothing."
    )
    profile = "ironmon"

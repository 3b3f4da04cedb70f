from __future__ import annotations

from apps.profiles.imports.command import ImportCommand


class Command(ImportCommand):
    help = (
        "Bring in a history of IronMON runs. The file is recognized by its content: "
        "JSON as Django's dumpdata wrote it in the old project (ironmon.challenge, "
        "checkpoint, seed, result), a tracker's attempts file, or the NDS tracker's "
        ".pastlog; of the last two the name of the file says the challenge. What is "
        "there already is left as it is, so a second time adds nothing."
    )
    profile = "ironmon"

from __future__ import annotations

from apps.profiles.imports.command import ImportCommand


class Command(ImportCommand):
    help = (
        "Archive a saved Warframe profile: the JSON that the game's service sends from "
        "getProfileViewingData.php. Another account's profile or an older one is "
        "refused, and the same one again changes nothing."
    )
    profile = "warframe"

"""The attempt counters of the trackers: one number, in a file named for the settings.

The GBA tracker writes "FRLG Kaizo Attempts.txt" with the number alone; the NDS tracker
writes "<settings>.txt" so, and "<settings>_attemptsAdded.txt" with "Attempts: 213".
https://github.com/besteon/Ironmon-Tracker/blob/main/ironmon_tracker/Main.lua
"""

from __future__ import annotations

import re
from pathlib import PurePath

from apps.profiles.imports.importer import UnreadableFile
from apps.profiles.ironmon.files.runs import ChallengeRead
from apps.profiles.ironmon.files.runs import RunsRead
from apps.profiles.ironmon.files.runs import SeriesRead

FORMAT = "an attempts file"
# More than anyone has played: each becomes a run.
MOST = 20_000
# As the tracker names them, in the order in which it looks for them in a name: "kaizo"
# is in "super kaizo".
RULE_SETS = (
    "Standard",
    "Ultimate",
    "Survival",
    "Super Kaizo",
    "Subpar",
    "Ascension 1",
    "Ascension 2",
    "Ascension 3",
    "Kaizo",
)
_CONTENT = re.compile(r"\s*(?:Attempts:)?\s*(\d{1,15})\s*", re.IGNORECASE)
_ENDINGS = re.compile(r"[ _]*(attemptsAdded|attempts)$", re.IGNORECASE)


def is_attempts(text: str) -> bool:
    return _CONTENT.fullmatch(text) is not None


def read_attempts(text: str, *, file_name: str) -> RunsRead:
    """Seeds 1 to the number, of the challenge in the name of the file.

    Raises `UnreadableFile`.
    """
    match = _CONTENT.fullmatch(text)
    assert match is not None
    count = int(match[1])
    if count > MOST:
        raise UnreadableFile(
            f"This says {count:,} attempts. More than {MOST:,} aren't imported; is it "
            "an attempts file?"
        )
    name = challenge_of(file_name)
    if not name:
        raise UnreadableFile(
            "This is an attempts file, and its name says of which challenge: upload it "
            "as it is, such as “FRLG Kaizo Attempts.txt”."
        )
    series = [SeriesRead(challenge=name, count=count)] if count else []
    warnings = [] if count else ["It counts no attempt yet."]
    return RunsRead(
        format=FORMAT,
        challenges=[ChallengeRead(name=name)],
        series=series,
        warnings=warnings,
    )


def challenge_of(file_name: str) -> str:
    """The rule set in the name, or what the settings are called; may be empty."""
    name = _ENDINGS.sub("", PurePath(file_name).stem).strip()
    plain = name.replace(" ", "").replace("_", "").casefold()
    for each in RULE_SETS:
        if each.replace(" ", "").casefold() in plain:
            return each
    return name[:100]

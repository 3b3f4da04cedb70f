"""Which program has written a file: known by what is in it, not by its name alone."""

from __future__ import annotations

from datetime import datetime

from apps.profiles.imports.importer import UnreadableFile
from apps.profiles.ironmon.files.attempts import is_attempts
from apps.profiles.ironmon.files.attempts import read_attempts
from apps.profiles.ironmon.files.dumpdata import read_history
from apps.profiles.ironmon.files.pastlog import is_pastlog
from apps.profiles.ironmon.files.pastlog import read_pastlog
from apps.profiles.ironmon.files.runs import RunsRead

TAKES = (
    "Takes the JSON that Django’s dumpdata wrote of the old project, a tracker’s "
    "attempts file (“FRLG Kaizo Attempts.txt”), and the NDS tracker’s log of past runs "
    "(.pastlog)."
)


def read_file(text: str, *, file_name: str, now: datetime) -> RunsRead:
    """Raises `UnreadableFile`."""
    if is_pastlog(text, file_name=file_name):
        return read_pastlog(text, file_name=file_name, now=now)
    if is_attempts(text):
        return read_attempts(text, file_name=file_name)
    if text.lstrip()[:1] in ("[", "{"):
        return read_history(text)
    raise UnreadableFile(f"This file isn't one that IronMON knows. {TAKES}")

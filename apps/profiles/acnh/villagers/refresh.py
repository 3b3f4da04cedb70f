"""Villagers brought up to date from Nookipedia."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from apps.core.plurals import counted
from apps.integrations.http.errors import RemoteUnexpected
from apps.integrations.nookipedia import LEAST_SHARE
from apps.integrations.nookipedia import NookipediaClient
from apps.integrations.nookipedia import NookVillager
from apps.jobs.progress import SILENT
from apps.jobs.progress import Progress
from apps.profiles.acnh.models import Island
from apps.profiles.acnh.models import Villager
from apps.profiles.acnh.models.villager import MergeResult
from apps.profiles.acnh.models.villager import catalogue_rows

# What others call what the game calls otherwise, lower case.
OTHER_WORDS = {
    "species": {"cub": "Bear cub", "rhino": "Rhinoceros"},
    "personality": {"sisterly": "Big Sister", "uchi": "Big Sister"},
}
MOST_NAMES = 10
# What a field is called where it is counted.
NOUNS = {"icon_url": "picture", "image_url": "picture", "game_id": "id"}

type Words = dict[str, dict[str, str]]


def refresh_villagers(island: Island, progress: Progress = SILENT) -> list[str]:
    """Take over what Nookipedia knows of the villagers; what changed, in words.

    Who is missing there is kept, with what it doesn't know. Raises `RemoteError`;
    then nothing has changed.
    """
    progress.begin(1)
    with NookipediaClient() as nookipedia:
        answer = nookipedia.villagers()
    words = _words_of_the_game()
    rows = [row for each in answer.found if (row := _row(each, words)) is not None]
    if len(rows) < len(answer.found) * LEAST_SHARE:
        raise RemoteUnexpected(
            f"Of the {counted(len(answer.found), 'villager')} that Nookipedia sent, "
            f"{len(rows)} have a species and personality of the game.",
            service="Nookipedia",
        )
    result = Villager.objects.merge(rows)
    progress.step(1)
    return list(_changes(result))


def _words_of_the_game() -> Words:
    """Each species and personality as we spell it, by how others do, lower case."""
    rows = catalogue_rows()
    return {
        field: {
            **{row[field].casefold(): row[field] for row in rows},
            **OTHER_WORDS[field],
        }
        for field in ("species", "personality")
    }


def _row(found: NookVillager, words: Words) -> dict[str, Any] | None:
    """The fields of a villager, or None for one that the game can't have."""
    row = asdict(found)
    for name, known in words.items():
        word = known.get(row[name].casefold())
        if word is None:
            return None
        row[name] = word
    return row


def _changes(result: MergeResult) -> Iterator[str]:
    if result.new:
        names = sorted(each.name for each in result.new)
        more = len(names) - MOST_NAMES
        listed = ", ".join(names[:MOST_NAMES]) + (
            f" and {more} more" if more > 0 else ""
        )
        yield f"{counted(len(names), 'new villager')}: {listed}"
    by_word: Counter[str] = Counter()
    for name, count in result.corrected.items():
        word = NOUNS.get(name, name)
        by_word[word] = max(by_word[word], count)
    for word, count in by_word.items():
        yield f"{counted(count, word)} changed"

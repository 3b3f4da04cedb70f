"""The sync of all characters, step by step; each step is stored as it ends."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.db import transaction
from django.utils import timezone

from apps.integrations.http.errors import RemoteError
from apps.integrations.lodestone.client import LodestoneLayoutChanged
from apps.jobs.progress import Progress
from apps.profiles.ffxiv.models import Character
from apps.profiles.ffxiv.models import FFXIVProfile
from apps.profiles.ffxiv.models.character import in_sentence
from apps.profiles.ffxiv.syncing.catalogue import is_due
from apps.profiles.ffxiv.syncing.catalogue import refresh_catalogue
from apps.profiles.ffxiv.syncing.characters import update_character
from apps.profiles.ffxiv.syncing.collections import update_collections

CATALOGUE = "catalogue"


def sync_characters(profile: FFXIVProfile, progress: Progress) -> list[str]:
    """Bring the catalogue and all characters up to date; what changed, in words.

    A further attempt goes on after the last step that ended. A page that can't be
    read is refused and ends the sync after the others. Raises RemoteError.
    """
    characters = list(profile.characters.all())
    steps = _Steps(progress, several=len(characters) > 1)
    progress.begin(1 + 2 * len(characters))
    if is_due(profile, at=timezone.now()):
        try:
            steps.run(CATALOGUE, None, lambda: refresh_catalogue(profile, progress))
        except RemoteError as error:
            # The one from last week does as well.
            progress.fail("Catalogue", f"{error.message} {error.what_to_do}")
    progress.step(message="Catalogue")
    refused: LodestoneLayoutChanged | None = None
    for character in characters:
        for name, update in STEPS.items():
            try:
                steps.run(
                    f"{character.uuid}:{name}",
                    character,
                    partial(update, character, progress),
                )
            except LodestoneLayoutChanged as error:
                progress.fail(character.name, error.message)
                refused = error
            sources = {"jobs": character.jobs_from}
            source = sources.get(name, character.collected_from)
            where = f" from {in_sentence(source)}" if source else ""
            progress.step(message=f"{character.name}: {name}{where}")
    if refused is not None:
        raise refused
    return steps.changes


def _jobs(character: Character, progress: Progress) -> list[str]:
    return update_character(character, at=timezone.now(), progress=progress)


def _collections(character: Character, progress: Progress) -> list[str]:
    return update_collections(character, progress, at=timezone.now())


# Of each character, in this order.
STEPS = {"jobs": _jobs, "collections": _collections}


class _Steps:
    """Runs each step once over all attempts of a job, and gathers what changed."""

    def __init__(self, progress: Progress, *, several: bool) -> None:
        self._progress = progress
        self._several = several
        self._done: list[str] = list(progress.memory.get("done", []))
        self.changes: list[str] = list(progress.memory.get("changes", []))

    def run(
        self, name: str, character: Character | None, step: Callable[[], list[str]]
    ) -> None:
        if name in self._done:
            return
        found = step()
        if character is not None and self._several:
            found = [f"{character.name}: {change}" for change in found]
        self.changes += found
        self._done.append(name)
        with transaction.atomic():
            self._progress.remember(done=self._done, changes=self.changes)

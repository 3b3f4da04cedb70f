from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.core.management.base import CommandError
from django.core.management.base import CommandParser

from apps.profiles.umamusume.models import UmamusumeProfile
from apps.profiles.umamusume.models.vocabulary_update import VocabularyError


class Command(BaseCommand):
    help = (
        "Bring in the trainees, cards, skills, and races that come with this version "
        "of Questlog, or those of a file of the same form. What you changed or added "
        "stays, and nothing is deleted."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", help="a vocabulary.json to read instead")

    def handle(self, *args: Any, file: str | None, **options: Any) -> None:
        profile, _ = UmamusumeProfile.set_up()
        try:
            change = profile.update_vocabulary(_content(file))
        except VocabularyError as error:
            raise CommandError(f"{error} Nothing was changed.") from error
        self.stdout.write(
            f"Vocabulary of {profile.vocabulary_version}: {change.added:,} added, "
            f"{change.corrected:,} corrected, {change.kept:,} of yours kept."
        )


def _content(file: str | None) -> dict[str, Any] | None:
    if file is None:
        return None
    try:
        content = json.loads(Path(file).read_bytes())
    except OSError as error:
        raise CommandError(f"Can't read {file}: {error.strerror}.") from error
    except ValueError as error:
        raise CommandError(f"{file} isn't valid JSON: {error}.") from error
    if not isinstance(content, dict):
        raise CommandError(f"{file} isn't a vocabulary: it must be an object.")
    return content

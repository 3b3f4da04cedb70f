"""Which playthrough each game of a table of sessions is about, to be chosen from."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from dataclasses import field

from apps.core.text import normalise
from apps.imports.matching.library_state import games_named
from apps.imports.sessions.reading import Line
from apps.imports.sessions.saving import BY_DATE
from apps.imports.sessions.saving import LEAVE_OUT
from apps.imports.sessions.saving import NEW
from apps.imports.sessions.saving import Target
from apps.journal.models import Playthrough
from apps.library.models import Game


@dataclass
class Group:
    """The lines of one title, with what they may be added to."""

    name: str
    lines: list[Line]
    game: Game | None
    runs: list[Playthrough] = field(default_factory=list)

    @property
    def choices(self) -> list[tuple[str, str]]:
        found = [(BY_DATE, "By date")] if len(self.runs) > 1 else []
        found += [(str(run.pk), _label(run)) for run in self.runs]
        if self.game is not None:
            found.append((NEW, "A new playthrough"))
        return [*found, (LEAVE_OUT, "Leave out")]

    def target(self, choice: str) -> Target:
        """With what was chosen, or the first choice where that is none of them."""
        keys = [key for key, _ in self.choices]
        return Target(
            self.lines, self.game, self.runs, choice if choice in keys else keys[0]
        )


def groups_of(lines: list[Line]) -> list[Group]:
    """The lines by title, in the order of the file, with the games called so."""
    by_title: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        by_title[normalise(line.game) if line.game else ""].append(line)
    named = games_named([key for key in by_title if key])
    games = Game.objects.defer("igdb_data", "summary").in_bulk(named.values())
    runs: dict[int, list[Playthrough]] = defaultdict(list)
    rows = Playthrough.objects.filter(edition__game__in=games)
    rows = rows.select_related("edition__game", "platform").defer(
        "notes", "edition__igdb_data", "edition__game__igdb_data"
    )
    for run in rows.order_by("created_at", "pk"):
        runs[run.edition.game_id].append(run)
    groups = []
    for key, found in by_title.items():
        game = games.get(named.get(key, 0))
        groups.append(Group(found[0].game, found, game, runs[game.pk] if game else []))
    return groups


def _label(run: Playthrough) -> str:
    parts = [] if run.edition.name == run.edition.game.name else [run.edition.name]
    if run.platform:
        parts.append(run.platform.abbreviation or run.platform.name)
    parts.append(run.get_status_display().lower())
    if run.completed_at:
        parts.append(str(run.completed_at))
    text = ", ".join(parts)
    return text[:1].upper() + text[1:]

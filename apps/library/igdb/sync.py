"""The library's games brought up to date from IGDB, one or all of them.

Each game is written in a transaction of its own: what was written before a crash, a
cancellation or an IGDB that goes away stands, and the next run goes on from there.
"""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from datetime import datetime
from itertools import batched

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import DataError
from django.db import IntegrityError
from django.db import transaction
from django.utils import timezone

from apps.core.history import record_change
from apps.core.models.provenance import OWNER
from apps.integrations.http.errors import RemoteUnexpected
from apps.integrations.igdb.client import IgdbClient
from apps.integrations.igdb.rows import IgdbGame
from apps.integrations.igdb.rows import TimeToBeat
from apps.jobs.progress import SILENT
from apps.jobs.progress import Progress
from apps.library.igdb.apply import Linked
from apps.library.igdb.apply import completed
from apps.library.igdb.apply import fill
from apps.library.igdb.apply import lock
from apps.library.igdb.apply import row_of
from apps.library.igdb.apply import save_unseen
from apps.library.igdb.create import unlinked_original
from apps.library.igdb.names import IgdbNames
from apps.library.igdb.names import without
from apps.library.igdb.rows import time_to_beat_of
from apps.library.models import Edition
from apps.library.models import Game
from apps.library.models.changes import track_game_changes

# How many games' times fit into an answer, and how many whole games into memory.
TIMES_AT_ONCE = 500
GAMES_AT_ONCE = 50
UNTIED = (
    "It isn't linked to an IGDB game. Use “Sync now” on its page to find the right one."
)
# Fewer may be gone at the same time.
MANY = 10
INCOMPLETE = "IGDB's data was missing some of: {}. Questlog keeps what it has."
GONE = "IGDB no longer has a game with the id {}. Questlog keeps what it has."


@dataclass
class Synced:
    """What a sync did: how many games differ now, by name what went wrong with some.

    `gone` are those that IGDB has no more, `incomplete` those of which its answer
    lacked something.
    """

    changed: int = 0
    unchanged: int = 0
    gone: dict[str, str] = field(default_factory=dict)
    incomplete: dict[str, str] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class _Said:
    """What IGDB answered about the ids that were `asked` for."""

    asked: set[int]
    # By id what an answer lacks of what the one before it had.
    lacking: dict[int, list[str]]
    rows: dict[int, IgdbGame]
    times: dict[int, TimeToBeat]
    names: IgdbNames
    before: IgdbNames
    at: datetime


def sync_games(
    games: Iterable[int], *, user: User | None = None, progress: Progress = SILENT
) -> Synced:
    """Bring these games (keys), and their editions that IGDB has, up to date.

    Takes one request for 500 games' times and one for a hundred rows. A game without
    an IGDB id counts as unchanged. Where an earlier attempt of the job has been is not
    asked for again. Raises RemoteError; what was written stands.
    """
    every = list(dict.fromkeys(games))
    done = int(progress.memory.get("games", 0))
    progress.begin(len(every), "Checking IGDB")
    progress.step(done)
    synced = Synced()
    with IgdbClient() as igdb:
        for some in batched(every[done:], TIMES_AT_ONCE, strict=False):
            times = igdb.times_to_beat(_igdb_ids(some))
            for chunk in batched(some, GAMES_AT_ONCE, strict=False):
                said = _ask(igdb, _linked(chunk), times)
                for pk in chunk:
                    done += 1
                    with transaction.atomic():
                        name = _sync_one(pk, said, user, synced, progress)
                        progress.remember(games=done)
                    progress.step(message=name)
    return synced


def _igdb_ids(games: Sequence[int]) -> list[int]:
    ids = Game.objects.filter(pk__in=games).values_list("igdb_id", flat=True)
    return sorted(igdb_id for igdb_id in ids if igdb_id is not None)


def _linked(games: Sequence[int]) -> list[Linked]:
    return [
        *Game.objects.filter(pk__in=games, igdb_id__isnull=False),
        *Edition.objects.filter(game__in=games, igdb_id__isnull=False),
    ]


def _ask(igdb: IgdbClient, linked: list[Linked], times: dict[int, TimeToBeat]) -> _Said:
    asked = {each.igdb_id for each in linked if each.igdb_id is not None}
    at = timezone.now()
    rows = {row.id: row for row in igdb.games(sorted(asked))}
    _check_answer({e.igdb_id for e in linked if e.igdb_gone_since is None}, rows)
    last = [row for row in map(row_of, linked) if row is not None]
    lacking = _complete(rows, last)
    named = [
        _named(each, rows[each.igdb_id]) for each in linked if each.igdb_id in rows
    ]
    # Before the games: a name made for one of them is there for all.
    with transaction.atomic():
        names = IgdbNames.of(named)
    return _Said(
        asked=asked,
        lacking=lacking,
        rows=rows,
        times=times,
        names=names,
        before=IgdbNames.known(last),
        at=at,
    )


def _listed(keys: list[str]) -> str:
    return ", ".join(key.replace("_", " ") for key in keys)


def _check_answer(living: set[int | None], answered: Collection[int]) -> None:
    """Raise RemoteUnexpected where half of many games that IGDB had are gone.

    Then the answer is wrong, and not IGDB without them.
    """
    gone = living.difference(answered)
    if len(living) >= MANY and 2 * len(gone) >= len(living):
        raise RemoteUnexpected(
            f"IGDB's data is missing {len(gone)} of {len(living)} games it had "
            "before. Nothing was changed.",
            service="IGDB",
        )


def _complete(rows: dict[int, IgdbGame], last: list[IgdbGame]) -> dict[int, list[str]]:
    """Complete `rows` with what those of the last sync had; by id what they lack."""
    lacking: dict[int, list[str]] = {}
    for before in last:
        if before.id in rows:
            rows[before.id], missing = completed(rows[before.id], before)
            if missing:
                lacking.setdefault(before.id, missing)
    return lacking


def _named(stored: Linked, row: IgdbGame) -> IgdbGame:
    """The names of IGDB's row that `stored` may take: not in place of the owner's."""
    if isinstance(stored, Edition):
        return without(row, franchise=True, genres=True)
    return without(row, franchise=stored.provenance.get("franchise_id") == OWNER)


def _sync_one(
    pk: int, said: _Said, user: User | None, synced: Synced, progress: Progress
) -> str:
    """Sync one game, and note what came of it; the game's name."""
    try:
        game, changed, gone, lacking = _write_answer(pk, said, user=user)
    except (DataError, IntegrityError, ValidationError) as error:
        name = str(Game.objects.filter(pk=pk).first() or pk)
        synced.failed[name] = str(error)
        progress.fail(name, str(error))
        return name
    name = str(game or "")
    if game is not None and game.igdb_id is None:
        progress.fail(name, UNTIED)
    if gone:
        synced.gone[name] = " ".join(map(GONE.format, gone))
        progress.fail(name, synced.gone[name])
    if lacking:
        synced.incomplete[name] = INCOMPLETE.format(_listed(lacking))
        progress.fail(name, synced.incomplete[name])
    if changed:
        synced.changed += 1
    else:
        synced.unchanged += 1
    return name


@track_game_changes()
def _write_answer(
    pk: int, said: _Said, *, user: User | None
) -> tuple[Game | None, bool, list[int], list[str]]:
    """The game, whether people see a change, which ids IGDB has no more, and which
    keys its answer lacks.

    All that changes of the game is one event and one entry of its history.
    """
    game, editions = lock(pk)
    if game is None:
        return None, False, [], []
    time = said.times.get(game.igdb_id or 0)
    if time is not None:
        game.time_to_beat = time_to_beat_of(time, game.time_to_beat)
    stored: list[Linked] = [game, *editions]
    changed = [each for each in stored if _write(each, said)]
    row = said.rows.get(game.igdb_id or 0)
    original = unlinked_original(editions)
    if row is not None and original is not None and _lacks_edition(game, editions):
        fill(original, row, names=said.names, at=said.at)
        changed.append(original)
    for each in changed:
        record_change(each, user=user)
    gone = {each.igdb_id for each in stored if each.igdb_gone_since}
    lacking = {
        key for each in stored for key in said.lacking.get(each.igdb_id or 0, ())
    }
    gone_ids = sorted(igdb_id for igdb_id in gone if igdb_id)
    return game, bool(changed), gone_ids, sorted(lacking)


def _lacks_edition(game: Game, editions: list[Edition]) -> bool:
    """Whether none is the game itself, as after its id was entered by hand."""
    if game.igdb_id in {edition.igdb_id for edition in editions}:
        return False
    return not Edition.objects.filter(igdb_id=game.igdb_id).exists()


def _write(stored: Linked, said: _Said) -> bool:
    # Somebody may have linked it otherwise while IGDB was asked.
    if stored.igdb_id not in said.asked:
        return False
    row = said.rows.get(stored.igdb_id)
    if row is not None:
        return fill(stored, row, names=said.names, at=said.at, before=said.before)
    if stored.igdb_gone_since is None:
        stored.igdb_gone_since = said.at
        save_unseen(stored)
    return False


# All that changed --------------------------------------------------------------


def outdated_games() -> list[int]:
    """The games (keys) that IGDB has changed since their last sync, or has no more.

    Asks when each was changed, 500 in a request, and compares with what is stored: no
    clock is trusted. What is as stored counts as synced now. Raises RemoteError.
    """
    at = timezone.now()
    stored = [*_stored(Game, "pk"), *_stored(Edition, "game_id")]
    with IgdbClient() as igdb:
        stamps = igdb.updated_at(sorted({each.igdb_id for each in stored}))
    _check_answer({each.igdb_id for each in stored if not each.is_gone}, stamps)
    outdated = {each.game for each in stored if each.is_outdated(stamps)}
    for model, game in ((Game, "pk"), (Edition, "game_id")):
        fresh = model._default_manager.filter(
            igdb_id__isnull=False, igdb_gone_since=None, last_synced__lt=at
        )
        fresh.exclude(**{f"{game}__in": outdated}).update(last_synced=at)
    return sorted(outdated)


@dataclass(frozen=True)
class _Stored:
    game: int
    igdb_id: int
    is_gone: bool
    # What a search once found is not the whole row.
    is_synced: bool
    # Whose row is stored, and when IGDB had changed it.
    row_id: int | None
    stamp: int | None

    def is_outdated(self, stamps: dict[int, int]) -> bool:
        if self.igdb_id not in stamps:
            return not self.is_gone
        if not self.is_synced:
            return True
        same = self.row_id == self.igdb_id and self.stamp == stamps[self.igdb_id]
        return self.is_gone or not same


def _stored(model: type[Game] | type[Edition], game: str) -> list[_Stored]:
    rows = model._default_manager.filter(igdb_id__isnull=False).order_by("pk")
    return [
        _Stored(pk, igdb_id, gone is not None, synced is not None, row_id, stamp)
        for pk, igdb_id, gone, synced, row_id, stamp in rows.values_list(
            game,
            "igdb_id",
            "igdb_gone_since",
            "last_synced",
            "igdb_data__id",
            "igdb_data__updated_at",
        )
    ]

"""What was chosen in the first step: a game of the library, of IGDB, or only a name."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from urllib.parse import urlencode

from django.contrib.humanize.templatetags.humanize import ordinal
from django.db.models import Case
from django.db.models import Q
from django.db.models import Value
from django.db.models import When
from django.http import Http404

from apps.core.partial_date_words import spell_out
from apps.integrations.igdb.client import IgdbClient
from apps.integrations.igdb.lookup import look_up
from apps.integrations.igdb.rows import IgdbGame
from apps.journal.models import OPEN
from apps.journal.models import Playthrough
from apps.journal.models import Status
from apps.library.igdb.create import held
from apps.library.igdb.rows import edition_type_of
from apps.library.igdb.rows import parent_of
from apps.library.models import Edition
from apps.library.models import Game
from apps.library.models import Platform

LONGEST_NAME = 200
LARGEST_ID = 2**31 - 1
SINCE = {
    Status.PLAYING: "Playing since {}.",
    Status.ONGOING: "Ongoing since {}.",
    Status.PAUSED: "Paused, started {}.",
    Status.PLANNED: "Planned since {}.",
}


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """`query` names it in addresses; `platforms` are values and names to choose from.

    A platform's value is its key, or "igdb-6" where only IGDB has named it yet.
    """

    query: Mapping[str, str]
    name: str
    facts: str = ""
    note: str = ""
    game: Game | None = None
    edition: Edition | None = None
    igdb_id: int | None = None
    # Of a game that only IGDB has.
    image_id: str = ""
    platforms: list[tuple[str, str]] = field(default_factory=list)
    completed: list[Playthrough] = field(default_factory=list)
    open: list[Playthrough] = field(default_factory=list)

    @property
    def key(self) -> str:
        return urlencode(self.query)

    @property
    def times(self) -> int:
        return len(self.completed)

    @property
    def running(self) -> Playthrough | None:
        return self.open[0] if self.open else None

    @property
    def intro(self) -> str:
        """ "Your first time." "Your 4th time. Last finished in August 2024." """
        parts = [self.note, f"Your {time_in_words(self.times + 1)} time."]
        if self.running is not None and self.running.started_at:
            since = SINCE[Status(self.running.status)]
            parts.append(since.format(spell_out(self.running.started_at)))
        elif last := latest(self.completed):
            parts.append(f"Last finished {when(last)}.")
        return " ".join(filter(None, parts))


def read_choice(params: Mapping[str, str]) -> Chosen | None:
    """What `?game=`, `?igdb=` or `?name=` chooses; None without any.

    Raises `Http404` for what isn't there, `RemoteError` where IGDB can't be asked.
    """
    if "game" in params:
        return chosen_game(_number(params["game"]))
    if "igdb" in params:
        return _chosen_igdb(_number(params["igdb"]), params.get("q", ""))
    name = params.get("name", "").strip()[:LONGEST_NAME]
    return _chosen_name(name) if name else None


def _number(text: str) -> int:
    if text.isascii() and text.isdecimal() and len(text) < 11:
        number = int(text)
        if number <= LARGEST_ID:
            return number
    raise Http404


def chosen_game(
    pk: int, *, edition: Edition | None = None, igdb_id: int | None = None
) -> Chosen:
    game = Game.objects.defer("igdb_data", "summary").filter(pk=pk).first()
    if game is None:
        raise Http404
    runs = Playthrough.objects.filter(edition__game=game).select_related(
        "edition__game", "platform"
    )
    open_runs = runs.filter(status__in=OPEN).order_by(_by_status(), "-updated_at", "pk")
    return Chosen(
        query={"game": str(game.pk)},
        name=game.name,
        facts=str(game.original_release_year or ""),
        game=game,
        edition=edition,
        igdb_id=igdb_id,
        platforms=_platforms_of(game),
        completed=list(runs.filter(status=Status.COMPLETED)),
        open=list(open_runs),
    )


def _by_status() -> Case:
    return Case(
        *(When(status=each, then=Value(place)) for place, each in enumerate(OPEN))
    )


def _platforms_of(game: Game) -> list[tuple[str, str]]:
    found = Platform.objects.filter(
        Q(pk__in=game.platforms.values("pk"))
        | Q(pk__in=game.editions.values("platforms"))
        | Q(playthroughs__edition__game=game)
    )
    rows = found.distinct().order_by("sort_key", "pk")
    return [(str(row.pk), row.abbreviation or row.name) for row in rows]


def _chosen_igdb(igdb_id: int, query: str) -> Chosen:
    known = held(igdb_id)
    if known is not None:
        return chosen_game(known.game.pk, edition=known.edition, igdb_id=igdb_id)
    row = igdb_row(igdb_id, query)
    parent = parent_of(row)
    kind = edition_type_of(row).label.lower()
    return Chosen(
        query={"igdb": str(igdb_id), "q": query},
        name=row.name,
        facts=str(row.year or ""),
        note=(
            f"Adds it as a {kind} of {parent.name}."
            if parent and parent.name
            else "New to your library."
        ),
        igdb_id=igdb_id,
        image_id=row.cover.image_id if row.cover else "",
        platforms=[
            (f"igdb-{each.id}", each.abbreviation or each.name)
            for each in row.platforms
            if each.name
        ],
    )


def igdb_row(igdb_id: int, query: str) -> IgdbGame:
    """IGDB's game, out of the search that found it if that is remembered."""
    rows = look_up(query, is_stranger=False) if query.strip() else []
    found = next((row for row in rows if row.id == igdb_id), None)
    if found is None:
        with IgdbClient() as igdb:
            found = next(iter(igdb.games([igdb_id])), None)
    if found is None:
        raise Http404
    return found


def _chosen_name(name: str) -> Chosen:
    return Chosen(query={"name": name}, name=name, note="New to your library.")


# Words ------------------------------------------------------------------------


def time_in_words(number: int) -> str:
    """ "first", "2nd", "3rd"."""
    return "first" if number == 1 else str(ordinal(number))


def latest(completed: Iterable[Playthrough]) -> Playthrough | None:
    dated = [run for run in completed if run.completed_at]
    return max(dated, key=lambda run: run.completed_at or "", default=None)


def when(run: Playthrough) -> str:
    """ "on Sunday, November 29, 2026", "in August 2024"."""
    value = run.completed_at or ""
    return f"{'on' if len(value) == 10 else 'in'} {spell_out(value)}"

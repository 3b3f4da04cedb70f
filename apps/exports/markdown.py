"""Games, what was played and the lists as Markdown, for people and for the import.

The import reads it back into the same games, statuses, lists and ranks. Names are
tried on the import's own reader first: a title that it would take apart ("Persona 4
(Golden)") is written as code, which it takes as it is; a list that it would not know
for one says that it is a list. `docs/export.md` tells what Markdown cannot carry.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from itertools import chain
from itertools import groupby
from typing import IO
from typing import Any

from django.db.models import F
from django.db.models import Min
from django.db.models import Prefetch

from apps.exports.writing import one_moment
from apps.imports.parsing import Parsed
from apps.imports.parsing import Version
from apps.imports.parsing import parse
from apps.imports.parsing.drafts import full_title
from apps.imports.parsing.prose.inline import read_inline
from apps.imports.parsing.prose.items import Entry
from apps.imports.parsing.prose.items import read_entry
from apps.imports.parsing.prose.remarks import Remarks
from apps.imports.parsing.tables.markdown_tables import NOT_PLAYED
from apps.journal.models import Playthrough
from apps.journal.models import Status
from apps.library.models import Game
from apps.library.platform_names import short_name
from apps.lists.models import List
from apps.lists.models import ListEntry

BATCH = 500
TITLE = "Games"
OTHERS = "Other games"
LONGEST_NOTE = 300
COLUMNS = ("Game", "Status", "Times", "Platforms", "Year")
# Completed runs first, as somebody tells it.
_STATUSES = (
    Status.COMPLETED,
    Status.PLAYING,
    Status.ONGOING,
    Status.PAUSED,
    Status.PLANNED,
    Status.DROPPED,
)
_SIGNS = re.compile(r"([\\`*_{}\[\]<>#~|]|&(?=#?\w+;))")

# A platform's name and an edition's name, empty for none and for the first edition.
type Way = tuple[str, str]


def write_markdown(out: IO[bytes], *, at: datetime, private: bool = False) -> None:
    """Write the games with their public playthroughs, and the public lists.

    With `private` all playthroughs and lists: to be kept, for Markdown cannot say
    that something is private, and an import makes it public.
    """
    with one_moment():
        for line in _lines(at, private=private):
            out.write(f"{line}\n".encode())


def _lines(at: datetime, *, private: bool) -> Iterator[str]:
    yield from (f"# {TITLE}", "", f"Exported from Questlog on {at:%Y-%m-%d}.")
    misfits: list[Game] = []
    rest: Iterable[Game] = ()
    for franchise, games in groupby(_games(private=private), key=_franchise):
        if franchise is None:
            rest = games
            break
        series = list(games)
        fits = [game for game in series if _stays_itself(game.name, franchise)]
        misfits += [game for game in series if game not in fits]
        if fits:
            yield from _table_of_games(_escaped(franchise), fits)
    others = chain(misfits, rest)
    if (first := next(iter(others), None)) is not None:
        yield from _table_of_games(OTHERS, chain([first], others))
    lists = List.objects.order_by("sort_key", "pk")
    for list_ in lists if private else lists.public():
        yield from _table_of_entries(list_)


def _games(*, private: bool) -> Iterator[Game]:
    """The games by series, those without one last, each with its `runs`."""
    every = Playthrough.objects.all() if private else Playthrough.objects.public()
    runs = every.order_by("pk").select_related("edition", "platform")
    shown = runs.only("status", "edition__name", "edition__game", "platform__name")
    games = (
        Game.objects.select_related("franchise")
        .only("name", "original_release_year", "franchise__name")
        .annotate(first_edition_id=Min("editions__pk"))
        .prefetch_related(
            "editions", Prefetch("editions__playthroughs", shown, to_attr="runs")
        )
        .order_by(
            F("franchise__sort_key").asc(nulls_last=True),
            "franchise_id",
            "sort_key",
            "pk",
        )
    )
    return games.iterator(chunk_size=BATCH)


def _franchise(game: Game) -> str | None:
    return game.franchise.name if game.franchise else None


def _stays_itself(title: str, franchise: str) -> bool:
    """Whether a game below the heading of its series is read back as it is."""
    return _is_series(franchise) and full_title(title, franchise, None) == title


@lru_cache(maxsize=1024)
def _is_series(name: str) -> bool:
    read = _read_back(_escaped(name), "Game")
    return bool(read.rows) and read.rows[0].series == name


def _read_back(heading: str, *columns: str) -> Parsed:
    """What the import makes of a table of one game below `heading`."""
    cells = ("1" if column == "#" else "`x`" for column in columns)
    lines = (f"# {TITLE}", *_head(heading, columns), _row(cells))
    return parse("\n".join(lines))


def _table_of_games(heading: str, games: Iterable[Game]) -> Iterator[str]:
    yield from _head(heading, COLUMNS)
    for game in games:
        yield from _rows_of_game(game)


def _rows_of_game(game: Any) -> Iterator[str]:
    """A row for each status, or the one that says that it was not played."""
    ways: dict[str, list[Way]] = {}
    for edition in game.editions.all():
        is_first = edition.pk == game.first_edition_id
        for run in edition.runs:
            platform = run.platform.name if run.platform else ""
            way = (platform, "" if is_first else edition.name)
            ways.setdefault(run.status, []).append(way)
    title, year = _title(game.name), str(game.original_release_year or "")
    for status in _STATUSES:
        if status in ways:
            times = len(ways[status]) if status == Status.COMPLETED else 1
            shown = str(times) if times > 1 else ""
            yield _row((title, status.value, shown, _versions(ways[status]), year))
    if not ways:
        yield _row((title, NOT_PLAYED, "", "", year))


def _table_of_entries(list_: List) -> Iterator[str]:
    entries = list_.entries.select_related("game").order_by(
        F("position").asc(nulls_last=True), "added_at", "pk"
    )
    has_notes = list_.entries.exclude(notes="").exists()
    columns = ("#", "Game", "Notes")[not list_.is_ranked : 2 + has_notes]
    rows = entries.only("position", "notes", "list_id", "game__name")
    for place, entry in enumerate(rows.iterator(chunk_size=BATCH), start=1):
        if place == 1:
            yield from _head(_list_heading(list_, columns), columns)
        number = (str(entry.position),) if list_.is_ranked else ()
        note = (_note(entry),) if has_notes else ()
        yield _row((*number, _title(entry.game.name), *note))


def _list_heading(list_: List, columns: tuple[str, ...]) -> str:
    """The list's name, or where that reads as something else, what it is before it."""
    name = _escaped(list_.name)
    (told,) = _read_back(name, *columns).lists or (None,)
    if told and (told.name, told.is_ranked) == (list_.name, list_.is_ranked):
        return name
    return f"{'Ranked list' if list_.is_ranked else 'List'}: {name}"


def _head(heading: str, columns: Iterable[str]) -> Iterator[str]:
    names = tuple(columns)
    yield from ("", f"## {heading}", "", _row(names), _row("---" for _ in names))


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _title(name: str) -> str:
    """A title as it is, or as code where the import would take it apart."""
    text = _escaped(name)
    if read_entry(read_inline(text, {}).text) == Entry(name):
        return text
    fence = "`" * (max(map(len, re.findall("`+", name)), default=0) + 1)
    edge = " " if name.startswith("`") or name.endswith("`") else ""
    inside = _in_one_line(name).replace("|", "\\|")
    return f"{fence}{edge}{inside}{edge}{fence}"


def _versions(ways: list[Way]) -> str:
    """The platforms and editions of some runs, as far as the import reads them so."""
    named = [way for way in dict.fromkeys(ways) if way[0]]
    if not named or (len(named) == 1 and Counter(ways)[named[0]] != len(ways)):
        # One that is named would be taken for that of every run.
        return ""
    for details in (True, False):
        wanted = [(platform, name if details else "") for platform, name in named]
        text = "; ".join(map(_version, dict.fromkeys(wanted)))
        if _versions_read(text) == list(dict.fromkeys(wanted)):
            return _escaped(text)
    return ""


def _version(way: Way) -> str:
    platform = short_name(way[0]) or way[0]
    return f"{platform} - {way[1]}" if way[1] else platform


def _versions_read(text: str) -> list[Way]:
    remarks = Remarks()
    remarks.read_group(text)
    if remarks != Remarks(versions=remarks.versions):
        return []
    return [_way(version) for version in remarks.versions]


def _way(version: Version) -> Way:
    return (version.platform or "", version.edition)


def _note(entry: ListEntry) -> str:
    text = _escaped(entry.notes)
    fits = len(entry.notes) <= LONGEST_NOTE and "\n" not in entry.notes
    return text if fits and read_inline(text, {}).text == entry.notes else ""


def _escaped(text: str) -> str:
    return _SIGNS.sub(r"\\\1", _in_one_line(text))


def _in_one_line(text: str) -> str:
    return " ".join(text.splitlines())

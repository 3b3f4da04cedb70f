"""Where the owner's words and IGDB's differ: offered, and taken or declined.

Nothing of it is stored: an offer is a field that the owner wrote (`provenance`), and
that IGDB's row of the last sync (`igdb_data`) has otherwise. `declined` remembers what
the owner did not want, until IGDB changes its mind.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from itertools import batched
from typing import Any

import orjson
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.db.models.fields.json import KeyTransform
from django.db.models.functions import JSONObject
from django.utils.text import capfirst

from apps.core.history import record_change
from apps.core.models.provenance import OWNER
from apps.integrations.http.shared_redis import RedisUnavailable
from apps.integrations.http.shared_redis import key
from apps.integrations.http.shared_redis import redis_call
from apps.integrations.igdb.rows import IgdbGame
from apps.library.igdb.apply import SHOWN_KEYS
from apps.library.igdb.apply import Linked
from apps.library.igdb.apply import is_owners_set
from apps.library.igdb.apply import keys_of
from apps.library.igdb.apply import lock
from apps.library.igdb.apply import row_of
from apps.library.igdb.apply import save_unseen
from apps.library.igdb.apply import sets_of
from apps.library.igdb.apply import values_of
from apps.library.igdb.apply import write_set
from apps.library.igdb.names import IgdbNames
from apps.library.igdb.names import genres_of
from apps.library.igdb.names import platforms_of
from apps.library.igdb.names import series_of
from apps.library.igdb.rows import IGDB
from apps.library.models import Edition
from apps.library.models import Game
from apps.library.models.changes import track_game_changes

SETS = ("genres", "platforms")
# Of IGDB's row; the whole of it is a hundred times as long.
COMPARED = ("id", *SHOWN_KEYS)
CHUNK = 200
# What `games_with_differences` found last is kept on Redis, and so many games of it are
# compared again when somebody wants to know how many there are.
REMEMBERED = "games-with-differences"
RECHECKED = 50
KEPT_SECONDS = 30 * 24 * 3600


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One field of `stored`: the owner's value and IGDB's, as texts."""

    stored: Linked
    field: str
    yours: str
    igdb: str

    @property
    def label(self) -> str:
        field: Any = self.stored._meta.get_field(self.name)
        return str(capfirst(field.verbose_name))

    @property
    def name(self) -> str:
        """As people and the API call the field."""
        return self.field.removesuffix("_id")

    @property
    def edition(self) -> Edition | None:
        """The edition it is about; None for the game itself."""
        return self.stored if isinstance(self.stored, Edition) else None

    @property
    def seen(self) -> str:
        """Tells this offer from a later one about the same field."""
        return sha256(f"{self.yours}\0{self.igdb}".encode()).hexdigest()[:16]

    @property
    def is_declined(self) -> bool:
        return bool(self.stored.declined.get(self.field) == self.igdb)


def differences_of(
    game: Game, editions: Iterable[Edition] | None = None
) -> list[Difference]:
    """What IGDB offers for the game and its editions, and nobody has declined."""
    if editions is None:
        editions = game.editions.prefetch_related("platforms").order_by("id")
    stored: list[Linked] = [game]
    for edition in editions:
        edition.game = game
        stored.append(edition)
    return list(_offers(stored))


def games_with_differences() -> list[int]:
    """The games (keys) for which `differences_of` has something.

    It reads them all; `still_differing` counts what it found.
    """
    games = _slim(
        Game.objects.select_related("franchise").prefetch_related("genres", "platforms")
    )
    editions = _slim(Edition.objects.prefetch_related("platforms"))
    found: set[int] = set()
    for rows in (games, editions.select_related("game").defer("game__igdb_data")):
        for chunk in batched(rows.iterator(chunk_size=CHUNK), CHUNK, strict=False):
            for each in chunk:
                each.igdb_data = each.slim
            found |= {
                offer.stored.game_id if offer.edition else offer.stored.pk
                for offer in _offers(chunk)
            }
    _remember(sorted(found))
    return sorted(found)


def still_differing() -> int:
    """How many games differed when all were last looked through, and do so still.

    Constant work: beyond `RECHECKED` games it takes what was found then. 0 where they
    were never looked through, or Redis is away.
    """
    found = _remembered()
    if not found or len(found) > RECHECKED:
        return len(found)
    games = _slim(
        Game.objects.filter(pk__in=found)
        .select_related("franchise")
        .prefetch_related("genres", "platforms")
    )
    editions = _slim(
        Edition.objects.filter(game__in=found)
        .select_related("game")
        .defer("game__igdb_data")
        .prefetch_related("platforms")
    )
    stored = [*games, *editions]
    for each in stored:
        each.igdb_data = each.slim
    return len(
        {
            offer.stored.game_id if offer.edition else offer.stored.pk
            for offer in _offers(stored)
        }
    )


def _remember(games: list[int]) -> None:
    text = orjson.dumps(games).decode()
    with suppress(RedisUnavailable):
        redis_call(lambda server: server.set(key(REMEMBERED), text, ex=KEPT_SECONDS))


def _remembered() -> list[int]:
    try:
        text = redis_call(lambda server: server.get(key(REMEMBERED)))
    except RedisUnavailable:
        return []
    games: list[int] = orjson.loads(text or "[]")
    return games


def _slim(rows: QuerySet[Any]) -> QuerySet[Any]:
    """What is tied to IGDB, with `slim`: those keys of IGDB's row that are compared."""
    keys = {key: KeyTransform(key, "igdb_data") for key in COMPARED}
    tied = rows.filter(igdb_id__isnull=False, igdb_data__isnull=False)
    return tied.defer("igdb_data").annotate(slim=JSONObject(**keys)).order_by("pk")


def _offers(stored: Iterable[Linked]) -> Iterator[Difference]:
    rows = [(each, row) for each in stored if (row := row_of(each)) is not None]
    names = IgdbNames.known(row for _, row in rows)
    for each, row in rows:
        for offer in _differences(each, row, names):
            if not offer.is_declined:
                yield offer


def sources_of(stored: Linked) -> dict[str, str]:
    """Whose word each field is: "owner", "igdb" or "" for nobody's."""
    sources = {
        name: stored.provenance.get(name, "") for name in stored.field_table.sourced
    }
    row = row_of(stored)
    names = IgdbNames.known([row] if row else [])
    for name in _sets(stored):
        current = keys_of(getattr(stored, name).all())
        owners = is_owners_set(stored, name, current, row, names)
        sources[name] = OWNER if owners else IGDB if current else ""
    return sources


@track_game_changes()
def accept_difference(
    game: int, *, edition: int | None, field: str, seen: str, user: User
) -> Difference:
    """Take IGDB's value; from now on syncs keep it up to date.

    Raises `ValidationError` where the offer is not what was `seen` any more.
    """
    offer, row = _offer(game, edition, field, seen)
    stored, names = offer.stored, IgdbNames.of([row])
    stored.declined.pop(field, None)
    if field in SETS:
        stored.provenance[field] = IGDB
        save_unseen(stored)
        write_set(stored, field, sets_of(stored, row, names)[field])
    else:
        value = values_of(stored, row, names)[field]
        stored.take_remote(field, value, source=IGDB)
        stored.save()
    record_change(stored, user=user)
    return offer


@track_game_changes()
def decline_difference(
    game: int, *, edition: int | None, field: str, seen: str, user: User
) -> Difference:
    """Keep the owner's value, and do not ask again until IGDB's is another.

    Raises `ValidationError` where the offer is not what was `seen` any more.
    """
    offer, _ = _offer(game, edition, field, seen)
    offer.stored.declined[field] = offer.igdb
    save_unseen(offer.stored)
    return offer


def _offer(
    pk: int, edition: int | None, field: str, seen: str
) -> tuple[Difference, IgdbGame]:
    game, editions = lock(pk)
    if game is not None:
        wanted = [e for e in editions if e.pk == edition] if edition else [game]
        for offer in differences_of(game, editions):
            if offer.stored in wanted and (offer.field, offer.seen) == (field, seen):
                row = row_of(offer.stored)
                assert row is not None  # there would be no offer
                return offer, row
    raise ValidationError("This value has changed in the meantime. Check it again.")


def _sets(stored: Linked) -> tuple[str, ...]:
    return SETS if isinstance(stored, Game) else ("platforms",)


def _differences(
    stored: Linked, row: IgdbGame, names: IgdbNames
) -> Iterator[Difference]:
    values = values_of(stored, row, names)
    series = series_of(row)
    if isinstance(stored, Game) and series and "franchise_id" not in values:
        values["franchise_id"] = None  # a series that the library does not have yet
    for field in stored.field_table.sourced:
        mine = getattr(stored, field)
        if stored.provenance.get(field) != OWNER or field not in values:
            continue
        if mine != values[field]:
            theirs = series.text if field == "franchise_id" and series else ""
            yield Difference(
                stored=stored,
                field=field,
                yours=_text(stored, field),
                igdb=theirs or str(values[field]),
            )
    yield from _set_differences(stored, row, names)


def _set_differences(
    stored: Linked, row: IgdbGame, names: IgdbNames
) -> Iterator[Difference]:
    known = sets_of(stored, row, names)
    for field in _sets(stored):
        called = genres_of(row) if field == "genres" else platforms_of(row)
        current = list(getattr(stored, field).all())
        theirs = keys_of(known.get(field, ()))
        if not called or not is_owners_set(stored, field, keys_of(current), row, names):
            continue
        if keys_of(current) != theirs or not all(map(names.knows, called)):
            yield Difference(
                stored=stored,
                field=field,
                yours=_listed(each.name for each in current),
                igdb=_listed(name.text for name in called),
            )


def _text(stored: Any, field: str) -> str:
    value = getattr(stored, field.removesuffix("_id"))
    return "" if value is None else str(value)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(dict.fromkeys(names), key=str.casefold))

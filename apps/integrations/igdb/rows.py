"""What IGDB's rows become: typed, and forgiving of what is absent or new.

IGDB leaves out what it does not know, gives a reference as an id or as a row of its
own, and adds to its tables of kinds. https://api-docs.igdb.com/#endpoints
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import timedelta
from enum import IntEnum
from typing import Annotated
from typing import Any
from typing import Self

from pydantic import BaseModel
from pydantic import BeforeValidator
from pydantic import ConfigDict
from pydantic import Field
from pydantic import ValidationError
from pydantic import model_validator

from apps.integrations.igdb.images import Size
from apps.integrations.igdb.images import image_url

logger = logging.getLogger(__name__)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# Fewer people than this tell little about how long a game is.
TELLING_COUNT = 3


class GameType(IntEnum):
    """IGDB's `/game_types` (which were `category` until 2025)."""

    MAIN_GAME = 0
    DLC = 1
    EXPANSION = 2
    BUNDLE = 3
    STANDALONE_EXPANSION = 4
    MOD = 5
    EPISODE = 6
    SEASON = 7
    REMAKE = 8
    REMASTER = 9
    EXPANDED_GAME = 10
    PORT = 11
    FORK = 12
    PACK = 13
    UPDATE = 14


class Source(IntEnum):
    """IGDB's `/external_game_sources`, those that Questlog asks for."""

    STEAM = 1
    GOG = 5
    TWITCH = 14
    EPIC = 26
    PLAYSTATION_STORE = 36


def _as_row(value: Any) -> Any:
    """A reference as a row: an id alone is one without names."""
    return {"id": value} if isinstance(value, int) else value


def _as_rows(value: Any) -> Any:
    rows = map(_as_row, value) if isinstance(value, list) else ()
    return tuple(row for row in rows if isinstance(row, dict) and "id" in row)


def _as_id(value: Any) -> Any:
    return value.get("id") if isinstance(value, dict) else value


type One[Kind] = Annotated[Kind | None, BeforeValidator(_as_row)]
type Many[Kind] = Annotated[tuple[Kind, ...], BeforeValidator(_as_rows)]
type Id = Annotated[int | None, BeforeValidator(_as_id)]


class Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", coerce_numbers_to_str=True)

    id: int

    @model_validator(mode="before")
    @classmethod
    def _without_nulls(cls, row: Any) -> Any:
        if not isinstance(row, dict):
            return row
        return {name: value for name, value in row.items() if value is not None}

    @classmethod
    def read(cls, row: Any) -> Self:
        """Raises pydantic's ValidationError for what is no such row."""
        return cls.model_validate(row)


class Named(Row):
    name: str = ""
    slug: str = ""


class Image(Row):
    image_id: str = ""
    width: int | None = None
    height: int | None = None

    def url(self, size: Size = "cover_big", *, retina: bool = False) -> str | None:
        return image_url(self.image_id, size, retina=retina)


class Genre(Named):
    pass


class Franchise(Named):
    pass


class Platform(Named):
    abbreviation: str = ""
    alternative_name: str = ""
    generation: int | None = None


class Company(Named):
    pass


class InvolvedCompany(Row):
    company: One[Company] = None
    developer: bool = False
    publisher: bool = False
    porting: bool = False
    supporting: bool = False


class ReleaseDate(Row):
    """`human` is the date as far as it is known: "Feb 25, 2022", "Q3 1994", "TBD"."""

    date: int | None = None
    date_format: Id = None
    human: str = ""
    y: int | None = None
    m: int | None = None
    platform: One[Platform] = None
    release_region: Id = None


class ExternalGame(Row):
    uid: str = ""
    name: str = ""
    url: str = ""
    external_game_source: Id = None
    game: Id = None


class AlternativeName(Row):
    name: str = ""
    comment: str = ""


class Region(Row):
    identifier: str = ""
    name: str = ""


class Localization(Row):
    name: str = ""
    region: One[Region] = None


class Website(Row):
    url: str = ""
    type: Id = None


class _GameBase(Named):
    """What a game, and a game that another one names, have in common."""

    cover: One[Image] = None
    first_release_date: int | None = None
    game_type: Id = None

    @property
    def kind(self) -> GameType | None:
        """None where it is not set, or of a kind newer than this code."""
        try:
            return GameType(self.game_type) if self.game_type is not None else None
        except ValueError:
            return None

    @property
    def kind_name(self) -> str:
        """Its kind for people: "Main game", "Remake"; "" where it is not known."""
        return (
            "" if self.kind is None else self.kind.name.replace("_", " ").capitalize()
        )

    @property
    def released_on(self) -> date | None:
        """The first release anywhere, in UTC; games are older than 1970, too."""
        if self.first_release_date is None:
            return None
        try:
            return (_EPOCH + timedelta(seconds=self.first_release_date)).date()
        except OverflowError:
            return None

    @property
    def year(self) -> int | None:
        released_on = self.released_on
        return released_on.year if released_on else None

    def cover_url(
        self, size: Size = "cover_big", *, retina: bool = False
    ) -> str | None:
        return self.cover.url(size, retina=retina) if self.cover else None


class GameReference(_GameBase):
    """A game that another one names: its parent, for one. May be an id only."""


class IgdbGame(_GameBase):
    """One row of `/games`. `data` is all of it, as it came."""

    url: str = ""
    summary: str = ""
    storyline: str = ""
    checksum: str = ""
    updated_at: int | None = None
    game_status: Id = None
    genres: Many[Genre] = ()
    themes: Many[Named] = ()
    platforms: Many[Platform] = ()
    franchise: One[Franchise] = None
    franchises: Many[Franchise] = ()
    collections: Many[Named] = ()
    involved_companies: Many[InvolvedCompany] = ()
    release_dates: Many[ReleaseDate] = ()
    external_games: Many[ExternalGame] = ()
    alternative_names: Many[AlternativeName] = ()
    game_localizations: Many[Localization] = ()
    websites: Many[Website] = ()
    artworks: Many[Image] = ()
    screenshots: Many[Image] = ()
    total_rating: float | None = None
    total_rating_count: int = 0
    parent_game: One[GameReference] = None
    version_parent: One[GameReference] = None
    version_title: str = ""
    bundles: Many[GameReference] = ()
    dlcs: Many[GameReference] = ()
    expansions: Many[GameReference] = ()
    standalone_expansions: Many[GameReference] = ()
    expanded_games: Many[GameReference] = ()
    remakes: Many[GameReference] = ()
    remasters: Many[GameReference] = ()
    ports: Many[GameReference] = ()
    forks: Many[GameReference] = ()
    data: dict[str, Any] = Field(default_factory=dict, repr=False)

    @classmethod
    def read(cls, row: Any) -> Self:
        whole = {**row, "data": row} if isinstance(row, dict) else row
        return cls.model_validate(whole)

    @property
    def other_names(self) -> tuple[str, ...]:
        """What else it is called: abbreviations, and its names elsewhere."""
        names = [
            *(each.name for each in self.alternative_names),
            *(each.name for each in self.game_localizations),
        ]
        return tuple(dict.fromkeys(filter(None, names)))

    def ids_at(self, source: Source) -> tuple[str, ...]:
        """Its ids in a shop: `ids_at(Source.STEAM)`."""
        return tuple(
            external.uid
            for external in self.external_games
            if external.external_game_source == source and external.uid
        )


class TimeToBeat(Row):
    """Seconds that players took: in a hurry, at ease, with everything."""

    game_id: int
    hastily: int | None = None
    normally: int | None = None
    completely: int | None = None
    count: int = 0

    @property
    def is_telling(self) -> bool:
        """Whether enough people have said so."""
        return self.count >= TELLING_COUNT


def read_rows[Kind: Row](kind: type[Kind], rows: Iterable[object]) -> list[Kind]:
    """`rows` as `kind`, each id once; what cannot be read is logged and left out."""
    found: dict[int, Kind] = {}
    for row in rows:
        try:
            read = kind.read(row)
        except ValidationError as error:
            wrong = error.errors(include_url=False, include_input=False)[:3]
            logger.warning("IGDB sent a wrong %s: %s", kind.__name__, wrong)
            continue
        found.setdefault(read.id, read)
    return list(found.values())

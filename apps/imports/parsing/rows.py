"""What a parser answers: the rows, lists and left-over lines of one source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from typing import Literal

# "paused" is for lines that say "on hold".
Status = Literal["completed", "playing", "ongoing", "paused", "dropped", "planned"]
OtherKind = Literal["heading", "prose", "note", "rule"]
PartKind = Literal[
    "heading", "column", "status", "shelf", "mark", "list", "scale", "grade", "dates"
]
# "known" from the vocabulary or because the owner said so, "guessed" for want of
# anything better, "unknown" where only the owner can say it.
Certainty = Literal["known", "guessed", "unknown"]


@dataclass(frozen=True, slots=True)
class Version:
    """One way in which the source says a game was played.

    `platform` has IGDB's name. `edition` is the version's name as written
    ("Definitive Edition", "JP version"), `edition_type` a guess at its kind among
    the library's edition types, empty without a hint. `note` is about the playing
    ("NG+"), not about the version.
    """

    platform: str | None = None
    edition: str = ""
    edition_type: str = ""
    note: str = ""

    def __str__(self) -> str:
        details = ", ".join(part for part in (self.edition, self.note) if part)
        return f"{self.platform}: {details}" if self.platform and details else details


@dataclass(frozen=True, slots=True)
class SourcePlaythrough:
    """One playthrough as a source has it; empty where the source does not say.

    It stays this from the parser to the journal: a row stores it as JSON
    (`ImportRow.runs`), the plan of an import says what becomes of it.
    `platform` has IGDB's name where it is known. The dates are partial ISO 8601-2
    strings, `playtime_hours` ("12.5") and `rating` ("0.5" to "5", in halves) decimal
    strings; all go into the journal as they are.
    """

    status: Status
    platform: str = ""
    edition: str = ""
    edition_type: str = ""
    started_at: str = ""
    completed_at: str = ""
    playtime_hours: str = ""
    rating: str = ""
    notes: str = ""

    def facts_in_words(self, *, finished: str = "") -> list[str]:
        """What is known of it, for a note where no playthrough can have it.

        `finished` is how the source itself writes when that was.
        """
        if self.completed_at and not finished:
            finished = f"finished {self.completed_at}"
        facts = (
            f"started {self.started_at}" if self.started_at else "",
            finished,
            f"{self.playtime_hours} hours" if self.playtime_hours else "",
            f"rated {self.rating}/5" if self.rating else "",
        )
        return [fact for fact in facts if fact]


@dataclass(frozen=True, slots=True)
class Row:
    """One game understood from one line of the source (`line` counts from 1).

    `status` is None for a row that only puts a game on a list: an entry of a
    ranking is no playthrough, or where the source does not say how the playing went, or
    only that it is not finished. Then `open_runs` are the playthroughs that an answer
    makes, whatever their status; none for what is known to be unplayed.
    `position` is the place on that list, from 1, dense; None on an unranked list.
    `repeats` is how often the line says that the game was finished in all. `year` is
    taken for the year of release. `is_replay`: the line says that the game is being
    played again. `parent` is the title of the
    game that an expansion or add-on stands under. `runs` are the playthroughs where
    the source tells each of them; `status`, `versions` and `repeats` then only sum
    them up. `external_ids` is what other services call the game: {"igdb": "1029"}.
    `is_left_out`: the owner asked for such rows to be left out, unless they say so.
    `is_whole_title`: it is a service's own name of the game, no short form.
    """

    line: int
    source: str
    title: str
    series: str | None = None
    versions: tuple[Version, ...] = ()
    notes: str = ""
    status: Status | None = "completed"
    lists: tuple[str, ...] = ()
    position: int | None = None
    repeats: int = 1
    year: int | None = None
    aliases: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    is_replay: bool = False
    parent: str | None = None
    runs: tuple[SourcePlaythrough, ...] = ()
    external_ids: Mapping[str, str] = field(default_factory=dict)
    is_left_out: bool = False
    is_whole_title: bool = False
    open_runs: tuple[SourcePlaythrough, ...] = ()

    @property
    def platforms(self) -> tuple[str, ...]:
        """The platforms' names, each once, in the order of the source."""
        names = (version.platform for version in self.versions)
        return tuple(dict.fromkeys(name for name in names if name))

    @property
    def remarks(self) -> str:
        """`notes` and what the versions say, as one text: nothing is left out."""
        replay = "replay" if self.is_replay else ""
        texts = (*map(str, self.versions), self.notes, replay)
        return "; ".join(text for text in texts if text)


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """A line from which no game could be read, and why, for the owner to read."""

    line: int
    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class OtherLine:
    """A line that is no game by its nature: a heading, prose, a game's note."""

    line: int
    source: str
    kind: OtherKind


@dataclass(frozen=True, slots=True)
class ListedTitle:
    position: int | None
    title: str
    line: int


@dataclass(frozen=True, slots=True)
class ParsedList:
    """A list that the source holds; its entries in their order."""

    name: str
    is_ranked: bool
    entries: tuple[ListedTitle, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the source that says something of games, and what it means.

    `line` is the first on which it stands, `meaning` one of `parts.MEANINGS` of its
    kind, `rows` how many rows it decides, `examples` the first of their titles, or of
    a column its cells.
    """

    line: int
    kind: PartKind
    text: str
    meaning: str
    certainty: Certainty
    rows: int = 0
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Parsed:
    """Everything read from one source. Every line that is not blank is in it.

    `warnings` tell the owner what was left out as a whole, or read by guesswork.
    """

    rows: tuple[Row, ...] = ()
    lists: tuple[ParsedList, ...] = ()
    not_understood: tuple[NotUnderstood, ...] = ()
    other: tuple[OtherLine, ...] = ()
    warnings: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()

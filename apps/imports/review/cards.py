"""What the review page shows: one card per understood game, filtered and paged."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from functools import cached_property

from django.db import models
from django.db.models import Q
from django.db.models import QuerySet

from apps.core.plurals import counted
from apps.imports.applying.plan import Plan
from apps.imports.applying.plan import make_plan
from apps.imports.applying.planned import GamePlan
from apps.imports.applying.planned import PlannedPlaythrough
from apps.imports.igdb.plan import igdb_ids_of
from apps.imports.intake.news import KNOWN
from apps.imports.matching.library_state import BETWEEN_NAMES
from apps.imports.matching.library_state import games_linked
from apps.imports.matching.library_state import games_named
from apps.imports.models import Decision
from apps.imports.models import IgdbState
from apps.imports.models import Import
from apps.imports.models import ImportList
from apps.imports.models import ImportRow
from apps.imports.models import MatchKind
from apps.imports.models import VersionRead
from apps.imports.review.igdb_cards import IgdbShown
from apps.imports.review.igdb_cards import igdb_shown
from apps.journal.models import Status
from apps.library.covers.showing import attach_covers
from apps.library.models import Game


class Show(models.TextChoices):
    """The filters of the review page."""

    # Of a followed source; see `ReviewPage.has_known`.
    NEWS = "news", "News"
    ALL = "all", "All"
    NEW = "new", "New"
    MATCHED = "matched", "In the library"
    DOUBTFUL = "doubtful", "Doubtful"
    IGDB = "igdb", "IGDB: doubtful"
    NO_STATUS = "no_status", "No status"
    THERE = "there", "Already there"
    SKIPPED = "skipped", "Left out"


@dataclass(frozen=True)
class SuggestedGame:
    """A game that a doubtful row may mean; `row` where it is a row above."""

    label: str
    game: int | None = None
    row: int | None = None


@dataclass
class Card:
    """A row, the rows merged into it, and what applying would do with them."""

    row: ImportRow
    merged: list[ImportRow] = field(default_factory=list)
    plan: GamePlan | None = None
    suggestions: list[SuggestedGame] = field(default_factory=list)
    igdb: IgdbShown | None = None

    @property
    def state(self) -> str:
        """One of `Show`, not `ALL`, `NEWS`, `IGDB`, or `NO_STATUS`."""
        if self.plan is None:
            skipped = self.row.decision == Decision.SKIP
            return Show.SKIPPED if skipped else Show.DOUBTFUL
        if self.plan.is_empty:
            return Show.THERE
        return Show.NEW if self.plan.is_new else Show.MATCHED

    @property
    def versions(self) -> list[VersionRead]:
        """The versions that no run in words names already."""
        named = {(run.platform, run.edition) for run in self.row.playthroughs}
        return [
            v for v in self.row.versions if (v["platform"], v["edition"]) not in named
        ]

    @property
    def is_doubtful(self) -> bool:
        """Whether the owner should look: not decided, or matched by guesswork."""
        if self.state == Show.DOUBTFUL:
            return True
        guessed = self.row.match_kind == MatchKind.SUGGESTED
        return guessed and self.row.decided_at is None and self.plan is not None

    @property
    def is_known(self) -> bool:
        """Whether a followed source had all of its rows before."""
        return all(row.understood.get(KNOWN) for row in (self.row, *self.merged))

    @property
    def is_news(self) -> bool:
        """Whether it is new or changed in a followed source, and adds something."""
        if self.is_known or self.state == Show.THERE:
            return False
        # What the owner leaves out stays where they left it out.
        return self.state != Show.SKIPPED or self.row.decided_at is not None

    @property
    def has_open_status(self) -> bool:
        """Whether no row of the game says how the playing went."""
        if self.is_known:
            return False
        return self.row.has_open_status and not any(it.status for it in self.merged)

    @property
    def game(self) -> Game | None:
        return self.plan.game if self.plan and not self.plan.is_new else None

    @property
    def outcome(self) -> list[str]:
        """What applying would do, in short phrases; empty: nothing."""
        return _outcome(self.plan) if self.plan else []

    def shows(self, show: str) -> bool:
        if show == Show.ALL:
            return True
        if show == Show.NEWS:
            return self.is_news
        if show == Show.DOUBTFUL:
            return self.is_doubtful
        if show == Show.IGDB:
            asked = self.row.igdb_state == IgdbState.DOUBTFUL
            return asked and self.state != Show.SKIPPED
        if show == Show.NO_STATUS:
            return self.has_open_status and self.state != Show.SKIPPED
        return self.state == show


@dataclass
class ReviewPage:
    import_: Import
    plan: Plan
    cards: list[Card]
    lists: list[ImportList]

    @classmethod
    def load(cls, import_: Import) -> ReviewPage:
        """The cards of all rows, in the order of the source."""
        plan = make_plan(import_)
        lists = list(import_.lists.order_by("number"))
        return cls(import_, plan, _cards(import_, import_.rows.all(), plan), lists)

    @cached_property
    def adds(self) -> list[str]:
        """What applying makes, in the words of the result: "86 games"."""
        return _in_words(self.plan.made())

    @cached_property
    def changes(self) -> list[str]:
        """What applying changes, as `adds`."""
        return _in_words(self.plan.changed())

    def shown(self, show: str) -> list[Card]:
        return [card for card in self.cards if card.shows(show)]

    @cached_property
    def has_known(self) -> bool:
        """Whether it is of a followed source that had some of the games before."""
        return any(card.is_known for card in self.cards)

    @cached_property
    def news_count(self) -> int:
        return len(self.shown(Show.NEWS))

    def tabs(self) -> list[tuple[str, str, int]]:
        """Each filter's value, label, and number of cards."""
        return [
            (value, label, len(self.shown(value)))
            for value, label in Show.choices
            if value != Show.NEWS or self.has_known
        ]


def _in_words(rows: Mapping[type[models.Model], int]) -> list[str]:
    return [
        counted(number, str(model._meta.verbose_name))
        for model, number in rows.items()
        if number
    ]


def load_cards(import_: Import, row_pks: Collection[int]) -> dict[int, Card]:
    """By the key of its row the card of each of these, as the whole review shows it.

    What it costs doesn't grow with the import: only rows of the same games are read.
    """
    rows = _rows_of_same_games(import_, row_pks)
    cards = _cards(import_, rows, make_plan(import_, of=rows))
    asked = {card.row.pk: card for card in cards if card.row.pk in row_pks}
    add_igdb(asked.values())
    return asked


def add_igdb(cards: Iterable[Card]) -> None:
    """Have the cards show what IGDB has: those of one page, for it costs."""
    cards = list(cards)
    attach_covers(card.game for card in cards)
    shown = igdb_shown(card.row for card in cards)
    for card in cards:
        card.igdb = shown.get(card.row.pk)


def _rows_of_same_games(import_: Import, pks: Collection[int]) -> QuerySet[ImportRow]:
    """All rows that may mean a game of `pks`, by any of its names or IGDB's ids.

    The plan decides which of them do: a row too many does no harm.
    """
    named = Q(pk__in=pks) | Q(merged_rows__in=pks)
    rows = import_.rows.filter(named, merged_into=None).distinct()
    igdb_ids = {number for row in rows for number in igdb_ids_of(row)}
    games = Game.objects.filter(
        pk__in={
            *(row.game_id for row in rows if row.game_id),
            *games_named([row.title for row in rows]).values(),
            *games_linked(igdb_ids).values(),
        }
    )
    keys = {row.title_key for row in rows}
    for search_key, igdb_id, edition in games.values_list(
        "search_key", "igdb_id", "editions__igdb_id"
    ):
        keys |= set(search_key.split(BETWEEN_NAMES))
        igdb_ids |= {number for number in (igdb_id, edition) if number}
    heads = import_.rows.filter(
        Q(pk__in=rows)
        | Q(game__in=games)
        | Q(title_key__in=keys)
        | Q(igdb_id__in=igdb_ids)
        | Q(igdb_game_id__in=igdb_ids)
        | Q(external_ids__igdb__in=[str(number) for number in igdb_ids]),
        merged_into=None,
    )
    heads_pks = list(heads.values_list("pk", flat=True))
    return import_.rows.filter(Q(pk__in=heads_pks) | Q(merged_into__in=heads_pks))


def _cards(import_: Import, stored: QuerySet[ImportRow], plan: Plan) -> list[Card]:
    """A card for each of the rows that is merged into none, in the source's order."""
    rows = stored.defer("igdb_candidates").select_related("game").order_by("number")
    cards = {
        row.pk: Card(row, plan=plan.by_row.get(row.pk))
        for row in rows
        if not row.merged_into_id
    }
    for row in rows:
        if row.merged_into_id:
            cards[row.merged_into_id].merged.append(row)
    _add_suggestions(import_, cards.values())
    return list(cards.values())


def _add_suggestions(import_: Import, cards: Iterable[Card]) -> None:
    cards = [card for card in cards if card.row.suggestions]
    suggested = [each for card in cards for each in card.row.suggestions]
    games = Game.objects.in_bulk({each["game"] for each in suggested if each["game"]})
    numbers = {each["row"] for each in suggested if each["row"]}
    named = import_.rows.filter(number__in=numbers).only("number", "line", "title")
    rows = {row.number: row for row in named}
    for card in cards:
        for suggestion in card.row.suggestions:
            game = games.get(suggestion["game"] or 0)
            row = rows.get(suggestion["row"] or 0)
            if game and card.game != game:
                card.suggestions.append(SuggestedGame(_game_label(game), game=game.pk))
            elif row and row.pk != card.row.pk:
                label = f"{row.title} (line {row.line})"
                card.suggestions.append(SuggestedGame(label, row=row.pk))


def _game_label(game: Game) -> str:
    year = game.original_release_year
    return f"{game.name} ({year})" if year else game.name


def _outcome(plan: GamePlan) -> list[str]:
    phrases = []
    if plan.is_new:
        if plan.found and plan.found.name != plan.rows[0].title:
            phrases.append(f"Name: {plan.found.name}")
        phrases += [f"Franchise {plan.franchise}"] if plan.franchise else []
    elif plan.changes_game:
        phrases.append("Fills in " + ", ".join(_filled(plan)))
    phrases += [f"New edition: {e.name}" for e in plan.journal.new_editions]
    phrases += _playthroughs(plan.journal.new)
    phrases += [_changed(change) for change in plan.journal.changed]
    phrases += [f"Added to {name}" for name in plan.list_names]
    return phrases


def _changed(change: PlannedPlaythrough) -> str:
    """ "Playthrough becomes completed: completed 2024-02, rating 3.5"."""
    before = change.stored
    facts = [
        f"{name.removesuffix('_at').removesuffix('_hours')} "
        + (f"{old} → {value}" if (old := getattr(before, name)) else value)
        for name, value in change.values.items()
        if name != "notes"
    ]
    facts += ["notes"] if "notes" in change.values else []
    if before.status != change.status:
        rest = f": {', '.join(facts)}" if facts else ""
        return f"Playthrough becomes {change.status}{rest}"
    facts += [f"on {change.platform}"] if change.platform else []
    return f"Playthrough: {', '.join(facts)}"


def _filled(plan: GamePlan) -> list[str]:
    fields = {
        f"franchise {plan.franchise}": plan.franchise,
        f"year {plan.year}": plan.year,
        "another name": plan.aliases,
        "platforms": plan.platforms,
        "data from IGDB": plan.found,
    }
    return [label for label, value in fields.items() if value]


def _playthroughs(runs: list[PlannedPlaythrough]) -> list[str]:
    phrases = []
    for status in Status:
        count = sum(run.status == status for run in runs)
        if count:
            phrases.append(counted(count, f"{status.label.lower()} playthrough"))
    return phrases

"""Games and editions written from what a request holds."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from apps.core.api.problems import invalid_field
from apps.core.history import record_change
from apps.library.merging.fields import FIELDS
from apps.library.merging.merge import merge_games
from apps.library.models import Edition
from apps.library.models import Game
from apps.library.models import GameMerge
from apps.library.models import Genre
from apps.library.models.changes import track_game_changes
from apps.library.platforms import PlatformNames
from apps.library.rest.lookup import by_id
from apps.library.rest.lookup import by_slug
from apps.library.rest.lookup import franchise_called
from apps.library.rest.lookup import genres_called
from apps.library.rest.lookup import known_ids
from apps.library.rest.lookup import platforms_called
from apps.library.rest.schemas import EditionCreateSchema
from apps.library.rest.schemas import EditionUpdateSchema
from apps.library.rest.schemas import GameCreateSchema
from apps.library.rest.schemas import GameMergeCreateSchema
from apps.library.rest.schemas import GameUpdateSchema
from apps.library.rest.schemas import GenreCreateSchema
from apps.library.rest.schemas import WorkGenresUpdateSchema

# Keys that are no plain field of the row.
_RELATED = {"franchise", "genres", "primary_genre", "platforms", "as_own_game"}


@track_game_changes()
def add_game(body: GameCreateSchema, *, user: User) -> Game:
    """Add the game with an original edition.

    Raises a 422 problem for an unknown slug, `ValidationError` for a bad value.
    """
    sent = body.model_dump(exclude_unset=True)
    fields = {name: value for name, value in sent.items() if name not in _RELATED}
    game = Game.objects.add(**fields, franchise=franchise_called(body.franchise))
    _set_related(game, sent)
    record_change(game, user=user, action="wagtail.create")
    return game


@track_game_changes()
def change_game(slug: str, body: GameUpdateSchema, *, user: User) -> Game | None:
    """Change what `body` holds of the game `slug`; None where there is none."""
    game = Game.objects.select_for_update().filter(slug=slug).first()
    if game is None:
        return None
    write_fields(game, body.model_dump(exclude_unset=True))
    record_change(game, user=user)
    return game


def write_fields(game: Game, sent: dict[str, Any]) -> None:
    """Write what is `sent` of a `GameUpdateSchema` into the game and save it."""
    if "franchise" in sent:
        game.franchise = franchise_called(sent["franchise"])
    former = game.igdb_id
    _set_fields(game, sent)
    if game.igdb_id != former:
        game.forget_igdb()
    game.full_clean()
    game.save()
    if game.igdb_id != former:
        game.take_editions_along(former)
    _set_related(game, sent)


@track_game_changes()
def change_genres(slug: str, body: WorkGenresUpdateSchema, *, user: User) -> bool:
    """Give the game `slug` these genres, by id; False where there is no such game."""
    game = Game.objects.select_for_update().filter(slug=slug).first()
    if game is None:
        return False
    genres = known_ids(Genre.objects.all(), body.genre_ids)
    primary = known_ids(Genre.objects.all(), [body.primary_genre_id or ""])
    game.set_genres(genres, primary=next(iter(primary), None))
    record_change(game, user=user)
    return True


def merge_by_request(
    slug: str, body: GameMergeCreateSchema, *, user: User
) -> GameMerge | None:
    """Merge the game `slug` as asked; None where there is none.

    Raises `MergeRefused`, and a 422 problem for an unknown `into`.
    """
    game = Game.objects.filter(slug=slug).first()
    if game is None:
        return None
    survivor = by_slug(Game.objects.all(), body.into, field="into")
    choices = None
    if body.take is not None:
        choices = {field.name: field.name in body.take for field in FIELDS}
    return merge_games(game, survivor, choices=choices, by=user)


@transaction.atomic
def add_genre(body: GenreCreateSchema, *, user: User) -> Genre:
    parent = None
    if body.parent_id is not None:
        parent = by_id(Genre.objects.all(), body.parent_id, field="parent_id")
    genre = Genre(name=body.name, slug=body.slug, igdb_id=body.igdb_id, parent=parent)
    genre.full_clean()
    genre.save()
    record_change(genre, user=user, action="wagtail.create")
    return genre


@track_game_changes()
def add_edition(body: EditionCreateSchema, *, user: User) -> Edition:
    """Add the edition; the placeholder of its work with its slug becomes it."""
    game = by_id(Game.objects.all(), body.work_id, field="work_id")
    placeholders = game.editions.select_for_update().filter(is_placeholder=True)
    edition = placeholders.filter(slug=body.slug).first()
    action = "wagtail.create" if edition is None else "wagtail.edit"
    edition = edition or Edition(game=game)
    _set_fields(edition, body.model_dump(exclude={"work_id", "platforms"}))
    edition.full_clean()
    edition.save()
    if body.platforms:
        edition.platforms.set(PlatformNames().all_of(body.platforms, user=user))
    record_change(edition, user=user, action=action)
    return edition


@track_game_changes()
def change_edition(
    slug: str, body: EditionUpdateSchema, *, user: User
) -> Edition | None:
    """Change what `body` holds of the edition `slug`; None where there is none."""
    edition = Edition.objects.select_for_update().filter(slug=slug).first()
    if edition is None:
        return None
    sent = body.model_dump(exclude_unset=True)
    if sent.get("igdb_id", edition.igdb_id) != edition.igdb_id:
        edition.forget_igdb()
    _set_fields(edition, sent)
    edition.full_clean()
    edition.save()
    if "platforms" in sent:
        edition.platforms.set(PlatformNames().all_of(body.platforms, user=user))
    record_change(edition, user=user)
    return edition


def _set_fields(row: Game | Edition, sent: dict[str, Any]) -> None:
    for name, value in sent.items():
        if name not in _RELATED:
            # Texts without a value are empty, not null.
            setattr(row, name, "" if name == "summary" and value is None else value)


def _set_related(game: Game, sent: dict[str, Any]) -> None:
    if "platforms" in sent:
        game.platforms.set(platforms_called(sent["platforms"]))
    if "genres" not in sent and "primary_genre" not in sent:
        return
    genres = list(game.genres.all())
    stored = game.game_genres.filter(is_primary=True).select_related("genre").first()
    primary = stored.genre if stored else None
    if "genres" in sent:
        genres = genres_called(sent["genres"])
    if "primary_genre" in sent:
        primary = _primary(genres, sent["primary_genre"])
    game.set_genres(genres, primary=primary if primary in genres else None)


def _primary(genres: list[Genre], slug: str | None) -> Genre | None:
    if slug is None:
        return None
    for genre in genres:
        if genre.slug == slug:
            return genre
    raise invalid_field("primary_genre", f"“{slug}” isn't one of the game's genres.")

"""Fill an empty Questlog with invented games: `uv run python benchmarks/seed.py 10000`.

Written with bulk_create, which records no events.
"""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

import django

ROOT = Path(__file__).resolve().parent.parent

FIRST = (
    "Amber Ashen Brass Broken Clockwork Coral Crimson Distant Ember Fallen Final "
    "Frozen Gilded Hollow Infinite Iron Jade Last Lunar Midnight Neon Paper Quiet "
    "Radiant Sable Silent Silver Stolen Sunken Velvet"
).split()
SECOND = (
    "Archive Atlas Ballad Bastion Blade Citadel Crown Dawn Dream Echo Engine Fantasy "
    "Forest Garden Harbour Horizon Legend Lighthouse Odyssey Orbit Pilgrim Quest "
    "Realm Requiem Saga Station Tactics Tempest Tower Voyage"
).split()
ROMAN = ["", " II", " III", " IV", " V", " VI", " VII", " VIII", " IX", " X", " XI"]
PLATFORMS = (
    "PC SNES NES N64 Switch PS1 PS2 PS3 PS4 PS5 PSP Vita Xbox Saturn Dreamcast GBA DS "
    "3DS Wii WiiU GameCube GameBoy Genesis iOS Android Linux Mac Arcade Amiga DOS"
).split()
GENRES = {
    "RPG": ["JRPG", "Tactical RPG", "Action RPG", "Roguelike"],
    "Strategy": ["Turn-based", "Real-time", "4X"],
    "Action": ["Platformer", "Shooter", "Hack and slash"],
    "Adventure": ["Visual novel", "Point and click"],
    "Puzzle": [],
    "Racing": [],
}
STATUSES = ["completed"] * 6 + ["playing", "planned", "paused", "dropped"]


def seed(count: int) -> None:
    """Add `count` games, an edition or two each, and about as many playthroughs."""
    from django.db import transaction

    rng = random.Random(7)
    with transaction.atomic():
        taxonomy = _add_taxonomy(rng, count)
        games = _add_games(rng, count, *taxonomy)
        editions = _add_editions(rng, games, taxonomy[0])
        _add_playthroughs(rng, editions, taxonomy[0])
        _add_lists(rng, games)


def _created(rows: Iterable[Any]) -> list[Any]:
    rows = list(rows)
    for row in rows:
        row.derive_fields()
    created: list[Any] = type(rows[0]).objects.bulk_create(rows, batch_size=1000)
    return created


def _add_taxonomy(rng: random.Random, count: int) -> tuple[list[Any], ...]:
    from apps.library.models import Franchise
    from apps.library.models import Genre
    from apps.library.models import Platform

    platforms = _created(
        Platform(name=f"{name} system", abbreviation=name, slug=name.lower())
        for name in PLATFORMS
    )
    pairs = rng.sample([(a, b) for a in FIRST for b in SECOND], max(1, count // 20))
    franchises = _created(
        Franchise(name=f"{a} {b}", slug=f"{a}-{b}".lower()) for a, b in pairs
    )
    genres = []
    for root, leaves in GENRES.items():
        above = Genre.objects.create(name=root)
        genres += [above, *(Genre.objects.create(name=n, parent=above) for n in leaves)]
    return platforms, franchises, genres


def _add_games(
    rng: random.Random,
    count: int,
    platforms: list[Any],
    franchises: list[Any],
    genres: list[Any],
) -> list[Any]:
    from apps.library.models import Game
    from apps.library.models import GameGenre

    games = []
    for number in range(count):
        franchise = rng.choice(franchises) if rng.random() < 0.8 else None
        stem = franchise.name if franchise else f"{rng.choice(SECOND)} of {number}"
        name = f"{stem}{rng.choice(ROMAN)}"
        aliases = [f"Code {number:05}"] if number % 4 == 0 else []
        games.append(
            Game(
                name=name,
                slug=f"game-{number}",
                franchise=franchise,
                aliases=aliases,
                original_release_year=rng.randint(1985, 2026),
                summary="A game that nobody made. " * rng.randint(0, 12),
            )
        )
    games = _created(games)
    Game.platforms.through.objects.bulk_create(
        [
            Game.platforms.through(game=game, platform=platform)
            for game in games
            for platform in rng.sample(platforms, 2)
        ],
        batch_size=5000,
    )
    GameGenre.objects.bulk_create(
        [
            GameGenre(game=game, genre=genre, is_primary=first == 0)
            for game in games
            for first, genre in enumerate(rng.sample(genres, 2))
        ],
        batch_size=5000,
    )
    return games


def _add_editions(
    rng: random.Random, games: list[Any], platforms: list[Any]
) -> list[Any]:
    from apps.library.models import Edition

    editions = []
    for number, game in enumerate(games):
        editions.append(Edition(game=game, name=game.name, slug=f"edition-{number}"))
        if rng.random() < 0.3:
            editions.append(
                Edition(
                    game=game,
                    name="Remastered",
                    slug=f"remaster-{number}",
                    edition_type="remaster",
                )
            )
    editions = _created(editions)
    Edition.platforms.through.objects.bulk_create(
        [
            Edition.platforms.through(edition=edition, platform=rng.choice(platforms))
            for edition in editions
        ],
        batch_size=5000,
    )
    return editions


def _add_playthroughs(
    rng: random.Random, editions: list[Any], platforms: list[Any]
) -> None:
    from apps.journal.models import Playthrough

    rows = []
    for edition in rng.choices(editions, k=len(editions)):
        status = rng.choice(STATUSES)
        done = status == "completed"
        rows.append(
            Playthrough(
                edition=edition,
                platform=rng.choice(platforms) if rng.random() < 0.7 else None,
                status=status,
                completed_at=f"{rng.randint(2003, 2026)}-{rng.randint(1, 12):02}"
                if done and rng.random() < 0.8
                else None,
                playtime_hours=Decimal(rng.randint(10, 2000)) / 10,
                rating=Decimal(rng.randint(1, 10)) / 2 if done else None,
                completions=int(done),
                is_public=rng.random() < 0.95,
            )
        )
    Playthrough.objects.bulk_create(rows, batch_size=1000)


def _add_lists(rng: random.Random, games: list[Any]) -> None:
    from apps.lists.models import List

    for name, length in (
        ("A thousand games", 1000),
        ("Best games", 500),
        ("All-time RPGs", 100),
        ("Short", 10),
    ):
        ranking = List.objects.create(name=name)
        ranking.add_many(rng.sample(games, min(length, len(games))))


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "questlog_site.settings")
    django.setup()
    seed(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)

"""Remembering which game a live service's id means, so that it is asked only once."""

from __future__ import annotations

from apps.imports.applying.exported_playthroughs import LIVE_SERVICES
from apps.imports.applying.plan import Plan
from apps.imports.models import Decision
from apps.imports.models import Import
from apps.imports.models import ImportRow
from apps.imports.models import KnownGame
from apps.library.models import Game


def remember_games(plan: Plan, import_: Import) -> None:
    """Keep what the applied `plan` settled of the ids in its rows.

    A row that was left out stays out the next time; one that is not decided is asked
    about again.
    """
    settled: dict[tuple[str, str], int | None] = {
        (service, number): game.game.pk
        for game in plan.games
        for row in game.rows
        for service, number in _ids(row)
    }
    settled |= {
        known: None
        for row in plan.skipped
        if row.decision == Decision.SKIP
        for known in _ids(row)
    }
    if not settled:
        return
    numbers = [number for _, number in settled]
    known = KnownGame.objects.filter(external_id__in=numbers)
    stored = {(row.service, row.external_id): row for row in known}
    new = [
        KnownGame(service=service, external_id=number, game_id=game, batch=import_)
        for (service, number), game in settled.items()
        if (service, number) not in stored
    ]
    KnownGame.objects.bulk_create(new, batch_size=500)
    changed = [
        row
        for key, row in stored.items()
        if key in settled and row.game_id != settled[key]
    ]
    for row in changed:
        row.game_id = settled[row.service, row.external_id]
        row.batch = import_
    KnownGame.objects.bulk_update(changed, ["game", "batch"], batch_size=500)


def forget_games(import_: Import) -> None:
    """Undo what `import_` settled."""
    KnownGame.objects.filter(batch=import_).delete()


def remember_game(service: str, external_id: str, game: Game | None) -> None:
    """Say which game an id means, None to leave it out; no import's undo forgets it."""
    KnownGame.objects.update_or_create(
        service=service,
        external_id=external_id,
        defaults={"game": game, "batch": None},
    )


def remember_new_games(service: str, games: dict[str, int]) -> None:
    """Say of each id which game it means, by its key; what is known already stays."""
    KnownGame.objects.bulk_create(
        [
            KnownGame(service=service, external_id=external_id, game_id=game)
            for external_id, game in games.items()
        ],
        batch_size=500,
        ignore_conflicts=True,
    )


def forget_game(service: str, external_id: str) -> None:
    KnownGame.objects.filter(service=service, external_id=external_id).delete()


def _ids(row: ImportRow) -> list[tuple[str, str]]:
    return [known for known in row.external_ids.items() if known[0] in LIVE_SERVICES]

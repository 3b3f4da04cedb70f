"""Which playthrough a session is of: the likeliest first."""

from __future__ import annotations

from typing import Any

from django.db.models import Case
from django.db.models import F
from django.db.models import IntegerField
from django.db.models import QuerySet
from django.db.models import Value
from django.db.models import When
from django.utils import timezone

from apps.journal.models import BEING_PLAYED
from apps.journal.models import OPEN
from apps.journal.models import Playthrough
from apps.journal.models import Status
from apps.library.models import Game

NEW = "new"
SHOWN = 100


def likely_runs(game: Game | None) -> list[Playthrough]:
    """Those of `game`, or all that can go on: what is being played comes first.

    Of these the one that was touched last: logging a session is such a touch.
    """
    rows: QuerySet[Playthrough] = Playthrough.objects.select_related(
        "edition__game", "platform"
    ).defer("notes", "edition__igdb_data", "edition__game__igdb_data")
    if game is not None:
        rows = rows.filter(edition__game=game)
    else:
        rows = rows.filter(status__in=OPEN)
    ranks = [When(status__in=BEING_PLAYED, then=Value(0))]
    ranks += [When(status=each, then=Value(n)) for n, each in enumerate(OPEN, 1)]
    likeliest = Case(*ranks, default=Value(9), output_field=IntegerField())
    return list(rows.order_by(likeliest, F("updated_at").desc(), "-pk")[:SHOWN])


def run_choices(game: Game | None, *, may_add: bool) -> list[tuple[str, str]]:
    """As choices of a form; of one game a new playthrough is the last of them."""
    runs = likely_runs(game)
    choices = [(str(run.pk), _label(run, names_game=game is None)) for run in runs]
    if game is not None and may_add:
        choices.append((NEW, "A new playthrough"))
    return choices


def _label(run: Playthrough, *, names_game: bool) -> str:
    game, edition = run.edition.game.name, run.edition.name
    parts = [game] if names_game else []
    if edition != game:
        parts.append(edition)
    if run.platform:
        parts.append(run.platform.abbreviation or run.platform.name)
    if run.status == Status.COMPLETED and run.completed_at:
        parts.append(f"completed {run.completed_at}")
    elif not names_game or run.status not in BEING_PLAYED:
        parts.append(run.get_status_display().lower())
    text = ", ".join(parts)
    return text[:1].upper() + text[1:]


def new_run(game: Game, *, day: Any = None) -> Playthrough:
    """Another playthrough of the latest edition that was played, begun on `day`."""
    latest = (
        Playthrough.objects.filter(edition__game=game)
        .order_by("-created_at", "-pk")
        .first()
    )
    run = Playthrough(
        edition=latest.edition if latest else game.first_edition(),
        platform=latest.platform if latest else None,
        status=Status.PLAYING,
        started_at=(day or timezone.localdate()).isoformat(),
    )
    run.full_clean()
    run.save()
    return run

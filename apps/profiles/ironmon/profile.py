"""IronMON among the profiles; see `apps.profiles.registry`."""

from __future__ import annotations

from apps.profiles.ironmon.importer import IronmonImporter
from apps.profiles.ironmon.models import IronmonProfile
from apps.profiles.ironmon.models import Run
from apps.profiles.registry import Figure
from apps.profiles.registry import ProfileKind


def _figures(profile: IronmonProfile, with_private: bool) -> list[Figure]:
    runs = Run.objects.filter(challenge__profile=profile)
    if not with_private:
        runs = runs.public()
    past_first = runs.exclude(furthest=None)
    figures = [
        Figure.of(runs.count(), "run"),
        Figure(f"{past_first.count():,}", "past the first checkpoint"),
    ]
    best = past_first.select_related("furthest")
    best_run = best.order_by("-furthest__position", "seed_number", "id").first()
    if best_run is not None:
        figures.append(
            Figure(str(best_run.furthest), f"best, seed {best_run.seed_number}")
        )
    return figures


def _state(profile: IronmonProfile) -> str:
    runs = Run.objects.filter(challenge__profile=profile, started_at__isnull=False)
    latest = runs.order_by("-started_at", "-id").first()
    if latest is None or latest.ended_at is not None:
        return ""
    return f"Seed {latest.seed_number}"


def _progress(profile: IronmonProfile) -> dict[str, float]:
    runs = Run.objects.filter(challenge__profile=profile)
    return {
        "runs": runs.count(),
        "past the first checkpoint": runs.exclude(furthest=None).count(),
        "won": runs.filter(is_victory=True).count(),
    }


PROFILE = ProfileKind(
    slug="ironmon",
    name="IronMON",
    about="Pokémon challenges, seed by seed",
    takes="Takes nothing but a press. You, your bot, or the BizHawk plugin record "
    "runs, checkpoints, and defeats; you can import your history.",
    model=IronmonProfile,
    figures=_figures,
    state=_state,
    home="ironmon_runs",
    action="Open the runs",
    importer=IronmonImporter(),
    progress=_progress,
    no_sync="Runs are recorded as they happen, so there is nothing to sync.",
)

"""Umamusume among the profiles; see `apps.profiles.registry`."""

from __future__ import annotations

from django.db.models import Sum

from apps.profiles.registry import Figure
from apps.profiles.registry import ProfileKind
from apps.profiles.umamusume.importer import UmamusumeImporter
from apps.profiles.umamusume.models import CareerRun
from apps.profiles.umamusume.models import UmamusumeProfile


def _figures(profile: UmamusumeProfile, with_private: bool) -> list[Figure]:
    runs = CareerRun.objects.filter(profile=profile).finished()
    if not with_private:
        runs = runs.public()
    fans = runs.aggregate(fans=Sum("fans", default=0))["fans"]
    figures = [Figure(f"{runs.count():,}", "careers"), Figure(f"{fans:,}", "fans")]
    best = runs.best()
    if best is not None:
        figures.append(Figure(best.rank_letter, f"best, {best.outfit_name}"))
    return figures


def _state(profile: UmamusumeProfile) -> str:
    return "Draft open" if profile.runs.drafts().exists() else ""


def _progress(profile: UmamusumeProfile) -> dict[str, float]:
    runs = CareerRun.objects.filter(profile=profile).finished()
    best = runs.best()
    return {
        "careers": runs.count(),
        "veterans": runs.veterans().count(),
        "fans": runs.aggregate(fans=Sum("fans", default=0))["fans"],
        "best score": (best.score or 0) if best else 0,
    }


PROFILE = ProfileKind(
    slug="umamusume",
    name="Umamusume",
    about="Careers, veterans, and Champions Meetings",
    takes="Takes nothing: the trainees, cards, skills, and races come with Questlog. "
    "You enter careers yourself, or import what an extractor wrote with "
    "script/manage import_umamusume.",
    model=UmamusumeProfile,
    figures=_figures,
    state=_state,
    home="umamusume_stable",
    action="Open the stable",
    importer=UmamusumeImporter(),
    progress=_progress,
    no_sync="Careers are entered or imported, so there is nothing to sync.",
)

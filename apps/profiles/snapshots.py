"""Keeping the figures of a profile over time."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone

from apps.profiles.base import Profile
from apps.profiles.models import ProfileSnapshot
from apps.profiles.registry import ProfileKind


def take_snapshot(
    kind: ProfileKind, profile: Profile, *, at: datetime | None = None
) -> ProfileSnapshot | None:
    """Keep the figures of `profile`, unless they are those of the last snapshot."""
    if kind.progress is None:
        return None
    figures = kind.progress(profile)
    last = ProfileSnapshot.objects.filter(profile=kind.slug).last()
    if last is not None and last.figures == figures:
        return None
    return ProfileSnapshot.objects.create(
        profile=kind.slug, figures=figures, taken_at=at or timezone.now()
    )


def progress_of(kind: ProfileKind) -> list[dict[str, Any]]:
    """Every snapshot, the oldest first: `taken_at` and the figures by name."""
    rows = ProfileSnapshot.objects.filter(profile=kind.slug)
    return [
        {"taken_at": taken_at, "figures": figures}
        for taken_at, figures in rows.values_list("taken_at", "figures")
    ]

"""Veterans in a form: who runs a Champions Meeting, or has a slot of a team."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import QueryDict

from apps.profiles.umamusume.admin.labels import attach_names
from apps.profiles.umamusume.admin.labels import rows_by_id
from apps.profiles.umamusume.admin.labels import unknown
from apps.profiles.umamusume.models import CareerRun
from apps.profiles.umamusume.models import Outfit
from apps.profiles.umamusume.models.rules import LARGEST_ID
from apps.profiles.umamusume.models.rules import STYLE_NAMES


def sent_runs(post: QueryDict, names: Iterable[str]) -> dict[str, CareerRun]:
    """The careers that the fields `run-<name>` hold, by that name.

    Raises `ValidationError` for one that is gone.
    """
    given = {name: post.get(f"run-{name}", "").strip() for name in names}
    wanted = {name: uuid for name, uuid in given.items() if uuid}
    try:
        uuids = {name: UUID(uuid) for name, uuid in wanted.items()}
    except ValueError as error:
        raise ValidationError("Choose veterans from the suggestions.") from error
    runs = CareerRun.objects.finished().filter(uuid__in=uuids.values())
    by_uuid = {run.uuid: run for run in runs}
    if any(uuid not in by_uuid for uuid in uuids.values()):
        raise ValidationError("One of these veterans no longer exists.")
    return {name: by_uuid[uuid] for name, uuid in uuids.items()}


def sent_style(post: QueryDict, name: str) -> int | None:
    """Raises `ValidationError`."""
    return sent_number(post, f"style-{name}", most=max(STYLE_NAMES))


def sent_number(post: QueryDict, name: str, *, most: int = 200) -> int | None:
    """Raises `ValidationError` for what is no number from 0 to `most`."""
    text = post.get(name, "").strip()
    if not text:
        return None
    if not text.isascii() or not text.isdecimal() or int(text[:12]) > most:
        raise ValidationError(f"“{text[:20]}” isn’t a number from 0 to {most}.")
    return int(text)


def sent_outfit(post: QueryDict, name: str) -> int | None:
    """What a veteran wore who was deleted since: a page sends it along."""
    text = post.get(f"outfit-{name}", "")
    if not text.removeprefix("-").isdecimal() or len(text) > 11:
        return None
    return int(text) if abs(int(text)) <= LARGEST_ID else None


def shown_veteran(run: Any, outfit: int | None, outfits: dict[int, Any]) -> str:
    """ "Oguri Cap A+ 12,999", or the outfit alone; run as `attach_names` left it."""
    if run is not None:
        score = f"{run.score:,}" if run.score is not None else ""
        return " ".join(filter(None, [run.trainee_name, run.rank_letter, score]))
    if outfit is None:
        return ""
    row = outfits.get(outfit)
    return f"{row} (deleted)" if row else unknown(outfit)


def with_labels(rows: Iterable[Any]) -> dict[int, str]:
    """What to show of each member or slot, by its primary key; `run` is fetched."""
    rows = list(rows)
    attach_names([row.run for row in rows if row.run is not None])
    outfits = rows_by_id(Outfit, (row.outfit for row in rows))
    return {row.pk: shown_veteran(row.run, row.outfit, outfits) for row in rows}

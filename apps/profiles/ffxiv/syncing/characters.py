"""A character's profile and jobs: from the owner's Nodestone, or from the Lodestone.

Nodestone is asked first where there is one. Whatever goes wrong with it, the Lodestone
itself is read then, and has the last word: also on what is private or gone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from apps.integrations.http.errors import RemoteError
from apps.integrations.http.errors import RemoteNotFound
from apps.integrations.http.errors import RemoteUnexpected
from apps.integrations.lodestone.answers import CharacterPage
from apps.integrations.lodestone.answers import JobOnPage
from apps.integrations.lodestone.client import NAME as LODESTONE
from apps.integrations.lodestone.client import CharacterPrivate
from apps.integrations.lodestone.client import LodestoneClient
from apps.integrations.lodestone.client import layout_changed
from apps.integrations.lodestone.nodestone import NAME as NODESTONE
from apps.integrations.lodestone.nodestone import NodestoneClient
from apps.integrations.lodestone.nodestone import is_on as has_nodestone
from apps.jobs.progress import SILENT
from apps.jobs.progress import Progress
from apps.profiles.ffxiv.jobs import JOBS
from apps.profiles.ffxiv.jobs import job_called
from apps.profiles.ffxiv.jobs import place_of
from apps.profiles.ffxiv.models import Access
from apps.profiles.ffxiv.models import Character
from apps.profiles.ffxiv.models import JobLevel
from apps.profiles.ffxiv.models import LevelChange
from apps.profiles.ffxiv.models.changes import level_rose
from apps.profiles.ffxiv.models.job_level import HIGHEST

_HEADER = ("name", "title", "world", "data_center", "avatar_url")
_BODY = (
    "portrait_url",
    "race",
    "clan",
    "gender",
    "nameday",
    "guardian",
    "city_state",
    "grand_company",
    "grand_company_rank",
    "free_company_id",
    "free_company",
)
# What a character always has: a page without it is read wrongly.
_ALWAYS = ("race", "clan", "nameday", "guardian", "city_state")


@dataclass(frozen=True)
class CharacterRead:
    page: CharacterPage
    jobs: tuple[JobOnPage, ...]
    source: str = LODESTONE


def fetch_character(lodestone_id: str, *, progress: Progress = SILENT) -> CharacterRead:
    """What the first source says that can be asked. Raises RemoteError."""
    if has_nodestone():
        try:
            return fetch_from_nodestone(lodestone_id)
        except RemoteError as error:
            _note_nodestone(progress, error)
    return fetch_from_lodestone(lodestone_id)


def fetch_from_nodestone(lodestone_id: str) -> CharacterRead:
    """One answer, which has all jobs of the game. Raises RemoteError."""
    with NodestoneClient() as nodestone:
        page = nodestone.character(lodestone_id)
    # The site's jobs move with each new one, and Nodestone loses some then.
    if lost := {job.name for job in JOBS} - _by_job(page.jobs).keys():
        raise RemoteUnexpected(
            f"Nodestone lacks jobs: {', '.join(sorted(lost)[:5])}.", service=NODESTONE
        )
    return CharacterRead(page, page.jobs, NODESTONE)


def fetch_from_lodestone(lodestone_id: str) -> CharacterRead:
    """Two pages of the Lodestone; one, if the other is hidden. Raises RemoteError."""
    with LodestoneClient() as lodestone:
        page = lodestone.character(lodestone_id)
        if page.is_header_only:
            return CharacterRead(page, ())
        jobs = lodestone.jobs(lodestone_id)
    if len(jobs) < len(page.jobs):
        raise layout_changed("some of the jobs")
    return CharacterRead(page, jobs)


def _note_nodestone(progress: Progress, error: RemoteError) -> None:
    progress.fail(NODESTONE, f"{error.message} The Lodestone was read instead.")


def update_character(
    character: Character, *, at: datetime, progress: Progress = SILENT
) -> list[str]:
    """Fetch and store; what changed, in words.

    What can't be seen any more is marked. Raises RemoteError, and then nothing is
    stored.
    """
    if has_nodestone():
        try:
            read = fetch_from_nodestone(character.lodestone_id)
            return store_character(character, read, at=at)
        except RemoteError as error:
            # Also what holds less than is stored.
            _note_nodestone(progress, error)
            character.refresh_from_db()
    try:
        read = fetch_from_lodestone(character.lodestone_id)
    except CharacterPrivate:
        return note_access(character, Access.PRIVATE, at=at)
    except RemoteNotFound:
        return note_access(character, Access.GONE, at=at)
    return store_character(character, read, at=at)


@transaction.atomic
def note_access(character: Character, access: Access, *, at: datetime) -> list[str]:
    """Mark what the Lodestone shows of the character, since now if it is news."""
    if character.access == access:
        return []
    was = character.access
    character.access = access
    character.access_since = at
    character.save(update_fields=["access", "access_since", "updated_at"])
    if access == Access.OPEN:
        return ["Profile visible again"] if was != Access.OPEN else []
    return [
        {
            Access.HEADER: "Profile hidden but for the name",
            Access.PRIVATE: "Profile turned private",
            Access.GONE: "No longer on the Lodestone",
        }[access]
    ]


@transaction.atomic
def store_character(
    character: Character, read: CharacterRead, *, at: datetime
) -> list[str]:
    """Store what was read of a character; what changed, in words.

    Raises `LodestoneLayoutChanged` where it is less than what is stored.
    """
    character.refresh_from_db(
        from_queryset=Character.objects.select_for_update(no_key=True)
    )
    page = read.page
    changes = _moves(character, page)
    access = Access.HEADER if page.is_header_only else Access.OPEN
    changes += note_access(character, access, at=at)
    names = _HEADER if page.is_header_only else (*_HEADER, *_BODY)
    if not page.is_header_only:
        for name in _ALWAYS:
            if getattr(character, name) and not getattr(page, name):
                raise layout_changed(f"the {name.replace('_', '-')}")
        changes += _store_jobs(character, read.jobs, at=at)
        character.jobs_read_at = at
        character.jobs_from = read.source
    for name in names:
        if name not in page.unknown:
            setattr(character, name, getattr(page, name))
    character.save()
    return changes


def _moves(character: Character, page: CharacterPage) -> list[str]:
    changes = []
    if character.name != page.name:
        changes.append(f"{character.name} is {page.name} now")
    if character.world and character.world != page.world:
        changes.append(f"{character.world} to {page.world}")
    return changes


def _store_jobs(
    character: Character, found: tuple[JobOnPage, ...], *, at: datetime
) -> list[str]:
    known = {row.job: row for row in character.jobs.all()}
    read = _by_job(found)
    _refuse_less(known, read)
    is_first = character.jobs_read_at is None
    changes: list[str] = []
    risen: list[tuple[JobLevel, int]] = []
    rows: list[JobLevel] = []
    for name, job in read.items():
        row = known.get(name) or JobLevel(character=character, job=name)
        previous = row.level
        row.place = place_of(name)
        row.level = min(job.level, HIGHEST)
        row.exp, row.exp_to_next = job.exp, job.exp_to_next
        if job.is_specialist is not None:
            row.is_specialist = job.is_specialist
        rows.append(row)
        if row.level > previous:
            risen.append((row, previous))
            if not is_first:
                begun = f"{name} {previous} to {row.level}"
                changes.append(begun if previous else f"{name} {row.level}, new")
    JobLevel.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["character", "job"],
        update_fields=[
            "place",
            "level",
            "exp",
            "exp_to_next",
            "is_specialist",
            "updated_at",
        ],
    )
    stored = {row.job: row for row in character.jobs.all()}
    LevelChange.objects.bulk_create(
        [
            LevelChange(job_level=stored[row.job], level=row.level, seen_at=at)
            for row, _ in risen
        ],
        ignore_conflicts=True,
    )
    if is_first:
        count = sum(row.level > 0 for row in rows)
        return [f"{count} of {len(rows)} jobs"]
    for row, previous in risen:
        level_rose.send(JobLevel, job=stored[row.job], previous=previous)
    return changes


def _by_job(found: tuple[JobOnPage, ...]) -> dict[str, JobOnPage]:
    """Each job once: a class is its job."""
    read: dict[str, JobOnPage] = {}
    for each in found:
        name = job_called(each.name).name
        if name not in read or each.level > read[name].level:
            read[name] = each
    return read


def _refuse_less(known: dict[str, JobLevel], read: dict[str, JobOnPage]) -> None:
    """Levels never fall in the game, and no job goes."""
    if lost := sorted(known.keys() - read.keys()):
        raise layout_changed(f"jobs that it had: {', '.join(lost[:5])}")
    for name, row in known.items():
        if (level := read[name].level) < row.level:
            raise layout_changed(
                f"levels that it had: {name} was {row.level}, and is "
                f"{level or 'none'} on the page"
            )

"""A saved profile on its way in; see `apps.profiles.imports`."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.utils import timezone

from apps.core.plurals import counted
from apps.integrations.warframe.client import configured_account
from apps.jobs.progress import Progress
from apps.profiles.imports.importer import PlannedImport
from apps.profiles.imports.importer import PlannedRow
from apps.profiles.imports.importer import ProfileImporter
from apps.profiles.imports.importer import UnreadableFile
from apps.profiles.imports.importer import WrittenRow
from apps.profiles.models import RowAction
from apps.profiles.warframe.archiving.reading import NotAProfile
from apps.profiles.warframe.archiving.reading import ProfileRead
from apps.profiles.warframe.archiving.reading import read_document
from apps.profiles.warframe.archiving.reading import read_text
from apps.profiles.warframe.archiving.writing import LISTS
from apps.profiles.warframe.archiving.writing import WrongProfile
from apps.profiles.warframe.archiving.writing import archive
from apps.profiles.warframe.archiving.writing import check_fits
from apps.profiles.warframe.archiving.writing import compare
from apps.profiles.warframe.models import ProfileDocument
from apps.profiles.warframe.models import Trigger
from apps.profiles.warframe.models import WarframeProfile

TITLES = {
    "weapons": ("Weapons and gear", "weapon"),
    "affinities": ("Affinity for mastery", "item"),
    "missions": ("Missions", "node"),
    "affiliations": ("Syndicates", "syndicate"),
}


class WarframeImporter(ProfileImporter):
    takes = (
        "The JSON of your profile, as the game’s service sends it: save the answer of "
        "api.warframe.com/cdn/getProfileViewingData.php?playerId=<your account id>. "
        "Help says how to find the id."
    )

    def plan(
        self, profile: WarframeProfile, text: str, *, file_name: str = ""
    ) -> PlannedImport:
        try:
            read = read_text(text)
            check_fits(profile, read, asked=configured_account())
        except NotAProfile as error:
            raise UnreadableFile(str(error)) from error
        except WrongProfile as error:
            raise UnreadableFile(error.messages) from error
        rows = [_account_row(profile, read), *_list_rows(profile, read)]
        return PlannedImport(
            format="Warframe’s profile", rows=rows, warnings=list(_warnings(read))
        )

    def write(
        self,
        profile: WarframeProfile,
        rows: Sequence[PlannedRow],
        *,
        progress: Progress,
    ) -> Iterable[WrittenRow]:
        archived = archive(
            profile,
            _read_of(rows),
            trigger=Trigger.MANUAL,
            at=timezone.now(),
            asked=configured_account(),
        )
        progress.step(len(rows))
        return archived.written

    def after_undo(self, profile: WarframeProfile) -> None:
        """What is stored as it came goes too, unless something newer has come."""
        profile.refresh_from_db()
        documents = ProfileDocument.objects.filter(profile=profile)
        if profile.last_synced is not None:
            documents = documents.filter(received_at__gt=profile.last_synced)
        documents.delete()


def _account_row(profile: WarframeProfile, read: ProfileRead) -> PlannedRow:
    values = read.values
    is_same = profile.account_id == read.account_id and all(
        getattr(profile, name) == value for name, value in values.items()
    )
    action = RowAction.SAME if is_same else RowAction.UPDATE
    if not profile.account_id and not profile.snapshots.exists():
        action = RowAction.ADD
    details = []
    if "mastery_rank" in values:
        details.append(_step("mastery rank", profile, values, "mastery_rank"))
    if "missions_completed" in values:
        details.append(_step("missions", profile, values, "missions_completed"))
    if read.time_played is not None:
        details.append(f"{read.time_played / 3600:,.0f} hours played")
    return PlannedRow(
        action=action,
        title=values.get("display_name") or "Account",
        detail=", ".join(details),
        data={"document": read.document},
    )


def _step(what: str, profile: Any, values: dict[str, Any], name: str) -> str:
    was, now = getattr(profile, name), values[name]
    return f"{what} {was:,} to {now:,}" if was and was != now else f"{what} {now:,}"


def _list_rows(profile: WarframeProfile, read: ProfileRead) -> Iterator[PlannedRow]:
    for name, (title, noun) in TITLES.items():
        rows = getattr(read, name)
        if rows is None:
            continue
        found = compare(profile, name, rows)
        new, changed = len(found.new), len(found.changed)
        action = RowAction.SAME
        if new or changed:
            action = RowAction.UPDATE if changed or len(rows) > new else RowAction.ADD
        yield PlannedRow(
            action=action,
            title=title,
            detail=f"{counted(len(rows), noun)}: {new:,} new, {changed:,} changed",
            data={"list": name, "rows": rows},
        )


def _warnings(read: ProfileRead) -> Iterator[str]:
    if not read.account_id:
        yield (
            "The file doesn’t say which account it is of. Apply it only if it is yours."
        )
    missing = [
        title.lower() for name, (title, _) in TITLES.items() if not getattr(read, name)
    ]
    if missing:
        yield f"The file lacks {', '.join(missing)}. What is stored of these stays."
    if read.skipped:
        yield (
            f"{counted(read.skipped, 'entry')} without a usable name will be left out."
        )
    if "time_played_seconds" not in read.values:
        yield "The file has no statistics (“Stats”), so hours and missions stay."


def _read_of(rows: Sequence[PlannedRow]) -> ProfileRead:
    """What the rows that weren't left out hold, as one profile."""
    documents = [row.data["document"] for row in rows if "document" in row.data]
    lists = {row.data["list"]: row.data["rows"] for row in rows if "list" in row.data}
    kept: dict[str, Any] = {name: lists.get(name) for name in LISTS}
    if documents:
        return replace(read_document(documents[0]), **kept)
    return ProfileRead(account_id="", values={}, skipped=0, document={}, **kept)

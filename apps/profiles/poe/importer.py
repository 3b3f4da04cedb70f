"""Characters from files that people have of them; see `apps.profiles.imports`."""

from __future__ import annotations

import json
from collections.abc import Iterable
from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from apps.core.plurals import counted
from apps.jobs.progress import Progress
from apps.profiles.imports.importer import PlannedImport
from apps.profiles.imports.importer import PlannedRow
from apps.profiles.imports.importer import ProfileImporter
from apps.profiles.imports.importer import UnreadableFile
from apps.profiles.imports.importer import WrittenRow
from apps.profiles.models import RowAction
from apps.profiles.poe.files import game_json
from apps.profiles.poe.files import path_of_building
from apps.profiles.poe.files.reading import CharacterRead
from apps.profiles.poe.files.reading import UnusableCharacter
from apps.profiles.poe.models import Character
from apps.profiles.poe.models import League
from apps.profiles.poe.models import PoeProfile
from apps.profiles.poe.models.character import FROM_FILES
from apps.profiles.poe.models.profile import Realm

MOST_CHARACTERS = 2_000


class CharacterImporter(ProfileImporter):
    takes = (
        "Takes a Path of Building code or its XML, and the JSON of your characters as "
        "the website or the API gives it, of both games. A character that is here "
        "already is updated; your notes, hours, and deaths stay."
    )
    paste_hint = "Or paste a Path of Building code, or the JSON of a character."

    def text_to_keep(self, text: str) -> str:
        """The build or the JSON without the account it is of."""
        xml = _xml_of(text)
        if xml is not None:
            return path_of_building.without_account(xml)
        return json.dumps(game_json.without_account(_json_of(text)))

    def plan(
        self, profile: PoeProfile, text: str, *, file_name: str = ""
    ) -> PlannedImport:
        xml = _xml_of(text)
        if xml is not None:
            rows = [_planned_build(profile, xml, file_name)]
            return PlannedImport(format="Path of Building", rows=rows)
        entries = list(game_json.entries_of(_json_of(text)))
        if not entries:
            raise UnreadableFile("There is no character in this file.")
        if len(entries) > MOST_CHARACTERS:
            raise UnreadableFile(
                f"At most {MOST_CHARACTERS:,} characters can come in at once."
            )
        seen: set[tuple[str, str]] = set()
        rows = [
            _planned_entry(profile, number, entry, seen)
            for number, entry in enumerate(entries, start=1)
        ]
        return PlannedImport(format="Character JSON", rows=rows)

    def write(
        self, profile: PoeProfile, rows: Sequence[PlannedRow], *, progress: Progress
    ) -> Iterable[WrittenRow]:
        for row in rows:
            written = _write(profile, row.data)
            if written is not None:
                yield written
            progress.step()
        League.objects.ensure_all(profile)

    def after_undo(self, profile: PoeProfile) -> None:
        """Nothing is derived from characters."""


# Reading --------------------------------------------------------------------------


def _xml_of(text: str) -> str | None:
    """The XML in `text`, itself or packed into a code; None if it is neither."""
    stripped = text.lstrip("\ufeff \t\r\n")
    if stripped.startswith("<"):
        return stripped
    if stripped.startswith(("http://", "https://")):
        raise UnreadableFile(
            "This is a link, and Questlog doesn’t open it. Open it yourself, and paste "
            "the code."
        )
    if not stripped:
        raise UnreadableFile("This file is empty.")
    return path_of_building.xml_of_code(stripped)


def _json_of(text: str) -> Any:
    try:
        return json.loads(text.lstrip("\ufeff"), parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise UnreadableFile(
            "This is neither a Path of Building code, nor XML, nor JSON of a character."
        ) from error


def _no_number(name: str) -> None:
    raise ValueError(f"{name} isn't JSON.")


# Planning -------------------------------------------------------------------------


def _planned_build(profile: PoeProfile, xml: str, file_name: str) -> PlannedRow:
    try:
        read = path_of_building.read_build(xml, file_name=file_name)
    except UnusableCharacter as error:
        return _unusable("The build", error)
    return _planned(profile, read)


def _planned_entry(
    profile: PoeProfile, number: int, entry: Any, seen: set[tuple[str, str]]
) -> PlannedRow:
    try:
        read = game_json.read_entry(entry)
        if (read.realm, read.name) in seen:
            raise UnusableCharacter(f"{read.name} is in this file twice.")
    except UnusableCharacter as error:
        return _unusable(f"Character {number}", error)
    seen.add((read.realm, read.name))
    return _planned(profile, read)


def _unusable(title: str, error: UnusableCharacter) -> PlannedRow:
    (reason,) = error.messages
    return PlannedRow(action=RowAction.UNUSABLE, title=title, reason=reason)


def _planned(profile: PoeProfile, read: CharacterRead) -> PlannedRow:
    data = read.as_json()
    there = _find(profile, data)
    action, reason = RowAction.ADD, ""
    if there is not None:
        changes = _changes(there, data)
        action = RowAction.UPDATE if changes else RowAction.SAME
        if _is_older(there, data):
            reason = (
                f"The file is older: level {read.level}, and you have level "
                f"{there.level}. It only fills what is empty."
            )
    return PlannedRow(
        action=action,
        title=there.name if there is not None else read.name,
        detail=_detail(read),
        reason=reason,
        data=data,
    )


def _detail(read: CharacterRead) -> str:
    parts = [
        f"Level {read.level} {read.ascendancy or read.class_name}".strip(),
        read.league,
        Realm(read.realm).label if read.realm != Realm.PC else "",
        read.main_skill,
        counted(len(read.equipment), "item") if read.equipment else "",
        counted(len(read.passives), "passive") if read.passives else "",
    ]
    return " · ".join(part for part in parts if part)


def _find(profile: PoeProfile, data: dict[str, Any]) -> Character | None:
    """The character that this is, by the hash of its name or else by its name."""
    rows = profile.characters.filter(realm=data["realm"])
    by_hash = rows.filter(name_hash=data["name_hash"]).first()
    if by_hash is not None or not data["is_named"]:
        return by_hash
    return rows.filter(name=data["name"]).first()


def _is_older(row: Character, data: dict[str, Any]) -> bool:
    return bool(data["level"] < row.level)


def _changes(row: Character, data: dict[str, Any]) -> dict[str, Any]:
    """What the file knows better. Nothing becomes empty."""
    # What a sync has read is newer than a file of the same level.
    is_fetched = row.fetched_at is not None and data["level"] == row.level
    older = is_fetched or _is_older(row, data)
    changes = {
        name: data[name]
        for name in FROM_FILES
        if data[name] not in ("", None, [], {})
        and data[name] != getattr(row, name)
        and (not older or getattr(row, name) in ("", None, [], {}))
    }
    if row.is_own_league:
        changes.pop("league", None)
    # The game's JSON says more than a build: it stays where both are there.
    if set(changes.get("raw", ())) == {"xml"} and "xml" not in row.raw and row.raw:
        del changes["raw"]
    if data["is_named"] and _is_unnamed(row) and _is_free(row, data["name"]):
        changes["name"] = data["name"]
    return changes


def _is_unnamed(row: Character) -> bool:
    """Whether the name is one that a build without a name got."""
    return row.name == path_of_building.build_name(row.kind, row.main_skill)


def _is_free(row: Character, name: str) -> bool:
    others = row.profile.characters.filter(realm=row.realm, name=name)
    return not others.exists()


# Writing --------------------------------------------------------------------------


def _write(profile: PoeProfile, data: dict[str, Any]) -> WrittenRow | None:
    """The row that was made or changed; None where it is the same by now."""
    there = _find(profile, data)
    if there is None:
        return WrittenRow(row=_add(profile, data))
    row = Character.objects.select_for_update(of=("self",)).get(pk=there.pk)
    changes = _changes(row, data)
    if not changes:
        return None
    if changes.get("league") and row.league:
        before_leaving = row.past_leagues
        row.leave_league(at=timezone.now())
        changes["past_leagues"] = row.past_leagues
        row.past_leagues = before_leaving
    before = {name: getattr(row, name) for name in changes}
    for name, value in changes.items():
        setattr(row, name, value)
    row.full_clean()
    row.save()
    return WrittenRow(row=row, before=before)


def _add(profile: PoeProfile, data: dict[str, Any]) -> Character:
    values = {name: data[name] for name in FROM_FILES}
    name = data["name"]
    if profile.characters.filter(realm=data["realm"], name=name).exists():
        # Another build of this name: Path of Building doesn't say whose it is.
        name = f"{name[:80]} {data['name_hash'][:6]}"
    row = Character(
        profile=profile,
        realm=data["realm"],
        name=name,
        name_hash=data["name_hash"],
        version=1,
        **values,
    )
    row.full_clean()
    row.save()
    return row

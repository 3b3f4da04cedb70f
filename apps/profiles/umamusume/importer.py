"""Files of other programs on their way into Umamusume; see `apps.profiles.imports`."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from django.db.models import QuerySet

from apps.core.database.analyze import analyze_after_commit
from apps.jobs.progress import Progress
from apps.profiles.imports.importer import PlannedImport
from apps.profiles.imports.importer import PlannedRow
from apps.profiles.imports.importer import ProfileImporter
from apps.profiles.imports.importer import UnreadableFile
from apps.profiles.imports.importer import WrittenRow
from apps.profiles.models import RowAction
from apps.profiles.umamusume.importing.career_read import CareerRead
from apps.profiles.umamusume.importing.career_read import FileRead
from apps.profiles.umamusume.importing.career_read import OwnedRead
from apps.profiles.umamusume.importing.career_read import fingerprint
from apps.profiles.umamusume.importing.tables import read_table
from apps.profiles.umamusume.importing.veterans import load_without_accounts
from apps.profiles.umamusume.importing.veterans import read_json
from apps.profiles.umamusume.models import CareerRun
from apps.profiles.umamusume.models import Outfit
from apps.profiles.umamusume.models import OwnedCard
from apps.profiles.umamusume.models import OwnedOutfit
from apps.profiles.umamusume.models import SupportCard
from apps.profiles.umamusume.models import UmamusumeProfile
from apps.profiles.umamusume.models.bulk import add_finished
from apps.profiles.umamusume.models.parts import PARTS
from apps.profiles.umamusume.models.rules import STATS
from apps.profiles.umamusume.models.rules import rank_letter
from apps.profiles.umamusume.models.rules import rank_of_score

SOURCE = "import"
AT_ONCE = 500
# "[Starlight Beat] Oguri Cap …" begins a line, not JSON.
_TITLE = re.compile(r"\[[^\[\]{}\"\d][^\[\]{}\"]*\]\s*\w")
OWNED: dict[str, tuple[type[OwnedOutfit | OwnedCard], str]] = {
    "outfit": (OwnedOutfit, "Owned outfit"),
    "card": (OwnedCard, "Owned card"),
}


class UmamusumeImporter(ProfileImporter):
    takes = (
        "Takes the JSON that UmaExtractor, umadump, uma.moe, and game plugins write, "
        "Umalator’s JSON, and spreadsheets with a column for each stat."
    )
    paste_hint = (
        "Or paste a table, or lines such as “Oguri Cap A+ 12,999 1200 650 920 540 900”."
    )

    def text_to_keep(self, text: str) -> str:
        """Without account numbers, the owner's and strangers'."""
        try:
            content = load_without_accounts(text)
        except UnreadableFile:
            return text
        return json.dumps(content, ensure_ascii=False, indent=1)

    def plan(
        self, profile: UmamusumeProfile, text: str, *, file_name: str = ""
    ) -> PlannedImport:
        read = _read(text)
        known = _Known(profile, read)
        rows = [_career_row(career, known) for career in read.careers]
        rows += [_owned_row(owned, known) for owned in read.owned]
        return PlannedImport(format=read.format, rows=rows, warnings=read.warnings)

    def write(
        self,
        profile: UmamusumeProfile,
        rows: Sequence[PlannedRow],
        *,
        progress: Progress,
    ) -> Iterable[WrittenRow]:
        careers = [row.data for row in rows if "career" in row.data]
        owned = [row.data for row in rows if "kind" in row.data]
        written = [
            *_write_careers(profile, careers, progress),
            *_write_owned(profile, owned, progress),
        ]
        analyze_after_commit([CareerRun, *PARTS.values()], rows=len(written))
        return written

    def after_undo(self, profile: UmamusumeProfile) -> None:
        """What is derived is set by each save already."""


def _read(text: str) -> FileRead:
    text = text.lstrip("\ufeff \t\r\n")
    is_json = text.startswith(("{", "[")) and _TITLE.match(text) is None
    return read_json(text) if is_json else read_table(text)


# Planning -------------------------------------------------------------------------


class _Known:
    """What is there of the careers and things in a file, read once."""

    def __init__(self, profile: UmamusumeProfile, read: FileRead) -> None:
        usable = [career for career in read.careers if not career.problem]
        self.runs = _RunsKnown(profile, usable)
        self.seen: set[str] = set()
        wanted = {career.values["outfit"] for career in usable}
        wanted |= {each.game_id for each in read.owned if each.kind == "outfit"}
        rows = Outfit.objects.select_related("trainee").filter(game_id__in=wanted)
        self.outfits = {row.game_id: str(row) for row in rows}
        cards = {each.game_id for each in read.owned if each.kind == "card"}
        names = SupportCard.objects.filter(game_id__in=cards)
        self.cards = {row.game_id: str(row) for row in names}
        self.owned: dict[tuple[str, int], OwnedOutfit | OwnedCard] = {
            **{("outfit", row.outfit): row for row in profile.outfits.all()},
            **{("card", row.card): row for row in profile.cards.all()},
        }


class _RunsKnown:
    """The runs that careers of a file may be, by key and by what they are."""

    def __init__(
        self, profile: UmamusumeProfile, careers: Sequence[CareerRead]
    ) -> None:
        runs = CareerRun.objects.filter(profile=profile)
        keys = [career.key for career in careers]
        self.by_key: dict[str | None, CareerRun] = {}
        self.alike: dict[tuple[Any, ...], list[CareerRun]] = defaultdict(list)
        for run in _with_parts(runs.filter(source_key__in=keys)):
            self.by_key[run.source_key] = run
        wanted = {fingerprint(career.values) for career in careers}
        outfits = {each[0] for each in wanted}
        rows = runs.finished().filter(outfit__in=outfits)
        found = rows.values_list("pk", "outfit", "score", *STATS)
        alike = [pk for pk, *values in found if tuple(values) in wanted]
        for run in _with_parts(runs.filter(pk__in=alike)):
            self.alike[_fingerprint_of(run)].append(run)

    def find(self, key: str, values: dict[str, Any]) -> CareerRun | None:
        """By its key; or one typed in, or read from another form, with its values."""
        if key in self.by_key:
            return self.by_key[key]
        wanted = fingerprint(values)
        if None in wanted[2:]:
            return None
        for run in self.alike[wanted]:
            is_other = (run.source_key or "").startswith("veteran:")
            if not (is_other and key.startswith("veteran:")):
                return run
        return None


def _with_parts(runs: QuerySet[CareerRun]) -> QuerySet[CareerRun]:
    return runs.prefetch_related(*PARTS)


def _fingerprint_of(run: CareerRun) -> tuple[Any, ...]:
    return (run.outfit, run.score, *(getattr(run, name) for name in STATS))


def _career_row(career: CareerRead, known: _Known) -> PlannedRow:
    if career.problem:
        title = career.name or f"Veteran {career.place}"
        return PlannedRow(
            action=RowAction.UNUSABLE,
            title=title[:200],
            detail=career.place,
            reason=career.problem,
            data={"raw": career.raw},
        )
    outfit = career.values["outfit"]
    title = known.outfits.get(outfit, f"unknown ({outfit})")
    run = known.runs.find(career.key, career.values)
    reason = " ".join(career.doubts)
    if career.key in known.seen:
        action = RowAction.SAME
        reason = f"{reason} It is in the file twice.".strip()
    elif run is None:
        action = RowAction.ADD
    else:
        gaps = run.gaps(career.values)
        action = RowAction.UPDATE if gaps else RowAction.SAME
    known.seen.add(career.key)
    return PlannedRow(
        action=action,
        title=title,
        detail=_detail(career.values),
        reason=reason,
        data={"career": asdict(career)},
    )


def _detail(values: dict[str, Any]) -> str:
    score = values.get("score")
    letter = values.get("typed_rank") or (
        rank_letter(rank_of_score(score)) if score is not None else ""
    )
    stats = "-".join(str(values.get(name, "?")) for name in STATS)
    parts = [
        letter,
        f"{score:,}" if score is not None else "",
        stats,
        values.get("finished_on", ""),
    ]
    return ", ".join(each for each in parts if each)


def _owned_row(owned: OwnedRead, known: _Known) -> PlannedRow:
    names = known.outfits if owned.kind == "outfit" else known.cards
    row = known.owned.get((owned.kind, owned.game_id))
    if row is None:
        action = RowAction.ADD
    else:
        action = RowAction.UPDATE if _raised(row, owned.values) else RowAction.SAME
    key = f"{owned.kind}:{owned.game_id}"
    if key in known.seen:
        action = RowAction.SAME
    known.seen.add(key)
    levels = ", ".join(
        f"{name.replace('_', ' ')} {level}" for name, level in owned.values.items()
    )
    return PlannedRow(
        action=action,
        title=names.get(owned.game_id, f"unknown ({owned.game_id})"),
        detail=f"{OWNED[owned.kind][1]}{f', {levels}' if levels else ''}",
        data=asdict(owned),
    )


def _raised(row: OwnedOutfit | OwnedCard, values: dict[str, int]) -> dict[str, int]:
    """Stars and limit breaks only rise: what is more than what is there."""
    return {
        name: level
        for name, level in values.items()
        if (held := getattr(row, name)) is None or level > held
    }


# Writing --------------------------------------------------------------------------


def _write_careers(
    profile: UmamusumeProfile, rows: Sequence[dict[str, Any]], progress: Progress
) -> Iterator[WrittenRow]:
    careers = [CareerRead(**row["career"]) for row in rows]
    for start in range(0, len(careers), AT_ONCE):
        part = careers[start : start + AT_ONCE]
        known = _RunsKnown(profile, part)
        new: dict[str, CareerRead] = {}
        for career in part:
            run = known.find(career.key, career.values)
            if run is not None:
                yield from _fill(run, career)
            else:
                new.setdefault(career.key, career)
        made = add_finished(
            profile,
            (
                {
                    "values": career.values,
                    "source": SOURCE,
                    "source_key": career.key,
                    "source_data": career.raw,
                }
                for career in new.values()
            ),
        )
        yield from (WrittenRow(row=run) for run in made)
        progress.step(len(part))


def _fill(run: CareerRun, career: CareerRead) -> Iterator[WrittenRow]:
    names = [*run.gaps(career.values), "source", "source_key", "source_data"]
    before = {name: getattr(run, name) for name in names if name not in PARTS}
    filled = run.fill(
        career.values,
        source=SOURCE,
        source_key=career.key,
        source_data=career.raw,
    )
    scalars = {name: before[name] for name in filled if name not in PARTS}
    if scalars:
        yield WrittenRow(row=run, before=scalars)
    for name in filled:
        if name in PARTS:
            yield from (WrittenRow(row=row) for row in getattr(run, name).all())


def _write_owned(
    profile: UmamusumeProfile, rows: Sequence[dict[str, Any]], progress: Progress
) -> Iterator[WrittenRow]:
    for row in rows:
        owned = OwnedRead(**row)
        model = OWNED[owned.kind][0]
        known = model._default_manager.filter(
            profile=profile, **{owned.kind: owned.game_id}
        ).first()
        own = profile.own_outfit if owned.kind == "outfit" else profile.own_card
        if known is None:
            yield WrittenRow(row=own(owned.game_id, **owned.values))
        elif raised := _raised(known, owned.values):
            before = {name: getattr(known, name) for name in raised}
            yield WrittenRow(row=own(owned.game_id, **raised), before=before)
        progress.step()

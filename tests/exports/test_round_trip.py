"""Moving house: what goes out of one Questlog comes whole into another."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone
from jsonschema import Draft202012Validator

from apps.exports.schema import schema
from apps.imports.applying.undo import undo_import
from apps.imports.models import Import
from apps.imports.models import ImportRow
from apps.journal.models import Playthrough
from apps.library.merging.undo import undo_merge
from apps.library.models import Game
from apps.library.models import GameMerge
from apps.lists.models import DeletedList
from apps.lists.models import List
from apps.profiles.imports.undoing import undo_import as undo_import_into_profile
from apps.profiles.models import ProfileImport
from apps.realtime.audit import _checks as audits
from apps.realtime.models import Event
from tests.api.client import ApiClient
from tests.api.client import data
from tests.exports.conftest import Empty
from tests.exports.conftest import exported
from tests.exports.conftest import imported
from tests.exports.conftest import owners_client
from tests.exports.conftest import parsed
from tests.imports.conftest import Desk

FILES = Path(__file__).parent.parent / "imports" / "files"
EVERYTHING = (
    "/games?limit=200",
    "/games?q=crono",
    "/games?q=final+fantasy+4",
    "/games/chrono-trigger",
    "/works?limit=2000",
    "/editions",
    "/genres",
    "/franchises",
    "/platforms",
    "/playthroughs?limit=200",
    "/stats",
    "/stats?year=2003",
    "/lists",
    "/lists/top-25-rpgs",
    "/lists/top-25-rpgs/activity",
    "/lists/final-fantasy-favorites",
    "/acnh/hunts/latest",
    "/acnh/stats",
    "/ironmon/stats",
    "/ironmon/runs",
    "/ironmon/checkpoints/stats",
    "/ironmon/challenges/kaizo",
    "/profiles/ironmon",
    "/profiles/ironmon/challenges",
    "/profiles",
    "/profiles/ironmon/snapshots",
    "/profiles/acnh",
    "/profiles/acnh/villagers/raymond/odds",
    "/profiles/ffxiv",
    "/profiles/ffxiv/characters/7660136/jobs",
    "/profiles/ffxiv/characters/7660136/levels",
    "/profiles/ffxiv/characters/7660136/collection?kind=mount",
    "/profiles/ffxiv/characters/7660136/collection?kind=achievement&owned=true",
    "/profiles/poe",
    "/profiles/poe/characters",
    "/destiny/profile",
    "/destiny/characters",
    "/destiny/stats",
    "/destiny/activities",
    "/destiny/activities/15432100001",
    "/destiny/raids/stats",
    "/profiles/destiny",
    "/profiles/destiny/raids",
    "/profiles/destiny/titles",
    "/profiles/destiny/triumphs",
    "/profiles/destiny/weapons",
    "/profiles/umamusume",
    "/profiles/umamusume/runs",
    "/profiles/umamusume/records",
    "/profiles/umamusume/stats",
    "/profiles/umamusume/races",
    "/profiles/umamusume/meetings",
    "/profiles/umamusume/teams",
    "/profiles/umamusume/collection",
    "/profiles/umamusume/trainees?limit=200",
    "/profiles/umamusume/calendar?limit=200",
    "/profiles/warframe",
    "/profiles/warframe/mastery?owned=true",
    "/profiles/warframe/weapons",
    "/profiles/warframe/snapshots",
    "/warframe/profile",
    "/warframe/missions",
    "/warframe/affiliations",
    "/warframe/stats",
    "/warframe/mastery/completion",
    "/warframe/progression",
    "/steam/account",
    "/steam/library",
    "/steam/library/1145360/achievements",
    "/steam/library/1145360/playtime",
    "/steam/achievements",
    "/steam/sessions",
)
PRIVATE = (
    "/lists",
    "/lists/shelf",
    "/playthroughs?limit=200",
    "/stats",
    "/games?limit=200",
    "/profiles/acnh/hunts?limit=200",
    "/profiles/acnh/stats",
    "/profiles/ironmon/runs?limit=200",
    "/profiles/ironmon/stats",
    "/profiles/umamusume/runs?limit=200",
    "/profiles/umamusume/meetings",
    "/profiles/poe/characters?limit=200",
    "/profiles/destiny/activities?limit=200",
    "/steam/library",
    "/steam/sessions",
)


def answers(moments: list[str]) -> dict[str, Any]:
    """What the API says to anyone, and to the owner about what is private."""
    anyone, owner = ApiClient(), owners_client()
    found = {path: data(anyone.get(path)) for path in EVERYTHING}
    for path in PRIVATE:
        bare, _, limit = path.partition("?limit=")
        query = {"limit": limit} if limit else {}
        found[f"private {path}"] = data(owner.get(bare, include="private", **query))
    for moment in moments:
        path = "/lists/top-25-rpgs/history"
        found[f"{path} {moment}"] = data(anyone.get(path, on=moment))
    return found


def undo_everything() -> tuple[list[str], bytes]:
    """Undo every import, the last one first: what is kept with why, what is left."""
    kept = [
        f"{change.name}: {change.kept_because}"
        for batch in Import.objects.filter(status="applied").order_by("-pk")
        for change in undo_import(batch, by=None, at=timezone.now())
    ]
    for profile_import in ProfileImport.objects.filter(status="applied"):
        undone = undo_import_into_profile(profile_import, by=None, at=timezone.now())
        kept.append(str(undone.result))
    kept += undo_merge(GameMerge.objects.get(), by=None).kept
    left = "\n".join(Game.objects.order_by("pk").values_list("slug", flat=True))
    return kept, left.encode()


def test_a_whole_questlog_moves_without_a_loss(household: None, empty: Empty) -> None:
    first = exported()
    assert list(Draft202012Validator(schema()).iter_errors(parsed(first))) == []
    moments = [
        activity["timestamp"]
        for activity in parsed(first)["list_activities"]
        if activity["verb"] == "reordered"
    ]
    before = answers(moments)
    keys = set(ImportRow.objects.values_list("uuid", "title_key"))
    undone = undo_everything()

    empty()
    counts = imported(first)

    assert exported() == first
    assert set(ImportRow.objects.values_list("uuid", "title_key")) == keys
    assert answers(moments) == before
    assert counts == parsed(first)["counts"]
    assert min(counts.values()) > 0, counts
    assert len(moments) > 3
    # The imports can be undone in the new home as in the old one.
    assert undo_everything() == undone
    assert any("You have edited it since (notes)" in text for text in undone[0])


def test_the_new_home_works_like_the_old_one(small_house: None, empty: Empty) -> None:
    top = List.objects.get(slug="top-rpgs")
    top.delete()
    first = exported()
    empty()

    imported(first)

    found = Game.objects.matching("chrono")
    assert [game.slug for game in found] == ["chrono-trigger"]
    assert Event.objects.count() == 0
    assert [difference for audit in audits for difference in audit()] == []
    assert User.objects.count() == 0
    assert Game.objects.add(name="A new one").first_edition().slug == "a-new-one"
    top, skipped = List.objects.put_back(DeletedList.objects.get())
    assert skipped == []
    top.entries.get(position=1).move_to(2)
    assert top.activities.latest("id").moves[0]["slug"] == "chrono-trigger"


def test_the_same_state_gives_the_same_bytes(small_house: None) -> None:
    assert exported() == exported()
    assert exported(compressed=True) == exported(compressed=True)


def test_an_empty_questlog_can_be_moved_too(committed_db: None) -> None:
    content = exported()

    assert set(imported(content).values()) == {0}

    assert exported() == content


def test_a_compressed_export_is_read_like_a_plain_one(
    small_house: None, empty: Empty
) -> None:
    plain, compressed = exported(), exported(compressed=True)
    empty()

    imported(compressed)

    assert exported() == plain
    assert len(compressed) < len(plain) / 3


def how_long_to_beat(tenths: Iterable[int]) -> str:
    """A table of that service with a completed game for each tenth of an hour."""
    header = (FILES / "howlongtobeat.csv").read_text().splitlines()[0]
    table = io.StringIO()
    writer = csv.DictWriter(table, next(csv.reader([header])))
    writer.writeheader()
    for tenth in tenths:
        clock = f"{tenth // 10}:{tenth % 10 * 6:02}:00"
        writer.writerow(
            {"Title": f"Game No. {tenth}", "Completed": "X", "Progress": clock}
        )
    return table.getvalue()


def test_every_tenth_of_an_hour_comes_through_an_import_and_an_export(
    empty: Empty, owner: User
) -> None:
    tenths = [tenth / 10 for tenth in range(1, 1001)]
    Desk(owner).bring(how_long_to_beat(range(1, 1001)), "games.csv")

    content = exported()
    empty()
    imported(content)

    def hours(runs: Iterable[Any]) -> list[float]:
        return sorted(run["playtime_hours"] for run in runs)

    assert hours(parsed(content)["playthroughs"]) == tenths
    assert hours(Playthrough.objects.values("playtime_hours")) == [
        Decimal(str(h)) for h in tenths
    ]

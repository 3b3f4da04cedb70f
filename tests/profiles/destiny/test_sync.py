"""A whole history, once, and what Bungie does to it later."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from werkzeug import Response

from apps.integrations.bungie.errors import BungieAccountMoved
from apps.integrations.bungie.errors import BungiePrivate
from apps.integrations.http.errors import RemoteError
from apps.jobs.progress import Halted
from apps.jobs.progress import JobFailed
from apps.jobs.progress import Progress
from apps.profiles.destiny.models import Activity
from apps.profiles.destiny.models import AggregateStats
from apps.profiles.destiny.models import Character
from apps.profiles.destiny.models import Definition
from apps.profiles.destiny.models import DestinyProfile
from apps.profiles.destiny.models import Report
from apps.profiles.destiny.models.profile import split_name
from apps.profiles.destiny.syncing.run import sync_destiny
from apps.realtime.models import Event
from tests.integrations.bungie_server import CONTROL
from tests.integrations.bungie_server import GONE
from tests.integrations.bungie_server import HUNTER
from tests.integrations.bungie_server import MEMBERSHIP
from tests.integrations.bungie_server import OATHKEEPER
from tests.integrations.bungie_server import OPEN_TITLE
from tests.integrations.bungie_server import RAID_NAME
from tests.integrations.bungie_server import TITAN
from tests.integrations.bungie_server import TITLE
from tests.integrations.bungie_server import BungieServer
from tests.integrations.bungie_server import activity
from tests.integrations.bungie_server import card
from tests.integrations.bungie_server import failure
from tests.integrations.bungie_server import objective
from tests.integrations.bungie_server import raid
from tests.integrations.clocks import FakeClock
from tests.profiles.destiny.conftest import Sync

pytestmark = pytest.mark.django_db


def instances() -> list[str]:
    rows = Activity.objects.order_by("instance_id")
    return list(rows.values_list("instance_id", flat=True))


def ids(*numbers: int) -> list[str]:
    return [str(15_432_100_000 + number) for number in numbers]


def raid_clears() -> list[str]:
    rows = Event.objects.filter(type="questlog:destiny_raid_clear").order_by("sequence")
    return [row.payload["instance_id"] for row in rows]


def test_the_first_sync_brings_everything_without_events(
    history: BungieServer, sync: Sync, guardian: DestinyProfile
) -> None:
    changes = sync()

    assert changes == ["Title Kingslayer", "7 activities", "3 reports"]
    assert instances() == ids(0, 1, 2, 3, 4, 5, 6)
    guardian.refresh_from_db()
    assert (guardian.membership_type, guardian.membership_id) == (3, MEMBERSHIP)
    assert (guardian.triumph_score, guardian.guardian_rank) == (12_000, 8)
    gone = Character.objects.get(character_id=GONE)
    assert gone.deleted_since is not None and gone.activities.count() == 1
    master = Activity.objects.get(instance_id=ids(5)[0])
    assert (master.category, master.is_clear, master.kills) == ("raid", True, 20)
    assert master.values["fireteamId"] == 9007199254740993
    assert not Activity.objects.get(instance_id=ids(2)[0]).is_clear
    stats = AggregateStats.objects.get(scope="account", mode="allPvE")
    assert (stats.kills, stats.seconds_played, stats.kd_ratio) == (12_345, 2**40, 6.17)
    assert guardian.titles.get().gilded_count == 3
    assert raid_clears() == []
    # The raid that was abandoned has no report yet.
    assert Report.objects.filter(fetched_at=None).count() == 1


def test_a_second_sync_asks_for_one_page_each_and_finds_nothing(
    history: BungieServer, sync: Sync
) -> None:
    history.histories[TITAN] += [activity(n) for n in range(100, 350)]
    sync()
    assert history.asked("Activities") == 4  # 250 + 4, 2, and 1
    history.requests.clear()

    assert sync() == []

    assert history.asked("Activities") == 2  # nothing of the deleted one
    assert history.asked("/common/") == 0
    assert len(history.requests) == 8


def test_new_clears_are_announced_once_with_their_figures(
    history: BungieServer, sync: Sync
) -> None:
    sync()
    history.histories[TITAN] += [
        raid(400, activityDurationSeconds=2500),
        raid(401, completed=False, reason=2),
        raid(402, activityDurationSeconds=9000),
    ]

    changes = sync()
    sync()

    assert changes == [f"{RAID_NAME}: 2 clears", "3 activities"]
    assert raid_clears() == ids(400, 402)
    first = Event.objects.filter(type="questlog:destiny_raid_clear").earliest("pk")
    payload = first.payload
    assert (payload["raid"], payload["character_class"]) == (RAID_NAME, "Titan")
    assert (payload["clear_count"], payload["is_fastest"]) == (3, True)
    assert payload["image_url"].endswith("/pgcr/kings_fall.jpg")
    synced = Event.objects.filter(type="questlog:profile_synced").latest("pk")
    assert synced.payload["changes"] == changes


def test_an_id_that_comes_twice_is_stored_once_for_each_character(
    history: BungieServer, sync: Sync
) -> None:
    history.histories[TITAN].append(raid(1, kills=1))
    history.histories[HUNTER].append(raid(1, kills=90, timePlayedSeconds=3000))

    sync()
    sync()

    rows = Activity.objects.filter(instance_id=ids(1)[0])
    assert sorted(row.character.character_id for row in rows) == [TITAN, HUNTER]
    assert Activity.objects.count() == 8


def test_a_triumph_is_said_once_with_the_days_it_was_completed_between(
    history: BungieServer, sync: Sync, guardian: DestinyProfile
) -> None:
    sync()
    guardian.refresh_from_db()
    before = guardian.last_synced
    history.records[str(OATHKEEPER)] = {"state": 0, "objectives": [objective(10, 10)]}
    history.records[str(OPEN_TITLE)]["state"] = 67
    del history.records[str(TITLE)]

    assert sync() == ["Title Vowed", "1 triumph"]
    assert sync() == []

    triumph = guardian.triumphs.get(record_hash=OATHKEEPER)
    assert (triumph.is_complete, triumph.progress, triumph.earned_after) == (
        True,
        10,
        before,
    )
    assert triumph.earned_by is not None
    assert guardian.titles.get(name="Vowed").earned_after == before
    # What an answer lacks stays.
    assert guardian.triumphs.get(record_hash=TITLE).is_complete
    assert guardian.titles.get(name="Kingslayer").earned_after is None


def test_a_pass_that_is_halted_goes_on_and_announces_what_it_missed(
    history: BungieServer, sync: Sync, guardian: DestinyProfile
) -> None:
    sync()
    history.histories[TITAN] += [
        raid(n) if n in (1000, 1502) else activity(n) for n in range(1000, 1503)
    ]

    class Halting(Progress):
        def step(self, count: int = 1, message: str = "") -> None:
            if count == 250:
                raise Halted

    with pytest.raises(Halted):
        sync_destiny(guardian, Halting())
    assert Activity.objects.count() == 7 + 250
    # Meanwhile another one was played: it pushes one over to the next page.
    history.histories[TITAN].append(raid(1600))
    history.requests.clear()
    sync()

    assert history.asked(f"{TITAN}/Stats/Activities/?count=250&page=0") == 0
    assert history.asked("page=1") == history.asked("page=2") == 1
    assert Activity.objects.count() == 7 + 503
    sync()
    assert instances() == sorted(ids(0, 1, 2, 3, 4, 5, 6, *range(1000, 1503), 1600))
    assert raid_clears() == ids(1502, 1000, 1600)


def test_a_private_account_is_marked_and_keeps_everything(
    history: BungieServer, sync: Sync, guardian: DestinyProfile
) -> None:
    sync()
    history.is_private = True

    with pytest.raises(BungiePrivate):
        sync()
    guardian.refresh_from_db()
    since = guardian.private_since
    with pytest.raises(BungiePrivate):
        sync()

    guardian.refresh_from_db()
    assert since is not None and guardian.private_since == since
    assert "Account Settings → Privacy" in guardian.sync_error
    assert len(instances()) == 7
    history.is_private = False
    sync()
    guardian.refresh_from_db()
    assert guardian.private_since is None


def test_components_that_are_hidden_change_nothing(
    history: BungieServer, sync: Sync, guardian: DestinyProfile
) -> None:
    sync()
    history.hides_components = {
        "profile",
        "characters",
        "profileRecords",
        "characterRecords",
    }

    assert sync() == []

    guardian.refresh_from_db()
    assert guardian.triumph_score == 12_000
    assert Character.objects.filter(deleted_since=None).count() == 2


def test_a_character_that_is_deleted_stays_with_its_history(
    history: BungieServer, sync: Sync
) -> None:
    sync()
    del history.characters[HUNTER]

    assert sync() == ["Human Hunter was deleted at Bungie; its history stays"]

    hunter = Character.objects.get(character_id=HUNTER)
    assert hunter.deleted_since is not None
    assert (hunter.character_class, hunter.activities.count()) == ("Hunter", 2)


def test_an_account_that_moved_is_found_again(
    history: BungieServer, sync: Sync, guardian: DestinyProfile
) -> None:
    sync()
    other = "4611686018429783299"
    history.memberships = {other}
    history.linked = [card(membershipId=other, membershipType=6)]
    history.cards = [card(membershipId=other, membershipType=6)]

    assert sync() == []

    guardian.refresh_from_db()
    assert (guardian.membership_type, guardian.membership_id) == (6, other)
    history.memberships, history.linked, history.cards = set(), [], []
    with pytest.raises(JobFailed, match="doesn’t know the name"):
        sync()
    history.linked = history.cards = [card(membershipId=other, membershipType=6)]
    with pytest.raises(BungieAccountMoved):
        sync()
    assert len(instances()) == 7


def test_a_new_name_is_taken_over_and_somebody_elses_is_refused(
    history: BungieServer, sync: Sync, guardian: DestinyProfile
) -> None:
    sync()
    history.cards = [
        card(bungieGlobalDisplayName="Novice", bungieGlobalDisplayNameCode=1)
    ]
    assert sync() == ["Guardian#0042 is now Novice#0001"]
    guardian.refresh_from_db()

    guardian.change(bungie_name="Somebody", bungie_name_code=3)
    history.cards = [
        card(bungieGlobalDisplayName="Somebody", bungieGlobalDisplayNameCode=3)
    ]
    history.characters, history.histories = {}, {"77": [activity(1)]}

    with pytest.raises(JobFailed, match="a different account"):
        sync()
    guardian.refresh_from_db()
    assert guardian.membership_id == ""
    assert len(instances()) == 7


@pytest.mark.parametrize("name", ["Guardian", "#1", "A#", "A#12345", "a" * 27 + "#1"])
def test_a_name_needs_its_number(name: str) -> None:
    with pytest.raises(ValidationError):
        split_name(name)
    assert split_name(" A #1#0042 ") == ("A #1", 42)


def test_a_manifest_that_changes_in_the_middle_is_read_again(
    history: BungieServer, sync: Sync, guardian: DestinyProfile
) -> None:
    def update(path: str) -> None:
        if path.startswith("/common/"):
            history.version = "244213.26.11.02"
            history.before_each = lambda path: None

    history.before_each = update
    sync()

    guardian.refresh_from_db()
    assert guardian.manifest_version == "244213.26.11.02"
    del history.tables["DestinyActivityDefinition"][str(CONTROL)]
    history.version = "244213.26.12.01"
    sync()
    control = Definition.objects.get(kind="activity", number=CONTROL)
    assert (control.name, control.version) == ("Endless Vale", "244213.26.11.02")


def test_without_names_there_is_a_history_all_the_same(
    history: BungieServer, sync: Sync
) -> None:
    tables, history.tables = history.tables, {}

    assert sync() == ["7 activities", "3 reports"]

    assert set(Definition.objects.values_list("kind", flat=True)) == {"weapon"}
    history.tables, history.version = tables, "later"
    assert sync() == ["Title Kingslayer"]


@pytest.mark.parametrize(
    "answer",
    [
        failure(5, "SystemDisabled", 503),
        Response("<html>", 502, content_type="text/html"),
        Response(b'{"Response": {"activ', content_type="application/json"),
        failure(36, "Throttled", throttle_seconds=600),
    ],
)
def test_a_failure_on_the_way_keeps_what_came_before(
    history: BungieServer, sync: Sync, clock: FakeClock, answer: Response
) -> None:
    def fail(path: str) -> None:
        if "page=1" in path:
            history.answer_next(*[answer] * 4)
            history.before_each = lambda path: None

    history.histories[TITAN] += [activity(n) for n in range(100, 350)]
    history.before_each = fail

    with pytest.raises(RemoteError):
        sync()

    assert Activity.objects.filter(character__character_id=TITAN).count() == 250
    history.forget_next()
    clock.sleep(600)
    sync()
    assert Activity.objects.count() == 257
    assert history.asked(f"{TITAN}/Stats/Activities/?count=250&page=0") == 1


def test_a_private_profile_announces_nothing_and_hides_what_was(
    history: BungieServer, sync: Sync, guardian: DestinyProfile
) -> None:
    sync()
    history.histories[TITAN].append(raid(400))
    sync()
    assert raid_clears() == ids(400)

    guardian.change(is_public=False)
    history.histories[TITAN].append(raid(401))
    sync()

    cleared = Event.objects.get(type="questlog:destiny_raid_clear")
    assert cleared.payload == {}
    hidden = Event.objects.get(type="questlog:destiny_raid_hide")
    assert hidden.subject == cleared.subject
    assert Activity.objects.count() == 9

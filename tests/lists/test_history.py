from __future__ import annotations

import random
from datetime import UTC
from datetime import datetime
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError

from apps.library.models import Game
from apps.lists.models import List
from apps.lists.models import ListActivity
from apps.lists.models import Verb
from apps.lists.models import compare_orders
from apps.lists.models.activity import CHECKPOINT_INTERVAL
from apps.lists.models.activity import replay
from apps.lists.models.order import moved_members
from tests.lists.conftest import MakeGames
from tests.lists.conftest import MakeList
from tests.lists.conftest import names_of
from tests.lists.conftest import ranking_of

pytestmark = pytest.mark.django_db


def game_order(list_: List) -> list[str]:
    return [str(uuid) for uuid in list_.entries.values_list("game__uuid", flat=True)]


def assert_whole(list_: List) -> None:
    """Dense positions, and an activity that leads to what the list holds."""
    positions = [position for position, _ in ranking_of(list_)]
    if list_.is_ranked:
        assert positions == list(range(1, len(positions) + 1))
    assert list_.activities.order() == game_order(list_)
    assert replay(list_.activities.order_by("id")) == game_order(list_)


def change_at_random(list_: List, games: list[Game], chance: random.Random) -> None:
    entries = list(list_.entries.all())
    verb = chance.choice(
        "add add_at add_many remove remove_many move move reorder "
        "annotate put_back restore switch".split()
    )
    match verb:
        case "add" | "add_at":
            free = [g for g in games if g.pk not in {e.game_id for e in entries}]
            if free:
                most = len(entries) + 1 if list_.is_ranked else 10_000
                position = chance.randint(1, most) if verb == "add_at" else None
                list_.add(chance.choice(free), position=position)
        case "add_many":
            some = chance.sample(games, 4)
            list_.add_many(some, positions={some[2]: chance.randint(1, 10_000)})
        case "remove" if entries:
            list_.remove([chance.choice(entries)])
        case "remove_many":
            list_.remove(chance.sample(entries, len(entries) // 3))
        case "move" if entries and list_.is_ranked:
            to = chance.randint(1, len(entries))
            list_.move(chance.choice(entries), to)
        case "reorder" if list_.is_ranked:
            list_.reorder(chance.sample(entries, len(entries)))
        case "annotate" if entries:
            list_.annotate(chance.choice(entries), str(chance.random()))
        case "put_back":
            removals = list_.activities.filter(verb=Verb.REMOVED)
            if removals:
                list_.put_back(chance.choice(list(removals)))
        case "restore":
            revision = chance.choice(list(list_.revisions))
            list_.restore(revision)
            if chance.random() < 0.5:
                list_.save_revision()
        case "switch" if chance.random() < 0.3:
            list_.is_ranked = not list_.is_ranked
            list_.save()


def test_the_activity_always_leads_to_the_current_order(
    make_games: MakeGames,
) -> None:
    # It switches between ranked and unranked on the way.
    chance = random.Random(1)
    games = make_games(15)
    list_ = List.objects.create(name="Changing", is_ranked=False)
    list_.save_revision()
    kept: list[tuple[int, list[str]]] = []

    for _ in range(CHECKPOINT_INTERVAL + 30):
        try:
            change_at_random(list_, games, chance)
        except ValidationError as error:
            # Unranked: the position was taken.
            assert error.code == "position"
        assert_whole(list_)
        latest = list_.activities.all()[0]
        kept.append((latest.pk, game_order(list_)))

    for pk, order in kept:
        assert list_.activities.filter(pk__lte=pk).order() == order


def test_a_list_reads_as_it_was_at_any_past_date(top_rpgs: List) -> None:
    first = datetime(2020, 1, 1, tzinfo=UTC)
    entries = list(top_rpgs.entries.select_related("game"))
    one, two, three, four = (str(entry.game.uuid) for entry in entries)
    top_rpgs.move(entries[3], 1)
    top_rpgs.remove([entries[0]])
    for years, activity in enumerate(top_rpgs.activities.order_by("id")):
        activity.timestamp = first + timedelta(days=365 * years)
        activity.save()

    assert top_rpgs.order_on(first - timedelta(days=1)) == []
    assert top_rpgs.order_on(first) == []
    assert top_rpgs.order_on(first + timedelta(days=365)) == [one, two, three, four]
    assert top_rpgs.order_on(first + timedelta(days=800)) == [four, one, two, three]
    assert top_rpgs.order_on(datetime.now(UTC)) == [four, two, three]


def test_a_clock_that_was_set_back_loses_no_change(top_rpgs: List) -> None:
    added, created = top_rpgs.activities.all()
    created.timestamp = added.timestamp + timedelta(hours=1)
    created.save()

    assert len(top_rpgs.order_on(added.timestamp)) == 4


def test_two_orders_are_compared_game_by_game() -> None:
    changes = compare_orders(["a", "b", "c", "d"], ["d", "b", "x", "a"])

    assert [(c.game, c.kind, c.places, c.before, c.after) for c in changes] == [
        ("d", "up", 3, 4, 1),
        ("b", "same", 0, 2, 2),
        ("x", "entered", 0, None, 3),
        ("a", "down", -3, 1, 4),
        ("c", "left", 0, 3, None),
    ]


def test_the_fewest_members_are_named_as_moved() -> None:
    chance = random.Random(7)
    order = list(range(300))
    after = list(order)
    after.insert(3, after.pop(250))
    after.insert(280, after.pop(40))

    assert sorted(moved_members(order, after)) == [39, 250]
    shuffled = chance.sample(order, 300)
    assert len(moved_members(order, shuffled)) < 290
    assert moved_members(order, order) == []
    assert moved_members([], []) == []


def test_a_revision_holds_the_entries_with_their_order(top_rpgs: List) -> None:
    top_rpgs.entries.get(position=2).annotate("The first one")

    revision = top_rpgs.save_revision()

    held = revision.content["entries"]
    assert [(e["position"], e["name"], e["notes"]) for e in held] == [
        (1, "Chrono Trigger", ""),
        (2, "Final Fantasy IV", "The first one"),
        (3, "Suikoden", ""),
        (4, "Xenogears", ""),
    ]
    assert revision.as_object().name == "Top RPGs"


def test_restoring_a_revision_brings_order_entries_and_notes_back_as_one_change(
    top_rpgs: List, make_games: MakeGames
) -> None:
    second = top_rpgs.entries.get(position=2)
    second.annotate("The first one")
    revision = top_rpgs.save_revision()
    before = list(top_rpgs.entries.values())
    top_rpgs.remove([second])
    top_rpgs.reorder(list(top_rpgs.entries.order_by("-position")))
    top_rpgs.add_many(make_games(2))
    top_rpgs.annotate(top_rpgs.entries.get(position=1), "Changed")
    version = top_rpgs.version

    skipped = top_rpgs.restore(revision)

    assert skipped == []
    changing = {"id", "updated_at", "created_at"}
    assert [
        {key: value for key, value in entry.items() if key not in changing}
        for entry in top_rpgs.entries.values()
    ] == [
        {key: value for key, value in entry.items() if key not in changing}
        for entry in before
    ]
    assert top_rpgs.version == version + 1
    latest = top_rpgs.activities.all()[0]
    assert latest.verb == Verb.RESTORED
    assert set(latest.entries) >= {"final-fantasy-iv", "game-1", "game-2"}
    assert_whole(top_rpgs)


def test_games_deleted_since_are_skipped_and_said(top_rpgs: List) -> None:
    revision = top_rpgs.save_revision()
    entry = top_rpgs.entries.get(position=2)
    top_rpgs.remove([entry])
    entry.game.delete()

    skipped = top_rpgs.restore(revision)

    assert skipped == ["Final Fantasy IV"]
    assert names_of(top_rpgs) == ["Chrono Trigger", "Suikoden", "Xenogears"]
    assert_whole(top_rpgs)


def test_restoring_what_the_list_is_already_changes_nothing(top_rpgs: List) -> None:
    revision = top_rpgs.save_revision()
    version = top_rpgs.version

    assert top_rpgs.restore(revision) == []
    assert top_rpgs.version == version


def test_a_restored_revision_keeps_visibility_and_name(top_rpgs: List) -> None:
    revision = top_rpgs.save_revision()
    top_rpgs.name, top_rpgs.visibility = "Secret RPGs", "private"
    top_rpgs.is_ranked = False
    top_rpgs.save()

    top_rpgs.restore(revision)

    stored = List.objects.get()
    assert (stored.name, stored.visibility) == ("Secret RPGs", "private")
    assert stored.is_ranked
    assert ranking_of(stored)[0] == (1, "Chrono Trigger")


def test_a_revision_of_another_list_is_refused(
    top_rpgs: List, make_list: MakeList
) -> None:
    revision = make_list(2, name="Others").save_revision()

    with pytest.raises(ValidationError, match="contain entries of this list"):
        top_rpgs.restore(revision)


def test_an_editing_session_is_one_revision(top_rpgs: List, owner: User) -> None:
    for to in (4, 2, 3):
        with top_rpgs.edited_by(owner) as list_:
            list_.move(list_.entries.get(position=1), to)

    # One of what the list was before anybody ranked it, one of the session.
    before, session = top_rpgs.revisions.order_by("id")
    assert before.user is None
    assert before.content["entries"][0]["name"] == "Chrono Trigger"
    assert session.user == owner
    assert [entry["name"] for entry in session.content["entries"]] == names_of(top_rpgs)
    assert session.is_latest_revision()
    top_rpgs.restore(before)
    assert names_of(top_rpgs)[0] == "Chrono Trigger"


def test_another_user_or_a_pause_starts_a_new_session(
    top_rpgs: List, owner: User
) -> None:
    guest = User.objects.create_superuser("guest", password="guest")

    def move(user: User) -> int:
        with top_rpgs.edited_by(user) as list_:
            list_.move(list_.entries.get(position=1), 4)
        return top_rpgs.revisions.count()

    assert move(owner) == 2
    assert move(guest) == 3
    assert move(owner) == 4
    top_rpgs.revisions.update(created_at=datetime.now(UTC) - timedelta(minutes=31))
    List.objects.update(updated_at=datetime.now(UTC) - timedelta(minutes=32))
    assert move(owner) == 5


def test_a_session_never_writes_over_what_a_form_saved(
    top_rpgs: List, owner: User
) -> None:
    top_rpgs.save_revision(user=owner)

    with top_rpgs.edited_by(owner) as list_:
        list_.move(list_.entries.get(position=1), 4)

    saved, session = top_rpgs.revisions.order_by("id")
    assert saved.content["entries"][0]["name"] == "Chrono Trigger"
    assert session.content["entries"][3]["name"] == "Chrono Trigger"


def test_a_session_without_a_change_leaves_no_revision(
    top_rpgs: List, owner: User
) -> None:
    top_rpgs.save_revision()

    with top_rpgs.edited_by(owner):
        pass

    assert top_rpgs.revisions.count() == 1


def test_a_failed_change_leaves_nothing(top_rpgs: List, owner: User) -> None:
    activities = ListActivity.objects.count()

    with pytest.raises(ValidationError), top_rpgs.edited_by(owner) as list_:
        list_.move(list_.entries.get(position=1), 3)
        list_.move(list_.entries.get(position=1), 99)

    assert names_of(top_rpgs)[0] == "Chrono Trigger"
    assert ListActivity.objects.count() == activities
    assert not top_rpgs.revisions.exists()

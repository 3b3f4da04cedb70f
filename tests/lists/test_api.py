"""`/lists` as the site and its CMS use it: the contract's keys, types and statuses."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.contrib.auth.models import User
from django.test.utils import CaptureQueriesContext
from wagtail.models import APIToken

from apps.lists.models import List
from apps.realtime.models import Event
from tests.api.client import ApiClient
from tests.api.client import data
from tests.api.client import problem
from tests.lists.conftest import MakeGames
from tests.lists.conftest import MakeList
from tests.lists.conftest import names_of
from tests.lists.conftest import ranking_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(db: None) -> ApiClient:
    """Anyone: no login."""
    return ApiClient()


@pytest.fixture
def writer(api_token: str) -> ApiClient:
    """The owner's script, with a token."""
    return ApiClient(api_token)


def entries_of(client: ApiClient, slug: str = "top-rpgs") -> list[dict[str, Any]]:
    return list(data(client.get(f"/lists/{slug}"))["entries"])


# Reading ----------------------------------------------------------------------


def test_lists_are_a_bare_array_in_order_of_their_names(
    reader: ApiClient, top_rpgs: List, make_list: MakeList
) -> None:
    wishes = make_list(2, name="Another list", description="Soon", is_ranked=False)

    assert data(reader.get("/lists")) == [
        {
            "id": str(wishes.uuid),
            "slug": "another-list",
            "name": "Another list",
            "description": "Soon",
            "is_ranked": False,
            "entry_count": 2,
        },
        {
            "id": str(top_rpgs.uuid),
            "slug": "top-rpgs",
            "name": "Top RPGs",
            "description": "",
            "is_ranked": True,
            "entry_count": 4,
        },
    ]


def test_a_list_holds_its_entries_in_order(reader: ApiClient, top_rpgs: List) -> None:
    first = top_rpgs.entries.get(position=1)
    first.annotate("Forever")

    found = data(reader.get("/lists/top-rpgs"))

    assert list(found) == [
        "id", "slug", "name", "description", "is_ranked", "entries", "tier_ends",
    ]  # fmt: skip
    assert found["entries"][0] == {
        "id": str(first.uuid),
        "work_id": str(first.game.uuid),
        "work_name": "Chrono Trigger",
        "work_slug": "chrono-trigger",
        "position": 1,
        "notes": "Forever",
        "tier": None,
    }
    assert [entry["position"] for entry in found["entries"]] == [1, 2, 3, 4]


def test_an_unranked_list_answers_newest_first_without_positions(
    reader: ApiClient, make_list: MakeList
) -> None:
    make_list(2, name="Wishes", is_ranked=False)

    entries = entries_of(reader, "wishes")

    assert [(e["work_name"], e["position"]) for e in entries] == [
        ("Game 2", None),
        ("Game 1", None),
    ]


def test_a_list_with_and_without_a_slash_answers_the_same(
    reader: ApiClient, top_rpgs: List
) -> None:
    for path in ("/lists", "/lists/top-rpgs", "/lists/top-rpgs/activity"):
        assert reader.get(path).content == reader.get(path + "/").content


def test_a_list_of_a_thousand_entries_takes_one_statement(
    reader: ApiClient,
    make_list: MakeList,
    django_assert_num_queries: Any,
) -> None:
    make_list(1000)
    data(reader.get("/lists"))

    with django_assert_num_queries(1):
        answer = reader.get("/lists/top-games")

    assert len(data(answer)["entries"]) == 1000


def test_an_unchanged_list_is_not_sent_again(reader: ApiClient, top_rpgs: List) -> None:
    etag = reader.get("/lists/top-rpgs").headers["ETag"]
    reader.headers["If-None-Match"] = etag

    assert reader.get("/lists/top-rpgs").status_code == 304
    top_rpgs.entries.get(position=4).move_to(1)
    assert reader.get("/lists/top-rpgs").status_code == 200


@pytest.mark.parametrize("path", ["", "/activity", "/history?on=2024-01-01"])
def test_an_unknown_list_is_not_found(reader: ApiClient, path: str) -> None:
    assert (
        "no-such" in problem(reader.get(f"/lists/no-such{path}"), status=404)["detail"]
    )


# Hidden lists -----------------------------------------------------------------


@pytest.mark.parametrize("visibility", ["draft", "private"])
@pytest.mark.parametrize(
    "path",
    ["", "/activity", "/history?on=2030-01-01", "/changes?since=2020-01-01"],
)
def test_a_hidden_list_is_not_found_without_asking_for_it(
    reader: ApiClient,
    writer: ApiClient,
    top_rpgs: List,
    visibility: str,
    path: str,
) -> None:
    top_rpgs.visibility = visibility
    top_rpgs.save()
    more = "&" if "?" in path else "?"

    problem(reader.get(f"/lists/top-rpgs{path}"), status=404)
    problem(writer.get(f"/lists/top-rpgs{path}"), status=404)
    problem(reader.get(f"/lists/top-rpgs{path}{more}include=private"), status=401)
    data(writer.get(f"/lists/top-rpgs{path}{more}include=private"))


def test_hidden_lists_are_listed_only_to_those_who_may_and_ask(
    reader: ApiClient, writer: ApiClient, top_rpgs: List, make_list: MakeList
) -> None:
    make_list(1, name="Secret", visibility="private")
    guest = User.objects.create_user("guest")
    guest_client = ApiClient(APIToken.create_token(user=guest, name="guest")[1])

    def names(client: ApiClient, **query: Any) -> list[str]:
        return [found["name"] for found in data(client.get("/lists", **query))]

    assert names(reader) == names(writer) == ["Top RPGs"]
    assert names(writer, include="private") == ["Secret", "Top RPGs"]
    problem(guest_client.get("/lists", include="private"), status=403)


# Writing ----------------------------------------------------------------------


def test_a_list_is_created_with_200_and_has_no_activity(
    reader: ApiClient, writer: ApiClient
) -> None:
    body = {
        "slug": "best",
        "name": "The best",
        "description": "Of all",
        "is_ranked": True,
    }

    made = data(writer.post("/lists", body))

    assert made == {**body, "id": made["id"], "entry_count": 0}
    assert data(reader.get("/lists/best"))["entries"] == []
    assert data(reader.get("/lists/best/activity")) == []


def test_a_list_without_a_slug_gets_one(writer: ApiClient) -> None:
    assert data(writer.post("/lists", {"name": "Très bon"}))["slug"] == "tres-bon"
    assert data(writer.post("/lists", {"name": "Très bon"}))["slug"] == "tres-bon-2"


def test_a_slug_is_used_once(writer: ApiClient, top_rpgs: List) -> None:
    body = {"slug": "top-rpgs", "name": "Mine"}

    assert "slug" in problem(writer.post("/lists", body), status=409)["detail"]
    data(writer.post("/lists", {**body, "slug": "mine"}))
    problem(writer.patch("/lists/mine", {"slug": "top-rpgs"}), status=409)


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"name": ""},
        {"name": "  "},
        {"name": "x" * 201},
        {"name": 5},
        {"name": "A", "slug": "not a slug"},
        {"name": "A", "slug": ""},
        {"name": "A", "is_ranked": "yes"},
        {"name": "A", "visibility": "hidden"},
        {"name": "A", "description": "x" * 20_001},
        {"name": "A", "colour": "red"},
        [],
        "A",
    ],
)
def test_a_bad_list_is_refused(writer: ApiClient, body: Any) -> None:
    problem(writer.post("/lists", body), status=422)

    assert not List.objects.exists()


def test_a_game_is_added_at_a_position_or_at_the_end(
    writer: ApiClient, top_rpgs: List, make_games: MakeGames
) -> None:
    one, two = make_games(2)
    body = {"work_slug": one.slug, "position": 2, "notes": "At last"}

    made = data(writer.post("/lists/top-rpgs/entries", body))

    assert made == {
        "id": made["id"],
        "work_id": str(one.uuid),
        "work_name": "Game 1",
        "work_slug": "game-1",
        "position": 2,
        "notes": "At last",
        "tier": None,
    }
    last = {"work_slug": two.slug, "position": None, "notes": ""}
    assert data(writer.post("/lists/top-rpgs/entries", last))["position"] == 6
    assert entries_of(writer)[1] == made


@pytest.mark.parametrize(
    ("body", "status", "said"),
    [
        ({"work_slug": "chrono-trigger"}, 409, "already on this list"),
        ({"work_slug": "no-such"}, 404, "no-such"),
        ({"work_slug": "game-1", "position": "2"}, 422, "position"),
        ({"work_slug": "game-1", "position": 1.5}, 422, "position"),
        ({"work_slug": "game-1", "position": True}, 422, "position"),
        ({"work_slug": "game-1", "notes": "x" * 10_001}, 422, "notes"),
        ({"work_slug": "game-1", "notes": None}, 422, "notes"),
        ({"work_slug": "game-1", "rank": 1}, 422, "rank"),
        ({"position": 1}, 422, "work_slug"),
        ({"work_slug": "\u0000"}, 422, "NUL"),
    ],
)
def test_a_bad_entry_is_refused(
    writer: ApiClient,
    top_rpgs: List,
    make_games: MakeGames,
    body: Any,
    status: int,
    said: str,
) -> None:
    make_games(1)

    answer = writer.post("/lists/top-rpgs/entries", body)

    assert said in problem(answer, status=status)["detail"]
    assert len(names_of(top_rpgs)) == 4


def test_bulk_adds_what_is_new_names_what_is_not_and_does_the_rest(
    writer: ApiClient, top_rpgs: List, make_games: MakeGames
) -> None:
    make_games(5)
    Event.objects.all().delete()
    body = {
        "entries": [
            {"work_slug": "game-1", "position": 2, "notes": "Second"},
            {"work_slug": "chrono-trigger", "position": 9, "notes": ""},
            {"work_slug": "no-such", "position": 3, "notes": ""},
            {"work_slug": "game-2", "position": 4, "notes": ""},
            {"work_slug": "game-2", "position": 5, "notes": ""},
            {"work_slug": "game-3", "position": 0, "notes": ""},
            {"work_slug": "game-4", "notes": "x" * 10_001},
            {"work_slug": "game-5"},
        ]
    }

    result = data(writer.post("/lists/top-rpgs/entries/bulk", body))

    assert (result["created"], result["skipped"]) == (4, 2)
    assert [error.partition(":")[0] for error in result["errors"]] == [
        "no-such",
        "game-4",
    ]
    assert names_of(top_rpgs) == [
        "Game 3",
        "Game 1",
        "Chrono Trigger",
        "Game 2",
        "Final Fantasy IV",
        "Suikoden",
        "Xenogears",
        "Game 5",
    ]
    assert Event.objects.count() == 1

    again = data(writer.post("/lists/top-rpgs/entries/bulk", body))

    assert (again["created"], again["skipped"]) == (0, 6)
    assert again["errors"] == result["errors"]
    assert Event.objects.count() == 1
    assert len(data(writer.get("/lists/top-rpgs/activity"))) == 2


def test_bulk_keeps_the_positions_given_in_an_unranked_list(
    writer: ApiClient, make_games: MakeGames
) -> None:
    wishes = List.objects.create(name="Wishes", is_ranked=False)
    make_games(3)
    body = {
        "entries": [
            {"work_slug": "game-1", "position": 7},
            {"work_slug": "game-2", "position": 7},
            {"work_slug": "game-3"},
        ]
    }

    result = data(writer.post("/lists/wishes/entries/bulk", body))

    assert (result["created"], result["errors"]) == (3, [])
    assert ranking_of(wishes) == [(7, "Game 1"), (8, "Game 2"), (None, "Game 3")]


def test_any_position_is_taken(
    writer: ApiClient, top_rpgs: List, make_games: MakeGames
) -> None:
    make_games(3)

    def add(slug: str, position: int) -> Any:
        body = {"work_slug": slug, "position": position}
        return data(writer.post("/lists/top-rpgs/entries", body))["position"]

    assert add("game-1", 10**12) == 5
    assert add("game-2", 0) == 1
    assert add("game-3", -5) == 1


def test_bulk_ends_in_the_order_of_the_positions_however_they_were_sent(
    writer: ApiClient, top_rpgs: List, make_games: MakeGames
) -> None:
    make_games(4)
    positions = {"game-1": 30, "game-2": 10, "game-3": 2, "game-4": 20}
    rows = [{"work_slug": s, "position": p} for s, p in positions.items()]

    data(writer.post("/lists/top-rpgs/entries/bulk", {"entries": rows}))

    assert names_of(top_rpgs) == [
        "Chrono Trigger",
        "Game 3",
        "Final Fantasy IV",
        "Suikoden",
        "Xenogears",
        "Game 2",
        "Game 4",
        "Game 1",
    ]


def test_a_list_is_unranked_and_public_unless_it_is_said(
    reader: ApiClient, writer: ApiClient, make_games: MakeGames
) -> None:
    made = data(writer.post("/lists", {"slug": "wishes", "name": "Wishes"}))

    assert (made["is_ranked"], made["description"]) == (False, "")
    (game,) = make_games(1)
    entry = data(writer.post("/lists/wishes/entries", {"work_slug": game.slug}))
    assert (entry["position"], entry["notes"]) == (None, "")
    assert entries_of(reader, "wishes") == [entry]


def test_parameters_that_the_old_clients_made_up_are_ignored(
    reader: ApiClient, top_rpgs: List
) -> None:
    for path in ("/lists", "/lists/top-rpgs", "/lists/top-rpgs/activity"):
        assert reader.get(path, page=2).content == reader.get(path).content


def test_a_limit_above_the_most_is_cut(reader: ApiClient, top_rpgs: List) -> None:
    cut = data(reader.get("/lists/top-rpgs/activity", limit=100_000))

    assert cut == data(reader.get("/lists/top-rpgs/activity"))


def test_an_entry_is_moved_and_annotated(writer: ApiClient, top_rpgs: List) -> None:
    entry = entries_of(writer)[3]
    path = f"/lists/top-rpgs/entries/{entry['id']}"

    moved = data(writer.patch(path, {"position": 1, "notes": "The best"}))

    assert moved == {**entry, "position": 1, "notes": "The best"}
    assert names_of(top_rpgs)[0] == "Xenogears"
    assert data(writer.patch(path, {})) == moved


@pytest.mark.parametrize(
    "body",
    [
        {"position": 5},
        {"position": 0},
        {"position": None},
        {"position": "1"},
        {"notes": None},
        {"notes": "New", "position": 99},
        {"work_slug": "suikoden"},
    ],
)
def test_a_bad_change_of_an_entry_is_refused_whole(
    writer: ApiClient, top_rpgs: List, body: Any
) -> None:
    entry = entries_of(writer)[3]

    problem(writer.patch(f"/lists/top-rpgs/entries/{entry['id']}", body), status=422)

    assert entries_of(writer)[3] == entry
    assert top_rpgs.activities.count() == 2


def test_an_entry_is_removed(writer: ApiClient, top_rpgs: List) -> None:
    entry = entries_of(writer)[1]
    path = f"/lists/top-rpgs/entries/{entry['id']}"

    assert writer.delete(path).status_code == 204

    assert ranking_of(top_rpgs) == [
        (1, "Chrono Trigger"),
        (2, "Suikoden"),
        (3, "Xenogears"),
    ]
    problem(writer.delete(path), status=404)


@pytest.mark.parametrize("entry_id", ["1", "x", "00000000-0000-0000-0000-000000000000"])
def test_an_unknown_entry_is_not_found(
    writer: ApiClient, top_rpgs: List, entry_id: str
) -> None:
    path = f"/lists/top-rpgs/entries/{entry_id}"

    problem(writer.patch(path, {"position": 1}), status=404)
    problem(writer.delete(path), status=404)


def test_an_entry_is_not_reached_through_another_list(
    writer: ApiClient, top_rpgs: List, make_list: MakeList
) -> None:
    make_list(1, name="Others")
    entry = entries_of(writer)[0]

    problem(writer.delete(f"/lists/others/entries/{entry['id']}"), status=404)


def test_the_whole_order_is_put_as_one_change(
    writer: ApiClient, top_rpgs: List
) -> None:
    ids = [entry["id"] for entry in entries_of(writer)]

    put = data(writer.put("/lists/top-rpgs/order", {"entries": ids[::-1]}))

    assert [entry["id"] for entry in put["entries"]] == ids[::-1]
    assert top_rpgs.activities.count() == 3
    for order in (ids[1:], [*ids, ids[0]], ["x", *ids[1:]], []):
        problem(writer.put("/lists/top-rpgs/order", {"entries": order}), status=422)
    assert [entry["id"] for entry in entries_of(writer)] == ids[::-1]


def test_a_list_is_changed(writer: ApiClient, top_rpgs: List) -> None:
    change = {"name": "RPGs", "slug": "rpgs", "description": "Loved"}

    changed = data(writer.patch("/lists/top-rpgs", change))

    assert {key: changed[key] for key in change} == change
    problem(writer.get("/lists/top-rpgs"), status=404)
    assert not data(writer.patch("/lists/rpgs", {"is_ranked": False}))["is_ranked"]
    assert entries_of(writer, "rpgs")[0]["position"] is None
    data(writer.patch("/lists/rpgs", {"is_ranked": True, "visibility": "draft"}))
    problem(writer.get("/lists/rpgs"), status=404)
    for bad in ({"name": ""}, {"name": None}, {"slug": ""}, {"version": 3}):
        problem(writer.patch("/lists/rpgs", bad), status=422)


def test_a_list_is_deleted_and_its_games_stay(
    writer: ApiClient, top_rpgs: List
) -> None:
    game = top_rpgs.entries.all()[0].game

    assert writer.delete("/lists/top-rpgs").status_code == 204

    problem(writer.get("/lists/top-rpgs"), status=404)
    problem(writer.delete("/lists/top-rpgs"), status=404)
    game.refresh_from_db()


WRITES: list[tuple[str, str, Any]] = [
    ("POST", "/lists", {"name": "A"}),
    ("PATCH", "/lists/top-rpgs", {"name": "A"}),
    ("DELETE", "/lists/top-rpgs", None),
    ("POST", "/lists/top-rpgs/entries", {"work_slug": "game-1"}),
    ("POST", "/lists/top-rpgs/entries/bulk", {"entries": [{"work_slug": "game-1"}]}),
    ("PATCH", "/lists/top-rpgs/entries/{id}", {"position": 3}),
    ("DELETE", "/lists/top-rpgs/entries/{id}", None),
    ("PUT", "/lists/top-rpgs/order", {"entries": []}),
]


@pytest.mark.parametrize(("method", "path", "body"), WRITES)
def test_writes_need_a_login_and_the_permission(
    reader: ApiClient,
    top_rpgs: List,
    make_games: MakeGames,
    method: str,
    path: str,
    body: Any,
) -> None:
    make_games(1)
    path = path.format(id=top_rpgs.entries.all()[0].uuid)
    guest = User.objects.create_user("guest")
    guest.user_permissions.add(Permission.objects.get(codename="view_list"))
    guest_client = ApiClient(APIToken.create_token(user=guest, name="guest")[1])
    before = names_of(top_rpgs)

    problem(reader.send(method, path, body), status=401)
    problem(guest_client.send(method, path, body), status=403)

    assert names_of(top_rpgs) == before
    assert List.objects.count() == 1


@pytest.mark.parametrize(("method", "path", "body"), WRITES[1:])
def test_a_write_with_if_match_is_refused_when_the_list_has_changed(
    writer: ApiClient,
    top_rpgs: List,
    make_games: MakeGames,
    method: str,
    path: str,
    body: Any,
) -> None:
    make_games(1)
    ids = [entry["id"] for entry in entries_of(writer)]
    path = path.format(id=ids[0])
    if method == "PUT":
        body = {"entries": ids[::-1]}
    seen = writer.get("/lists/top-rpgs").headers["ETag"]
    top_rpgs.entries.get(position=4).annotate("Changed")

    writer.headers["If-Match"] = seen
    problem(writer.send(method, path, body), status=412)
    assert top_rpgs.activities.count() == 2

    writer.headers["If-Match"] = writer.get("/lists/top-rpgs").headers["ETag"]
    assert writer.send(method, path, body).status_code in (200, 204)


# History ----------------------------------------------------------------------


def test_activity_tells_newest_first_what_changed_from_where_to_where(
    reader: ApiClient, top_rpgs: List
) -> None:
    top_rpgs.entries.get(position=4).move_to(1)
    top_rpgs.remove(top_rpgs.entries.filter(position=2))

    removed, reordered, added = data(reader.get("/lists/top-rpgs/activity"))

    assert list(reordered) == ["id", "timestamp", "verb", "entries", "metadata"]
    assert (added["verb"], len(added["entries"])) == ("added", 4)
    assert (reordered["verb"], reordered["entries"]) == ("reordered", ["xenogears"])
    assert reordered["metadata"]["moves"] == [
        {"work": "Xenogears", "work_slug": "xenogears", "from": 4, "to": 1}
    ]
    assert (removed["verb"], removed["entries"]) == ("removed", ["chrono-trigger"])
    assert removed["metadata"]["moves"][0]["to"] is None
    newest = data(reader.get("/lists/top-rpgs/activity", limit=1))
    assert newest == [removed]


@pytest.mark.parametrize("limit", ["0", "-1", "x", ""])
def test_a_bad_limit_is_refused(reader: ApiClient, top_rpgs: List, limit: str) -> None:
    problem(reader.get("/lists/top-rpgs/activity", limit=limit), status=422)


def test_activity_names_games_as_they_are_called_now(
    reader: ApiClient, top_rpgs: List
) -> None:
    entry = top_rpgs.entries.get(position=1)
    entry.game.slug = "chrono"
    entry.game.save()
    gone = top_rpgs.entries.get(position=2)
    top_rpgs.remove([gone])
    gone.game.delete()

    removed, added = data(reader.get("/lists/top-rpgs/activity"))

    assert removed["entries"] == ["final-fantasy-iv"]
    assert added["entries"][:2] == ["chrono", "final-fantasy-iv"]


def test_a_list_is_read_as_it_was_and_compared(
    reader: ApiClient, top_rpgs: List
) -> None:
    top_rpgs.activities.update(timestamp="2024-01-01T12:00:00Z")
    List.objects.update(published_at="2024-01-01T12:00:00Z")
    gone = top_rpgs.entries.get(position=2)
    top_rpgs.remove([gone])
    gone.game.delete()
    top_rpgs.entries.get(position=3).move_to(1)

    def standing(on: str) -> list[tuple[Any, ...]]:
        found = data(reader.get("/lists/top-rpgs/history", on=on))
        return [(e["position"], e["work_slug"]) for e in found["entries"]]

    assert standing("2023-12-31") == []
    assert standing("2024-01-01T11:00:00Z") == []
    assert standing("2024-01-01") == [
        (1, "chrono-trigger"),
        (2, "final-fantasy-iv"),
        (3, "suikoden"),
        (4, "xenogears"),
    ]
    changes = data(reader.get("/lists/top-rpgs/changes", since="2024-01-01"))
    assert [
        (c["work_name"], c["kind"], c["before"], c["after"], c["places"])
        for c in changes["changes"]
    ] == [
        ("Xenogears", "up", 4, 1, 3),
        ("Chrono Trigger", "down", 1, 2, -1),
        ("Suikoden", "same", 3, 3, 0),
        ("Final Fantasy IV", "left", 2, None, 0),
    ]


@pytest.mark.parametrize(
    "path",
    [
        "/history",
        "/history?on=",
        "/history?on=yesterday",
        "/history?on=2024-02-31",
        "/history?on=20200101",
        "/history?on=1577836800",
        "/history?on=-1",
        "/history?on=2020.5",
        "/changes?since=20200101",
        "/changes?since=2024-01-02&until=20250101",
        "/changes",
        "/changes?since=2024-01-02&until=2024-01-01",
        "/changes?since=2024-01-02&untill=2024-03-01",
    ],
)
def test_a_bad_moment_is_refused(reader: ApiClient, top_rpgs: List, path: str) -> None:
    problem(reader.get(f"/lists/top-rpgs{path}"), status=422)


@pytest.mark.parametrize(
    ("on", "status"),
    [
        ("1428-04-20T15:55:48-23:26", 200),
        ("2030-04-20T15:55:48+23:59", 200),
        ("0001-01-01T00:00:00+10:00", 422),
        ("9999-12-31T23:59:59-10:00", 422),
        ("9999-12-31", 200),
    ],
)
def test_any_moment_of_the_calendar_is_one(
    reader: ApiClient, top_rpgs: List, on: str, status: int
) -> None:
    assert reader.get("/lists/top-rpgs/history", on=on).status_code == status


def test_what_a_script_did_is_one_revision_in_the_history(
    writer: ApiClient, top_rpgs: List, owner: User
) -> None:
    entry = entries_of(writer)[3]
    for position in (1, 3, 2):
        path = f"/lists/top-rpgs/entries/{entry['id']}"
        data(writer.patch(path, {"position": position}))

    before, session = top_rpgs.revisions.order_by("id")
    assert before.user is None
    assert session.user == owner
    assert session.content["entries"][1]["name"] == "Xenogears"


def test_a_refused_write_leaves_no_trace(writer: ApiClient, top_rpgs: List) -> None:
    problem(writer.post("/lists/top-rpgs/entries", {"work_slug": "x"}), status=404)

    assert not top_rpgs.revisions.exists()
    assert top_rpgs.activities.count() == 2


def test_lists_cost_one_statement_however_many_there_are(
    reader: ApiClient, make_list: MakeList, django_assert_num_queries: Any
) -> None:
    for number in range(5):
        make_list(2, name=f"List {number}", games=f"Game {number}")

    with django_assert_num_queries(1) as queries:
        assert len(data(reader.get("/lists"))) == 5
    assert isinstance(queries, CaptureQueriesContext)


def test_the_drafting_of_a_list_stays_the_owners(
    writer: ApiClient, reader: ApiClient, make_list: MakeList
) -> None:
    list_ = make_list(4, visibility="draft")
    list_.remove([list_.entries.get(position=2)])
    list_.entries.get(position=3).move_to(1)
    list_.activities.update(timestamp="2024-01-01T12:00:00Z")
    drafting = {"on": "2024-06-01"}

    data(writer.patch("/lists/top-games", {"visibility": "public"}))

    assert data(reader.get("/lists/top-games/activity")) == []
    assert data(reader.get("/lists/top-games/history", **drafting))["entries"] == []
    changes = data(reader.get("/lists/top-games/changes", since="2023-01-01"))
    assert {(c["kind"], c["before"]) for c in changes["changes"]} == {("entered", None)}
    assert len(changes["changes"]) == 3

    list_.refresh_from_db()
    list_.entries.get(position=3).move_to(1)
    [activity] = data(reader.get("/lists/top-games/activity"))
    assert activity["verb"] == "reordered"
    seen = data(reader.get("/lists/top-games/history", on="2199-01-01"))["entries"]
    assert len(seen) == 3

    mine = {"include": "private"}
    assert len(data(writer.get("/lists/top-games/activity", **mine))) == 4
    whole = data(writer.get("/lists/top-games/history", **mine, **drafting))["entries"]
    assert len(whole) == 3


def test_a_list_that_was_public_before_keeps_its_public_past(
    writer: ApiClient, reader: ApiClient, top_rpgs: List
) -> None:
    for visibility in ("private", "public"):
        data(writer.patch("/lists/top-rpgs", {"visibility": visibility}))

    [added] = data(reader.get("/lists/top-rpgs/activity"))
    assert added["verb"] == "added"

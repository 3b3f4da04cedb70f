"""The Lists menu, as the owner's browser asks for its pages."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

import openpyxl
import pytest
from django.contrib.auth.models import Group
from django.contrib.auth.models import Permission
from django.contrib.auth.models import User
from django.test import Client
from django.utils.html import escape
from pytest_django.fixtures import Settings

from apps.lists.models import DeletedList
from apps.lists.models import List
from apps.lists.models import Verb
from apps.realtime.models import Event
from tests.integrations.igdb_server import IgdbServer
from tests.lists.conftest import MakeGames
from tests.lists.conftest import MakeList
from tests.lists.conftest import names_of
from tests.lists.conftest import ranking_of

pytestmark = pytest.mark.django_db

URL = "/admin/lists"


@pytest.fixture
def guest(db: None) -> Client:
    """Who may look at lists in the admin, but not change them."""
    user = User.objects.create_user("guest", password="guest")
    group = Group.objects.create(name="Guests")
    for codename in ("access_admin", "view_list"):
        group.permissions.add(Permission.objects.get(codename=codename))
    user.groups.add(group)
    client = Client()
    client.force_login(user)
    return client


def page(client: Client, path: str, **query: Any) -> str:
    answer = client.get(f"{URL}/{path}", query_params=query)
    assert answer.status_code == 200, answer
    return answer.content.decode()


def text(html: str) -> str:
    """`html` without tags and runs of space."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def change(client: Client, list_: List, verb: str, **data: Any) -> Any:
    """A change as the board sends it."""
    version = List.objects.get(pk=list_.pk).version
    return client.post(
        f"{URL}/rank/{list_.pk}/{verb}/",
        {"version": version, **data},
        headers={"X-Requested-With": "XMLHttpRequest"},
    )


# The listing ------------------------------------------------------------------


def test_the_listing_shows_what_matters_and_leads_to_the_board(
    owner_client: Client, top_rpgs: List, make_list: MakeList
) -> None:
    make_list(2, name="Wishes", is_ranked=False, visibility="draft")

    html = page(owner_client, "")

    assert "Rank 4 games" in text(html)
    assert "Edit 2 games" in text(html)
    assert "Draft" in text(html)
    assert f"{URL}/rank/{top_rpgs.pk}/" in html


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "rpgs"}, ["Top RPGs"]),
        ({"q": "WISH"}, ["Wishes"]),
        ({"q": "soon"}, ["Wishes"]),
        ({"visibility": "draft"}, ["Wishes"]),
        ({"is_ranked": "true"}, ["Top RPGs"]),
        ({"ordering": "-entry_count"}, ["Top RPGs", "Wishes"]),
        ({"ordering": "entry_count", "q": "s"}, ["Wishes", "Top RPGs"]),
        ({"ordering": "visibility"}, ["Wishes", "Top RPGs"]),
        ({"q": "none of these"}, []),
    ],
)
def test_lists_are_searched_filtered_and_sorted(
    owner_client: Client,
    top_rpgs: List,
    make_list: MakeList,
    query: dict[str, str],
    found: list[str],
) -> None:
    make_list(2, name="Wishes", description="Soon", is_ranked=False, visibility="draft")

    html = page(owner_client, "", **query)

    assert re.findall(r"of (Top RPGs|Wishes)</span></a>", html) == found


def test_lists_are_exported(owner_client: Client, top_rpgs: List) -> None:
    answer = owner_client.get(f"{URL}/", {"export": "csv"})

    [row] = csv.DictReader(io.StringIO(answer.content.decode()))
    assert (row["Name"], row["Entries"], row["Id"]) == (
        "Top RPGs",
        "4",
        str(top_rpgs.uuid),
    )


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_entries_of_a_list_are_exported_and_evaluate_nothing(
    owner_client: Client, guest: Client, top_rpgs: List, kind: str
) -> None:
    top_rpgs.entries.get(position=2).annotate('=HYPERLINK("http://x")')

    answer = owner_client.get(f"{URL}/entries/{top_rpgs.pk}.{kind}")

    content = answer.getvalue()
    if kind == "csv":
        rows = list(csv.reader(io.StringIO(content.decode())))
        assert rows[2][4] == '\'=HYPERLINK("http://x")'
    else:
        sheet = openpyxl.load_workbook(io.BytesIO(content)).active
        assert sheet is not None
        rows = [[str(cell.value) for cell in row] for row in sheet.iter_rows()]
        assert sheet["E3"].data_type == "s"
    assert rows[0][:5] == ["Position", "Game", "Slug", "Year", "Notes"]
    assert rows[1][:3] == ["1", "Chrono Trigger", "chrono-trigger"]
    assert len(rows) == 5
    assert f"top-rpgs.{kind}" in answer.headers["Content-Disposition"]
    assert guest.get(f"{URL}/entries/{top_rpgs.pk}.{kind}").status_code == 200
    assert owner_client.get(f"{URL}/entries/{top_rpgs.pk}.exe").status_code == 404


def test_a_list_is_inspected_with_its_entries(
    owner_client: Client, guest: Client, top_rpgs: List
) -> None:
    for client in (owner_client, guest):
        html = text(page(client, f"inspect/{top_rpgs.pk}/"))
        assert "1 Chrono Trigger 2 Final Fantasy IV 3 Suikoden 4 Xenogears" in html


def test_a_game_shows_the_lists_it_is_on(
    owner_client: Client, top_rpgs: List, make_list: MakeList
) -> None:
    entry = top_rpgs.entries.select_related("game").get(position=2)
    hidden = make_list(0, name="Secret", is_ranked=False, visibility="private")
    hidden.add(entry.game)

    html = owner_client.get(f"/admin/games/inspect/{entry.game.pk}/").content.decode()

    assert "Secret not ranked, 1 game, private" in text(html)
    assert "Rank 2 Top RPGs of 4" in text(html)
    assert f"{URL}/rank/{top_rpgs.pk}/" in html


# Adding, editing, deleting ----------------------------------------------------


def form(**fields: Any) -> dict[str, Any]:
    return {"name": "", "description": "", "slug": "", "visibility": "public", **fields}


def test_a_new_list_goes_on_to_its_board(owner_client: Client) -> None:
    answer = owner_client.post(f"{URL}/add/", form(name="Best of 2024"))

    made = List.objects.get()
    assert answer.headers["Location"] == f"{URL}/rank/{made.pk}/"
    assert (made.slug, made.is_ranked) == ("best-of-2024", False)
    assert [activity.verb for activity in made.activities.all()] == [Verb.CREATED]
    assert Event.objects.get().payload["verb"] == "created"


@pytest.mark.parametrize(
    "fields",
    [
        {"name": ""},
        {"name": "A", "slug": "top-rpgs"},
        {"name": "A", "visibility": "hidden"},
        {"name": "A", "description": "x" * 20_001},
    ],
)
def test_a_bad_form_saves_nothing(
    owner_client: Client, top_rpgs: List, fields: dict[str, Any]
) -> None:
    answer = owner_client.post(f"{URL}/add/", form(**fields))

    assert answer.status_code == 200
    assert List.objects.count() == 1


def test_the_form_changes_the_list_and_leaves_its_entries(
    owner_client: Client, top_rpgs: List
) -> None:
    html = page(owner_client, f"edit/{top_rpgs.pk}/")
    assert "4 games." in text(html)
    assert f"{URL}/rank/{top_rpgs.pk}/" in html

    answer = owner_client.post(
        f"{URL}/edit/{top_rpgs.pk}/",
        form(name="RPGs", slug="top-rpgs", is_ranked="on", visibility="draft"),
    )

    assert answer.status_code == 302
    top_rpgs.refresh_from_db()
    assert (top_rpgs.name, top_rpgs.visibility) == ("RPGs", "draft")
    assert ranking_of(top_rpgs)[3] == (4, "Xenogears")


def test_unticking_ranked_in_the_form_can_be_taken_back(
    owner_client: Client, top_rpgs: List
) -> None:
    top_rpgs.entries.get(position=4).move_to(1)
    ranked = ranking_of(top_rpgs)
    path = f"{URL}/edit/{top_rpgs.pk}/"

    owner_client.post(path, form(name="Top RPGs", slug="top-rpgs"))
    assert {position for position, _ in ranking_of(top_rpgs)} == {None}

    owner_client.post(path, form(name="Top RPGs", slug="top-rpgs", is_ranked="on"))
    assert ranking_of(top_rpgs) == ranked


def test_a_deletion_is_confirmed_and_can_be_undone(
    owner_client: Client, guest: Client, top_rpgs: List
) -> None:
    asked = text(page(owner_client, f"delete/{top_rpgs.pk}/"))
    assert "List entries (4)" in asked
    assert "can put it back" in asked
    assert List.objects.exists()

    owner_client.post(f"{URL}/delete/{top_rpgs.pk}/")

    assert not List.objects.exists()
    assert "Deleted lists" in text(page(owner_client, ""))
    assert "Top RPGs 4" in text(page(owner_client, "deleted/"))
    put_back = f"{URL}/deleted/{DeletedList.objects.get().pk}/put-back/"
    assert guest.post(put_back).status_code == 302
    assert owner_client.get(put_back).status_code == 405
    assert not List.objects.exists()

    answer = owner_client.post(put_back, follow=True)

    assert "“Top RPGs” has been restored." in text(answer.content.decode())
    assert names_of(List.objects.get())[3] == "Xenogears"
    assert "No deleted lists. Lists" in text(page(owner_client, "deleted/"))
    again = owner_client.post(put_back, follow=True)
    assert "no longer in" in text(again.content.decode())


def test_lists_deleted_in_bulk_can_be_put_back(
    owner_client: Client, top_rpgs: List, make_list: MakeList
) -> None:
    make_list(2, name="Wishes")
    ids = "&".join(f"id={list_.pk}" for list_ in List.objects.all())

    owner_client.post(f"/admin/bulk/lists/list/delete/?{ids}")

    assert not List.objects.exists()
    assert DeletedList.objects.count() == 2


# The board --------------------------------------------------------------------


def test_the_board_is_small_however_long_the_list(
    owner_client: Client, make_list: MakeList, django_assert_max_num_queries: Any
) -> None:
    list_ = make_list(1000)
    page(owner_client, f"rank/{list_.pk}/")

    with django_assert_max_num_queries(10):
        html = page(owner_client, f"rank/{list_.pk}/")
    with django_assert_max_num_queries(6):
        rows = owner_client.get(f"{URL}/rank/{list_.pk}/rows/")

    assert len(html) < 60_000
    assert len(rows.content) < 100_000
    assert len(rows.json()["rows"]) == 1000


def test_a_move_costs_the_same_however_long_the_list(
    owner_client: Client, make_list: MakeList, django_assert_max_num_queries: Any
) -> None:
    list_ = make_list(1000)
    entry = list_.entries.get(position=1000)
    change(owner_client, list_, "move", entry=entry.pk, position=2)

    with django_assert_max_num_queries(30):
        answer = change(owner_client, list_, "move", entry=entry.pk, position=1)

    assert answer.status_code == 200
    assert ranking_of(list_)[:2] == [(1, "Game 1000"), (2, "Game 1")]


def test_each_change_of_the_board_is_one_event_and_one_revision(
    owner_client: Client, top_rpgs: List, make_games: MakeGames
) -> None:
    Event.objects.all().delete()
    entry = top_rpgs.entries.get(position=4)
    lunar, grandia = make_games(2)

    change(owner_client, top_rpgs, "move", entry=entry.pk, position=1)
    change(owner_client, top_rpgs, "annotate", entry=entry.pk, notes="Best")
    change(owner_client, top_rpgs, "add", games=[grandia.pk, lunar.pk], position=2)
    removal = change(owner_client, top_rpgs, "remove", entry=entry.pk).json()["removal"]
    change(owner_client, top_rpgs, "put_back", removal=removal)

    verbs = [event.payload["verb"] for event in Event.objects.order_by("id")]
    assert verbs == ["reordered", "annotated", "added", "removed", "added"]
    assert names_of(top_rpgs)[:3] == ["Xenogears", "Game 2", "Game 1"]
    assert top_rpgs.entries.get(position=1).notes == "Best"
    assert top_rpgs.revisions.count() == 2


def test_a_change_on_an_old_picture_gets_the_new_one(
    owner_client: Client, top_rpgs: List
) -> None:
    entry = top_rpgs.entries.get(position=1)
    old = top_rpgs.version
    top_rpgs.entries.get(position=4).move_to(2)

    changes: dict[str, dict[str, Any]] = {
        "move": {"position": 4},
        "remove": {},
        "annotate": {"notes": "x"},
    }
    for verb, data in changes.items():
        answer = change(
            owner_client, top_rpgs, verb, version=old, entry=entry.pk, **data
        )
        assert answer.status_code == 409
        assert "changed elsewhere" in answer.json()["message"]
        assert answer.json()["board"]["version"] == top_rpgs.version
    gone = change(owner_client, top_rpgs, "move", entry=99999, position=1)
    assert gone.status_code == 409

    assert names_of(top_rpgs)[1] == "Xenogears"
    assert top_rpgs.activities.count() == 3


@pytest.mark.parametrize(
    ("verb", "data", "said"),
    [
        ("move", {"position": 0}, "Choose 1 to 4"),
        ("move", {"position": 5}, "Choose 1 to 4"),
        ("move", {"position": "x"}, "Position: Enter a whole number"),
        ("move", {}, "Position: This field is required"),
        ("move", {"entry": "x", "position": 1}, "Entry: Enter a whole number"),
        ("move", {"version": "x", "position": 1}, "Version"),
        ("annotate", {"notes": "x" * 10_001}, "10000"),
        ("add", {"games": []}, "Choose a game to add"),
        ("add", {"games": [99999]}, "no longer exists"),
        ("add", {"games": ["x"]}, "not a valid value"),
        ("put_back", {"removal": 99999}, "Nothing to put back"),
    ],
)
def test_a_bad_change_is_refused_with_a_reason(
    owner_client: Client,
    top_rpgs: List,
    verb: str,
    data: dict[str, Any],
    said: str,
) -> None:
    entry = top_rpgs.entries.get(position=1)

    answer = change(owner_client, top_rpgs, verb, **{"entry": entry.pk, **data})

    assert answer.status_code == 422
    assert said in answer.json()["message"]
    assert top_rpgs.activities.count() == 2
    assert not top_rpgs.revisions.exists()


def test_an_entry_of_another_list_is_not_changed_through_this_one(
    owner_client: Client, top_rpgs: List, make_list: MakeList
) -> None:
    others = make_list(3, name="Others")
    entry = others.entries.get(position=1)
    others.remove([others.entries.get(position=3)])
    removal = others.activities.all()[0]

    for verb, data in {
        "move": {"entry": entry.pk, "position": 2},
        "remove": {"entry": entry.pk},
    }.items():
        assert change(owner_client, top_rpgs, verb, **data).status_code == 409
    assert (
        change(owner_client, top_rpgs, "put_back", removal=removal.pk).status_code
        == 422
    )

    assert names_of(others) == ["Game 1", "Game 2"]
    assert len(names_of(top_rpgs)) == 4


def test_the_board_needs_the_permission_and_the_csrf_token(
    owner: User, guest: Client, top_rpgs: List
) -> None:
    entry = top_rpgs.entries.get(position=4)
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(owner)
    body = {"entry": entry.pk, "position": 1}

    assert change(strict, top_rpgs, "move", **body).status_code == 403
    assert change(guest, top_rpgs, "move", **body).status_code == 403
    assert change(Client(), top_rpgs, "move", **body).status_code == 403
    for path in ("rank/{}/", "rank/{}/rows/", "movements/{}/", "rank/{}/games/"):
        address = f"{URL}/{path.format(top_rpgs.pk)}"
        assert guest.get(address).status_code == 302
        assert Client().get(address).status_code == 302

    assert names_of(top_rpgs)[3] == "Xenogears"


def test_the_board_of_no_list_is_not_found(owner_client: Client) -> None:
    for path in ("rank/99/", "rank/99/rows/", "movements/99/", "restore/99/1/"):
        assert owner_client.get(f"{URL}/{path}").status_code == 404


def test_games_are_found_best_first_and_listed_ones_are_marked(
    owner_client: Client, top_rpgs: List, make_games: MakeGames
) -> None:
    make_games(1, name="The Final")
    make_games(1, name="Final")

    def found(text: str) -> list[tuple[str, bool]]:
        answer = owner_client.get(f"{URL}/rank/{top_rpgs.pk}/games/", {"q": text})
        return [(game["name"], game["listed"]) for game in answer.json()["games"]]

    assert found("final") == [
        ("Final 1", False),
        ("Final Fantasy IV", True),
        ("The Final 1", False),
    ]
    assert found("fantasy 4") == [("Final Fantasy IV", True)]
    assert found("suikodn") == [("Suikoden", True)]
    assert found("") == found("  ") == found("nothing like it") == []
    assert found("%'\"\\<script>\x00") == []


# History ----------------------------------------------------------------------


def session(client: Client, list_: List) -> None:
    last = list_.entries.get(position=4)
    change(client, list_, "move", entry=last.pk, position=1)
    second = list_.entries.get(position=2)
    change(client, list_, "remove", entry=second.pk)


def test_the_history_compares_rankings_and_leads_to_restoring(
    owner_client: Client, top_rpgs: List
) -> None:
    session(owner_client, top_rpgs)
    before, after = top_rpgs.revisions.order_by("id")

    html = page(owner_client, f"history/{top_rpgs.pk}/")
    compare = f"history/{top_rpgs.pk}/revisions/compare/{before.pk}...{after.pk}/"
    compared = text(page(owner_client, compare))

    assert "Entries edited" in text(html)
    assert "Version kept, from before the next change" in text(html)
    assert f"{URL}/{compare}" in html
    assert f"{URL}/restore/{top_rpgs.pk}/{before.pk}/" in html
    assert "0 entered, 1 left, 1 moved, 2 unchanged." in compared
    assert "1 Xenogears ▲ up 3 4" in compared
    assert "– Chrono Trigger left 1" in compared


def test_the_current_version_is_compared_even_if_nobody_revised_it(
    owner_client: Client, top_rpgs: List
) -> None:
    revision = top_rpgs.save_revision()
    top_rpgs.entries.get(position=4).move_to(3)

    path = f"history/{top_rpgs.pk}/revisions/compare/{revision.pk}...latest/"

    assert "Xenogears ▲ up 1" in text(page(owner_client, path))


def test_a_version_is_restored_after_a_look_at_what_changes(
    owner_client: Client, top_rpgs: List
) -> None:
    session(owner_client, top_rpgs)
    before = top_rpgs.revisions.order_by("id")[0]
    path = f"restore/{top_rpgs.pk}/{before.pk}/"

    asked = text(page(owner_client, path))
    assert "1 Chrono Trigger entered" in asked
    version = List.objects.get().version
    answer = owner_client.post(f"{URL}/{path}", {"version": version})

    assert answer.headers["Location"] == f"{URL}/rank/{top_rpgs.pk}/"
    assert names_of(top_rpgs)[:2] == ["Chrono Trigger", "Final Fantasy IV"]
    assert top_rpgs.activities.all()[0].verb == Verb.RESTORED
    assert "Entries restored as of" in text(
        page(owner_client, f"history/{top_rpgs.pk}/")
    )


def test_a_restoration_is_refused_when_the_list_changed_since_the_look(
    owner_client: Client, top_rpgs: List
) -> None:
    revision = top_rpgs.save_revision()
    seen = top_rpgs.version
    top_rpgs.entries.get(position=4).move_to(1)
    path = f"restore/{top_rpgs.pk}/{revision.pk}/"

    answer = owner_client.post(f"{URL}/{path}", {"version": seen})

    assert answer.headers["Location"] == f"{URL}/{path}"
    assert "changed elsewhere" in text(page(owner_client, path))
    assert names_of(top_rpgs)[0] == "Xenogears"


def test_restoring_says_which_games_are_gone(
    owner_client: Client, top_rpgs: List
) -> None:
    revision = top_rpgs.save_revision()
    entry = top_rpgs.entries.get(position=2)
    top_rpgs.remove([entry])
    entry.game.delete()
    path = f"restore/{top_rpgs.pk}/{revision.pk}/"

    assert "they can’t be restored: Final Fantasy IV" in text(page(owner_client, path))
    done = owner_client.post(f"{URL}/{path}", follow=True).content.decode()

    assert "Left out because they were deleted: Final Fantasy IV" in text(done)
    assert names_of(top_rpgs) == ["Chrono Trigger", "Suikoden", "Xenogears"]


def test_two_dates_are_compared(owner_client: Client, top_rpgs: List) -> None:
    top_rpgs.activities.update(timestamp="2024-01-01T12:00:00Z")
    top_rpgs.entries.get(position=4).move_to(1)
    path = f"movements/{top_rpgs.pk}/"

    html = text(page(owner_client, path, since="2024-01-01", until="2999-01-01"))
    assert "0 entered, 0 left, 4 moved, 0 unchanged." in html
    assert "2 Chrono Trigger ▼ down 1 1" in html
    whole = text(page(owner_client, path, since="2020-01-01", until="2024-01-01"))
    assert "4 entered" in whole
    bad = page(owner_client, path, since="2024-01-02", until="2024-01-01")
    assert "on or after the first one" in text(bad)
    assert "Enter a valid date" in text(page(owner_client, path, since="yesterday"))


# Preview ----------------------------------------------------------------------


def test_a_list_is_previewed_as_a_page_and_as_json(
    owner_client: Client, make_list: MakeList
) -> None:
    list_ = make_list(2, visibility="draft")
    list_.entries.get(position=1).annotate("<b>First</b>")
    address = f"{URL}/preview/{list_.pk}/"
    typed = form(name="<i>Typed</i>", slug="top-games", visibility="draft")
    assert owner_client.post(address, typed).json()["is_valid"]

    shown = owner_client.get(address, {"mode": "page"}).content.decode()
    served = owner_client.get(address, {"mode": "json"})

    assert escape("<i>Typed</i>") in shown
    assert escape("<b>First</b>") in shown
    assert "Only you can see this" in shown
    assert served.headers["Content-Type"] == "application/json"
    assert served.json()["name"] == "<i>Typed</i>"
    assert [entry["work_slug"] for entry in served.json()["entries"]] == [
        "game-1",
        "game-2",
    ]
    assert List.objects.get().name == "Top games"


def test_a_revision_is_shown(owner_client: Client, top_rpgs: List) -> None:
    revision = top_rpgs.save_revision()

    path = f"history/{top_rpgs.pk}/revisions/{revision.pk}/view/"

    assert "Chrono Trigger" in page(owner_client, path)


def test_names_are_escaped_everywhere(
    owner_client: Client, make_list: MakeList
) -> None:
    evil = "<script>alert(1)</script>"
    list_ = make_list(1, name=evil)
    entry = list_.entries.select_related("game").get()
    entry.game.name = evil
    entry.game.save()
    revision = list_.save_revision()
    list_.remove([entry])

    for path in (
        "",
        f"rank/{list_.pk}/",
        f"edit/{list_.pk}/",
        f"inspect/{list_.pk}/",
        f"history/{list_.pk}/",
        f"history/{list_.pk}/revisions/compare/{revision.pk}...latest/",
        f"movements/{list_.pk}/?since=2020-01-01&until=2999-01-01",
        f"restore/{list_.pk}/{revision.pk}/",
        f"delete/{list_.pk}/",
    ):
        html = page(owner_client, path)
        assert evil not in html
        assert escape(evil) in html or "Lists" not in html


# Adding from IGDB -------------------------------------------------------------


def test_a_game_of_igdb_joins_the_list_at_a_position(
    owner_client: Client, top_rpgs: List, igdb_server: IgdbServer
) -> None:
    wild_arms = igdb_server.game("Wild Arms")["id"]
    found = owner_client.get(
        f"{URL}/rank/{top_rpgs.pk}/igdb/", {"q": "wild arms"}
    ).json()["games"]
    assert found[0]["igdb_id"] == wild_arms

    added = change(owner_client, top_rpgs, "add_igdb", igdb_id=wild_arms, position=2)
    again = change(owner_client, top_rpgs, "add_igdb", igdb_id=wild_arms)

    assert added.status_code == 200
    assert names_of(top_rpgs)[1] == "Wild Arms"
    assert again.status_code == 422
    assert "already on this list" in again.json()["message"]


def test_what_igdb_cannot_give_is_said(
    owner_client: Client,
    guest: Client,
    top_rpgs: List,
    igdb_server: IgdbServer,
    settings: Settings,
) -> None:
    unknown = change(owner_client, top_rpgs, "add_igdb", igdb_id=999_999_999)
    nonsense = change(owner_client, top_rpgs, "add_igdb", igdb_id="x")
    empty = owner_client.get(f"{URL}/rank/{top_rpgs.pk}/igdb/")
    editor = User.objects.get(username="guest")
    editor.user_permissions.add(Permission.objects.get(codename="change_list"))
    refused = change(guest, top_rpgs, "add_igdb", igdb_id=1051)
    settings.TWITCH_CLIENT_ID = ""
    unset = owner_client.get(f"{URL}/rank/{top_rpgs.pk}/igdb/", {"q": "wild arms"})

    assert unknown.status_code == nonsense.status_code == refused.status_code == 422
    assert "permission" in refused.json()["message"]
    assert empty.json() == {"games": []}
    assert unset.status_code == 422 and unset.json()["message"]
    assert len(names_of(top_rpgs)) == 4


def test_several_are_taken_off_together_or_none(
    owner_client: Client, top_rpgs: List
) -> None:
    one, two = top_rpgs.entries.all()[:2]

    stale = change(owner_client, top_rpgs, "remove", entry=[one.pk, 999_999])
    done = change(owner_client, top_rpgs, "remove", entry=[one.pk, two.pk])
    back = change(owner_client, top_rpgs, "put_back", removal=done.json()["removal"])

    assert stale.status_code == 409
    assert len(back.json()["added"]) == 2
    assert len(names_of(top_rpgs)) == 4

"""Merging in the admin: which game, what of each, and the way back."""

from __future__ import annotations

import pytest
from bs4 import Tag
from django.contrib.auth.models import Permission
from django.contrib.auth.models import User
from django.test import Client

from apps.journal.models import Playthrough
from apps.library.models import Edition
from apps.library.models import Franchise
from apps.library.models import Game
from apps.library.models import GameMerge
from apps.library.models import NotTheSame
from apps.lists.models import List
from tests.admin.pages import Response
from tests.admin.pages import address
from tests.admin.pages import opened_form
from tests.admin.pages import page

pytestmark = pytest.mark.django_db


@pytest.fixture
def stays(db: None) -> Game:
    game = Game.objects.add(name="Chrono Trigger", igdb_id=1051)
    game.apply_remote({"summary": "From the service."}, source="igdb")
    game.save()
    return game


@pytest.fixture
def goes(stays: Game) -> Game:
    game = Game.objects.add(
        name="Chrono Triger",
        summary="Mine.",
        franchise=Franchise.objects.create(name="Chrono"),
    )
    Playthrough.objects.create(edition=game.first_edition(), status="completed")
    list_ = List.objects.create(name="RPGs")
    list_.add_many([game, stays])
    return game


def compare(stays: Game, goes: Game) -> str:
    return address(Game, "merge_with", stays.pk, goes.pk)


def sent(client: Client, url: str) -> dict[str, str]:
    """What the page at `url` would send."""
    form = page(client.get(url)).select_one("form:has(input[name=version])")
    assert form is not None
    return {
        str(control["name"]): str(control["value"])
        for control in form.select("input[type=hidden], input[checked]")
    }


def said(response: Response) -> str:
    box = page(response).select_one(".messages")
    return " ".join(box.get_text(" ").split()) if box else ""


def test_the_better_of_each_is_chosen_already_and_may_be_changed(
    owner_client: Client, stays: Game, goes: Game
) -> None:
    url = compare(stays, goes)

    form = sent(owner_client, url)

    chosen = {name: value for name, value in form.items() if name.startswith("take_")}
    assert chosen == {
        "take_name": "survivor",
        "take_franchise": "merged",
        "take_summary": "merged",
        "take_igdb": "survivor",
    }
    text = page(owner_client.get(url)).get_text(" ")
    assert "1 playthrough with all sessions" in text
    assert "One place on RPGs: #1, of #1 and #2" in text

    answer = owner_client.post(url, {**form, "take_summary": "survivor"}, follow=True)

    assert said(answer).startswith("Chrono Triger is Chrono Trigger now.")
    assert answer.redirect_chain[-1][0] == address(Game, "inspect", stays.pk)
    game = Game.objects.get()
    assert (game.summary, str(game.franchise)) == ("From the service.", "Chrono")
    assert GameMerge.objects.get().merged_by == User.objects.get(username="owner")
    # Its history says so, for people.
    history = page(owner_client.get(address(Game, "history", stays.pk))).get_text(" ")
    assert "“Chrono Triger” merged into it" in history


def test_undo_is_in_the_message_and_stays_on_the_page(
    owner_client: Client, stays: Game, goes: Game
) -> None:
    url = compare(stays, goes)
    answer = owner_client.post(url, sent(owner_client, url), follow=True)
    undo = address(Game, "undo_merge", GameMerge.objects.get().pk)

    forms = page(answer).select(f'form[action="{undo}"]')
    assert [form.find_parent(class_="messages") is None for form in forms] == [
        False,
        True,
    ]
    answer = owner_client.post(undo, follow=True)

    assert said(answer) == "Chrono Triger is a game of its own again."
    assert answer.redirect_chain[-1][0] == address(Game, "inspect", goes.pk)
    assert Playthrough.objects.get().edition.game == goes
    again = owner_client.post(undo, follow=True)
    assert "Nothing changed. This merge was already undone" in said(again)


def test_pages_of_a_merged_game_lead_to_what_it_became(
    owner_client: Client, stays: Game, goes: Game
) -> None:
    edit = address(Game, "edit", goes.pk)
    form = opened_form(owner_client, edit)
    own = opened_form(owner_client, address(Game, "edit", stays.pk))
    stale = sent(owner_client, compare(goes, stays))
    url = compare(stays, goes)
    owner_client.post(url, sent(owner_client, url))

    opened = owner_client.get(address(Game, "inspect", goes.pk), follow=True)
    saved = owner_client.post(edit, dict(form.lists()), follow=True)

    assert opened.redirect_chain[-1][0] == address(Game, "inspect", stays.pk)
    assert "was merged into Chrono Trigger. This is its page now." in said(opened)
    assert "What you changed on the page wasn’t saved." in said(saved)
    # Who has the other one's form open is warned as of any change.
    conflict = owner_client.post(address(Game, "edit", stays.pk), dict(own.lists()))
    assert "someone else changed this" in said(conflict)
    # And nobody merges what they haven't seen.
    gone = owner_client.post(compare(goes, stays), stale)
    assert gone.status_code == 404
    assert owner_client.get(address(Game, "inspect", 999_999)).status_code == 404


def test_what_was_changed_meanwhile_is_compared_again(
    owner_client: Client, stays: Game, goes: Game
) -> None:
    url = compare(stays, goes)
    form = sent(owner_client, url)
    goes.summary = "Mine, and longer."
    goes.save()

    answer = owner_client.post(url, form)

    assert "Compare them again." in said(answer)
    assert "Mine, and longer." in page(answer).get_text()
    assert Game.objects.count() == 2


def test_the_other_game_is_chosen_or_suggested(
    owner_client: Client, stays: Game, goes: Game
) -> None:
    goes.aliases = ["Chrono Trigger"]
    goes.save()
    url = address(Game, "merge", goes.pk)
    menu = page(owner_client.get(address(Game, "inspect", goes.pk)))
    assert menu.select_one(f'a[href="{url}"]') is not None

    shown = page(owner_client.get(url))

    links = [str(a["href"]) for a in shown.select(".q-lines a")]
    assert links == [compare(stays, goes)]
    refused = owner_client.post(url, {"other": goes.pk})
    assert "with itself" in page(refused).get_text()
    assert owner_client.post(url, {"other": ""}).status_code == 200
    chosen = owner_client.post(url, {"other": stays.pk})
    assert chosen.headers["Location"] == compare(stays, goes)
    itself = page(owner_client.get(compare(stays, stays)))
    assert "with itself" in itself.get_text()
    assert itself.select_one(".q-merge__acts button") is None


def test_two_selected_games_are_compared(
    owner_client: Client, stays: Game, goes: Game
) -> None:
    url = "/admin/bulk/library/game/merge/"

    both = f"{url}?id={goes.pk}&id={stays.pk}&next=/admin/games/"
    two = owner_client.get(both)
    one = owner_client.get(f"{url}?id={goes.pk}&next=/admin/games/", follow=True)

    assert two.headers["Location"] == compare(stays, goes)
    assert "Select the two games that are the same" in said(one)


def test_possible_duplicates_and_what_is_not_the_same(
    owner_client: Client, goes: Game
) -> None:
    url = address(Game, "duplicates")

    def pairs() -> list[tuple[list[str], str]]:
        def why(card: Tag) -> str:
            return card.select_one(".q-merge__verdict p").get_text()  # type: ignore[union-attr]

        return [
            ([link.get_text() for link in card.select("p a")], why(card))
            for card in page(owner_client.get(url)).select(".q-merge__pair")
        ]

    assert pairs() == []
    assert "No duplicates in sight" in page(owner_client.get(url)).get_text()
    okami = Game.objects.add(name="Ōkami", original_release_year=2006, igdb_id=1)
    Game.objects.add(name="OKAMI")
    # Of one name, and two games to IGDB.
    Game.objects.add(name="okami", igdb_id=2)
    Game.objects.add(name="Final Fantasy VI", aliases=["Final Fantasy III (US)"])
    Game.objects.add(name="Final Fantasy III US")
    Game.objects.add(name="Castlevania: Rondo of Blod", original_release_year=1993)
    Game.objects.add(name="Castlevania: Rondo of Blood", original_release_year=1993)
    # Alike, but two parts of a series.
    for part in ("Dragon Slayer: Book 1", "Dragon Slayer: Book 2"):
        Game.objects.add(name=part, original_release_year=1991)
    Edition(game=okami, name="HD", igdb_id=77).save()
    Game.objects.add(name="Okami HD", igdb_id=77)

    found = pairs()

    assert found == [
        (["Ōkami", "Okami HD"], "One is an edition of the other on IGDB"),
        (["Ōkami", "OKAMI"], "Same name"),
        (["OKAMI", "okami"], "Same name"),
        (
            ["Final Fantasy VI", "Final Fantasy III US"],
            "The name of one is another name of the other",
        ),
        (
            ["Castlevania: Rondo of Blod", "Castlevania: Rondo of Blood"],
            "Same year, and almost the same name",
        ),
    ]
    form = page(owner_client.get(url)).select_one(".q-merge__pair form")
    assert form is not None
    answer = owner_client.post(str(form["action"]), follow=True)
    assert "They won’t be suggested again." in said(answer)
    assert pairs() == found[1:]
    assert "You said of 1 pair" in page(owner_client.get(url)).get_text()
    owner_client.post(str(form["action"]), {"undo": "1"})
    assert not NotTheSame.objects.exists()


def test_merging_takes_the_right_to_change_and_to_delete(
    client: Client, stays: Game, goes: Game, editor: User
) -> None:
    client.force_login(editor)

    assert client.get(compare(stays, goes)).status_code in (302, 403)
    assert client.post(compare(stays, goes)).status_code in (302, 403)
    inspected = client.get(address(Game, "inspect", goes.pk))
    assert b"Merge with" not in inspected.content
    assert Game.objects.count() == 2


@pytest.fixture
def editor(db: None) -> User:
    """Somebody who may change games, and not delete them."""
    user = User.objects.create_user("editor", password="editor")
    for app, codename in (("wagtailadmin", "access_admin"), ("library", "change_game")):
        user.user_permissions.add(
            Permission.objects.get(content_type__app_label=app, codename=codename)
        )
    return user

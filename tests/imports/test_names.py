"""The franchises, genres and platforms of an import: as promised, and none twice."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from django.contrib.auth.models import User
from django.test import Client

from apps.core.history import record_change
from apps.imports.applying.plan import make_plan
from apps.imports.models import Import
from apps.imports.models import ImportChange
from apps.imports.models import KnownMeaning
from apps.library.igdb.create import add_from_igdb
from apps.library.igdb.link import sync_game
from apps.library.igdb.sync import sync_games
from apps.library.models import Franchise
from apps.library.models import Game
from apps.library.models import Genre
from apps.library.models import Platform
from tests.imports.conftest import DATA
from tests.imports.conftest import GIST
from tests.imports.conftest import SMALL
from tests.imports.conftest import Desk
from tests.imports.test_enriched_apply import matched
from tests.integrations.igdb_server import IgdbServer

XENO = """# Beaten

## Xenoblade / Xeno

- Xenogears (PS1)
- Xenoblade Chronicles 2 (Switch)

## Mario RPGs

- Paper Mario (N64)
"""
# What a library holds before: linked names, names alone, other spellings.
HELD = [
    Platform(name="PlayStation", igdb_id=7),
    Platform(name="Super Nintendo Entertainment System"),
    Platform(name="Nintendo Switch", aliases=["Switch"]),
    Genre(name="Role-playing (RPG)"),
    Franchise(name="Chrono"),
    Franchise(name="Mario", igdb_id=4),
]


@pytest.mark.parametrize("text", [GIST, SMALL, XENO], ids=["gist", "small", "xeno"])
@pytest.mark.parametrize("is_held", [False, True], ids=["empty", "held"])
@pytest.mark.parametrize("is_matched", [False, True], ids=["alone", "matched"])
def test_what_is_promised_is_written(
    desk: Desk, igdb_server: IgdbServer, text: str, is_held: bool, is_matched: bool
) -> None:
    for row in HELD if is_held else ():
        row.pk = None
        row.save()
    if is_held:
        Game.objects.add(name="Chrono Cross")
    import_ = matched(desk, text) if is_matched else desk.store_source(text)
    plan = make_plan(import_)
    made, changed, counts = plan.made(), plan.changed(), plan.counts()

    desk.apply(import_)

    import_.refresh_from_db()
    assert import_.result == counts
    assert _written("created") == {m._meta.label_lower: n for m, n in made.items() if n}
    assert _written("changed") == {
        m._meta.label_lower: n for m, n in changed.items() if n
    }


def _written(change: str) -> Counter[str]:
    changes = ImportChange.objects.filter(change=change)
    return Counter(changes.values_list("model", flat=True))


def test_the_result_says_it_in_the_words_of_the_review(
    desk: Desk, igdb_server: IgdbServer, owner_client: Client
) -> None:
    Genre.objects.create(name="Role-playing (RPG)")
    import_ = matched(desk, GIST)
    summary = _page(owner_client, import_).partition("Applying adds")[2]
    promised = " ".join(re.sub(r"<[^>]+>", "", summary.partition("</div>")[0]).split())
    adds, _, changes = promised.partition(". It changes ")

    desk.apply(import_)

    result = _page(owner_client, import_)
    assert set(re.findall(r"Created: ([^<]+)<", result)) == set(adds.split(", "))
    assert re.findall(r"Changed: ([^<]+)<", result) == [changes.strip(". ")]
    assert changes == "1 genre."


def _page(client: Client, import_: Import) -> str:
    return client.get(f"/admin/imports/edit/{import_.pk}/").content.decode()


def franchises() -> dict[str, tuple[list[str], int | None]]:
    return {f.name: (f.aliases, f.igdb_id) for f in Franchise.objects.all()}


def test_the_owners_series_and_igdbs_franchise_are_one(
    desk: Desk, igdb_server: IgdbServer
) -> None:
    desk.apply(matched(desk, XENO))

    assert franchises() == {
        "Xenoblade / Xeno": (["Xeno"], 3),
        "Mario RPGs": (["Mario"], 4),
    }
    for game in Game.objects.all():
        assert game.provenance["franchise_id"] == "owner"


def test_they_stay_one_when_a_sync_or_another_import_comes(
    desk: Desk, igdb_server: IgdbServer
) -> None:
    desk.apply(matched(desk, XENO))
    before = franchises()

    sync_games(Game.objects.values_list("pk", flat=True))
    desk.apply(matched(desk, "# Beaten\n\n- Xenoblade Chronicles 3 (Switch)\n"))
    desk.bring("# Beaten\n\n## Mario\n\n- Super Paper Mario (Wii)\n")

    assert franchises() == before
    game = Game.objects.get(name="Xenoblade Chronicles 3")
    assert str(game.franchise) == "Xenoblade / Xeno"
    assert str(Game.objects.get(name="Super Paper Mario").franchise) == "Mario RPGs"


def test_what_igdb_alone_has_named_gets_the_owners_name(
    desk: Desk, igdb_server: IgdbServer
) -> None:
    desk.apply(matched(desk, "# Beaten\n\n- Xenoblade Chronicles 3 (Switch)\n"))
    import_ = matched(desk, XENO)

    desk.apply(import_)

    assert franchises()["Xenoblade / Xeno"] == (["Xeno"], 3)
    assert "Xeno" not in franchises()
    assert desk.undo(import_) == {}
    assert franchises() == {"Xeno": ([], 3)}


def test_what_a_person_has_named_keeps_its_name(
    desk: Desk, igdb_server: IgdbServer, owner: User
) -> None:
    mine = Franchise.objects.create(name="Xeno")
    record_change(mine, user=owner, action="wagtail.create")

    desk.apply(matched(desk, XENO))

    assert franchises()["Xeno"] == (["Xenoblade / Xeno"], 3)
    assert Franchise.objects.count() == 2


def test_a_heading_above_many_franchises_is_none_of_them(
    desk: Desk, igdb_server: IgdbServer
) -> None:
    """Nor are IGDB's made: the games have the owner's."""
    KnownMeaning.objects.remember({("heading", "Classics"): "series"})
    games = "- Xenogears\n- Paper Mario\n- Chrono Cross\n"
    desk.apply(matched(desk, f"# Beaten\n\n## Classics\n\n{games}"))

    assert franchises() == {"Classics": ([], None)}


def test_a_sync_makes_no_franchise_that_no_game_has(
    desk: Desk, igdb_server: IgdbServer
) -> None:
    KnownMeaning.objects.remember({("heading", "Classics"): "series"})
    games = "- Xenogears\n- Paper Mario\n- Chrono Cross\n"
    desk.apply(matched(desk, f"# Beaten\n\n## Classics\n\n{games}"))

    sync_games(Game.objects.values_list("pk", flat=True))

    assert franchises() == {"Classics": ([], None)}


def test_nor_does_adding_or_linking_a_game_that_is_there(
    desk: Desk, igdb_server: IgdbServer, owner: User
) -> None:
    KnownMeaning.objects.remember({("heading", "Classics"): "series"})
    games = "- Xenogears\n- Paper Mario\n"
    desk.bring(f"# Beaten\n\n## Classics\n\n{games}")

    sync_game(Game.objects.get(name="Xenogears"), user=owner)
    add_from_igdb(igdb_server.game("Paper Mario")["id"], user=owner)

    assert Game.objects.filter(igdb_id__isnull=False).count() == 2
    assert franchises() == {"Classics": ([], None)}


def test_all_of_it_is_undone(desk: Desk, igdb_server: IgdbServer) -> None:
    text = (DATA / "rpgs.gist.md").read_text()
    import_ = desk.apply(matched(desk, text))

    assert desk.undo(import_) == {}
    for model in (Franchise, Genre, Platform):
        assert model._default_manager.count() == 0

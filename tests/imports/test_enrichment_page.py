"""Matching an import with IGDB from its review page: started, told of, gone on with."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from apps.imports.igdb.enrichment import count
from apps.imports.igdb.enrichment import enrich
from apps.imports.models import IgdbState
from apps.imports.models import Import
from apps.jobs.models import Job
from apps.jobs.models import State
from apps.library.models import Game
from tests.admin.pages import address
from tests.admin.pages import text_of
from tests.imports.conftest import GIST
from tests.imports.conftest import SMALL
from tests.imports.conftest import Desk
from tests.imports.test_enrichment import AT
from tests.imports.test_enrichment import DOUBTFUL
from tests.imports.test_in_background import click
from tests.integrations.igdb_server import IgdbServer
from tests.integrations.igdb_server import answered
from tests.jobs.working import work_off


def page_of(client: Client, import_: Import, query: str = "") -> str:
    return text_of(client.get(address(Import, "edit", import_.pk) + query))


def test_without_keys_it_says_which_to_set(
    desk: Desk, owner_client: Client, settings: Settings
) -> None:
    settings.TWITCH_CLIENT_ID = settings.TWITCH_CLIENT_SECRET = ""
    import_ = desk.store_source(SMALL)

    page = page_of(owner_client, import_)
    refused = text_of(click(owner_client, "enrich", import_))

    assert "set TWITCH_CLIENT_ID and TWITCH_CLIENT_SECRET" in page
    assert "Match with IGDB" not in page
    assert "IGDB needs keys" in refused
    assert not Job.objects.exists()


def test_two_clicks_are_one_job_and_nothing_is_applied_meanwhile(
    committed_db: None, desk: Desk, owner_client: Client, igdb_server: IgdbServer
) -> None:
    import_ = desk.store_source(SMALL)

    for _ in range(2):
        click(owner_client, "enrich", import_)
    refused = text_of(click(owner_client, "apply", import_))
    work_off()
    click(owner_client, "apply", import_)
    import_.refresh_from_db()

    assert Job.objects.filter(title__startswith="Match").count() == 1
    assert "Wait until the current work on this import has finished." in refused
    assert import_.status == "applied"


@pytest.mark.parametrize("wrong_keys", [True, False], ids=["keys", "HTML"])
def test_a_failure_is_told_and_gone_on_with(
    committed_db: None,
    desk: Desk,
    owner_client: Client,
    igdb_server: IgdbServer,
    wrong_keys: bool,
) -> None:
    import_ = desk.store_source(SMALL)
    if wrong_keys:
        said = {"status": 403, "message": "invalid client secret"}
        igdb_server.mint_answers.append(answered(said, 403))
    else:
        igdb_server.answer_next(*[answered("<html>?</html>")] * 12)

    click(owner_client, "enrich", import_)
    work_off()
    failed = page_of(owner_client, import_)
    igdb_server._answers.clear()
    click(owner_client, "enrich", import_)
    work_off()

    assert "Matching stopped:" in failed
    assert ("rejected the application's keys" in failed) == wrong_keys
    assert "Applying failed" not in failed
    assert Job.objects.latest("pk").state == State.DONE
    assert count(import_).matched == 5
    assert "5 matched, 0 doubtful, 0 not found." in page_of(owner_client, import_)


def test_a_choice_on_an_old_picture_is_refused(
    desk: Desk, owner_client: Client, igdb_server: IgdbServer
) -> None:
    import_ = desk.store_source(DOUBTFUL)
    enrich(import_, at=AT)
    row = import_.rows.get()
    url = address(Import, "row", import_.pk, row.pk)
    values = {"action": "igdb_choose", "igdb": "none", "version": row.version}

    first = owner_client.post(url, values)
    second = owner_client.post(url, values | {"igdb": row.igdb_candidates[0]["game"]})

    row.refresh_from_db()
    assert (first.status_code, second.status_code) == (200, 409)
    assert row.igdb_state == IgdbState.REFUSED


def test_what_is_chosen_to_be_one_game_becomes_one_row(
    desk: Desk, owner_client: Client, igdb_server: IgdbServer
) -> None:
    import_ = desk.store_source(
        "# Beaten\n- Ys VI: The Ark of Napishtim\n" + DOUBTFUL[9:]
    )
    enrich(import_, at=AT)
    head, row = import_.rows.order_by("number")
    url = address(Import, "row", import_.pk, row.pk)

    answer = owner_client.post(
        url,
        {
            "action": "igdb_choose",
            "igdb": str(row.igdb_candidates[0]["game"]),
            "version": str(row.version),
        },
    )

    row.refresh_from_db()
    cards = answer.json()["cards"]
    assert row.merged_into == head
    assert cards[str(row.pk)] is None
    assert "Ys IV: The Ark of Naphistim" in cards[str(head.pk)]


def test_a_row_parted_from_its_twin_is_another_game_at_igdb(
    desk: Desk, owner_client: Client, igdb_server: IgdbServer
) -> None:
    import_ = desk.store_source("# Beaten\n- EarthBound\n- Mother 2\n")
    enrich(import_, at=AT)
    row = import_.rows.get(title="Mother 2")

    owner_client.post(
        address(Import, "row", import_.pk, row.pk),
        {"action": "create", "version": row.version},
    )
    desk.apply(import_)

    row.refresh_from_db()
    assert row.igdb_state == IgdbState.DOUBTFUL
    assert sorted(game.name for game in Game.objects.all()) == [
        "EarthBound",
        "Mother 2",
    ]


def test_a_game_that_was_not_shown_cannot_be_chosen(
    desk: Desk, owner_client: Client, igdb_server: IgdbServer
) -> None:
    import_ = desk.store_source(DOUBTFUL)
    enrich(import_, at=AT)
    row = import_.rows.get()
    url = address(Import, "row", import_.pk, row.pk)

    for igdb in ("7", "", "x", "99999999999999999999"):
        answer = owner_client.post(
            url, {"action": "igdb_choose", "igdb": igdb, "version": row.version}
        )
        assert answer.status_code == 400, igdb

    row.refresh_from_db()
    assert row.igdb_state == IgdbState.DOUBTFUL


def test_igdb_away_is_told_at_the_search(
    desk: Desk, owner_client: Client, igdb_server: IgdbServer
) -> None:
    import_ = desk.store_source(DOUBTFUL)
    row = import_.rows.get()
    igdb_server.answer_next(*[answered("gone", 503)] * 12)

    answer = owner_client.post(
        address(Import, "row", import_.pk, row.pk),
        {"action": "igdb_search", "words": "ys", "version": row.version},
    )

    assert answer.status_code == 503
    assert "IGDB" in answer.json()["message"]
    row.refresh_from_db()
    assert row.igdb_state == IgdbState.UNASKED


def test_more_games_cost_no_more_queries(
    desk: Desk,
    owner_client: Client,
    igdb_server: IgdbServer,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    small, big = desk.store_source(SMALL), desk.store_source(GIST)
    for import_ in (small, big):
        enrich(import_, at=AT)
    page_of(owner_client, small)

    with django_assert_max_num_queries(100) as few:
        page_of(owner_client, small)
    with django_assert_max_num_queries(len(few)):
        page_of(owner_client, big)

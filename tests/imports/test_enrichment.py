"""The games of an import found at IGDB: few requests, once each, nothing lost."""

from __future__ import annotations

import math
import re
from collections import Counter
from datetime import UTC
from datetime import datetime

import pytest
from pytest_django.fixtures import Settings

from apps.imports.igdb import choices
from apps.imports.igdb.enrichment import count
from apps.imports.igdb.enrichment import enrich
from apps.imports.igdb.enrichment import to_ask
from apps.imports.models import FoundGame
from apps.imports.models import IgdbState
from apps.imports.models import Import
from apps.imports.models import ImportClosed
from apps.imports.models import ImportRow
from apps.imports.models import KnownTitle
from apps.imports.review.decisions import Seen
from apps.integrations.http.errors import RemoteError
from apps.jobs.progress import Cancelled
from apps.jobs.progress import Progress
from tests.imports.conftest import DATA
from tests.imports.conftest import GIST
from tests.imports.conftest import Desk
from tests.integrations.igdb_server import IgdbServer
from tests.integrations.igdb_server import answered

AT = datetime(2026, 11, 27, 12, tzinfo=UTC)
DOUBTFUL = "# Beaten\n- Ys IV: The Ark of Naphistim\n"


class Stopping(Progress):
    """Breaks off at its `last` step, as a cancelled job does."""

    def __init__(self, last: int) -> None:
        self.left = last

    def step(self, count: int = 1, message: str = "") -> None:
        self.left -= 1
        if not self.left:
            raise Cancelled


def fewest(server: IgdbServer) -> int:
    """The requests that its questions take at least.

    Ten go into one; for other spellings can only be asked when the title itself is
    known to be no name, and for misspellings when those have found nothing.
    """
    kinds = Counter(map(_kind, _QUERY.findall("".join(server.bodies))))
    return sum(math.ceil(number / 10) for number in kinds.values())


_QUERY = re.compile(r'query [^{]*\{(?:"[^"]*"|[^}"])*\};', re.S)


def _kind(query: str) -> str:
    if 'search "' in query and "game_type = (" in query:
        return "searched"
    return "misspelled" if 'search "' in query or "*" in query else "named"


def row_of(import_: Import, title: str) -> ImportRow:
    found = import_.rows.filter(title=title).order_by("number").first()
    assert found is not None, title
    return found


def seen(row: ImportRow) -> Seen:
    return Seen(row.pk, row.version, AT)


def match_of(import_: Import, title: str) -> str:
    igdb_id = row_of(import_, title).igdb_id
    return FoundGame.objects.get(igdb_id=igdb_id).name if igdb_id else ""


def test_the_gist_is_matched_in_few_requests_and_never_again(
    desk: Desk, igdb_server: IgdbServer
) -> None:
    import_ = desk.store_source(GIST)

    counts = enrich(import_, at=AT)
    made = len(igdb_server.requests)
    enrich(import_, at=AT)
    again = desk.store_source(GIST)
    told_at_once = count(again)
    enrich(again, at=AT)

    assert (counts.matched, counts.doubtful, counts.missing) == (84, 1, 0)
    assert made <= 1.3 * fewest(igdb_server)
    assert len(igdb_server.requests) == made
    assert str(told_at_once) == str(counts)
    assert match_of(import_, "Chrono Chross") == "Chrono Cross"
    assert match_of(import_, "Wild AMS: Alter Code F") == "Wild Arms Alter Code: F"
    assert match_of(import_, "Tales of Zesteria") == "Tales of Zestiria"
    assert match_of(import_, "Wild ARMs 2") == "Wild Arms 2"


def test_the_owners_other_lists_ask_only_for_what_is_new(
    desk: Desk, igdb_server: IgdbServer
) -> None:
    enrich(desk.store_source(GIST), at=AT)
    told = []
    for name in ("final-fantasy.json", "rpgs-beaten.json", "top-20.json"):
        before = len(igdb_server.requests)
        counts = enrich(desk.store_source((DATA / name).read_text(), name), at=AT)
        asked = len(igdb_server.requests) - before
        told.append((name, str(counts), asked))

    assert told == [
        ("final-fantasy.json", "19 matched, 0 doubtful, 0 not found", 1),
        ("rpgs-beaten.json", "81 matched, 2 doubtful, 2 not found", 4),
        ("top-20.json", "20 matched, 0 doubtful, 0 not found", 0),
    ]


def test_abbreviations_regions_and_other_numbers_are_found(
    desk: Desk, igdb_server: IgdbServer
) -> None:
    import_ = desk.store_source(
        "# Beaten\n- FFT\n- Illusion of Time\n- Octopath Traveler 2\n- Mother 2\n"
    )

    enrich(import_, at=AT)

    assert match_of(import_, "FFT") == "Final Fantasy Tactics"
    assert match_of(import_, "Illusion of Time") == "Illusion of Gaia"
    assert match_of(import_, "Octopath Traveler 2") == "Octopath Traveler II"
    assert match_of(import_, "Mother 2") == "EarthBound"


def test_two_names_of_one_game_become_one_row(
    desk: Desk, igdb_server: IgdbServer
) -> None:
    import_ = desk.store_source(
        "# Beaten\n- EarthBound\n- Chrono Trigger\n- Mother 2\n"
    )

    enrich(import_, at=AT)

    mother = row_of(import_, "Mother 2")
    assert mother.merged_into == row_of(import_, "EarthBound")
    assert row_of(import_, "Chrono Trigger").merged_into is None


def test_what_a_list_ranks_twice_stays_two_games(
    desk: Desk, igdb_server: IgdbServer
) -> None:
    import_ = desk.store_source(
        "# Top RPGs\n1. Final Fantasy Tactics\n2. Chrono Trigger\n"
        "3. Final Fantasy Tactics: The War of the Lions\n"
    )

    enrich(import_, at=AT)

    row = row_of(import_, "Final Fantasy Tactics: The War of the Lions")
    assert row.merged_into is None
    assert row.igdb_game_id == row.igdb_id


@pytest.mark.parametrize(
    "fault",
    [
        [answered("<html>Bad gateway</html>", 502)] * 12,
        [answered("<html>hello</html>", 200)] * 12,
        [answered({"message": "Too Many Requests"}, 429)] * 12,
        [answered('[{"name": "0", "result": [{"id": 1', 200)] * 12,
    ],
    ids=["502", "HTML", "429", "cut off"],
)
def test_away_midway_igdb_leaves_what_is_settled_and_is_asked_for_the_rest(
    desk: Desk, igdb_server: IgdbServer, fault: list[object]
) -> None:
    import_ = desk.store_source(GIST)

    def break_at_the_second() -> None:
        if len(igdb_server.requests) == 1:
            igdb_server.answer_next(*fault)  # type: ignore[arg-type]

    igdb_server.when_open = break_at_the_second
    with pytest.raises(RemoteError):
        enrich(import_, at=AT)
    settled, left = count(import_).matched, to_ask(import_).count()
    igdb_server.when_open = lambda: None
    igdb_server._answers.clear()
    igdb_server.requests.clear()
    counts = enrich(import_, at=AT)

    assert settled > 60
    assert 0 < left < 25
    assert (counts.matched, counts.doubtful, counts.to_ask) == (84, 1, 0)
    assert "Xenogears" not in "".join(igdb_server.bodies)


def test_wrong_keys_change_nothing(desk: Desk, igdb_server: IgdbServer) -> None:
    import_ = desk.store_source(DOUBTFUL)
    igdb_server.mint_answers.append(
        answered({"status": 403, "message": "invalid client secret"}, 403)
    )

    with pytest.raises(RemoteError, match="rejected the application's keys"):
        enrich(import_, at=AT)

    assert to_ask(import_).count() == 1
    assert not KnownTitle.objects.exists()


def test_nothing_is_asked_without_need_of_keys(
    desk: Desk, igdb_server: IgdbServer, settings: Settings
) -> None:
    enrich(desk.store_source(GIST), at=AT)
    settings.TWITCH_CLIENT_ID = ""

    counts = enrich(desk.store_source(GIST), at=AT)

    assert counts.matched == 84


def test_cancelled_it_keeps_what_came(desk: Desk, igdb_server: IgdbServer) -> None:
    import_ = desk.store_source(GIST)

    with pytest.raises(Cancelled):
        enrich(import_, at=AT, progress=Stopping(10))

    assert import_.rows.exclude(igdb_state=IgdbState.UNASKED).count() == 10


def test_an_applied_import_is_not_matched_any_more(
    desk: Desk, igdb_server: IgdbServer
) -> None:
    import_ = desk.bring(DOUBTFUL)

    with pytest.raises(ImportClosed):
        enrich(import_, at=AT)

    assert igdb_server.requests == []


def test_a_row_changed_meanwhile_keeps_what_its_owner_said(
    desk: Desk, igdb_server: IgdbServer
) -> None:
    import_ = desk.store_source(DOUBTFUL + "- Xenogears\n")

    def rename() -> None:
        ImportRow.objects.filter(batch=import_, title="Xenogears").update(title="Lufia")

    igdb_server.when_open = lambda: None
    progress = Progress()
    progress.begin = lambda *_, **__: rename()  # type: ignore[method-assign]
    enrich(import_, at=AT, progress=progress)

    assert row_of(import_, "Lufia").igdb_state == IgdbState.UNASKED


# The owner's word ----------------------------------------------------------------


def test_a_choice_by_hand_is_remembered(desk: Desk, igdb_server: IgdbServer) -> None:
    import_ = desk.store_source(DOUBTFUL)
    enrich(import_, at=AT)
    row = row_of(import_, "Ys IV: The Ark of Naphistim")
    best = row.igdb_candidates[0]["game"]

    choices.choose(import_, seen(row), best)
    igdb_server.requests.clear()
    again = desk.store_source(DOUBTFUL)
    enrich(again, at=AT)

    chosen = row_of(again, "Ys IV: The Ark of Naphistim")
    assert (chosen.igdb_state, chosen.igdb_id) == (IgdbState.CHOSEN, best)
    assert igdb_server.requests == []


def test_not_on_igdb_is_remembered(desk: Desk, igdb_server: IgdbServer) -> None:
    import_ = desk.store_source(DOUBTFUL)
    enrich(import_, at=AT)

    choices.refuse(import_, seen(row_of(import_, "Ys IV: The Ark of Naphistim")))
    igdb_server.requests.clear()
    again = desk.store_source(DOUBTFUL)
    enrich(again, at=AT)

    assert again.rows.get().igdb_state == IgdbState.REFUSED
    assert igdb_server.requests == []


def test_own_words_find_what_the_title_does_not(
    desk: Desk, igdb_server: IgdbServer
) -> None:
    import_ = desk.store_source("# Beaten\n- That one with the time machine\n")
    enrich(import_, at=AT)
    row = import_.rows.get()

    found = choices.search(import_, seen(row), "chrono trigger")

    names = [
        FoundGame.objects.get(igdb_id=each["game"]).name
        for each in found.igdb_candidates
    ]
    assert row.igdb_state in (IgdbState.MISSING, IgdbState.DOUBTFUL)
    assert found.igdb_state == IgdbState.DOUBTFUL
    assert names[0] == "Chrono Trigger"

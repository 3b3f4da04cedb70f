"""The owner's whole history, with the figures that are known of it."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from apps.profiles.ironmon.audit import differences
from apps.profiles.ironmon.models import Challenge
from apps.profiles.ironmon.models import Checkpoint
from apps.profiles.ironmon.models import CheckpointResult
from apps.profiles.ironmon.models import Run
from apps.realtime.models import Event
from tests.api.client import ApiClient
from tests.api.client import data
from tests.profiles.ironmon.conftest import run_of

pytestmark = pytest.mark.django_db
DUMP = Path(__file__).parent / "files" / "ironmon-dumpdata.json"
# Entered and survived, checkpoint by checkpoint.
KNOWN = [
    (2235, 615),
    (615, 236),
    (236, 64),
    (64, 25),
    (25, 13),
    (13, 9),
    (9, 9),
    (9, 7),
    (7, 5),
    (5, 5),
    (5, 3),
    (3, 1),
    (1, 0),
    *[(0, 0)] * 10,
]
# Counted from the file: runs in a row past the first checkpoint, at the end and ever.
STREAKS = (0, 5)


def imported(path: Path = DUMP) -> str:
    out = StringIO()
    call_command("import_ironmon", str(path), stdout=out)
    return out.getvalue()


def counts() -> tuple[int, ...]:
    models = (Challenge, Checkpoint, Run, CheckpointResult)
    return tuple(model.objects.count() for model in models)


def dumped(tmp_path: Path, *rows: Any) -> Path:
    path = tmp_path / "dump.json"
    path.write_text(json.dumps(rows))
    return path


def row(model: str, key: int, **fields: Any) -> dict[str, Any]:
    return {"model": f"ironmon.{model}", "pk": key, "fields": fields}


def test_the_history_has_the_known_figures(reader: ApiClient) -> None:
    imported()

    stats = data(reader.get("/ironmon/stats"))

    assert counts() == (2, 23, 2235, 992)
    assert stats["challenge"] == "Kaizo"
    assert (stats["total_runs"], stats["victories"]) == (2235, 0)
    assert stats["runs_with_results"] == 615
    found = [(each["entered"], each["survived"]) for each in stats["checkpoints"]]
    assert found == KNOWN
    rates = [each["survival_rate"] for each in stats["checkpoints"]]
    assert [round(100 * rate, 1) for rate in rates[:7]] == [
        27.5,
        38.4,
        27.1,
        39.1,
        52.0,
        69.2,
        100.0,
    ]
    other = data(reader.get("/ironmon/stats", challenge="super-kaizo"))
    assert (other["total_runs"], other["checkpoints"]) == (0, [])
    assert list(differences()) == []


def test_the_wall_is_the_second_rival_and_the_best_run_is_615(
    reader: ApiClient,
) -> None:
    imported()

    stats = data(reader.get("/profiles/ironmon/stats"))

    assert stats["wall"]["name"] == "Rival 2"
    assert round(stats["wall"]["survival_rate"], 3) == 0.271
    best = stats["personal_best"]
    assert (best["checkpoint"], best["checkpoint_order"]) == ("Koga", 12)
    assert best["seed_number"] == 615
    assert stats["days"] == []
    assert (stats["current_streak"], stats["longest_streak"]) == STREAKS


def test_a_second_time_adds_nothing(reader: ApiClient) -> None:
    first, again = imported(), imported()

    assert "Read as Django’s dumpdata: 2,235 new, 2 already there." in first
    assert "2,237 already there." in again
    assert "Added 0 rows, changed 0." in again
    assert counts() == (2, 23, 2235, 992)
    (event,) = Event.objects.exclude(type__startswith="questlog:work")
    assert (event.type, event.payload["added"]) == ("questlog:profile_import", 2235)


def test_what_was_recorded_since_stays(kaizo: Challenge) -> None:
    run = run_of(kaizo, 615, "Silph Co.")
    run.lose(pokemon="Swellow")

    imported()

    run.refresh_from_db()
    assert str(run.furthest) == "Silph Co."
    assert (run.defeat_pokemon, run.version) == ("Swellow", 3)
    assert run.results.count() == 13
    assert run.started_at is not None


def test_another_challenge_comes_with_its_checkpoints_and_its_victory(
    tmp_path: Path, reader: ApiClient
) -> None:
    checkpoints = [
        row("checkpoint", key, name=name, trainer="", order=key, challenge=5)
        for key, name in ((1, "Lab"), (2, "End"))
    ]
    results = [
        row("result", 1, seed=0, checkpoint=2, result=True),
        row("result", 2, seed=1, checkpoint=1, result=False),
    ]
    seeds = [row("seed", 0, challenge=5), row("seed", 1, challenge=5)]
    path = dumped(
        tmp_path, row("challenge", 5, name="Chaos"), *checkpoints, *seeds, *results
    )

    assert "Added 3 rows" in imported(path)
    stats = data(reader.get("/ironmon/stats", challenge="chaos"))
    assert (stats["total_runs"], stats["victories"]) == (2, 1)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([row("game", 1)], "Row 1 is of the model “ironmon.game”"),
        ([row("seed", -1, challenge=1)], "must be a whole number"),
        ([row("seed", 2**31, challenge=1)], "must be a whole number"),
        ([row("seed", 1, challenge=1)], "there is no challenge 1"),
        ([row("challenge", 1, name=" ")], "ironmon.challenge 1 has no name"),
        ([row("challenge", 1, name="A")] * 2, "there are two ironmon.challenge 1"),
        ([5], "Row 1 isn't an object"),
    ],
)
def test_a_bad_file_is_refused_as_a_whole(
    tmp_path: Path, rows: list[Any], message: str
) -> None:
    with pytest.raises(CommandError, match=message) as refused:
        imported(dumped(tmp_path, *rows))

    assert str(refused.value).endswith("Nothing was imported.")
    assert counts() == (0, 0, 0, 0)


def test_what_is_no_json_or_no_file_is_said(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("{")

    with pytest.raises(CommandError, match="isn't valid JSON"):
        imported(path)
    with pytest.raises(CommandError, match="No such file"):
        imported(tmp_path / "gone.json")

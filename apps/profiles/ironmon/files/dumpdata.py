"""The owner's former record: what Django's `dumpdata` wrote of their first program."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import Any

from apps.profiles.imports.importer import UnreadableFile
from apps.profiles.ironmon.files.runs import ChallengeRead
from apps.profiles.ironmon.files.runs import RunRead
from apps.profiles.ironmon.files.runs import RunsRead
from apps.profiles.ironmon.models.run import LARGEST_SEED

FORMAT = "Django’s dumpdata"
MODELS = ("challenge", "checkpoint", "seed", "result")

type Rows = dict[str, dict[int, dict[str, Any]]]


def read_history(text: str) -> RunsRead:
    """The challenges and runs of the file. Raises `UnreadableFile`."""
    rows = _rows_of(text)
    cleared: dict[int, list[str]] = defaultdict(list)
    places = rows["checkpoint"]
    for fields in rows["result"].values():
        # A former result could be a failure, too: that is no checkpoint cleared.
        if fields.get("result") is True:
            cleared[fields["seed"]].append(places[fields["checkpoint"]]["name"])
    names = {key: fields["name"] for key, fields in rows["challenge"].items()}
    ordered = sorted(places.values(), key=lambda fields: fields["order"])
    return RunsRead(
        format=FORMAT,
        challenges=[
            ChallengeRead(
                name=name,
                checkpoints=[
                    {"name": each["name"], "trainer": str(each.get("trainer") or "")}
                    for each in ordered
                    if each["challenge"] == key
                ],
            )
            for key, name in sorted(names.items())
        ],
        runs=[
            RunRead(
                challenge=names[fields["challenge"]],
                seed_number=number,
                cleared=cleared[number],
            )
            for number, fields in sorted(rows["seed"].items())
        ],
    )


def _rows_of(text: str) -> Rows:
    try:
        content = json.loads(text)
    except ValueError as error:
        raise UnreadableFile(f"This isn't valid JSON: {error}.") from error
    if not isinstance(content, list):
        raise UnreadableFile("Expected an array of rows, as `dumpdata` writes it.")
    rows: Rows = {model: {} for model in MODELS}
    for place, row in enumerate(content, start=1):
        model, key, fields = _row_of(row, place)
        if key in rows[model]:
            raise UnreadableFile(f"Row {place}: there are two ironmon.{model} {key}.")
        rows[model][key] = fields
    _check(rows)
    return rows


def _row_of(row: Any, place: int) -> tuple[str, int, dict[str, Any]]:
    if not isinstance(row, dict):
        raise UnreadableFile(f"Row {place} isn't an object.")
    app, _, model = str(row.get("model")).partition(".")
    key, fields = row.get("pk"), row.get("fields")
    if app != "ironmon" or model not in MODELS:
        raise UnreadableFile(
            f"Row {place} is of the model “{row.get('model')}”. Known are "
            "ironmon.challenge, checkpoint, seed, and result."
        )
    if type(key) is not int or not 0 <= key <= LARGEST_SEED:
        raise UnreadableFile(
            f"Row {place}: “pk” must be a whole number from 0 to {LARGEST_SEED}."
        )
    if not isinstance(fields, dict):
        raise UnreadableFile(f"Row {place} has no fields.")
    return model, key, fields


def _check(rows: Rows) -> None:
    """What rows refer to is in the file, and names and orders are what they are."""
    for model, name, target in (
        ("checkpoint", "challenge", "challenge"),
        ("seed", "challenge", "challenge"),
        ("result", "seed", "seed"),
        ("result", "checkpoint", "checkpoint"),
    ):
        for key, fields in rows[model].items():
            if fields.get(name) not in rows[target]:
                raise UnreadableFile(
                    f"ironmon.{model} {key}: there is no {target} {fields.get(name)}."
                )
    for key, fields in rows["result"].items():
        seed, checkpoint = fields["seed"], fields["checkpoint"]
        theirs = rows["checkpoint"][checkpoint]["challenge"]
        if rows["seed"][seed]["challenge"] != theirs:
            raise UnreadableFile(
                f"ironmon.result {key}: checkpoint {checkpoint} isn't one of the "
                f"challenge of seed {seed}."
            )
    for model in ("challenge", "checkpoint"):
        for key, fields in rows[model].items():
            if not isinstance(fields.get("name"), str) or not fields["name"].strip():
                raise UnreadableFile(f"ironmon.{model} {key} has no name.")
    for key, fields in rows["checkpoint"].items():
        if type(fields.get("order")) is not int:
            raise UnreadableFile(f"ironmon.checkpoint {key} has no order.")

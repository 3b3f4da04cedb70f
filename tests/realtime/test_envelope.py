from __future__ import annotations

import json
from datetime import UTC
from datetime import datetime
from datetime import timedelta
from datetime import timezone
from pathlib import Path
from uuid import UUID

import pytest

from apps.realtime.envelope import LoggedEvent
from apps.realtime.envelope import decode
from apps.realtime.envelope import encode
from apps.realtime.envelope import timestamp

GOLDEN = Path(__file__).parent / "golden_envelope.json"

COMPLETION = LoggedEvent(
    sequence=1842,
    uuid=UUID("0199f2a4-7b1c-7d2e-9c3a-5f1e2d3c4b5a"),
    type="questlog:playthrough_complete",
    version=1,
    subject="playthrough:5d1f9a1e-6a0b-4c58-9d53-0a4b6c1d2e3f",
    payload_json='{"work":"Pokémon Röt","edition":"Ωmega","platform":null,'
    '"playtime_hours":40.5,"rating":4.5,"a_later_key":[1,{"b":2,"a":1}]}',
    occurred_at=datetime(2026, 11, 22, 22, 49, 1, 123456, tzinfo=UTC),
    epoch="k3v9q2aa",
)


def test_the_envelope_is_the_golden_file_byte_for_byte() -> None:
    assert encode(COMPLETION) == GOLDEN.read_bytes().rstrip(b"\n")


def test_overlays_find_their_three_keys_first() -> None:
    keys = list(json.loads(encode(COMPLETION)))

    assert keys[:3] == ["type", "payload", "timestamp"]
    assert keys[3:] == ["id", "sequence", "epoch", "version", "subject"]


def test_the_payload_keeps_the_order_of_its_author() -> None:
    payload = json.loads(encode(COMPLETION))["payload"]

    assert list(payload)[-1] == "a_later_key"
    assert list(payload["a_later_key"][1]) == ["b", "a"]


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        (datetime(2026, 1, 2, tzinfo=UTC), "2026-01-02T00:00:00.000000Z"),
        (
            datetime(2026, 1, 2, 1, tzinfo=timezone(timedelta(hours=2))),
            "2026-01-01T23:00:00.000000Z",
        ),
    ],
)
def test_a_time_is_in_utc_and_always_as_long(moment: datetime, text: str) -> None:
    assert timestamp(moment) == text


def test_what_was_encoded_is_decoded() -> None:
    envelope = decode(encode(COMPLETION))

    assert (envelope.epoch, envelope.sequence) == ("k3v9q2aa", 1842)
    assert envelope.text.encode() == encode(COMPLETION)


@pytest.mark.parametrize(
    "noise", [b"", b"hello", b"[]", b"3", b'{"type": "x"}', b"\xff"]
)
def test_noise_is_no_event(noise: bytes) -> None:
    with pytest.raises(ValueError):
        decode(noise)

"""What is refused before anything is parsed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from apps.imports.intake.preview import preview
from apps.imports.parsing import NotText
from apps.imports.parsing import SourceError
from apps.imports.parsing import SourceTooLarge
from apps.imports.parsing import decode_source
from apps.imports.parsing import parse
from apps.imports.parsing.formats import Format
from apps.imports.parsing.formats import detect
from tests.imports.conftest import Desk

FILES = Path(__file__).parent / "files"


def test_utf8_with_or_without_a_byte_order_mark_is_text() -> None:
    assert decode_source("Pokémon\r\n".encode()).text == "Pokémon\n"
    assert decode_source("Pokémon".encode("utf-8-sig")).text == "Pokémon"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_utf16_is_text_with_or_without_a_byte_order_mark(encoding: str) -> None:
    found = decode_source("Title,Notes\nPokémon,ゼルダ\n".encode(encoding))

    assert (found.text, found.guessed) == ("Title,Notes\nPokémon,ゼルダ\n", "")


@pytest.mark.parametrize(
    ("text", "encoding", "guessed"),
    [
        ("Pokémon", "latin-1", "Windows-1252"),
        ("Titel;Notiz\nÖkolopoly;„Spaß“ – gut\n", "cp1252", "Windows-1252"),
        ("タイトル,機種\nクロノ・トリガー,SFC\n", "cp932", "Shift JIS"),
    ],
)
def test_an_older_encoding_is_guessed_and_told(
    text: str, encoding: str, guessed: str
) -> None:
    found = decode_source(text.encode(encoding))

    assert (found.text, found.guessed) == (text, guessed)
    assert guessed in found.warnings[0]


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"x" * (21 * 1024 * 1024), SourceTooLarge),
        (b"\x89PNG\r\n\x1a\n\x00", NotText),
        (b"\x89PNG\r\n\x1a\n", NotText),
        (b"\xff\xfeI", NotText),
        (b"\xef\xbb\xbfPok\xe9mon", NotText),
        (b"\x81\x00\x8d\x00\xff", NotText),
        (b"- a\x00b", NotText),
    ],
)
def test_other_data_is_refused_with_advice(
    data: bytes, error: type[SourceError]
) -> None:
    with pytest.raises(error) as refused:
        decode_source(data)

    assert refused.value.message
    assert refused.value.what_to_do


@pytest.mark.parametrize(
    "text", ["x" * 3_000_000, "é" * 1_500_000, "a\x00", "\ud800", "\n" * 60_000]
)
def test_text_is_checked_the_same_way(text: str) -> None:
    with pytest.raises(SourceError):
        parse(text)


def test_more_games_than_one_import_takes_are_refused() -> None:
    with pytest.raises(SourceTooLarge, match="games"):
        parse("- a\n" * 10_001)


@pytest.mark.parametrize("text", ["", "   \n\n", "# Only a heading\n"])
def test_a_text_without_games_has_no_rows(text: str) -> None:
    assert parse(text).rows == ()


def test_the_format_is_detected_once(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    detected = []

    def counting(text: str, **options: Any) -> Format:
        detected.append(text)
        return detect(text, **options)

    monkeypatch.setattr("apps.imports.intake.source.detect", counting)
    text = "Title,Status,Mood\nIco,Completed,fine\n"

    preview(text.encode(), name="games.csv", size=len(text))
    assert len(detected) == 1
    desk.store_source((FILES / "grouvee.csv").read_text(), "grouvee.csv")
    assert len(detected) == 2

"""Questions to IGDB: written safely, whatever a title holds."""

from __future__ import annotations

import pytest

from apps.integrations.igdb.apicalypse import Query
from apps.integrations.igdb.apicalypse import all_of
from apps.integrations.igdb.apicalypse import among
from apps.integrations.igdb.apicalypse import any_of
from apps.integrations.igdb.apicalypse import holds_text
from apps.integrations.igdb.apicalypse import is_null
from apps.integrations.igdb.apicalypse import quoted
from apps.integrations.igdb.apicalypse import same_text
from apps.integrations.igdb.images import image_url


def test_a_question_is_written_as_documented() -> None:
    query = Query(
        endpoint="games",
        fields=("name", "cover.image_id"),
        where=all_of(
            among("platforms", (6, 48)),
            is_null("version_parent"),
            any_of(same_text("name", "Ico"), same_text("name", "Shenmue")),
        ),
        sort="first_release_date desc",
        limit=50,
        offset=100,
    )

    assert query.body() == (
        "fields name,cover.image_id; "
        'where platforms = (6,48) & version_parent = null & (name ~ "Ico" | '
        'name ~ "Shenmue"); sort first_release_date desc; limit 50; offset 100;'
    )
    assert Query(endpoint="games", search="ico", limit=5).named("fuzzy") == (
        'query games "fuzzy" { fields id; search "ico"; limit 5; };'
    )
    assert holds_text("name", "ico") == 'name ~ *"ico"*'


@pytest.mark.parametrize(
    ("text", "literal"),
    [
        ('The "Best" Game', '"The Best Game"'),
        ('"; fields *; where id > 0; "', '"; fields *; where id > 0;"'),
        ("back\\slash\\", '"backslash"'),
        ("two\nlines\tand  spaces\x00", '"two lines and spaces"'),
        ("Pokémon™ 星", '"Pokémon™ 星"'),
        ("x" * 500, f'"{"x" * 100}"'),
    ],
)
def test_a_text_cannot_leave_its_quotation_marks(text: str, literal: str) -> None:
    assert quoted(text) == literal


def test_what_igdb_would_refuse_is_not_asked() -> None:
    with pytest.raises(ValueError, match="sort"):
        Query(endpoint="games", search="ico", sort="name asc")
    with pytest.raises(ValueError, match="500"):
        Query(endpoint="games", limit=501)
    with pytest.raises(ValueError, match="no field"):
        Query(endpoint="games", fields=("name; limit 500",))
    with pytest.raises(ValueError, match="No values"):
        among("id", ())


@pytest.mark.parametrize(
    ("size", "retina", "address"),
    [
        ("cover_big", False, "t_cover_big/co1r7f.jpg"),
        ("cover_small", True, "t_cover_small_2x/co1r7f.jpg"),
        ("1080p", False, "t_1080p/co1r7f.jpg"),
    ],
)
def test_an_image_has_an_address_at_each_size(
    size: str, retina: bool, address: str
) -> None:
    base = "https://images.igdb.com/igdb/image/upload"

    found = image_url("co1r7f", size, retina=retina)  # type: ignore[arg-type]

    assert found == f"{base}/{address}"


@pytest.mark.parametrize("image_id", ["", None, "../../etc", "a/b", 'x"'])
def test_what_is_no_image_has_no_address(image_id: str | None) -> None:
    assert image_url(image_id) is None

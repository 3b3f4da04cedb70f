"""What an upgrade makes of a library that is there already."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from uuid import UUID

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from wagtail.models import Page
from wagtail.models import ReferenceIndex
from wagtail.search.models import IndexEntry

from apps.library import migrations
from apps.library.models import Edition
from apps.library.models import Game


def run(migration: str, name: str) -> None:
    """The SQL `name` of a migration, whatever its number."""
    (found,) = Path(migrations.__path__[0]).glob(f"*_{migration}.py")
    module = import_module(f"{migrations.__name__}.{found.stem}")
    with connection.cursor() as cursor:
        cursor.execute(getattr(module, name))


@pytest.mark.django_db
def test_an_upgrade_marks_the_first_editions_that_nobody_has_touched() -> None:
    untouched = Game.objects.add(name="Untouched", release_date="1995")
    edited = Game.objects.add(name="Edited").first_edition()
    edited.summary = "Mine"
    edited.save()
    second = Edition.objects.create(game=untouched, name="Untouched")
    Edition.objects.update(is_placeholder=False)

    run("edition_is_placeholder", "MARK")

    marked = Edition.objects.filter(is_placeholder=True)
    assert list(marked) == [untouched.first_edition()]
    assert second not in marked


@pytest.mark.django_db
def test_an_upgrade_empties_texts_that_mean_none() -> None:
    edition = Game.objects.add(name="Ico").first_edition()
    Edition.objects.update(cover_url="", twitch_category_id="")

    run("empty_texts_are_null", "EMPTY")

    edition.refresh_from_db()
    assert (edition.cover_url, edition.twitch_category_id) == (None, None)


@pytest.mark.django_db
def test_an_upgrade_forgets_what_the_search_index_kept_of_the_library() -> None:
    for model in (Game, Page):
        kind = ContentType.objects.get_for_model(model)
        IndexEntry.objects.filter(content_type=kind).delete()
        IndexEntry.objects.create(
            content_type=kind, object_id="1", autocomplete="", title="", body=""
        )

    run("no_search_index", "FORGET")

    kinds = IndexEntry.objects.values_list("content_type__model", flat=True)
    assert set(kinds) == {"page"}


@pytest.mark.django_db
def test_an_upgrade_forgets_what_the_reference_index_kept_of_the_library() -> None:
    game, page = map(ContentType.objects.get_for_model, (Game, Page))
    ReferenceIndex.objects.all().delete()
    for number, (source, target) in enumerate(
        [(game, page), (page, game), (page, page)]
    ):
        ReferenceIndex.objects.create(
            content_type=source,
            base_content_type=source,
            object_id="1",
            to_content_type=target,
            to_object_id="2",
            model_path="path",
            content_path="path",
            content_path_hash=UUID(int=number),
        )

    run("no_reference_index", "FORGET")

    left = ReferenceIndex.objects.get()
    assert (left.content_type, left.to_content_type) == (page, page)

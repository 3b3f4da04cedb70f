from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.template import Context
from django.template import Template

from apps.core.plurals import counted
from apps.core.plurals import plural

ROOT = Path(__file__).parent.parent.parent


@pytest.mark.parametrize(
    ("count", "noun", "told"),
    [
        (0, "genre", "0 genres"),
        (1, "genre", "1 genre"),
        (2, "genre", "2 genres"),
        (1, "list entry", "1 list entry"),
        (1024, "list entry", "1,024 list entries"),
        (3, "playthrough", "3 playthroughs"),
        (2, "series", "2 series"),
        (2, "match", "2 matches"),
        (2, "day", "2 days"),
    ],
)
def test_a_number_takes_the_right_form_of_its_noun(
    count: int, noun: str, told: str
) -> None:
    assert counted(count, noun) == told


def test_our_models_are_called_as_django_calls_them() -> None:
    ours = [m for m in apps.get_models() if m.__module__.startswith("apps.")]

    for model in ours:
        names = model._meta
        assert plural(str(names.verbose_name)) == names.verbose_name_plural


def test_templates_count_the_same_way() -> None:
    text = "{% load plurals %}{{ 1|counted:'game' }}, {{ none|counted:'game' }}"

    assert Template(text).render(Context()) == "1 game, 0 games"


def test_nothing_forms_plurals_by_itself() -> None:
    ways = re.compile(r"\|pluralize|'' if [^}]*== 1 else 's'")
    found = [
        path.relative_to(ROOT)
        for folder, kind in (("templates", "*.html"), ("apps", "*.py"))
        for path in (ROOT / folder).rglob(kind)
        if ways.search(path.read_text())
    ]

    assert found == []

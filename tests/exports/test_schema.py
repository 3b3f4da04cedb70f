from __future__ import annotations

import json
import os

from django.apps import apps
from jsonschema import Draft202012Validator

from apps.core.export_schema import left_out_models
from apps.core.export_schema import sections
from apps.exports.columns import columns
from apps.exports.schema import SHIPPED
from apps.exports.schema import schema
from tests.exports.conftest import exported
from tests.exports.conftest import parsed


def test_every_field_is_exported_or_left_out_with_a_reason() -> None:
    """Of a new field, tell the model's `field_table` or `export_sections.py`."""
    untold = {
        f"{section.model._meta.label}.{field.name}"
        for section in sections()
        for field in (
            *section.model._meta.concrete_fields,
            *section.model._meta.many_to_many,
        )
        if (field.name in section.fields) == (field.name in section.left_out)
    }

    assert untold == set()
    assert all(reason for section in sections() for reason in section.left_out.values())


def test_every_model_is_exported_or_left_out_with_a_reason() -> None:
    """Of a new model, tell its app's `export_sections.py`."""
    told = {section.model for section in sections()}
    left_out = left_out_models()

    untold = {
        model._meta.label
        for config in apps.get_app_configs()
        if config.name.startswith("apps.") and config.label not in left_out
        for model in config.get_models()
        if model not in told and model._meta.label_lower not in left_out
    }

    assert untold == set()
    assert all(left_out.values())


def test_no_secret_is_among_the_fields() -> None:
    secret = ("password", "secret", "token", "api_key", "session_key")

    found = {
        f"{section.name}.{name}"
        for section in sections()
        for name in section.fields
        if any(word in name for word in secret)
    }

    assert found == set()


def test_a_section_stands_behind_those_that_it_refers_to() -> None:
    order = [section.model for section in sections()]

    early = {
        f"{section.name}.{column.key}"
        for place, section in enumerate(sections())
        for column in columns(section)
        if column.is_reference or column.is_many
        if column.target not in order[:place] and column.key not in section.late
    }

    assert early == set()


def test_the_published_schema_is_what_is_written() -> None:
    """After a wanted change: `UPDATE_SNAPSHOTS=1 uv run pytest tests/exports`."""
    current = json.dumps(schema(), indent=1, ensure_ascii=False) + "\n"
    if os.environ.get("UPDATE_SNAPSHOTS"):
        SHIPPED.write_text(current)

    assert current == SHIPPED.read_text()


def test_the_schema_refuses_what_questlog_does_not_know(small_house: None) -> None:
    validator = Draft202012Validator(schema())
    export = parsed(exported())
    assert validator.is_valid(export)

    assert not validator.is_valid(export | {"secrets": []})
    assert not validator.is_valid(export | {"games": [{"name": "No id"}]})
    assert not validator.is_valid(export | {"version": 2})

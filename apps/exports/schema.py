"""The JSON Schema of the export, made of the same sections that write it."""

from __future__ import annotations

from pathlib import Path

from django.db import models

from apps.core.export_schema import Section
from apps.core.export_schema import sections
from apps.exports.columns import Column
from apps.exports.columns import Schema
from apps.exports.columns import columns
from apps.exports.file_format import FORMAT
from apps.exports.file_format import VERSION

# The schema as it is published; a test holds it to what `schema()` makes.
SHIPPED = Path(__file__).with_name(f"{FORMAT}-{VERSION}.schema.json")
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema() -> Schema:
    parts = {section.name: _section(section) for section in sections()}
    return {
        "$schema": DIALECT,
        "title": f"{FORMAT} {VERSION}",
        "description": "Everything one owner has in Questlog. Rows refer to each "
        "other by `id`. Rows are in the order they were created; a "
        "part comes after the parts it refers to.",
        "type": "object",
        "properties": {
            "format": {"const": FORMAT},
            "version": {"const": VERSION},
            "exported_at": {"type": "string", "format": "date-time"},
            "counts": {
                "description": "The number of rows in each part.",
                "type": "object",
                "additionalProperties": {"type": "integer", "minimum": 0},
            },
            **parts,
            "checksum": {
                "description": "SHA-256 over each part's name and its rows as "
                "compact JSON, each followed by a newline. A file "
                "without it isn't checked.",
                "type": "string",
                "pattern": "^sha256:[0-9a-f]{64}$",
            },
        },
        "required": ["format", "version", "counts"],
        "additionalProperties": False,
    }


def _section(section: Section) -> Schema:
    written = columns(section)
    return {
        "description": section.about,
        "type": "array",
        "items": {
            "type": "object",
            "properties": {column.key: _column(column, section) for column in written},
            "required": [column.key for column in written if column.is_required],
            "additionalProperties": False,
        },
    }


def _column(column: Column, section: Section) -> Schema:
    if column.key in section.described:
        return dict(section.described[column.key])
    found: Schema = dict(column.kind.schema)
    if column.is_reference or column.is_many:
        found["description"] = f"Of the {column.target._meta.verbose_name_plural}."
    elif column.field.help_text and not column.field.unique:
        found["description"] = str(column.field.help_text)
    choices = [value for value, _ in column.field.flatchoices]
    if choices:
        nothing = None if column.field.null else ""
        found["enum"] = [*choices, *([nothing] if column.field.blank else [])]
    if isinstance(column.field, models.CharField) and not choices:
        found.setdefault("maxLength", column.field.max_length)
    if not column.is_many and column.field.null and "type" in found:
        found["type"] = [found["type"], "null"]
    return found

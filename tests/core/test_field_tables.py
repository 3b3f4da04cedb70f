"""Each model says once which of its fields is whose."""

from __future__ import annotations

from collections import Counter

import pytest
from django.apps import apps
from django.db import models

from apps.core.models.field_table import field_table_of
from apps.core.models.revisions import RevisedModel

MODELS = [model for model in apps.get_models() if model.__module__.startswith("apps.")]


@pytest.mark.parametrize("model", MODELS)
def test_every_field_stands_in_exactly_one_group(model: type[models.Model]) -> None:
    """Of a new field, tell the model's `field_table`."""
    fields = (*model._meta.concrete_fields, *model._meta.many_to_many)

    assert Counter(field_table_of(model).names) == Counter(f.name for f in fields)


@pytest.mark.parametrize("model", MODELS)
def test_subsets_are_of_fields_that_there_are(model: type[models.Model]) -> None:
    table = field_table_of(model)
    edited = {
        field.attname
        for field in model._meta.concrete_fields
        if field.name in table.edited
    }

    assert {*table.sourced, *table.event_triggers} <= edited
    assert table.not_exported.keys() <= {*table.names}


@pytest.mark.parametrize("model", [m for m in MODELS if issubclass(m, RevisedModel)])
def test_a_form_may_write_what_the_owner_edits(model: type[models.Model]) -> None:
    """A restored version brings back the same: see `RevisedModel`."""
    fields = (*model._meta.concrete_fields, *model._meta.many_to_many)
    editable = {f.name for f in fields if f.editable and not f.primary_key}

    assert editable == set(field_table_of(model).edited)

"""Revisions of rows: what a restored version brings back, and what it must not."""

from __future__ import annotations

from typing import Any
from typing import Self

from django.db import models
from wagtail.models import RevisionMixin

from apps.core.models.provenance import SourcedFields


class RevisedModel(RevisionMixin):
    """A row with Wagtail's history, restorable after its surroundings changed.

    A version brings back what a person edits. What is not editable (counters, remote
    answers, who a field came from) stays as it is now. A reference whose row is gone
    meanwhile is emptied, or stays as it is now where it must have one; Wagtail would
    fail (modelcluster handles no PROTECT).
    """

    class Meta:
        abstract = True

    def with_content_json(self, content: dict[str, Any]) -> Self:
        version: Self = super().with_content_json(self._with_living_references(content))
        for field in self._meta.concrete_fields:
            if not field.editable:
                setattr(version, field.attname, getattr(self, field.attname))
        if isinstance(self, SourcedFields) and isinstance(version, SourcedFields):
            version._loaded = dict(self._loaded)
        return version

    def _with_living_references(self, content: dict[str, Any]) -> dict[str, Any]:
        living = dict(content)
        for field in self._meta.concrete_fields:
            key = content.get(field.name)
            if not isinstance(field, models.ForeignKey) or key is None:
                continue
            if not field.related_model._base_manager.filter(pk=key).exists():
                now = getattr(self, field.attname)
                living[field.name] = None if field.null else now
        return living

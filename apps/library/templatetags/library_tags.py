from __future__ import annotations

from django import template

from apps.library import columns

register = template.Library()
register.filter("stars", columns.stars)
register.filter("cover_of", columns.cover_of)

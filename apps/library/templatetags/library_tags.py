from __future__ import annotations

from django import template

from apps.core import ratings
from apps.library.admin import columns

register = template.Library()
register.filter("stars", ratings.stars)
register.filter("cover_of", columns.cover_of)

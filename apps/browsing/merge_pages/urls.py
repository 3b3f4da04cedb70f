"""The addresses of merging, below the admin's games."""

from __future__ import annotations

from django.urls import URLPattern
from django.urls import path

from apps.browsing.merge_pages.choose_view import ChooseView
from apps.browsing.merge_pages.compare_view import CompareView
from apps.browsing.merge_pages.compare_view import UndoMergeView
from apps.browsing.merge_pages.duplicates_view import DuplicatesView
from apps.browsing.merge_pages.duplicates_view import NotTheSameView

URLPATTERNS: list[URLPattern] = [
    path("merge/<int:pk>/", ChooseView.as_view(), name="merge"),
    path("merge/<int:pk>/<int:other_pk>/", CompareView.as_view(), name="merge_with"),
    # `pk` is the merge's.
    path("merges/<int:pk>/undo/", UndoMergeView.as_view(), name="undo_merge"),
    path("duplicates/", DuplicatesView.as_view(), name="duplicates"),
    path(
        "duplicates/<int:pk>/<int:other_pk>/",
        NotTheSameView.as_view(),
        name="not_the_same",
    ),
]

"""The addresses of what a game's page does, below the admin's games."""

from __future__ import annotations

from django.urls import URLPattern
from django.urls import path

from apps.browsing.game_page.cards import CardView
from apps.browsing.game_page.cards import EditCardView
from apps.browsing.game_page.cards import NewCardView
from apps.browsing.game_page.ranking import RankOnView
from apps.browsing.game_page.ranking import RankView
from apps.browsing.game_page.verbs import DropView
from apps.browsing.game_page.verbs import MarkOngoingView
from apps.browsing.game_page.verbs import PlayView
from apps.browsing.game_page.verbs import UndoVerbView

# `pk` is the game's, but the playthrough's for its card.
URLPATTERNS: list[URLPattern] = [
    path("play/<int:pk>/", PlayView.as_view(), name="play"),
    path("mark-ongoing/<int:pk>/", MarkOngoingView.as_view(), name="mark_ongoing"),
    path("drop/<int:pk>/", DropView.as_view(), name="drop"),
    path("undo/<int:pk>/", UndoVerbView.as_view(), name="undo_verb"),
    path("rank/<int:pk>/", RankView.as_view(), name="rank"),
    path("rank/<int:pk>/<int:list_pk>/", RankOnView.as_view(), name="rank_on"),
    path("card/new/<int:pk>/", NewCardView.as_view(), name="new_card"),
    path("card/<int:pk>/", CardView.as_view(), name="card"),
    path("card/<int:pk>/edit/", EditCardView.as_view(), name="edit_card"),
]

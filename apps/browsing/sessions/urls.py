"""The addresses of sessions, beside their listing's own."""

from __future__ import annotations

from django.urls import URLPattern
from django.urls import path

from apps.browsing.sessions.log_views import FollowSessionsView
from apps.browsing.sessions.log_views import LogPage
from apps.browsing.sessions.log_views import UndoLogView
from apps.browsing.sessions.timer_views import BarView
from apps.browsing.sessions.timer_views import EndPage
from apps.browsing.sessions.timer_views import PauseView
from apps.browsing.sessions.timer_views import ResumeView
from apps.browsing.sessions.timer_views import StartView
from apps.journal.admin.session_fields import say_played

URLPATTERNS: list[URLPattern] = [
    path("session/log/", LogPage.as_view(), name="session_log"),
    path("session/words/", say_played, name="session_words"),
    path("session/undo/", UndoLogView.as_view(), name="session_undo"),
    path("session/bar/", BarView.as_view(), name="session_bar"),
    path("session/start/", StartView.as_view(), name="session_start"),
    path("session/<int:pk>/pause/", PauseView.as_view(), name="session_pause"),
    path("session/<int:pk>/resume/", ResumeView.as_view(), name="session_resume"),
    path("session/<int:pk>/end/", EndPage.as_view(), name="session_end"),
    path("session/hours/<int:pk>/", FollowSessionsView.as_view(), name="session_hours"),
]

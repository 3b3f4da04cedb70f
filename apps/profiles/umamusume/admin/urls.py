"""Umamusume's addresses in the admin, below /admin/."""

from __future__ import annotations

from django.urls import URLPattern
from django.urls import path
from django.urls import re_path

from apps.profiles.umamusume.admin.collection_page import CollectionPage
from apps.profiles.umamusume.admin.entry.page import ChangeView
from apps.profiles.umamusume.admin.entry.page import CompleteView
from apps.profiles.umamusume.admin.entry.page import EditPage
from apps.profiles.umamusume.admin.entry.page import EntryPage
from apps.profiles.umamusume.admin.entry.page import FinaleView
from apps.profiles.umamusume.admin.entry.page import PlanView
from apps.profiles.umamusume.admin.entry.page import SaveView
from apps.profiles.umamusume.admin.entry.page import WithdrawView
from apps.profiles.umamusume.admin.meeting_pages import MeetingPage
from apps.profiles.umamusume.admin.meeting_pages import MeetingsPage
from apps.profiles.umamusume.admin.profile_page import ProfilePage
from apps.profiles.umamusume.admin.records_page import RecordsPage
from apps.profiles.umamusume.admin.run_page import DeletePage
from apps.profiles.umamusume.admin.run_page import RunPage
from apps.profiles.umamusume.admin.run_page import RunVerbView
from apps.profiles.umamusume.admin.stable_page import BulkView
from apps.profiles.umamusume.admin.stable_page import StablePage
from apps.profiles.umamusume.admin.trials_pages import TeamPage
from apps.profiles.umamusume.admin.trials_pages import TrialsPage
from apps.profiles.umamusume.admin.veterans import VeteransView
from apps.profiles.umamusume.admin.vocabulary_pages import RowPage
from apps.profiles.umamusume.admin.vocabulary_pages import VocabularyPage

# Each address below profiles/umamusume/, its view, and the end of its name.
_PATHS = (
    ("", StablePage, "stable"),
    ("bulk/", BulkView, "bulk"),
    ("enter/", EntryPage, "enter"),
    ("enter/save/", SaveView, "save"),
    ("enter/complete/", CompleteView, "complete"),
    ("enter/change/", ChangeView, "change"),
    ("enter/finale/", FinaleView, "finale"),
    ("enter/<uuid:uuid>/withdraw/", WithdrawView, "withdraw"),
    ("veterans/", VeteransView, "veterans"),
    ("runs/<uuid:uuid>/", RunPage, "run"),
    ("runs/<uuid:uuid>/edit/", EditPage, "edit"),
    ("runs/<uuid:uuid>/plan/", PlanView, "plan"),
    ("runs/<uuid:uuid>/delete/", DeletePage, "delete"),
    ("runs/<uuid:uuid>/do/<slug:verb>/", RunVerbView, "verb"),
    ("records/", RecordsPage, "records"),
    ("meetings/", MeetingsPage, "meetings"),
    ("trials/", TrialsPage, "trials"),
    ("trials/<uuid:uuid>/", TeamPage, "team"),
    ("collection/", CollectionPage, "collection"),
    ("profile/", ProfilePage, "profile"),
    ("vocabulary/<slug:kind>/", VocabularyPage, "vocabulary"),
    ("vocabulary/<slug:kind>/add/", RowPage, "vocabulary_add"),
)
BASE = "profiles/umamusume/"


def urlpatterns() -> list[URLPattern]:
    return [
        *(
            path(BASE + route, view.as_view(), name=f"umamusume_{name}")
            for route, view, name in _PATHS
        ),
        # Below zero: what the owner added. Not longer than the column.
        re_path(
            rf"^{BASE}meetings/(?P<meeting>-?[0-9]{{1,10}})/$",
            MeetingPage.as_view(),
            name="umamusume_meeting",
        ),
        re_path(
            rf"^{BASE}vocabulary/(?P<kind>[a-z]+)/(?P<number>-?[0-9]{{1,10}})/$",
            RowPage.as_view(),
            name="umamusume_vocabulary_row",
        ),
    ]

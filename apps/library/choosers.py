"""How games, editions, franchises, platforms and genres are chosen in forms."""

from __future__ import annotations

from typing import Any

from django.db import models
from wagtail.admin.ui.tables import Column

from apps.core.choosers import AdminChooserViewSet
from apps.core.choosers import ChooseResultsView
from apps.core.choosers import ChooseView
from apps.core.choosers import WordsFilterForm
from apps.library import search
from apps.library.forms import NewEditionForm
from apps.library.forms import NewFranchiseForm
from apps.library.forms import NewGameForm
from apps.library.forms import NewGenreForm
from apps.library.forms import NewPlatformForm
from apps.library.models import Edition
from apps.library.models import Game


class _GameRows:
    def get_object_list(self) -> models.QuerySet[Game]:
        return Game.objects.select_related("franchise")

    @property
    def columns(self) -> list[Column]:
        return [
            *super().columns,  # type: ignore[misc]
            Column("franchise", label="Franchise", accessor="franchise.name"),
            Column("original_release_year", label="Year"),
        ]


class ChooseGameView(_GameRows, ChooseView):
    pass


class ChooseGameResultsView(_GameRows, ChooseResultsView):
    pass


class GameChooserViewSet(AdminChooserViewSet):
    choose_view_class = ChooseGameView
    choose_results_view_class = ChooseGameResultsView
    creation_form_class = NewGameForm


class EditionFilterForm(WordsFilterForm):
    def search(self, objects: models.QuerySet[Any], text: str) -> models.QuerySet[Any]:
        return search.editions_found(objects, text)


class _EditionRows:
    filter_form_class = EditionFilterForm

    def get_object_list(self) -> models.QuerySet[Edition]:
        return Edition.objects.select_related("game").prefetch_related("platforms")

    @property
    def columns(self) -> list[Column]:
        return [
            *super().columns,  # type: ignore[misc]
            Column("kind", label="Kind", accessor="get_edition_type_display"),
            Column("platforms", label="Platforms", accessor=_platform_names),
            Column("release_date", label="Released"),
        ]


def _platform_names(edition: Edition) -> str:
    return ", ".join(p.abbreviation or p.name for p in edition.platforms.all())


class ChooseEditionView(_EditionRows, ChooseView):
    pass


class ChooseEditionResultsView(_EditionRows, ChooseResultsView):
    pass


class EditionChooserViewSet(AdminChooserViewSet):
    choose_view_class = ChooseEditionView
    choose_results_view_class = ChooseEditionResultsView
    creation_form_class = NewEditionForm
    # `?game=12` shows that game's editions only.
    url_filter_parameters = ["game"]
    preserve_url_parameters = ["multiple", "game"]


class PlatformFilterForm(WordsFilterForm):
    searched_fields = ("name", "abbreviation")


class ChoosePlatformView(ChooseView):
    filter_form_class = PlatformFilterForm


class ChoosePlatformResultsView(ChooseResultsView):
    filter_form_class = PlatformFilterForm


class PlatformChooserViewSet(AdminChooserViewSet):
    choose_view_class = ChoosePlatformView
    choose_results_view_class = ChoosePlatformResultsView
    creation_form_class = NewPlatformForm


class FranchiseChooserViewSet(AdminChooserViewSet):
    creation_form_class = NewFranchiseForm


class GenreChooserViewSet(AdminChooserViewSet):
    creation_form_class = NewGenreForm

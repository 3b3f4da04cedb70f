"""How games, editions, franchises, platforms and genres are chosen in forms."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.urls import path
from django.urls import reverse
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables import TitleColumn

from apps.core.admin.choosers import AdminChooserViewSet
from apps.core.admin.choosers import ChooseResultsView
from apps.core.admin.choosers import ChooseView
from apps.core.admin.choosers import WordsFilterForm
from apps.integrations.twitch import is_configured
from apps.library import search
from apps.library.admin.columns import CoverTitleColumn
from apps.library.admin.forms import NewEditionForm
from apps.library.admin.forms import NewFranchiseForm
from apps.library.admin.forms import NewGameForm
from apps.library.admin.forms import NewGenreForm
from apps.library.admin.forms import NewPlatformForm
from apps.library.admin.igdb_chooser import IgdbChooseView
from apps.library.admin.igdb_chooser import IgdbResultsView
from apps.library.admin.igdb_chooser import may_add
from apps.library.models import Edition
from apps.library.models import Game


class _IgdbTab:
    """A third tab, for those who may add games: what the library lacks, from IGDB."""

    @property
    def template_name(self) -> str:
        has_tab = may_add(self.request.user)  # type: ignore[attr-defined]
        return "library/chooser.html" if has_tab else super().template_name  # type: ignore[misc]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        chooser: Any = self.model.snippet_viewset.chooser_viewset  # type: ignore[attr-defined]
        return {
            **super().get_context_data(**kwargs),  # type: ignore[misc]
            "igdb_results_url": reverse(chooser.get_url_name("igdb")),
            # Whether one row is chosen here or many.
            "igdb_choose_url": self.append_preserved_url_parameters(  # type: ignore[attr-defined]
                reverse(chooser.get_url_name("igdb_choose"))
            ),
            "is_configured": is_configured(),
        }


class IgdbChooserViewSet(AdminChooserViewSet):
    """A chooser with that tab. What an edition is chosen for gets the edition."""

    def get_urlpatterns(self) -> list[Any]:
        choose = IgdbChooseView.as_view(
            chosen_url_name=self.get_url_name("chosen"),
            chooses_edition=self.model is Edition,
        )
        return [
            *super().get_urlpatterns(),
            path("igdb/", IgdbResultsView.as_view(), name="igdb"),
            path("igdb/choose/", choose, name="igdb_choose"),
        ]


class _CoverRows:
    """Rows whose titles stand beside their covers."""

    @property
    def title_column(self) -> CoverTitleColumn:
        plain: TitleColumn = super().title_column  # type: ignore[misc]
        return CoverTitleColumn(
            plain.name,
            label=plain.label,
            accessor=str,
            label_prefix=plain.label_prefix,
            get_url=lambda row: plain.get_link_url(row, {}),
            link_attrs=plain.link_attrs,
        )


class _GameRows(_CoverRows):
    def get_object_list(self) -> models.QuerySet[Game]:
        return Game.objects.select_related("franchise")

    @property
    def columns(self) -> list[Column]:
        return [
            *super().columns,  # type: ignore[misc]
            Column("franchise", label="Franchise", accessor="franchise.name"),
            Column("original_release_year", label="Year"),
        ]


class ChooseGameView(_IgdbTab, _GameRows, ChooseView):
    pass


class ChooseGameResultsView(_GameRows, ChooseResultsView):
    pass


class GameChooserViewSet(IgdbChooserViewSet):
    choose_view_class = ChooseGameView
    choose_results_view_class = ChooseGameResultsView
    creation_form_class = NewGameForm


class EditionFilterForm(WordsFilterForm):
    def search(self, objects: models.QuerySet[Any], text: str) -> models.QuerySet[Any]:
        return search.editions_found(objects, text)


class _EditionRows(_CoverRows):
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


class ChooseEditionView(_IgdbTab, _EditionRows, ChooseView):
    pass


class ChooseEditionResultsView(_EditionRows, ChooseResultsView):
    pass


class EditionChooserViewSet(IgdbChooserViewSet):
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

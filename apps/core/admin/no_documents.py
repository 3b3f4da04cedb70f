"""Questlog has no documents, but every page of Wagtail names their address."""

from __future__ import annotations

from django.http import Http404
from django.http import HttpRequest
from django.http import HttpResponse
from django.urls import URLPattern
from django.urls import path


class NoDocument:
    """The model of an endpoint that holds nothing."""


def listing(request: HttpRequest) -> HttpResponse:
    raise Http404


class NoDocuments:
    """An endpoint `documents` of the admin's own API that answers 404.

    `wagtail_config` puts the endpoint's address in every page, with
    `wagtail.documents` among the installed apps or without.
    """

    model = NoDocument

    @classmethod
    def get_urlpatterns(cls) -> list[URLPattern]:
        return [path("", listing, name="listing")]

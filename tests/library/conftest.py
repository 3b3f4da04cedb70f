from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django.fixtures import Settings
from pytest_httpserver import HTTPServer

from tests.library.images import ImageServer


@pytest.fixture
def media(settings: Settings, tmp_path: Path) -> Path:
    """The media folder, empty."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


@pytest.fixture
def image_server(
    httpserver: HTTPServer,
    settings: Settings,
    media: Path,
    retries_without_waiting: None,
    shared_memory: None,
) -> ImageServer:
    """A host of images on this machine, which COVER_HOSTS lists (see its module)."""
    settings.COVER_HOSTS = [httpserver.url_for("/").rstrip("/")]
    return ImageServer(httpserver, media)

"""Promises of the whole repository."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections import Counter
from itertools import chain
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from wagtail.models import ReferenceIndex
from wagtail.search.index import class_is_indexed

from tests.settings import REPOSITORY


def ours(*patterns: str) -> list[Path]:
    """Tracked and new files that match, without migrations."""
    listing = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    found = subprocess.run(
        [*listing, *patterns],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=True,
    )
    files = [REPOSITORY / name for name in found.stdout.splitlines()]
    return [file for file in files if "migrations" not in file.parts and file.exists()]


def _is_within(app: str, apps: set[str]) -> bool:
    """Whether `app` is one of `apps`, or one inside of it, as each profile is."""
    return any(app == one or app.startswith(f"{one}.") for one in apps)


def test_imports_go_down_only() -> None:
    lint = Path(sys.executable).with_name("lint-imports")

    done = subprocess.run(
        [lint, "--no-cache"], cwd=REPOSITORY, capture_output=True, text=True
    )

    assert done.returncode == 0, done.stdout + done.stderr


def test_no_module_names_a_table_that_it_may_not_import() -> None:
    """SQL of several apps' tables belongs in an app above them, as in `browsing`."""
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())
    contract = project["tool"]["importlinter"]["contracts"][0]
    layers = [re.findall(r"[\w.]+", layer) for layer in contract["layers"]]
    tables = {
        model._meta.db_table: apps.get_app_config(model._meta.app_label).name
        for model in apps.get_models(include_auto_created=True)
        if model.__module__.startswith("apps.")
    }

    named = [
        (file.relative_to(REPOSITORY).as_posix(), table)
        for place, layer in enumerate(layers)
        for app in layer
        for file in ours(f"{app.replace('.', '/')}/*.py")
        for table in set(re.findall(r"\w+", file.read_text())) & tables.keys()
        if not _is_within(tables[table], {app, *chain(*layers[place + 1 :])})
    ]

    assert set(tables.values()) >= {"apps.library", "apps.journal", "apps.lists"}
    assert named == []


@pytest.mark.django_db
def test_every_change_of_a_model_has_its_migration() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=1)


def test_wagtail_keeps_no_index_of_our_rows() -> None:
    own = [model for model in apps.get_models() if model.__module__.startswith("apps.")]

    assert len(own) > 20
    assert [model for model in own if class_is_indexed(model)] == []
    assert [model for model in own if ReferenceIndex.is_indexed(model)] == []


def test_every_setting_is_explained_for_the_owner() -> None:
    settings = (REPOSITORY / "questlog_site" / "settings.py").read_text()
    read = set(re.findall(r"environment\.\w+\(\s*\"([A-Z][A-Z_]*)\"", settings))
    example = (REPOSITORY / ".env.example").read_text()

    explained = set(re.findall(r"^# ([A-Z][A-Z_]*)=", example, re.MULTILINE))

    assert explained == read


def test_the_example_sets_nothing_by_itself() -> None:
    lines = (REPOSITORY / ".env.example").read_text().splitlines()

    assert [line for line in lines if line and not line.startswith("#")] == []


def test_no_module_is_named_for_nothing() -> None:
    nameless = {"utils", "helpers", "services", "selectors", "managers", "misc"}

    assert [file for file in ours("*.py") if file.stem in nameless] == []


@pytest.mark.parametrize("command", ["script/server", "script/test", ".ci/run"])
def test_each_command_can_be_run(command: str) -> None:
    file = REPOSITORY / command

    assert file.stat().st_mode & 0o111
    subprocess.run(["sh", "-n", file], check=True)


def test_no_folder_is_too_full_to_find_something() -> None:
    folders = Counter(
        file.parent.relative_to(REPOSITORY)
        for file in ours("apps/*.py")
        if file.name != "__init__.py"
    )

    assert [str(name) for name, count in folders.items() if count > 16] == []

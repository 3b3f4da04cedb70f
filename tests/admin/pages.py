"""Reading the admin's pages as a person does: forms, rows, errors."""

from __future__ import annotations

from typing import Any

from bs4 import BeautifulSoup
from bs4 import Tag
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

# Django's test client adds what it knows (`context`) to the answers of our views.
Response = Any


def address(model: Any, page: str, *args: Any) -> str:
    """The address of a page of `model`: its "list", its "edit" form."""
    return reverse(model.snippet_viewset.get_url_name(page), args=args)


def opened_form(client: Client, url: str) -> QueryDict:
    """What the edit form at `url` would send if nothing were changed."""
    response = client.get(url)
    assert response.status_code == 200
    form = page(response).select_one("#w-editor-form")
    assert form is not None
    data = QueryDict(mutable=True)
    for control in form.select("input[name], textarea[name], select[name]"):
        if not control.find_parent("template"):
            for value in _values(control):
                data.appendlist(str(control["name"]), value)
    return data


def _values(control: Tag) -> list[str]:
    """What a browser sends for one control of a form."""
    if control.name == "textarea":
        return [control.get_text().removeprefix("\n")]
    if control.name == "select":
        options = control.select("option[selected]") or control.select("option")[:1]
        return [str(option.get("value", option.get_text())) for option in options]
    if control.get("type") in ("checkbox", "radio"):
        on = control.has_attr("checked")
        return [str(control.get("value", "on"))] if on else []
    return [str(control.get("value", ""))]


def save(client: Client, url: str, **changes: Any) -> Response:
    """Open the form at `url`, change some fields, send it."""
    data = opened_form(client, url)
    for name, value in changes.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return client.post(url, dict(data.lists()))


def page(response: Response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def text_of(response: Response) -> str:
    """All visible text of a page, in one line."""
    return " ".join(page(response).get_text(" ").split())


def rows(response: Response) -> list[str]:
    """The titles of a listing's rows, or of a wall's covers, in order."""
    titles = page(response).select("td.title .title-wrapper a, .q-wall .q-cell__name")
    return [" ".join(title.get_text(" ").split()) for title in titles]


def field_errors(response: Response) -> dict[str, str]:
    """The errors beside the fields of an edit form, by the name of the field."""
    found: dict[str, str] = {}
    for error in page(response).select("[data-field-errors] .error-message"):
        field = error.find_parent(attrs={"data-field": True})
        control = field.select_one("[name]") if field else None
        found[str(control["name"]) if control else ""] = error.get_text(strip=True)
    return found

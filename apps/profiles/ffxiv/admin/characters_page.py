"""Characters searched, added, proven to be the owner's, and removed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import TemplateView
from wagtail.admin import messages

from apps.core.history import record_change
from apps.integrations.http.errors import RemoteError
from apps.integrations.lodestone.answers import SearchPage
from apps.integrations.lodestone.client import LodestoneClient
from apps.profiles.admin.page import ProfilePage
from apps.profiles.ffxiv.adding import add_character
from apps.profiles.ffxiv.adding import remove_character
from apps.profiles.ffxiv.adding import verify_character
from apps.profiles.ffxiv.models import Character
from apps.profiles.ffxiv.models import FFXIVProfile
from apps.profiles.tasks import start_sync


class SearchForm(forms.Form):
    name = forms.CharField(
        min_length=2, max_length=50, help_text="As in the game, or a part of it."
    )
    world = forms.RegexField(
        r"^\w*$",
        required=False,
        max_length=30,
        help_text="As in Balmung. Empty for all worlds.",
        error_messages={"invalid": "Enter the name of one world, as in Balmung."},
    )


class CharactersPage(ProfilePage[FFXIVProfile], TemplateView):
    """A search by GET; adding and all that changes a character by POST."""

    slug = "ffxiv"
    permission = "ffxiv.change_ffxivprofile"
    template_name = "ffxiv/characters.html"
    page_title = "Characters"
    header_icon = "user"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = SearchForm(self.request.GET if "name" in self.request.GET else None)
        found, problem = None, ""
        if form.is_bound and form.is_valid():
            found, problem = _search(**form.cleaned_data)
        characters = list(self.profile.characters.all())
        return super().get_context_data(
            form=form,
            found=found,
            problem=problem,
            characters=characters,
            known={character.lodestone_id for character in characters},
            **kwargs,
        )

    def post(self, request: HttpRequest) -> HttpResponse:
        """Add the character in `lodestone_id`, and read its collections."""
        text = request.POST.get("lodestone_id", "")
        try:
            character, is_new = add_character(self.profile, text, user=request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect("ffxiv_characters")
        except RemoteError as error:
            messages.error(request, f"{error.message} {error.what_to_do}")
            return redirect("ffxiv_characters")
        if is_new:
            user = request.user if request.user.is_authenticated else None
            start_sync(self.profile_kind, by=user, url=reverse("ffxiv_profile"))
            messages.success(
                request,
                f"{character} was added. Achievements, mounts, and minions are being "
                "fetched.",
            )
        else:
            messages.success(request, f"{character} is here already.")
        return redirect(
            f"{reverse('ffxiv_profile')}?character={character.lodestone_id}"
        )


class CharacterView(CharactersPage):
    """One press about one character: `verify`, `main`, or `remove`."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, lodestone_id: str = "") -> HttpResponse:
        character = get_object_or_404(
            Character, profile=self.profile, lodestone_id=lodestone_id[:20]
        )
        action = request.POST.get("action")
        if action == "main":
            character.make_main()
            record_change(character, user=request.user)
            messages.success(request, f"{character} is shown first now.")
        elif action == "remove":
            remove_character(character, user=request.user)
            messages.success(request, f"{character} was removed.")
        elif action == "verify":
            _verify(request, character)
        return redirect("ffxiv_characters")


def _search(name: str, world: str) -> tuple[SearchPage | None, str]:
    """What was found, or why nothing could be looked for."""
    try:
        with LodestoneClient() as lodestone:
            return lodestone.search(name, world=world), ""
    except RemoteError as error:
        return None, f"{error.message} {error.what_to_do}"


def _verify(request: HttpRequest, character: Character) -> None:
    try:
        is_verified = verify_character(character, user=request.user)
    except RemoteError as error:
        messages.error(request, f"{error.message} {error.what_to_do}")
        return
    if is_verified:
        messages.success(
            request, f"{character} is yours. You can remove the code from its profile."
        )
    else:
        messages.error(
            request,
            f"The code {character.verification_code} isn’t in the profile text yet. "
            "The Lodestone may need a minute to show it.",
        )

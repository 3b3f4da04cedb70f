"""What the owner has: outfits with stars, support cards with limit breaks."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from wagtail.admin import messages

from apps.core.plurals import counted
from apps.profiles.umamusume.admin.base_page import UmamusumePage
from apps.profiles.umamusume.models import Outfit
from apps.profiles.umamusume.models import SupportCard

CHANGE = "umamusume.change_umamusumeprofile"
ROWS_A_PAGE = 60
OUTFITS, CARDS = "outfits", "cards"
# What a select says where the row is the owner's, but no number is known.
HELD = "held"


class CollectionPage(UmamusumePage):
    """One listing with a select in each row, saved together."""

    template_name = "umamusume/collection.html"
    page_title = "Collection"
    header_icon = "layers"

    @cached_property
    def kind(self) -> str:
        return CARDS if self.request.GET.get("show") == CARDS else OUTFITS

    @cached_property
    def words(self) -> str:
        return self.request.GET.get("q", "").replace("\x00", "").strip()[:100]

    @cached_property
    def is_only_own(self) -> bool:
        return self.request.GET.get("own") == "1"

    def _owned(self) -> dict[int, Any]:
        if self.kind == CARDS:
            return {row.card: row for row in self.profile.cards.all()}
        return {row.outfit: row for row in self.profile.outfits.all()}

    def _rows(self, owned: dict[int, Any]) -> Any:
        rows: Any
        if self.kind == CARDS:
            rows = SupportCard.objects.matching(self.words)
            rows = rows.order_by("-rarity", "character", "game_id")
        else:
            rows = Outfit.objects.matching(self.words).select_related("trainee")
            rows = rows.order_by("trainee__name", "game_id")
        return rows.filter(game_id__in=owned) if self.is_only_own else rows

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        owned = self._owned()
        page = Paginator(self._rows(owned), ROWS_A_PAGE).get_page(
            self.request.GET.get("p")
        )
        numbers = range(5) if self.kind == CARDS else range(1, 6)
        shown = [
            {
                "row": row,
                "own": owned.get(row.game_id),
                "value": self._value(owned.get(row.game_id)),
            }
            for row in page
        ]
        return super().get_context_data(
            kind=self.kind,
            words=self.words,
            is_only_own=self.is_only_own,
            counts={
                OUTFITS: self.profile.outfits.count(),
                CARDS: self.profile.cards.count(),
            },
            rows=page,
            shown=shown,
            numbers=[str(number) for number in numbers],
            potentials=[str(number) for number in range(1, 6)],
            may_save=self.request.user.has_perm(CHANGE),
            **kwargs,
        )

    def _value(self, own: Any) -> str:
        if own is None:
            return ""
        number = own.limit_break if self.kind == CARDS else own.stars
        return HELD if number is None else str(number)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm(CHANGE):
            raise PermissionDenied
        try:
            with transaction.atomic():
                count = self._save(request)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, f"{counted(count, 'row')} changed.")
        return redirect(request.get_full_path())

    def _save(self, request: HttpRequest) -> int:
        """Set what differs from what is stored; how many rows that were."""
        owned, count = self._owned(), 0
        for name, given in request.POST.dict().items():
            number = name.removeprefix("own-")
            if name == number or not number.removeprefix("-").isdecimal():
                continue
            key = int(number[:12])
            potential = request.POST.get(f"potential-{key}", "")
            own = owned.get(key)
            before = (self._value(own), self._potential(own))
            if (given, potential if given else "") != before:
                self._set(key, given, potential)
                count += 1
        return count

    def _potential(self, own: Any) -> str:
        number = getattr(own, "potential", None)
        return "" if number is None else str(number)

    def _set(self, key: int, given: str, potential: str) -> None:
        number = _number(given)
        if self.kind == CARDS:
            if given:
                self.profile.own_card(key, limit_break=number)
            else:
                self.profile.cards.filter(card=key).delete()
        elif given:
            self.profile.own_outfit(key, stars=number, potential=_number(potential))
        else:
            self.profile.outfits.filter(outfit=key).delete()


def _number(text: str) -> int | None:
    """Raises `ValidationError` for what no select of the page has."""
    if text in ("", HELD):
        return None
    if len(text) > 2 or not text.isdecimal():
        raise ValidationError(f"“{text[:20]}” isn’t a number.")
    return int(text)

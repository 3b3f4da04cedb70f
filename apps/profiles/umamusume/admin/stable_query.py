"""What of the stable is asked for: the filters in the address, their links and rows."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import Any
from typing import Self

from django.db.models import F
from django.db.models import QuerySet
from django.http import QueryDict

from apps.profiles.umamusume.admin.veterans import BEST_FIRST
from apps.profiles.umamusume.admin.veterans import LONGEST
from apps.profiles.umamusume.admin.veterans import called
from apps.profiles.umamusume.models import CareerRun
from apps.profiles.umamusume.models.rules import APTITUDE_NAMES
from apps.profiles.umamusume.models.rules import APTITUDES
from apps.profiles.umamusume.models.rules import STATS
from apps.profiles.umamusume.models.rules import STYLE_NAMES

ORDERS = {
    "rank": "Rank",
    "finished": "Latest",
    "fans": "Fans",
    "stat_total": "Stats in all",
    **{name: name.capitalize() for name in STATS},
    "trainee": "Trainee",
}
IN_STABLE, GONE, ALL = "stable", "gone", "all"
PLACES = {IN_STABLE: "In the stable", GONE: "Transferred", ALL: "All"}
LEAST = {8: "S", 7: "A or better", 6: "B or better", 5: "C or better"}
TABLE, CARDS = "table", "cards"


@dataclass(frozen=True)
class Toggle:
    """A chip: pressed or not, and the address with it the other way."""

    label: str
    url: str
    is_on: bool


@dataclass(frozen=True)
class StableQuery:
    """The filters; what the address has wrong is left out."""

    params: QueryDict
    words: str = ""
    place: str = IN_STABLE
    order: str = "rank"
    view: str = TABLE
    trainee: int | None = None
    scenario: int | None = None
    style: int | None = None
    tag: str = ""
    is_favorite: bool = False
    least: int = 7
    aptitudes: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, params: QueryDict) -> Self:
        given = params.get
        least = _number(given("least"))
        style = _number(given("style"))
        return cls(
            params=params,
            words=given("q", "").replace("\x00", "").strip()[:LONGEST],
            place=_one_of(given("in"), PLACES, IN_STABLE),
            order=_one_of(given("order"), ORDERS, "rank"),
            view=_one_of(given("view"), {TABLE: "", CARDS: ""}, TABLE),
            trainee=_number(given("trainee")),
            scenario=_number(given("scenario")),
            style=style if style in STYLE_NAMES else None,
            tag=_one_of(given("tag"), dict(CareerRun.Tag.choices), ""),
            is_favorite=given("favorite") == "1",
            least=least if least in LEAST else 7,
            aptitudes=[each for each in APTITUDES if each in params.getlist("apt")],
        )

    @property
    def is_narrowed(self) -> bool:
        return bool(
            self.words
            or self.trainee is not None
            or self.scenario is not None
            or self.style
            or self.tag
            or self.is_favorite
            or self.aptitudes
            or self.place != IN_STABLE
        )

    def rows(self, runs: QuerySet[CareerRun]) -> QuerySet[CareerRun]:
        """Those of the finished `runs` that fit, in their order."""
        runs = runs.filter(is_draft=False)
        if self.place != ALL:
            runs = runs.filter(is_kept=self.place == IN_STABLE)
        for name in ("trainee", "scenario"):
            if getattr(self, name) is not None:
                runs = runs.filter(**{name: getattr(self, name)})
        if self.style:
            runs = runs.filter(running_style=self.style)
        if self.tag:
            runs = runs.filter(tags__contains=[self.tag])
        if self.is_favorite:
            runs = runs.filter(is_favorite=True)
        for kind in self.aptitudes:
            at = APTITUDES.index(kind)
            runs = runs.filter(**{f"aptitudes__{at}__gte": self.least})
        if self.words:
            runs = called(runs, self.words)
        return runs.order_by(*self._order_by())

    def _order_by(self) -> tuple[Any, ...]:
        if self.order == "rank":
            return BEST_FIRST
        if self.order == "finished":
            return (F("finished_on").desc(nulls_last=True), "-id")
        if self.order == "trainee":
            return ("trainee", *BEST_FIRST)
        return (F(self.order).desc(nulls_last=True), *BEST_FIRST)

    def url(self, **changes: str | list[str] | None) -> str:
        """The address with some of it changed, on its first page."""
        params = self.params.copy()
        params.pop("p", None)
        for name, value in changes.items():
            params.pop(name, None)
            if value:
                params.setlist(name, value if isinstance(value, list) else [value])
        return f"?{params.urlencode()}"

    def aptitude_toggles(self) -> list[Toggle]:
        found = []
        for kind in APTITUDES:
            is_on = kind in self.aptitudes
            others = [each for each in self.aptitudes if each != kind]
            wanted = others if is_on else [*others, kind]
            found.append(Toggle(APTITUDE_NAMES[kind], self.url(apt=wanted), is_on))
        return found

    def favorite_toggle(self) -> Toggle:
        value = None if self.is_favorite else "1"
        return Toggle("Favorites", self.url(favorite=value), self.is_favorite)

    def views(self) -> list[Toggle]:
        return [
            Toggle(label, self.url(view=None if view == TABLE else view), is_on)
            for view, label in ((TABLE, "Table"), (CARDS, "Cards"))
            for is_on in [self.view == view]
        ]


def _number(text: str | None) -> int | None:
    plain = (text or "").removeprefix("-")
    if not plain.isdecimal() or len(plain) > 9:
        return None
    return int(text or "")


def _one_of(given: str | None, choices: dict[str, str], default: str) -> str:
    return given if given in choices else default

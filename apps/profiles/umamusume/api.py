"""`/profiles/umamusume/…`: careers, records, meetings, Team Trials, the vocabulary.

The names of these functions are public: they are the operationIds of clients.
"""

from __future__ import annotations

import orjson
from django.http import HttpRequest
from django.http import HttpResponse
from ninja import Query
from ninja import Router

from apps.core.api.auth import Include
from apps.core.api.auth import author
from apps.core.api.auth import reads
from apps.core.api.auth import writes
from apps.core.api.pagination import Order
from apps.core.api.pagination import Ordering
from apps.core.api.pagination import PageQuery
from apps.core.api.pagination import chosen
from apps.core.api.problems import not_found
from apps.core.api.sql_json import array_of
from apps.core.api.sql_json import json_response
from apps.core.api.sql_json import one_of
from apps.core.api.sql_json import one_response
from apps.core.api.sql_json import page_of
from apps.core.history import delete_row
from apps.profiles.schemas import ProfileUpdateSchema
from apps.profiles.setting_up import put_profile
from apps.profiles.umamusume import stats
from apps.profiles.umamusume.models import CareerRun
from apps.profiles.umamusume.models import Meeting
from apps.profiles.umamusume.models import MeetingEntry
from apps.profiles.umamusume.models import Outfit
from apps.profiles.umamusume.models import Race
from apps.profiles.umamusume.models import RaceProgram
from apps.profiles.umamusume.models import Scenario
from apps.profiles.umamusume.models import Skill
from apps.profiles.umamusume.models import Spark
from apps.profiles.umamusume.models import SupportCard
from apps.profiles.umamusume.models import Trainee
from apps.profiles.umamusume.models import TrialsTeam
from apps.profiles.umamusume.models import UmamusumeProfile
from apps.profiles.umamusume.models import rules
from apps.profiles.umamusume.rest import editing
from apps.profiles.umamusume.rest import filters as asked
from apps.profiles.umamusume.rest import schemas
from apps.profiles.umamusume.rest import sql_json

router = Router(tags=["umamusume"])
BASE = "/profiles/umamusume"
seen = reads("umamusume.view_careerrun")
_BY_NAME = Order((Ordering("name"),))
_LATEST_MEETING = Order((Ordering("meeting", descending=True),))

# The profile ---------------------------------------------------------------------


@router.get(BASE, auth=seen, response=schemas.UmamusumeProfileSchema)
def get_umamusume_profile(
    request: HttpRequest, include: Include = None
) -> HttpResponse:
    """Returns a 404 before the profile is set up."""
    profiles = UmamusumeProfile.objects.all()
    if include is None:
        profiles = profiles.filter(is_public=True)
    body = one_of(profiles.order_by("id"), sql_json.PROFILE)
    if body is None:
        raise not_found("profile", "umamusume")
    return json_response(body)


@router.put(
    BASE,
    auth=writes("umamusume.add_umamusumeprofile", "umamusume.change_umamusumeprofile"),
    response={
        200: schemas.UmamusumeProfileSchema,
        201: schemas.UmamusumeProfileSchema,
    },
)
def put_umamusume_profile(
    request: HttpRequest, body: ProfileUpdateSchema
) -> HttpResponse:
    """Set the profile up, with the game's vocabulary, or change it."""
    is_new = put_profile(UmamusumeProfile, body, user=author(request))
    rows = UmamusumeProfile.objects.all()
    return one_response(
        rows, sql_json.PROFILE, "umamusume", status=201 if is_new else 200
    )


# Careers -------------------------------------------------------------------------


@router.get(f"{BASE}/runs", auth=seen, response=schemas.CareerPageSchema)
def list_careers(
    request: HttpRequest,
    filters: Query[schemas.CareerFilters],
    page: Query[PageQuery],
    include: Include = None,
) -> HttpResponse:
    """Finished careers, the latest first; with `draft=true` those that are typed in."""
    rows = asked.matching_runs(filters, include)
    ordering = chosen(asked.ORDERINGS, filters.ordering)
    return page_of(rows, sql_json.RUN, ordering=ordering, page=page)


@router.get(f"{BASE}/veterans", auth=seen, response=schemas.CareerPageSchema)
def list_veterans(
    request: HttpRequest,
    filters: Query[schemas.CareerFilters],
    page: Query[PageQuery],
    include: Include = None,
) -> HttpResponse:
    """The careers that are kept in the stable, the latest first."""
    rows = asked.matching_runs(filters, include).filter(is_kept=True)
    ordering = chosen(asked.ORDERINGS, filters.ordering)
    return page_of(rows, sql_json.RUN, ordering=ordering, page=page)


@router.post(
    f"{BASE}/runs",
    auth=writes("umamusume.add_careerrun"),
    response={200: schemas.CareerAnswerSchema, 201: schemas.CareerAnswerSchema},
)
def create_career(
    request: HttpRequest, body: schemas.CareerCreateSchema
) -> HttpResponse:
    """Enter a career, or save a draft. The same `key` again is the same career."""
    run, is_new = editing.add_run(body, user=author(request))
    return _answer(run, status=201 if is_new else 200)


@router.get(f"{BASE}/runs/{{run_id}}", auth=seen, response=schemas.CareerAnswerSchema)
def get_career(
    request: HttpRequest, run_id: str, include: Include = None
) -> HttpResponse:
    """A career with skills, sparks, deck, parents, and races."""
    rows = asked.visible_runs(include).filter(uuid=editing.uuid_of(run_id, "run"))
    run = rows.first()
    if run is None:
        raise not_found("run", run_id)
    return _answer(run, private=include == "private")


@router.patch(
    f"{BASE}/runs/{{run_id}}",
    auth=writes("umamusume.change_careerrun"),
    response=schemas.CareerAnswerSchema,
)
def update_career(
    request: HttpRequest, run_id: str, body: schemas.CareerUpdateSchema
) -> HttpResponse:
    """Change what is sent; a list is replaced as a whole."""
    run = editing.run_with_id(run_id)
    editing.change_run(run, body, user=author(request))
    return _answer(run)


@router.post(
    f"{BASE}/runs/{{run_id}}/complete",
    auth=writes("umamusume.change_careerrun"),
    response=schemas.CareerAnswerSchema,
)
def complete_career(
    request: HttpRequest, run_id: str, body: schemas.VersionSchema
) -> HttpResponse:
    """Make a draft a finished career; a repeat changes nothing."""
    run = editing.run_with_id(run_id)
    editing.complete_run(run, body.version, user=author(request))
    return _answer(run)


@router.post(
    f"{BASE}/runs/{{run_id}}/reopen",
    auth=writes("umamusume.change_careerrun"),
    response=schemas.CareerAnswerSchema,
)
def reopen_career(request: HttpRequest, run_id: str) -> HttpResponse:
    """Make a finished career a draft again."""
    run = editing.run_with_id(run_id)
    editing.reopen_run(run, user=author(request))
    return _answer(run)


@router.delete(
    f"{BASE}/runs/{{run_id}}",
    auth=writes("umamusume.delete_careerrun"),
    response={204: None},
)
def delete_career(request: HttpRequest, run_id: str) -> HttpResponse:
    """Delete the career; copies of it in other careers' families stay."""
    run = editing.run_with_id(run_id)
    if not delete_row(CareerRun.objects.filter(pk=run.pk), user=author(request)):
        raise not_found("run", run_id)
    return HttpResponse(status=204)


def _answer(run: CareerRun, *, private: bool = True, status: int = 200) -> HttpResponse:
    """The career as it is now, with what looks wrong about it."""
    rows = CareerRun.objects.filter(pk=run.pk)
    body = one_of(rows, sql_json.run_detail(private=private))
    if body is None:
        raise not_found("run", run.uuid)
    warnings = [
        {"field": each.field, "message": each.message} for each in run.warnings()
    ]
    more = orjson.dumps(warnings).decode()
    return json_response(f'{body[:-1]},"warnings":{more}}}', status=status)


# Statistics ----------------------------------------------------------------------


@router.get(f"{BASE}/records", auth=seen, response=schemas.CareerRecordsSchema)
def get_career_records(
    request: HttpRequest,
    filters: Query[schemas.SpanFilters],
    include: Include = None,
) -> HttpResponse:
    """The best career of each trainee, scenario, surface, distance, and style."""
    return json_response(
        stats.records_json(
            private=include == "private",
            scenario=asked.scenario_id(filters.scenario),
            since=filters.since,
            until=filters.until,
        )
    )


@router.get(f"{BASE}/stats", auth=seen, response=schemas.CareerStatsSchema)
def get_career_stats(
    request: HttpRequest,
    filters: Query[schemas.SpanFilters],
    include: Include = None,
) -> HttpResponse:
    """Careers, fans, and wins; progress by month, ranks, races by grade."""
    return json_response(
        stats.stats_json(
            private=include == "private",
            scenario=asked.scenario_id(filters.scenario),
            since=filters.since,
            until=filters.until,
        )
    )


@router.get(f"{BASE}/races", auth=seen, response=list[schemas.RaceRecordSchema])
def list_race_records(
    request: HttpRequest,
    filters: Query[schemas.SpanFilters],
    include: Include = None,
) -> HttpResponse:
    """Each race that was run: how often, and how often won. Most wins first."""
    return json_response(
        stats.races_json(
            private=include == "private",
            scenario=asked.scenario_id(filters.scenario),
            since=filters.since,
            until=filters.until,
        )
    )


# Champions Meetings --------------------------------------------------------------


@router.get(f"{BASE}/meetings", auth=seen, response=schemas.MeetingEntryPageSchema)
def list_meeting_entries(
    request: HttpRequest, page: Query[PageQuery], include: Include = None
) -> HttpResponse:
    """The Champions Meetings that the owner took part in, the latest first."""
    rows = MeetingEntry.objects.all()
    if include is None:
        rows = rows.public()
    shape = sql_json.meeting_entry(private=include == "private")
    return page_of(rows, shape, ordering=_LATEST_MEETING, page=page)


@router.post(
    f"{BASE}/meetings",
    auth=writes("umamusume.add_meetingentry"),
    response={201: schemas.MeetingEntrySchema},
)
def enter_meeting(
    request: HttpRequest, body: schemas.MeetingEntryCreateSchema
) -> HttpResponse:
    entry = editing.enter_meeting(body, user=author(request))
    return _entry(entry, status=201)


@router.get(
    f"{BASE}/meetings/{{entry_id}}", auth=seen, response=schemas.MeetingEntrySchema
)
def get_meeting_entry(
    request: HttpRequest, entry_id: str, include: Include = None
) -> HttpResponse:
    rows = MeetingEntry.objects.all()
    if include is None:
        rows = rows.public()
    rows = rows.filter(uuid=editing.uuid_of(entry_id, "entry"))
    body = one_of(rows, sql_json.meeting_entry(private=include == "private"))
    if body is None:
        raise not_found("entry", entry_id)
    return json_response(body)


@router.patch(
    f"{BASE}/meetings/{{entry_id}}",
    auth=writes("umamusume.change_meetingentry"),
    response=schemas.MeetingEntrySchema,
)
def update_meeting_entry(
    request: HttpRequest, entry_id: str, body: schemas.MeetingEntryUpdateSchema
) -> HttpResponse:
    """Set rounds, group, place …; `members` as a whole."""
    entry = editing.row_with_id(MeetingEntry.objects.all(), entry_id, "entry")
    editing.change_entry(entry, body, user=author(request))
    return _entry(entry)


@router.delete(
    f"{BASE}/meetings/{{entry_id}}",
    auth=writes("umamusume.delete_meetingentry"),
    response={204: None},
)
def delete_meeting_entry(request: HttpRequest, entry_id: str) -> HttpResponse:
    rows = MeetingEntry.objects.filter(uuid=editing.uuid_of(entry_id, "entry"))
    if not delete_row(rows, user=author(request)):
        raise not_found("entry", entry_id)
    return HttpResponse(status=204)


def _entry(entry: MeetingEntry, *, status: int = 200) -> HttpResponse:
    rows = MeetingEntry.objects.filter(pk=entry.pk)
    shape = sql_json.meeting_entry(private=True)
    return one_response(rows, shape, str(entry.uuid), status=status)


# Team Trials ---------------------------------------------------------------------


@router.get(f"{BASE}/teams", auth=seen, response=list[schemas.TrialsTeamSchema])
def list_trials_teams(request: HttpRequest, include: Include = None) -> HttpResponse:
    """Teams for the Team Trials with their latest results, the newest first."""
    rows = TrialsTeam.objects.all()
    if include is None:
        rows = rows.public()
    shape = sql_json.trials_team(private=include == "private")
    return json_response(array_of(rows.order_by("-id"), shape))


@router.post(
    f"{BASE}/teams",
    auth=writes("umamusume.add_trialsteam"),
    response={201: schemas.TrialsTeamSchema},
)
def create_trials_team(
    request: HttpRequest, body: schemas.TrialsTeamInput
) -> HttpResponse:
    return _team(editing.add_team(body, user=author(request)), status=201)


@router.patch(
    f"{BASE}/teams/{{team_id}}",
    auth=writes("umamusume.change_trialsteam"),
    response=schemas.TrialsTeamSchema,
)
def update_trials_team(
    request: HttpRequest, team_id: str, body: schemas.TrialsTeamInput
) -> HttpResponse:
    team = editing.row_with_id(TrialsTeam.objects.all(), team_id, "team")
    editing.change_team(team, body, user=author(request))
    return _team(team)


@router.delete(
    f"{BASE}/teams/{{team_id}}",
    auth=writes("umamusume.delete_trialsteam"),
    response={204: None},
)
def delete_trials_team(request: HttpRequest, team_id: str) -> HttpResponse:
    """Delete the team with its results."""
    rows = TrialsTeam.objects.filter(uuid=editing.uuid_of(team_id, "team"))
    if not delete_row(rows, user=author(request)):
        raise not_found("team", team_id)
    return HttpResponse(status=204)


@router.post(
    f"{BASE}/teams/{{team_id}}/results",
    auth=writes("umamusume.change_trialsteam"),
    response={201: schemas.TrialsTeamSchema},
)
def record_trials_result(
    request: HttpRequest, team_id: str, body: schemas.TrialsResultInput
) -> HttpResponse:
    """Note how a trial went; the answer is the team."""
    team = editing.row_with_id(TrialsTeam.objects.all(), team_id, "team")
    editing.record_trial(team, body, user=author(request))
    return _team(team, status=201)


def _team(team: TrialsTeam, *, status: int = 200) -> HttpResponse:
    rows = TrialsTeam.objects.filter(pk=team.pk)
    shape = sql_json.trials_team(private=True)
    return one_response(rows, shape, str(team.uuid), status=status)


# What the owner has --------------------------------------------------------------


@router.get(f"{BASE}/collection", auth=seen, response=schemas.CollectionSchema)
def get_collection(request: HttpRequest, include: Include = None) -> HttpResponse:
    """Owned outfits and cards, and the club's months. A 404 before the set-up."""
    rows = UmamusumeProfile.objects.all()
    if include is None:
        rows = rows.filter(is_public=True)
    body = one_of(rows.order_by("id"), sql_json.COLLECTION)
    if body is None:
        raise not_found("profile", "umamusume")
    return json_response(body)


@router.put(
    f"{BASE}/months/{{month}}",
    auth=writes("umamusume.change_umamusumeprofile"),
    response=schemas.CollectionSchema,
)
def put_club_month(
    request: HttpRequest, month: str, body: schemas.ClubMonthInput
) -> HttpResponse:
    """Set club, fans … of a month such as 2026-11; the answer is the collection."""
    editing.set_month(month, body, user=author(request))
    return one_response(
        UmamusumeProfile.objects.all(), sql_json.COLLECTION, "umamusume"
    )


# The vocabulary ------------------------------------------------------------------


@router.get(f"{BASE}/trainees", auth=reads(), response=schemas.TraineePageSchema)
def list_trainees(
    request: HttpRequest,
    query: Query[schemas.VocabularyQuery],
    page: Query[PageQuery],
) -> HttpResponse:
    """Who can be trained, by name, with their outfits."""
    rows = Trainee.objects.matching(query.q or "")
    return page_of(rows, sql_json.TRAINEE, ordering=_BY_NAME, page=page)


@router.get(
    f"{BASE}/support-cards", auth=reads(), response=schemas.SupportCardPageSchema
)
def list_support_cards(
    request: HttpRequest,
    query: Query[schemas.SupportCardQuery],
    page: Query[PageQuery],
) -> HttpResponse:
    """By character."""
    rows = SupportCard.objects.matching(query.q or "")
    if query.type is not None:
        rows = rows.filter(type=query.type)
    if query.rarity is not None:
        rows = rows.filter(rarity=SupportCard.Rarity[query.rarity])
    ordering = Order((Ordering("character"),))
    return page_of(rows, sql_json.SUPPORT_CARD, ordering=ordering, page=page)


@router.get(f"{BASE}/skills", auth=reads(), response=schemas.SkillPageSchema)
def list_skills(
    request: HttpRequest, query: Query[schemas.SkillQuery], page: Query[PageQuery]
) -> HttpResponse:
    """By name."""
    rows = Skill.objects.matching(query.q or "")
    if query.rarity is not None:
        rows = rows.filter(rarity=query.rarity)
    return page_of(rows, sql_json.SKILL, ordering=_BY_NAME, page=page)


@router.get(f"{BASE}/sparks", auth=reads(), response=schemas.SparkPageSchema)
def list_sparks(
    request: HttpRequest,
    query: Query[schemas.VocabularyQuery],
    page: Query[PageQuery],
) -> HttpResponse:
    """By name."""
    rows = Spark.objects.matching(query.q or "")
    return page_of(rows, sql_json.SPARK, ordering=_BY_NAME, page=page)


@router.get(f"{BASE}/scenarios", auth=reads(), response=list[schemas.ScenarioSchema])
def list_scenarios(request: HttpRequest) -> HttpResponse:
    """In order of their release, which isn't that of their ids."""
    rows = Scenario.objects.order_by("release_order", "game_id")
    return json_response(array_of(rows, sql_json.SCENARIO))


@router.get(f"{BASE}/calendar", auth=reads(), response=schemas.RacePageSchema)
def list_calendar_races(
    request: HttpRequest, query: Query[schemas.RaceQuery], page: Query[PageQuery]
) -> HttpResponse:
    """The races that careers can enter, by name, with the turns they are run in."""
    rows = Race.objects.matching(query.q or "")
    if query.grade is not None:
        rows = rows.filter(grade=query.grade)
    if query.surface is not None:
        rows = rows.filter(surface=query.surface)
    if query.distance is not None:
        rows = rows.filter(distance_category=query.distance)
    if query.turn is not None:
        programs = RaceProgram.objects.filter(turns__contains=[query.turn])
        rows = rows.filter(pk__in=programs.values("race"))
    return page_of(rows, sql_json.RACE, ordering=_BY_NAME, page=page)


@router.get(
    f"{BASE}/champions-meetings",
    auth=reads(),
    response=list[schemas.ChampionsMeetingSchema],
)
def list_champions_meetings(request: HttpRequest) -> HttpResponse:
    """Every Champions Meeting, past and predicted, the latest first."""
    rows = Meeting.objects.order_by("-start", "game_id")
    return json_response(array_of(rows, sql_json.MEETING))


@router.get(f"{BASE}/win-titles", auth=reads(), response=list[schemas.WinTitleSchema])
def list_win_titles(request: HttpRequest) -> list[schemas.WinTitleSchema]:
    """By id."""
    return [
        schemas.WinTitleSchema(**row) for _, row in sorted(rules.win_titles().items())
    ]


@router.get(f"{BASE}/epithets", auth=reads(), response=list[schemas.EpithetSchema])
def list_epithets(request: HttpRequest) -> list[schemas.EpithetSchema]:
    """By name; they have no ids."""
    rows = rules.vocabulary_file()["epithets"]
    return [schemas.EpithetSchema(**row) for row in rows]


@router.post(
    f"{BASE}/outfits",
    auth=writes("umamusume.add_outfit"),
    response={201: schemas.OutfitSchema},
)
def create_outfit(
    request: HttpRequest, body: schemas.OutfitCreateSchema
) -> HttpResponse:
    """Add an outfit that Questlog doesn't know yet, and its trainee with it."""
    row = editing.add_outfit(body, user=author(request))
    rows = Outfit.objects.filter(pk=row.pk)
    return one_response(rows, sql_json.OUTFIT, row.name, status=201)


@router.post(
    f"{BASE}/support-cards",
    auth=writes("umamusume.add_supportcard"),
    response={201: schemas.SupportCardSchema},
)
def create_support_card(
    request: HttpRequest, body: schemas.SupportCardCreateSchema
) -> HttpResponse:
    """Add a support card that Questlog doesn't know yet."""
    row = editing.add_support_card(body, user=author(request))
    rows = SupportCard.objects.filter(pk=row.pk)
    return one_response(rows, sql_json.SUPPORT_CARD, row.name, status=201)


@router.post(
    f"{BASE}/skills",
    auth=writes("umamusume.add_skill"),
    response={201: schemas.SkillSchema},
)
def create_skill(request: HttpRequest, body: schemas.SkillCreateSchema) -> HttpResponse:
    """Add a skill that Questlog doesn't know yet."""
    row = editing.add_skill(body, user=author(request))
    rows = Skill.objects.filter(pk=row.pk)
    return one_response(rows, sql_json.SKILL, row.name, status=201)

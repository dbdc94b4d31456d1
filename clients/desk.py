"""What the desk of somebody shows: what asks for attention first, then their clients.

Every list costs the same number of queries, whatever is in it: counts and scores are read for all
of its rows together.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from operator import attrgetter
from typing import Any, NamedTuple

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Organisation, OrganisationQuerySet, User
from accounts.rights import Right, may
from assessments.gathering import answers_counted
from assessments.models import Assessment, AssessmentState, QuestionnaireKind
from clients.ending import Ending, endings, near
from clients.models import Standing
from clients.periods import Period, periods
from clients.rounds import in_time, next_on, starts_over
from clients.standings import Mark, marks_of, standings_of
from clients.tasks import expect_readers
from maturity.change import Difference
from maturity.definition import Level
from maturity.loading import definition_for
from workshops.models import Workshop

PAGE = 25  # clients
SHOWN = 5  # of each kind that asks for attention
FRESH = dt.timedelta(days=30)  # so long something that was finished is news
BEFORE_DUE = dt.timedelta(days=30)


class Show(models.TextChoices):
    """Which clients the desk lists."""

    ALL = "all", pgettext_lazy("clients", "All")
    OPEN = "measuring", _("Being measured")
    DUE = "due", _("To be measured again")
    ENDING = "ending", _("End date near")
    ARCHIVED = "archived", _("Archived")


@dataclass(frozen=True, slots=True)
class Cells:
    """What a list says of a client without naming it: printed once for all of whom it is true."""

    is_scored: bool
    level: Level | None
    score: Fraction | None
    change: Difference | None
    next_on: dt.date | None
    is_due: bool
    is_measured: bool  # just now


class Listed(NamedTuple):
    """A client as far as a list needs it: without an object for each, its group and its team."""

    pk: int
    public_id: str
    name: str
    group: str | None
    team: str


LISTED = ("pk", "public_id", "name", "parent__name", "team__name")


@dataclass(frozen=True, slots=True)
class Line:
    """A client in the list."""

    organisation: Listed
    cells: Cells

    @property
    def address(self) -> str:
        return address_of(self.organisation.public_id)


@lru_cache(10_000)
def address_of(public_id: str) -> str:
    return reverse("clients:client", args=[public_id])


@dataclass(frozen=True, slots=True)
class Due:
    organisation: Organisation
    next_on: dt.date


@dataclass(frozen=True, slots=True)
class OpenMeasurement:
    assessment: Assessment
    answered: int  # questions, or people where colleagues answer
    questions: int
    may_write: bool
    room: Workshop | None = None  # where people meet

    @property
    def is_of_colleagues(self) -> bool:
        return self.assessment.takes_answers

    @property
    def address(self) -> str:
        """Where to go on with it; of who only reads, where it stands."""
        if not self.may_write:
            client = self.assessment.client
            return reverse("clients:client", args=[client.public_id]) if client else ""
        page = "workshops:watch" if self.is_of_colleagues else "assessments:overview"
        return reverse(page, args=[self.assessment.public_id])


@dataclass(frozen=True, slots=True)
class Attention:
    """But for what is under way."""

    finished: Sequence[Assessment]
    due: Sequence[Due]
    ending: Sequence[Ending]
    periods: Sequence[Period]


def under_way(user: User, language: str) -> list[OpenMeasurement]:
    """What was worked on last, first. One query, and two where there is any."""
    theirs = Assessment.objects.of_member(user).filter(client__archived_at=None)
    started = theirs.filter(state=AssessmentState.OPEN).order_by("-touched_at")
    rows = started.select_related("client")[:SHOWN]
    return with_progress([(each, each.role) for each in rows], language)


def attention(user: User, today: dt.date) -> Attention:
    current = Organisation.objects.of(user).current()
    theirs = Assessment.objects.of_member(user).filter(client__archived_at=None)
    finished = theirs.filter(
        state=AssessmentState.FINISHED, finished_at__gte=start_of(today - FRESH)
    ).order_by("-finished_at")
    due = listed(current, Show.DUE, today).order_by("name")
    return Attention(
        finished=list(finished.select_related("client")[:SHOWN]),
        due=sorted(when_due(list(due)), key=attrgetter("next_on"))[:SHOWN],
        ending=endings(Organisation.objects.of(user), today, SHOWN),
        periods=periods(Assessment.objects.of_member(user), today, SHOWN),
    )


def start_of(day: dt.date) -> dt.datetime:
    """As a moment: asked for the date of each, SQLite calls Python for every row."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))


def listed(organisations: OrganisationQuerySet, show: Show, today: dt.date) -> OrganisationQuerySet:
    """Those of one kind; archived ones only where they are asked for, or come to an end."""
    if show is Show.ARCHIVED:
        return organisations.filter(archived_at__isnull=False)
    if show is Show.ENDING:
        return near(organisations, today)
    current = organisations.current()
    match show:
        case Show.OPEN:
            return current.filter(_is_measured())
        case Show.DUE:
            return _due(current, today + BEFORE_DUE)
        case _:
            return current


def found(organisations: OrganisationQuerySet, words: str) -> OrganisationQuerySet:
    """By a part of the name, or of that of the group."""
    if not words:
        return organisations
    return organisations.filter(Q(name__icontains=words) | Q(parent__name__icontains=words))


def lines_of(rows: Iterable[tuple[Any, ...]], today: dt.date, language: str) -> list[Line]:
    """Of `values_list(*LISTED)`. Two queries, and some more where a measurement changed
    since it was last listed."""
    organisations = [Listed(*each) for each in rows]
    marks = marks_of([each.pk for each in organisations])
    finished = {pk: in_time(rows) for pk, rows in marks.items()}
    standings, changed = standings_of(finished, language)
    if changed:
        expect_readers(changed, language)
    return [
        Line(each, _cells(marks[each.pk], standings.get(each.pk), today, language))
        for each in organisations
    ]


def when_due(organisations: Sequence[Organisation]) -> list[Due]:
    """One query."""
    marks = marks_of([each.pk for each in organisations])
    return [Due(each, max(map(next_on, in_time(marks[each.pk])))) for each in organisations]


def _cells(
    measured: Sequence[Mark], standing: Standing | None, today: dt.date, language: str
) -> Cells:
    finished = [each for each in measured if each.is_finished]
    following = max(map(next_on, finished), default=None)
    is_measured = len(measured) > len(finished)
    is_over = following is not None and following <= today + BEFORE_DUE
    level = None
    if standing and standing.level:
        latest = next(each for each in finished if each.pk == standing.latest_id)
        level = definition_for(latest.model_version_id, language).level(standing.level)
    return Cells(
        is_scored=bool(standing and standing.latest_id),
        level=level,
        score=standing.exact_score if standing else None,
        change=standing.change if standing else None,
        next_on=following,
        is_due=is_over and not is_measured,
        is_measured=is_measured,
    )


def _is_measured() -> Exists:
    return Exists(Assessment.objects.filter(client=OuterRef("pk"), state=AssessmentState.OPEN))


def _due(organisations: OrganisationQuerySet, until: dt.date) -> OrganisationQuerySet:
    """What was measured, is not being measured, and of which no measurement holds after that."""
    finished = Assessment.objects.filter(client=OuterRef("pk"), state=AssessmentState.FINISHED)
    holding = Q(
        questionnaire=QuestionnaireKind.QUICK, start__gt=starts_over(until, is_quick=True)
    ) | Q(questionnaire=QuestionnaireKind.FULL, start__gt=starts_over(until, is_quick=False))
    started = finished.annotate(start=Coalesce("plan_start", "date"))
    return organisations.filter(Exists(finished), ~Exists(started.filter(holding)), ~_is_measured())


def with_progress(
    started: Sequence[tuple[Assessment, str]], language: str
) -> list[OpenMeasurement]:
    """Each with the visitor's role. One query for answers, one for workshops; none where nothing
    was started."""
    if not started:
        return []
    assessments = [each for each, _role in started]
    answered = answers_counted(assessments)
    handed_in = Count("participants", filter=Q(participants__has_handed_in=True))
    numbers = {"people": handed_in}  # as `WorkshopQuerySet.with_numbers` names them
    theirs = Workshop.objects.filter(assessment__in=assessments).annotate(**numbers)
    people = {each.assessment_id: each.people for each in theirs}
    rooms = {each.assessment_id: each for each in theirs if each.is_room}
    return [
        OpenMeasurement(
            assessment=each,
            answered=people.get(each.pk, 0) if each.takes_answers else answered[each.pk],
            questions=len(each.questionnaire_in(language).questions),
            may_write=may(role, Right.WRITE),
            room=rooms.get(each.pk),
        )
        for each, role in started
    ]

"""Whether a workshop is sealed, looked up in what is kept of it: for whoever wants to know."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext

from assessments.models import Answer
from assessments.models import Response as ResponseRow
from workshops.models import Department, Dot, Participant, Vote, Workshop


@dataclass(frozen=True, slots=True)
class Check:
    words: str
    is_right: bool


def checks_of(workshop: Workshop) -> Iterator[Check]:
    """Six queries, none of which reads what somebody chose. Of a workshop with names the answers
    are of those who gave them."""
    people = Participant.objects.filter(workshop=workshop)
    votes = Vote.objects.filter(participant__workshop=workshop)
    dots = Dot.objects.filter(participant__workshop=workshop)
    departments = Department.objects.filter(workshop=workshop)
    rows = ResponseRow.objects.filter(assessment=workshop.assessment)
    answers = Answer.objects.filter(response__assessment=workshop.assessment)
    yield Check(
        gettext("No participant is left that a phone could belong to."), not people.exists()
    )
    yield Check(
        gettext(
            "No vote and no dot of a single person is left; what was shown of all together stays."
        ),
        not (votes.exists() or dots.exists()),
    )
    yield Check(gettext("No list of departments is left."), not departments.exists())
    if workshop.is_anonymous:
        unnamed = not rows.exclude(participant="").exists()
        yield Check(gettext("No row of answers has a name."), unnamed)
    moments = answers.order_by().values("saved_at").distinct().count()
    yield Check(
        gettext("All answers were stored at one moment, so there is no order."), moments < 2
    )
    words = answers.exclude(Q(note="") & Q(reason=""))
    yield Check(
        gettext(
            "No answer has words that somebody typed; explanations belong to a topic, and to"
            " nobody."
        ),
        not words.exists(),
    )

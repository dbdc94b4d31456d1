"""Two invented workshops of a client: one that is half-way, and one that is finished."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from assessments.models import Assessment
from maturity.loading import published_version
from workshops.facilitating import Outcome, act, prepare
from workshops.models import ChosenAction, Kind, Topic, Workshop
from workshops.rehearsal import let_them_answer
from workshops.steps import Action

ORGANISATION = "Noordwal Verzekeringen"
HALF_WAY, FINISHED = "Workshop, halverwege", "Workshop, afgerond"
ASKS = {Action.OPEN, Action.OPEN_AGAIN, Action.DOTS}
DEPARTMENTS = ("Verkoop", "Klantenservice")
NOTE = "De winkel ziet niet wat online besteld is."
REASON = "Wij hebben voorbeelden van twee teams gezien."
ONE_SIDE = "Een deel ziet dat het werkt, omdat het bij hen al zo gaat."
OTHER_SIDE = "Een ander deel ziet er niets van, omdat de systemen nog gescheiden zijn."


@transaction.atomic
def demo_rooms() -> tuple[Workshop, Workshop]:
    """One that is half-way, to lead on, and one that is finished: made once."""
    known = Workshop.objects.filter(assessment__organisation=ORGANISATION, is_rehearsal=True)
    made = {each.assessment.title: each for each in known.select_related("assessment")}
    return made.get(HALF_WAY) or _half_way(), made.get(FINISHED) or _finished()


def _half_way() -> Workshop:
    """Two topics are settled, the third is shown."""
    workshop = _begun(HALF_WAY, topics=2)
    return _step(workshop, Action.OPEN, Action.CLOSE, Action.REVEAL)


def _finished() -> Workshop:
    workshop = _begun(FINISHED, topics=5)
    workshop = _step(workshop, Action.DOTS, Action.SHOW_DOTS)
    due = timezone.localdate() + dt.timedelta(days=60)
    ChosenAction.objects.filter(workshop=workshop, position=0).update(who="Marieke", due=due)
    return _step(workshop, Action.FINISH, Action.SEAL)


def _begun(title: str, *, topics: int) -> Workshop:
    like = Assessment(
        model_version=published_version(), organisation=ORGANISATION, sector="other", language="nl"
    )
    workshop = prepare(
        like,
        title=title,
        subject=f"{ORGANISATION}, Nederland",
        departments=DEPARTMENTS,
        minimum_group=5,
        is_rehearsal=True,
    )
    workshop = _step(workshop, Action.OPEN_DOORS, Action.START)
    for number, code in enumerate(list(workshop.room().topics)[: topics + 1]):
        if number:
            workshop = _step(workshop, Action.FOCUS, topic=code)
        if number < topics:
            workshop = _settled(workshop, number)
    return workshop


def _settled(workshop: Workshop, number: int) -> Workshop:
    workshop = _step(workshop, Action.OPEN, Action.CLOSE, Action.REVEAL)
    if number == 0:
        Topic.objects.filter(workshop=workshop, code=workshop.focus).update(note=NOTE)
        again = (Action.OPEN_AGAIN, Action.CLOSE, Action.REVEAL)
        workshop = _step(workshop, *again)
    outcomes = (
        Outcome(Kind.LEVEL, level=2, reason=REASON),
        Outcome(Kind.VOTES),
        Outcome(Kind.DISAGREE, reason=ONE_SIDE, other_reason=OTHER_SIDE),
    )
    outcome = outcomes[number % len(outcomes)]
    return _step(workshop, Action.SETTLE, outcome=outcome)


def _step(
    workshop: Workshop,
    *actions: Action,
    topic: str = "",
    outcome: Outcome | None = None,
) -> Workshop:
    """One after another; whoever is asked something answers."""
    public_id = workshop.assessment.public_id
    for seen, action in enumerate(actions, start=workshop.step):
        act(workshop, action, seen=seen, topic=topic, outcome=outcome)
        if action in ASKS:
            let_them_answer(Workshop.objects.room(public_id) or workshop)
    return Workshop.objects.room(public_id) or workshop

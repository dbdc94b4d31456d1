"""People who answer one questionnaire together, while they do; what comes of it lies in
`assessments`."""

from workshops.models.people import (
    LONGEST_NAME,
    Department,
    Dot,
    Participant,
    ParticipantName,
    Vote,
    VoteQuerySet,
    random_key,
)
from workshops.models.topics import ChosenAction, Comment, Event, Kind, Settlement, Tally, Topic
from workshops.models.workshop import (
    CODE_LENGTH,
    REOPENED_WITHIN,
    Workshop,
    WorkshopQuerySet,
    make_code,
)

__all__ = [
    "CODE_LENGTH",
    "LONGEST_NAME",
    "REOPENED_WITHIN",
    "ChosenAction",
    "Comment",
    "Department",
    "Dot",
    "Event",
    "Kind",
    "Participant",
    "ParticipantName",
    "Settlement",
    "Tally",
    "Topic",
    "Vote",
    "VoteQuerySet",
    "Workshop",
    "WorkshopQuerySet",
    "make_code",
    "random_key",
]

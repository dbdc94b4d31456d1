"""What was shown of the topics of a room: how often each level was chosen, and explanations."""

from reports.outcome import departments_of
from reports.spread import Counted
from workshops.models import Comment, Tally, Topic, Workshop


def shown_comments(workshop: Workshop) -> dict[str, list[Comment]]:
    """By code of the topic, where enough chose a level in each round. One query."""
    found: dict[str, list[Comment]] = {}
    shown = Topic.objects.filter(workshop=workshop, tallies__isnull=False)
    enough = shown.exclude(tallies__levels__isnull=True)
    for row in Comment.objects.filter(topic__in=enough).select_related("topic"):
        found.setdefault(row.topic.code, []).append(row)
    return found


def counted_rounds(workshop: Workshop) -> dict[str, list[Counted]]:
    """By code of the topic, in order. One query."""
    found: dict[str, list[Counted]] = {}
    for row in Tally.objects.filter(topic__workshop=workshop).select_related("topic"):
        levels = tuple(row.levels) if row.levels else None
        departments = departments_of(row.departments)
        counted = Counted(levels, row.answers, row.unknown, departments, row.changed)
        found.setdefault(row.topic.code, []).append(counted)
    return found

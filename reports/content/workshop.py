"""What a workshop came to: what it talked about and settled, where it does not agree, what it will
do first. Of votes only what the room saw."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maturity.display import figure_text
from reports.content.actions import action_rows, day_words
from reports.content.blocks import Block, Cell, Chapter, Heading, Row, Table, Text
from reports.outcome import (
    DISAGREE,
    LEVEL,
    VOTES,
    ChosenAction,
    Counts,
    TopicOutcome,
    WorkshopOutcome,
)
from reports.prose import days_held, unbroken
from reports.report import Report
from reports.spread import Counted, department_name, department_text, words_of

CHOSEN = 3  # of what the room put first stand in the summary: as many as first actions there


def workshop(report: Report) -> Chapter | None:
    outcome = report.workshop
    if outcome is None:
        return None
    blocks = (
        *_held(report, outcome),
        *_without_departments(outcome),
        *_first_actions(report, outcome),
        *_topics(report, outcome),
        *_notes(report, outcome),
    )
    return Chapter("workshop", _("The workshop"), blocks, role="group")


def _held(report: Report, outcome: WorkshopOutcome) -> Iterator[Block]:
    if outcome.rehearsal:
        yield Text(report.of_rehearsal)
        return
    yield Text(_anonymously(outcome) if outcome.anonymous else _by_name(outcome))
    yield from _promise(report, outcome)


def _without_departments(outcome: WorkshopOutcome) -> Iterator[Block]:
    if outcome.departments_asked and not outcome.departments:
        said = _(
            "People were asked for their department, but too few took part to show how departments"
            " differ."
        )
        yield Text(said)


def _promise(report: Report, outcome: WorkshopOutcome) -> Iterator[Block]:
    """In the words in which it was made."""
    said = outcome.promise.get(report.language)
    if said:
        yield Text(_("Everybody was promised beforehand: “%(promise)s”") % {"promise": said})


def _by_name(outcome: WorkshopOutcome) -> str:
    people = ngettext(
        "%(people)s person took part, by name.",
        "%(people)s people took part, by name.",
        outcome.participants,
    ) % {"people": outcome.participants}
    shown = _(
        "A round was counted once, when it was shown. The facilitator could see who answered what;"
        " here there are numbers and no names."
    )
    return f"{people} {shown}"


def _anonymously(outcome: WorkshopOutcome) -> str:
    people = ngettext(
        "%(people)s person took part, anonymously.",
        "%(people)s people took part, anonymously.",
        outcome.participants,
    ) % {"people": outcome.participants}
    shown = _(
        "A round was only shown with at least %(minimum)s answers, and counted once; from a day"
        " after the workshop no answer can be traced to anybody."
    ) % {"minimum": outcome.minimum_group}
    return f"{people} {shown}"


def chosen_words(report: Report) -> str:
    """What the room put first, for beside what the rules do; empty when it chose nothing."""
    chosen = report.workshop.actions[:CHOSEN] if report.workshop else ()
    if not chosen:
        return ""
    told = [_agreed_action(report, each) for each in chosen]
    if len(told) > 1:
        told = [f"{number}. {each}" for number, each in enumerate(told, start=1)]
    return _("The room put first: %(actions)s.") % {"actions": "; ".join(told)}


def disputed(report: Report) -> set[str]:
    """Codes of the questions on which the room recorded that it does not agree."""
    topics = report.workshop.topics if report.workshop else ()
    return {each.code for each in topics if each.outcome == DISAGREE}


def _agreed_action(report: Report, chosen: ChosenAction) -> str:
    title = report.definition.action(chosen.slug).title
    agreed = [chosen.who, report.say_day(chosen.due) if chosen.due else ""]
    words = ", ".join(filter(None, agreed))
    return f"{title} ({words})" if words else title


def _first_actions(report: Report, outcome: WorkshopOutcome) -> Iterator[Block]:
    if not outcome.actions:
        return
    yield Heading(_("What the room chose to do first"))
    first = report.definition.action(outcome.actions[0].slug)
    yield Text(_("The room begins with: %(action)s") % {"action": first.title}, "lead")
    rows = tuple(_chosen_row(report, each) for each in outcome.actions)
    if not all(each.who and each.due for each in outcome.actions):
        yield Text(_agreed_or_not(), "quiet")
    head = (Cell((_("Action"),)), Cell((_("Who"),)), Cell((_("When"),)))
    yield Table(head, rows, "list")
    if _is_reordered(report, outcome):
        yield Text(_("Further on the actions stand in the order of the rules."), "quiet")


def _is_reordered(report: Report, outcome: WorkshopOutcome) -> bool:
    """The rules would not begin with what the room did, or go on otherwise."""
    chosen = [each.slug for each in outcome.actions]
    return [each.action.slug for each in report.advice.route.placed][: len(chosen)] != chosen


def _dots(chosen: ChosenAction) -> str:
    if chosen.dots is None:
        return ""
    return ngettext("%(number)s dot", "%(number)s dots", chosen.dots) % {"number": chosen.dots}


def _agreed_or_not() -> str:
    return _(
        "Without an addition it is what the room agreed; a proposal of this report is called so."
    )


def _chosen_row(report: Report, chosen: ChosenAction) -> Row:
    """What the room agreed about it, and what the rest of the report says where that is more."""
    action, plan = report.definition.action(chosen.slug), report.edition.plan.of(chosen.slug)
    placed = next(iter(action_rows(report, [action])), None)  # not every one is on the route
    later = day_words(report, plan.date) if plan.date else ""
    when = placed.when if placed else later
    due = day_words(report, chosen.due) if chosen.due else ""
    return Row(
        (
            Cell((action.title,), note=_dots(chosen), role="strong"),
            Cell((_agreed(chosen.who, plan.owner or action.owner, is_proposal=not plan.owner),)),
            Cell((_agreed(due, when, is_proposal=not plan.date),)),
        )
    )


def _agreed(in_the_room: str, now: str, *, is_proposal: bool) -> str:
    if now in {in_the_room, ""}:
        return in_the_room or "–"
    if in_the_room:
        said = _("%(before)s (now: %(words)s)") % {"before": in_the_room, "words": now}
        return days_held(said)  # two dates fill a line
    said = _("%(words)s (proposal)") if is_proposal else _("%(words)s (agreed later)")
    return said % {"words": now}


def _topics(report: Report, outcome: WorkshopOutcome) -> Iterator[Block]:
    talked_about = [each for each in outcome.topics if each.outcome]
    if talked_about:
        yield Heading(_("Topic by topic"))
        yield Text(_letters(report), "quiet")
        head = (Cell((_("Question"),)), Cell((_("How the room chose"),)), Cell((_("Outcome"),)))
        yield Table(head, tuple(_topic_row(report, each) for each in talked_about), "list")
    if others := _others(outcome):
        yield Text(others, "quiet")


def _others(outcome: WorkshopOutcome) -> str:
    """Of what was not talked about: what counts as it was answered, and what nobody was shown."""
    left = [each for each in outcome.topics if not each.outcome]
    shown = sum(bool(each.rounds) for each in left)
    unseen = len(left) - shown
    standing = ngettext(
        "%(number)s question stands as it was answered, without a talk.",
        "%(number)s questions stand as they were answered, without a talk.",
        shown,
    )
    skipped = ngettext(
        "%(number)s question was not shown in the room and has no answer.",
        "%(number)s questions were not shown in the room and have no answer.",
        unseen,
    )
    said = ((standing, shown), (skipped, unseen))
    return " ".join(words % {"number": number} for words, number in said if number)


def _letters(report: Report) -> str:
    levels = [report.definition.level(number).name for number in range(1, 5)]
    said = _("A, B, C and D are the four answers to a question, one for each level: %(levels)s.")
    named = (f"{letter} {name}" for letter, name in zip("ABCD", levels, strict=True))
    counted = _("The numbers are of those who answered in that round.")
    return f"{said % {'levels': ', '.join(named)}} {counted}"


def _topic_row(report: Report, topic: TopicOutcome) -> Row:
    return Row(
        (
            Cell((_facet(report, topic.code),), role="strong"),
            Cell(tuple(_chose(report, topic)), role="list"),
            _outcome_cell(report, topic),
        )
    )


def _facet(report: Report, code: str) -> str:
    question = report.definition.questionnaire(report.result.questionnaire).question(code)
    return question.facet if question else code


def _chose(report: Report, topic: TopicOutcome) -> Iterator[str]:
    least = report.workshop.minimum_group if report.workshop else 0
    counted = [_counted(each, least) for each in topic.rounds]
    if not counted:
        return
    yield words_of(counted[-1])
    for number, each in enumerate(topic.rounds, start=1):
        if said := _counts(each):
            yield _("Round %(number)s: %(counts)s") % {"number": number, "counts": said}
    figures = [figure_text(each.consensus, report.language, decimals=2) for each in counted]
    if len(figures) > 1 and all(each.consensus is not None for each in counted):
        words = {"before": figures[0], "after": figures[-1]}
        yield _("Consensus from %(before)s to %(after)s") % words
    if topic.rounds[-1].departments:
        yield _("By department: %(means)s") % {"means": _means(report, topic)}


def _means(report: Report, topic: TopicOutcome) -> str:
    hides = bool(report.workshop and report.workshop.anonymous)
    return " · ".join(
        f"{department_name(name)} {department_text(mean, report.language, is_anonymous=hides)}"
        for name, mean in topic.rounds[-1].departments
    )


def _counts(counts: Counts) -> str:
    """Of everybody who answered, so that it adds up; empty where too few chose a level to say."""
    if counts.levels is None:
        return ""
    said = [f"{letter} {count}" for letter, count in zip("ABCD", counts.levels, strict=True)]
    others = ((_("don't know"), counts.unknown), (_("not applicable"), counts.not_applicable))
    return " · ".join((*said, *(unbroken(f"{words} {count}") for words, count in others if count)))


def _counted(counts: Counts, least: int) -> Counted:
    """How many levels are hidden is not kept: it counts as the most that there can be, so that no
    more is said of who did not know than is so."""
    levels = least - 1 if counts.levels is None else sum(counts.levels)
    answers = levels + counts.unknown + counts.not_applicable
    return Counted(counts.levels, answers, counts.unknown)


def _outcome_cell(report: Report, topic: TopicOutcome) -> Cell:
    if topic.outcome == LEVEL and topic.level:
        level = report.definition.level(topic.level)
        return Cell((level.name,), level=level.number, note=topic.reason)
    if topic.outcome == DISAGREE:
        return Cell((_("The room does not agree."), *_sides(topic)))
    return Cell((_("The votes stand"),)) if topic.outcome == VOTES else Cell()


def _sides(topic: TopicOutcome) -> Iterator[str]:
    if topic.reason:
        yield _("One side: %(reason)s") % {"reason": topic.reason}
    if topic.other_reason:
        yield _("The other side: %(reason)s") % {"reason": topic.other_reason}


def _notes(report: Report, outcome: WorkshopOutcome) -> Iterator[Block]:
    noted = [each for each in outcome.topics if each.notes]
    if not noted:
        return
    yield Heading(_("What the room said"))
    head = (Cell((_("Question"),)), Cell((_("Notes"),)))
    rows = (
        Row((Cell((_facet(report, each.code),), role="strong"), Cell(_note_lines(each))))
        for each in noted
    )
    yield Table(head, tuple(rows), "notes")


def _note_lines(topic: TopicOutcome) -> tuple[str, ...]:
    return tuple(filter(None, (line.strip() for line in topic.notes.splitlines())))

"""A chapter for each dimension: where it stands, why, the step to take and how."""

from collections.abc import Iterator
from fractions import Fraction

from django.utils.translation import gettext as _

from maturity.advice import DimensionAdvice
from maturity.claims import Claim, ground_of, standing_words
from maturity.display import NOTHING, score_text, shown_score
from maturity.result import HIGHEST_LEVEL, DimensionResult
from maturity.steps import StepAdvice, StepKind
from maturity.telling import step_title
from reports.content.actions import actions
from reports.content.answers import answer_marks
from reports.content.blocks import Block, Callout, Chapter, Heading, Panel, Text
from reports.content.coverage import why_unscored
from reports.content.insights import dimension_insight
from reports.content.patterns import pattern_advice, patterns_of
from reports.content.scores import dimension_score, from_to, level_name, rank_words, score_words
from reports.prose import Paragraph
from reports.report import Report


def dimensions(report: Report) -> tuple[Chapter, ...]:
    """By rank."""
    make = _quick if report.is_quick else _full
    return tuple(make(report, advice) for advice in report.advice.dimensions)


def _full(report: Report, advice: DimensionAdvice) -> Chapter:
    row = advice.row
    blocks: list[Block] = [_head(report, row)]
    if row.is_scored:
        blocks.append(_place(report, advice))
    blocks += [_why(report, advice), *dimension_insight(report, row.dimension.slug)]
    if advice.step_advice:
        step = _step(report, advice.step_advice)
        blocks.append(Panel("step", (*step, *_actions(report, advice, "full"))))
    blocks += _outline(report, advice)
    return Chapter(row.dimension.slug, row.dimension.name, tuple(blocks), "dimension")


def _quick(report: Report, advice: DimensionAdvice) -> Chapter:
    row = advice.row
    blocks: list[Block] = [_head(report, row)]
    if advice.step_advice:
        blocks.append(_place(report, advice))
        blocks += _step(report, advice.step_advice)
        blocks += [*_actions(report, advice, "short"), *_outline(report, advice)]
    else:
        blocks.append(_why(report, advice))
    blocks += dimension_insight(report, row.dimension.slug)
    return Chapter(row.dimension.slug, row.dimension.name, tuple(blocks), "half")


def _head(report: Report, row: DimensionResult) -> Panel:
    words = (
        Heading(row.dimension.name, depth=2),
        Text(_kicker(report, row), "kicker"),
        Text(row.dimension.about, "lead"),
    )
    return Panel("head", (Panel("head-words", words), dimension_score(report, row)))


def _kicker(report: Report, row: DimensionResult) -> str:
    words = {"number": row.dimension.number, "rank": rank_words(report, row)}
    if words["rank"] == NOTHING or row.has_reached:
        place = _("Dimension %(number)s of 7") % words
    else:
        place = _("Dimension %(number)s of 7, priority %(rank)s") % words
    return f"{place}, {_('agreed by the group')}" if row.is_agreed else place


def _place(report: Report, advice: DimensionAdvice) -> Panel:
    return Panel("place", (_here(report, advice), _target(report, advice)))


def _here(report: Report, advice: DimensionAdvice) -> Panel:
    """Where it stands: what is true of it, or what its level looks like."""
    words, standing = standing_words(report.definition, advice), advice.standing
    level = standing.level if standing else 1
    blocks: list[Block] = [Heading(_here_title(report, advice, level))]
    if words:
        if words.told:
            blocks.append(_claim(words.told))
        blocks.append(_claim(words.words, f"{words.heading}:" if words.heading else ""))
    return Panel("here", tuple(blocks), level=level)


def _here_title(report: Report, advice: DimensionAdvice, level: int) -> str:
    words = {"number": level, "name": level_name(report, level)}
    if advice.row.has_reached:
        return _("What you keep: %(number)s %(name)s") % words
    return _("You are here: %(number)s %(name)s") % words


def _claim(claim: Claim, label: str = "") -> Text:
    return Text(claim.text, label=label, rests_on=claim.grounds)


def _target(report: Report, advice: DimensionAdvice) -> Panel:
    row = advice.row
    if row.has_reached:
        reached = report.definition.wording.phrase("target_reached")
        words = _("The target was level %(level)s.") % {"level": row.target}
        return Panel("goal", (Heading(reached), Text(words)))
    named = {"number": row.target, "name": level_name(report, row.target)}
    heading = Heading(_("Your target: %(number)s %(name)s") % named)
    return Panel("goal", (heading, Text(row.dimension.words[row.target or 1].goal)))


def _why(report: Report, advice: DimensionAdvice) -> Panel:
    """The answers that the score is based on, and what the next level takes."""
    row = advice.row
    if row.is_scored:
        heading = Heading(_("Why %(score)s") % {"score": score_words(report, row)})
        words: tuple[Block, ...] = (*_next_level(report, advice), *_touched(report, row))
    else:
        heading = Heading(_("Why there is no score"))
        words = (Text(why_unscored(report, row)),)
    marks = () if report.is_quick else (answer_marks(report, advice),)
    return Panel("why", (heading, *marks, *words))


def _next_level(report: Report, advice: DimensionAdvice) -> Iterator[Text]:
    """Nothing above the target, nor where the values are there already, and only the score of a
    group is not."""
    row, following = advice.row, advice.next_level
    if row.score is None or following is None or following.level > (row.target or 0):
        return
    label = _("What level %(level)s takes:") % {"level": following.level}
    entry = following.level - Fraction(1, 2)
    slots = {"score": score_text(entry, report.language)}
    if following.points is not None:
        left = shown_score(entry) - shown_score(row.score)
        words = _("a score of at least %(score)s; %(points)s is missing now.")
        yield Text(words % {**slots, "points": left.text(report.language)}, "next", label)
    elif following.raises:
        raises = "; ".join(
            from_to(report, each.question.facet, each.from_value, each.to_value)
            for each in following.raises
        )
        words = _("a score of at least %(score)s. This is enough: %(raises)s.")
        found = {each.question.code: each for each in row.questions}
        grounds = tuple(ground_of(found[each.question.code]) for each in following.raises)
        yield Text(words % {**slots, "raises": raises}, "next", label, rests_on=grounds)


def _touched(report: Report, row: DimensionResult) -> Iterator[Text]:
    for pattern in patterns_of(report, row.dimension.slug):
        label = _("Pattern: %(headline)s.") % {"headline": pattern.headline}
        yield Text(pattern_advice(report, pattern), "next", label)


def _step(report: Report, advice: StepAdvice) -> Iterator[Block]:
    """The step with what can go wrong, or for a level that is held when to move on."""
    step = advice.step
    words = (
        Text(step_title(report.definition, advice), "kicker"),
        Heading(step.headline),
        Text(step.rationale),
    )
    is_held = advice.kind == StepKind.HOLD and advice.level < HIGHEST_LEVEL
    label = _("When to move on") if is_held else _("Pitfall")
    pitfall = Callout(label, (Paragraph((step.pitfall,)),), "pitfall")
    yield Panel("advice", (Panel("advice-words", words), pitfall))


def _actions(report: Report, advice: DimensionAdvice, role: str) -> Iterator[Block]:
    if advice.actions:
        yield actions(report, advice.actions, role)


def _outline(report: Report, advice: DimensionAdvice) -> Iterator[Block]:
    for step in advice.outline:
        label = report.definition.wording.phrase("step_next", level=step.to_level)
        yield Text(step.headline, "next", f"{label}:")

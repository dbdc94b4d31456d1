"""The page for a board: what the result comes down to, what to do first, what to decide."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from maturity.claims import highlight_words
from maturity.narrative import PARTLY_ANSWERED, is_partly_answered
from maturity.result import MANY_UNKNOWN, Counts, DimensionResult, QuestionResult
from maturity.standing import Highlight
from reports.content.actions import action_rows
from reports.content.blocks import (
    Block,
    Callout,
    Chapter,
    Fact,
    Facts,
    Heading,
    Panel,
    Point,
    Points,
    Text,
)
from reports.content.change import change_words
from reports.content.coverage import applies, basis, people, was_not_shown
from reports.content.figures import radar_figure
from reports.content.group import departments_apart
from reports.content.insights import sentence_mark
from reports.content.scores import overall_score
from reports.content.workshop import chosen_words, disputed
from reports.prose import List
from reports.report import Report

LONG_SENTENCE = 320  # letters
LONG_OPENING = 440  # with what changed and why to be careful


def summary(report: Report) -> Chapter:
    blocks: list[Block] = [Panel("opening", tuple(opening(report)))]
    if report.result.scored:
        blocks += [Panel("pair", tuple(_pair(report))), *_first(report), *_chosen(report)]
    else:
        blocks.append(Panel("states", tuple(Text(state) for state in report.states)))
    blocks += _decisions(report)
    return Chapter("summary", _("Management summary"), tuple(blocks), role="summary")


def opening(report: Report) -> Iterator[Block]:
    """The sentence, what changed, and level, score and radar beside it."""
    words, cautions = change_words(report), " ".join(_cautions(report))
    apart = departments_apart(report)
    yield Text(report.sentence, "long-sentence" if _is_long(report) else "sentence")
    if mark := sentence_mark(report):
        yield Text(mark, "mark")
    if cautions:
        yield Text(cautions, "indicative")
    if words:
        yield Text(words, "change")
    if apart:
        yield Text(apart, "change")
    side = (overall_score(report), Facts(tuple(_facts(report))))
    yield Panel(
        "overview", (Panel("radar", (radar_figure(report, "narrow"),)), Panel("side", side))
    )


def _is_long(report: Report) -> bool:
    """So that below it hardly anything fits on the page beside what has to stand there."""
    told = (report.sentence, change_words(report), *_cautions(report), departments_apart(report))
    return len(report.sentence) > LONG_SENTENCE or sum(map(len, told)) > LONG_OPENING


def _cautions(report: Report) -> Iterator[str]:
    """Why not to read scores as settled: nobody meant them, one question a dimension, answers that
    are not there, much that is not known. Without a score all of it is told with the states."""
    if not report.result.scored:
        return
    if report.of_rehearsal:
        yield report.of_rehearsal
    if report.caution:
        yield report.caution
    if is_partly_answered(report.result):
        yield report.definition.wording.states[PARTLY_ANSWERED]
    if report.result.counts.has_many_unknown:
        yield _many_unknown(report.result.counts)


def _many_unknown(counts: Counts) -> str:
    """The share of what applies (rule 4): said where the figures beside it come to less of all."""
    if counts.unknown > MANY_UNKNOWN * counts.questions:
        return _("Read this with caution: more than one in five answers is “don't know”.")
    return _(
        "Read this with caution: more than one in five answers is “don't know”, leaving out what"
        " does not apply."
    )


def _facts(report: Report) -> Iterator[Fact]:
    yield Fact(_("Based on"), (*people(report), *basis(report)))
    unscored = [row for row in report.result.dimensions if not row.is_scored]
    if unscored and report.result.scored:
        yield Fact(
            _("Not scored"),
            tuple(
                row.dimension.name if row.counts.questions == 1 else _unscored(report, row)
                for row in unscored
            ),
        )


def _unscored(report: Report, row: DimensionResult) -> str:
    if not applies(row):
        return _("%(name)s: not applicable") % {"name": row.dimension.name}
    if was_not_shown(report, row):
        return _("%(name)s: no outcome in the room") % {"name": row.dimension.name}
    return _("%(name)s: %(answered)s of %(questions)s with a level") % {
        "name": row.dimension.name,
        "answered": row.counts.answered,
        "questions": row.counts.applicable,
    }


def _pair(report: Report) -> Iterator[Panel]:
    strengths = [_highlight(report, each) for each in report.advice.strengths]
    brakes = [_highlight(report, each) for each in report.advice.brakes]
    yield _points(_("Strengths"), strengths or [_none(report, "no_strengths")])
    yield _points(_("What holds you back"), brakes or [_none(report, "no_brakes")])


def _none(report: Report, slug: str) -> Point:
    """Of what has a score only, where other answers may say otherwise."""
    others = (row for row in report.result.dimensions if not row.is_scored)
    is_part = any(row.counts.answered for row in others)
    return Point("", text=report.definition.wording.phrase(f"{slug}_scored" if is_part else slug))


def _points(heading: str, points: list[Point]) -> Panel:
    return Panel("points", (Heading(heading), Points(tuple(points))))


def _highlight(report: Report, highlight: Highlight) -> Point:
    """In the words of the answer, with why it matters. The score of the dimension would stand
    beside it out of order: strengths go by their answers, brakes by priority (rule 18)."""
    words = highlight_words(
        report.definition, report.sector.slug, highlight, is_group=report.responses.is_group
    )
    label = f"{_label(report, highlight.question) or words.heading}:"
    if highlight.question.question.code in disputed(report):
        label = f"{_('The room does not agree.')} {label}"
    return Point(
        highlight.row.dimension.name,
        label=label,
        text=words.answer.text,
        detail=words.why,
        rests_on=words.answer.grounds,
    )


def _label(report: Report, found: QuestionResult) -> str:
    """Whose answer it is, where the model's own words would not fit: they name the question, which
    in a quick scan is the title above them, and speak of an average, which one person has not."""
    is_agreed, facet = found.agreed is not None, {"facet": found.question.facet}
    if is_agreed or not report.responses.is_group:
        own = _("Agreed answer") if is_agreed else _("Your answer")
        return own if report.is_quick else ""
    if len(report.responses.responses) == 1:
        of_one = _("The participant's answer on “%(facet)s”") % facet
        return _("The participant's answer") if report.is_quick else of_one
    if not found.distribution[(found.answer_level or 1) - 1]:
        of_none = _("The group's average answer on “%(facet)s”, which nobody gave") % facet
        return _("The group's average answer, which nobody gave") if report.is_quick else of_none
    return _("The group's average answer") if report.is_quick else ""


def _first(report: Report) -> Iterator[Panel]:
    """None where the board is asked to find out first what is unknown."""
    if report.result.level is None:
        return
    rows = action_rows(report, report.advice.first_actions)
    points = tuple(Point(row.title, text=row.who_and_when) for row in rows)
    if points:
        yield Panel("first", (Heading(_("First actions")), Points(points, "across")))


def _chosen(report: Report) -> Iterator[Text]:
    """What a room put first, for beside what the rules do, where the page has room for it; its own
    chapter has all of it."""
    words = chosen_words(report)
    if words and (report.result.level is None or not _is_long(report)):
        yield Text(words, "quiet")


def _decisions(report: Report) -> Iterator[Callout]:
    if report.decisions:
        yield Callout(
            _("Decisions asked of the management team"), (List(report.decisions),), "decision"
        )

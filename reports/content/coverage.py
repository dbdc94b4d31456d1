"""What a result rests on, in words. One person answers questions; of a group, answers count."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maturity.result import DimensionResult, QuestionResult
from reports.content.blocks import Block, Cell, Chapter, Heading, Items, Panel, Row, Table, Text
from reports.edition import Part
from reports.report import Report


def coverage(report: Report) -> Chapter:
    """What the measurement is based on, how to read it, and where its words come from."""
    definition = report.definition
    version = _("%(name)s, version %(version)s.")
    blocks: list[Block] = [
        Heading(_("What this assessment is based on")),
        Items((*people(report), *basis(report))),
        *(Text(state) for state in report.states),
        Panel("readings", tuple(_readings(report))),
        Panel(
            "ending",
            (
                *_evidence(report),
                Heading(_("Sources")),
                Table((), tuple(_sources(report)), "sources"),
                Text(version % {"name": definition.name, "version": definition.version}, "quiet"),
            ),
        ),
    ]
    return Chapter("method", _("Method and sources"), tuple(blocks), role="method")


def _readings(report: Report) -> Iterator[Block]:
    for note in report.definition.wording.how_to_read:
        yield Panel("reading", (Heading(note.title), Text(note.text)))


def _evidence(report: Report) -> Iterator[Block]:
    """Figures of others that may be quoted, each with its caution."""
    quoted = [each for each in report.definition.figures if each.in_report]
    if quoted and report.edition.has(Part.FIGURES):
        yield Heading(_("From the literature"))
        for each in quoted:
            yield Text(f"{each.claim} ({each.said_by})", "evidence")
            yield Text(each.caution, "quiet")


def _sources(report: Report) -> Iterator[Row]:
    """Numbered as the texts name them; common practice has no number."""
    for code, words in report.definition.sources.items():
        number = code if code.isdigit() else "–"
        yield Row((Cell((number,), role="header"), Cell((words,))))


def people(report: Report) -> tuple[str, ...]:
    """On how many people it rests; of one who answered nothing yet that says nothing."""
    if report.responses.is_group:
        count = report.result.response_count
        return (ngettext("%d participant", "%d participants", count) % count,)
    return (_("the answers of one person"),) if report.has_answers else ()


def basis(report: Report) -> tuple[str, ...]:
    """ "34 of 35 questions answered, 33 with a level", and what the others came to."""
    return tuple(_group_basis(report) if report.responses.is_group else _own_basis(report))


def missing(report: Report) -> tuple[DimensionResult, ...]:
    """Dimensions with questions that can still get a level."""
    if not report.is_provisional:
        return ()
    rows = report.result.dimensions
    return tuple(row for row in rows if row.counts.unanswered or row.counts.unknown)


def applies(row: DimensionResult) -> bool:
    return row.counts.not_applicable < row.counts.questions


def was_not_shown(report: Report, row: DimensionResult) -> bool:
    """In a workshop that came to an outcome of none of it."""
    return bool(report.workshop) and all(not_shown(report, each) for each in row.questions)


def not_shown(report: Report, found: QuestionResult) -> bool:
    """In the room it was skipped, or its votes were not shown; nor has it an answer from elsewhere.
    Which of both is not kept: votes that were not shown are gone."""
    counts = found.counts
    has_any = found.agreed or counts.answered or counts.unknown or counts.not_applicable
    missing = report.workshop.not_shown if report.workshop else frozenset()
    return found.question.code in missing and not has_any


def why_unscored(report: Report, row: DimensionResult) -> str:
    """What a dimension lacks for a score (rules 1 and 10); empty when it has one."""
    if row.is_scored:
        return ""
    words = {"answered": row.counts.answered, "questions": row.counts.applicable}
    if not applies(row):
        return _("None of the questions of this dimension applies.")
    if was_not_shown(report, row):
        return ngettext(
            "The question of this dimension was skipped in the room, or not shown.",
            "The questions of this dimension were skipped in the room, or not shown.",
            len(row.questions),
        )
    if report.is_quick:
        return _why_unscored_scan(report, row)
    if report.responses.is_group:
        return (
            _(
                "Answers with a level: %(answered)s of %(questions)s. A score needs one participant"
                " who answered at least half of the questions that apply, or as many agreed levels."
            )
            % words
        )
    return (
        ngettext(
            "The one question that applies has no answer with a level.",
            "Answered with a level: %(answered)s of the %(questions)s questions that apply."
            " A score needs at least half of them.",
            row.counts.applicable,
        )
        % words
    )


def _why_unscored_scan(report: Report, row: DimensionResult) -> str:
    """One question, so its answer says it all; a group has many."""
    if report.responses.is_group:
        return _("The question of this dimension has no answer with a level.")
    if row.counts.unknown:
        return _("The question of this dimension was answered with “don't know”.")
    return _("The question of this dimension has not been answered yet.")


def _own_basis(report: Report) -> Iterator[str]:
    counts = report.result.counts
    words = {
        "filled": counts.questions - counts.unanswered,
        "questions": counts.questions,
        "answered": counts.answered,
    }
    if counts.unanswered == counts.questions:
        yield _("none of the %(questions)s questions answered yet") % words
        return
    if counts.answered == counts.questions:
        yield _("all %(questions)s questions answered") % words
    else:
        yield _("%(filled)s of %(questions)s questions answered, %(answered)s with a level") % words
    yield from _without_level(report)
    if counts.unanswered:
        yield _("%d not answered yet") % counts.unanswered


def _group_basis(report: Report) -> Iterator[str]:
    """Nobody can add an answer to those that came with the file, so none is missing "yet"."""
    counts = report.result.counts
    yield (
        _("%(answered)s of %(questions)s answers have a level")
        % {"answered": counts.answered, "questions": counts.questions}
    )
    yield from _without_level(report)
    if counts.unanswered:
        yield _("%d without an answer") % counts.unanswered
    agreed = sum(row.agreed is not None for row in report.result.questions)
    if agreed:
        words = ngettext(
            "a level agreed for %d question", "a level agreed for %d questions", agreed
        )
        yield words % agreed


def _without_level(report: Report) -> Iterator[str]:
    counts = report.result.counts
    if counts.unknown:
        yield (
            ngettext("“don't know” once", "“don't know” %(number)s times", counts.unknown)
            % {"number": counts.unknown}
        )
    if counts.not_applicable:
        yield _("%d not applicable") % counts.not_applicable

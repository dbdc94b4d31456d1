"""The cover, the summary for the board and the contents."""

import io
from collections.abc import Sequence

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from docx.image.image import Image
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from maturity.display import score_text
from maturity.scoring import DimensionResult
from reports import colours
from reports.chapters import on_cover
from reports.content.coverage import basis
from reports.cover_drawing import HEIGHT, WIDTH, cover_art
from reports.docx.draft import Draft, level_spans
from reports.docx.marks import (
    at_page_foot,
    behind_text,
    describe,
    field_begin,
    field_end,
    link,
)
from reports.docx.tables import (
    Cell,
    Column,
    Line,
    Picture,
    cell,
    line,
    quiet,
    strong,
    write_line,
    write_table,
)
from reports.insights import sentence_mark, summary_insight
from reports.pages import (
    ActionRow,
    first_actions,
    highlight_words,
    in_accent,
    typical,
)
from reports.pictures import png
from reports.radar import NARROW, ON_PAPER, radar_svg
from reports.series import radar_of

COVER_PIXELS = 1240  # 150 dots an inch
LONG_NAME = 36  # letters
FOOT = 241  # millimetres from the top, under the picture
LOGO = (60, 10)  # at most so many millimetres wide and high


def write_cover(draft: Draft) -> None:
    about, branding = draft.report.about, draft.report.edition.branding
    _place_art(draft, draft.paragraph(branding.sender or "Kanaalkompas", style="CoverBrand"))
    draft.paragraph(_("Do our channels work together?"), style="Title")
    name = about.organisation or _("Your organisation")
    written = draft.paragraph(name, style="CoverOrganisation")
    if len(name) > LONG_NAME:
        written.runs[0].font.size = Pt(12)
    at_page_foot(written, top=FOOT)
    titles = [_("Advice report on channel maturity"), *([about.title] if about.title else [])]
    for text in ("\n".join(titles), " · ".join(_facts(draft))):
        at_page_foot(draft.paragraph(text, style="CoverText"), top=FOOT)
    if branding.logo:
        _place_logo(draft, branding.logo)
    if branding.sender or branding.contact:
        sender = draft.paragraph(strong(branding.sender), style="CoverText")
        write_line(sender, "  " * bool(branding.sender) + branding.contact)
        at_page_foot(sender, top=FOOT)


def _place_art(draft: Draft, paragraph: Paragraph) -> None:
    picture = on_cover(draft.report, cover_art(radar_of(draft.report)))
    art = png(picture, COVER_PIXELS, background=colours.LEVELS[3])
    run = paragraph.add_run()
    run.add_picture(io.BytesIO(art), width=Mm(WIDTH), height=Mm(HEIGHT))
    describe(run, title="", description=_("The radar of this result, drawn without words"))
    behind_text(run)


def _place_logo(draft: Draft, logo: bytes) -> None:
    image = Image.from_blob(logo)
    scale = min(LOGO[0] / image.width.mm, LOGO[1] / image.height.mm)
    paragraph = draft.paragraph(style="CoverText")
    at_page_foot(paragraph, top=FOOT)
    paragraph.paragraph_format.space_before = Pt(8)
    run = paragraph.add_run()
    run.add_picture(io.BytesIO(logo), width=Mm(image.width.mm * scale))
    sender = draft.report.edition.branding.sender
    words = _("Logo of %(sender)s") % {"sender": sender} if sender else _("Logo of the sender")
    describe(run, title="", description=words)


def _facts(draft: Draft) -> list[str]:
    report, about = draft.report, draft.report.about
    questionnaire = report.definition.questionnaire(report.responses.questionnaire)
    count = len(questionnaire.questions)
    questions = ngettext("%(name)s, %(counter)s question", "%(name)s, %(counter)s questions", count)
    facts = [
        date_format(about.date, "j F Y"),
        report.sector.name,
        questions % {"name": questionnaire.name, "counter": count},
    ]
    if draft.is_group:
        facts.append(_participants(draft))
    if draft.report.is_provisional:
        facts.append(_("provisional: not finished yet"))
    return facts


def _participants(draft: Draft) -> str:
    count = draft.report.result.response_count
    texts = ngettext("%(counter)s participant", "%(counter)s participants", count)
    return texts % {"counter": count}


def write_summary(draft: Draft) -> None:
    report = draft.report
    draft.heading(_("Management summary"), 1)
    draft.paragraph(report.sentence, style="Sentence")
    mark = sentence_mark(report)
    if mark:
        draft.paragraph(mark, style="Small")
    _write_standing(draft)
    if report.result.scored:
        draft.heading(_("What it brings, what it costs, what to do"), 2)
        _write_highlights(draft)
        draft.heading(_("Decision asked of the board"), 2)
        for decision in report.decisions:
            draft.paragraph(decision, style="Decision")
    else:
        draft.gap()
        for state in report.states:
            draft.paragraph(state)
    draft.insight(summary_insight(report))


def _write_standing(draft: Draft) -> None:
    radar = radar_of(draft.report)
    picture = Picture(
        svg=in_accent(draft.report, radar_svg(radar, NARROW, marks=ON_PAPER, key="summary")),
        width=88,
        description=f"{radar.title}. {radar.description}",
    )
    columns = [Column(_("Overall"), 76), Column(_("Now and target"), 94)]
    row = [Cell(_standing(draft)), cell(picture)]
    write_table(draft.document, _("Management summary"), columns, [row], is_whole=True)


def _standing(draft: Draft) -> tuple[Line, ...]:
    report, result = draft.report, draft.report.result
    level = report.definition.level(result.level) if result.level else None
    is_scored = result.score is not None
    score = score_text(result.score, report.language) if is_scored else _("not scored")
    lines = [line(score, style="Score" if is_scored else "Sentence")]
    if level:
        lines.append(line(*level_spans(level)))
    if report.previous and report.previous.score is not None:
        previous = score_text(report.previous.score, report.language)
        lines.append(line(quiet(_("previous measurement %(score)s") % {"score": previous})))
    if draft.is_group:
        lines += [line(strong(_("Group"))), line(_participants(draft))]
    lines.append(line(strong(_("Rests on"))))
    lines += [line(text) for text in basis(draft.report)]
    open_rows = [row for row in result.dimensions if not row.is_scored] if result.scored else []
    if open_rows:
        lines.append(line(strong(_("Not scored"))))
    for row in open_rows:
        words = {
            "name": row.dimension.name,
            "answered": row.counts.answered,
            "questions": row.counts.questions,
        }
        lines.append(line(_("%(name)s: %(answered)s of %(questions)s with a level") % words))
    if level:
        lines += [line(strong(_("What that means"))), line(level.meaning)]
    return tuple(lines)


def _write_highlights(draft: Draft) -> None:
    report = draft.report
    strengths = [highlight_words(each, "strength") for each in report.advice.strengths]
    brakes = [highlight_words(each, "brake") for each in report.advice.brakes]
    row = [
        _highlight_cell(draft, strengths, report.definition.wording.phrase("no_strengths")),
        _highlight_cell(draft, brakes, report.definition.wording.phrase("no_brakes")),
        _action_cell(list(first_actions(report))),
    ]
    titles = [_("Strengths"), _("What holds you back"), _("First actions")]
    columns = [Column(title, 170 / 3) for title in titles]
    write_table(draft.document, ", ".join(titles), columns, [row], is_whole=True)
    draft.paragraph(typical(), style="Small")


def _highlight_cell(
    draft: Draft, highlights: Sequence[tuple[DimensionResult, str]], nothing: str
) -> Cell:
    lines = []
    for row, words in highlights:
        lines += [line(strong(f"{row.dimension.name} {draft.score(row)}")), line(quiet(words))]
    return Cell(tuple(lines) or (line(nothing),))


def _action_cell(actions: Sequence[ActionRow]) -> Cell:
    lines = []
    for action in actions:
        owner = f"{action.owner}, {action.horizon.unbroken_period}"
        lines += [line(strong(action.title)), line(quiet(owner))]
    return Cell(tuple(lines))


def write_contents_title(draft: Draft) -> Paragraph:
    """The entries follow when all headings are known: `write_contents_entries`."""
    return draft.paragraph(_("Contents"), style="TOCHeading")


def write_contents_entries(draft: Draft, title: Paragraph) -> None:
    """Links to the headings, in a field that an office suite can make anew.

    Without page numbers by design: where a page ends depends on the fonts and the program of who
    opens the document. Who updates the field gets them, set to the right by the style.
    """
    following = title._p.getnext()
    for place, entry in enumerate(draft.entries):
        paragraph = draft.paragraph(style=f"TOC{entry.level}")
        following.addprevious(paragraph._p)
        if place == 0:
            field_begin(paragraph, r'TOC \o "1-2" \h \z \u')
        link(paragraph, entry.bookmark, entry.text)
        if place == len(draft.entries) - 1:
            field_end(paragraph)

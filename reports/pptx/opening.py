"""The slides that open and close: cover, opening, own words, decision, what it is based on."""

from collections.abc import Iterator
from dataclasses import replace

from django.utils.text import capfirst

from reports.content.blocks import (
    Callout,
    Cell,
    Chapter,
    Facts,
    Heading,
    Items,
    Score,
    Table,
)
from reports.content.blocks import Text as Words
from reports.picking import all_of, callout_lines, items_of, one_of, panels, told
from reports.pptx.deck import Deck, ResultDeck
from reports.pptx.drawings import place_cover_art, place_logo, place_scale
from reports.pptx.text import Text
from reports.prose import sentences
from reports.radar import Radar
from reports.series import radar_of

HEAD, BODY, ITEM, SMALL = range(4)  # levels of text in the placeholders of the template


def add_cover(deck: ResultDeck) -> None:
    place_cover(deck, radar_of(deck.report), deck.report.sentence)


def place_cover(deck: Deck, radar: Radar, sentence: str) -> None:
    """With the outline of a radar, whose it is, and the sentence that opens the talk."""
    front = deck.front
    sheet = deck.add("Cover", "", front.question)
    if deck.has_plain_cover:
        said = (front.organisation, front.what, front.title, *front.facts[:1])
        sheet.fill(1, *said, " · ".join(filter(None, (front.sender, front.contact))))
    else:
        place_cover_art(sheet, radar, deck.branding)
        sheet.fill(1, front.organisation)
        sheet.fill(13, *front.facts)
        sheet.fill(14, front.brand)
        sheet.fill(15, front.what, front.title)
        sheet.fill(16, front.contact)
    if logo := deck.branding.logo:
        place_logo(sheet, logo, front.logo_words)
    sheet.tell(f"{front.subject}. {front.about}.", sentence)


def opening_sentences(deck: ResultDeck) -> list[Text]:
    """Of the text that opens the result, each one message."""
    own = deck.report.edition.own_words
    language = own.language if own.sentence else ""
    said = sentences(deck.report.sentence, deck.report.about.organisation)
    return [Text(each, language=language) for each in said]


def add_opening(deck: ResultDeck) -> None:
    """The first sentence with the score, its level, and what it is based on."""
    summary = deck.chapters[0]
    said = opening_sentences(deck)
    sheet = deck.add("Opening", summary.title, *said)
    sheet.fill(13, *sheet.unsaid(said))
    versions = (
        (*_under_the_sentence(summary), *facts)
        for facts in (_listed(summary), _in_paragraphs(summary), _in_a_few_lines(summary))
    )
    sheet.fill_whole(14, *versions)
    score = one_of(Score, summary.blocks)
    if score and deck.report.result.scored:
        sheet.fill(15, score.text)
        name = f"{score.level} {score.name}" if score.level else ""
        sheet.fill_whole(16, [Text(name), *(Text(note, BODY) for note in score.notes)])
        place_scale(sheet, _levels(deck), score.level)
    sheet.tell(*told(summary.blocks))


def _under_the_sentence(summary: Chapter) -> Iterator[Text]:
    """How to read it."""
    opened = next(iter(panels(summary, "opening")))
    for words in (each for each in opened.blocks if isinstance(each, Words)):
        if not words.is_title:
            yield Text(words.text, SMALL if words.role == "mark" else BODY)
    for panel in panels(summary, "states"):
        yield from (Text(words.text, BODY) for words in all_of(Words, panel.blocks))


def _facts(summary: Chapter) -> Iterator[tuple[str, list[str]]]:
    """What it is based on, all of it."""
    opened = next(iter(panels(summary, "opening")))
    for fact in (each for facts in all_of(Facts, opened.blocks) for each in facts.rows):
        yield fact.label, [capfirst(line) for line in fact.lines]


def _listed(summary: Chapter) -> Iterator[Text]:
    for label, lines in _facts(summary):
        yield Text(label, HEAD)
        yield from (Text(line, ITEM) for line in lines)


def _in_paragraphs(summary: Chapter) -> Iterator[Text]:
    for label, lines in _facts(summary):
        yield Text(label, HEAD)
        yield Text(" · ".join(lines), ITEM)


def _in_a_few_lines(summary: Chapter) -> Iterator[Text]:
    for label, lines in _facts(summary):
        yield Text(" · ".join((label, *lines)), ITEM)


def _levels(deck: ResultDeck) -> list[Cell]:
    """As the head of the matrix names them."""
    matrix = deck.chapter("matrix")
    table = one_of(Table, matrix.blocks) if matrix else None
    return [each for each in table.head if each.level] if table else []


def add_own_words(deck: ResultDeck) -> None:
    """What a person wrote beside the result, all of it: as many slides as it takes."""
    for chapter in deck.chapters:
        for callout in all_of(Callout, chapter.blocks, "insight"):
            heading = f"{callout.heading} · {chapter.title}" if callout.heading else chapter.title
            _speak(deck, callout, heading)


def _speak(deck: ResultDeck, callout: Callout, heading: str) -> None:
    lines = callout_lines(callout)
    left = [Text(line, ITEM if is_item else BODY, callout.language) for line, is_item in lines]
    whole = list(left)
    while left:
        first, *rest = sentences(left[0].text)
        sheet = deck.add("Text", heading, Text(first, language=callout.language))
        if sheet.says(first):
            left[0] = replace(left[0], text=" ".join(rest))
        left = sheet.fill(14, *left)
        sheet.tell(heading, *whole)


def add_decision(deck: ResultDeck) -> None:
    """What is asked of the board: the first decision as the message, the others below."""
    summary = deck.chapters[0]
    for callout in all_of(Callout, summary.blocks, "decision"):
        asked = items_of(callout)
        sheet = deck.add("Decision", callout.heading, asked[0])
        sheet.fill(14, *sheet.unsaid([Text(each) for each in asked]))
        sheet.tell(*told([callout]))


def add_coverage(deck: ResultDeck) -> None:
    """How far the result can be relied on: what it is based on, and what to know about that."""
    method = deck.chapter("method")
    if method is None:
        return
    heading, items = one_of(Heading, method.blocks), one_of(Items, method.blocks)
    states = [each.text for each in method.blocks if isinstance(each, Words) and not each.role]
    known = [each for state in states for each in sentences(state)]
    sheet = deck.add("Text", heading.text if heading else method.title, *known[:1])
    texts = sheet.unsaid([Text(each, BODY) for each in known])
    texts += [Text(capfirst(each), ITEM) for each in (items.items if items else ())]
    sheet.fill(14, *texts, *_offer(deck))
    sheet.tell(*told(method.blocks))


def _offer(deck: ResultDeck) -> Iterator[Text]:
    figures = deck.chapter("figures")
    for callout in all_of(Callout, figures.blocks, "offer") if figures else []:
        yield Text(callout.heading, HEAD)
        yield from (Text(line, BODY) for line, _is_item in callout_lines(callout))

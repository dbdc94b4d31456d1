"""What a facilitator takes along: the agenda, what to ask, cards, and the questions on paper."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.qr import network_text
from maturity.definition import Dimension, Question
from reports.content.blocks import (
    Block,
    Cell,
    Chapter,
    Figure,
    Heading,
    Items,
    Panel,
    Qr,
    Row,
    Table,
    Text,
)
from reports.content.works_council import works_council
from reports.kit import AgendaItem, Kit, Network

CARDS = 4  # on a page


def kit_chapters(kit: Kit) -> tuple[Chapter, ...]:
    """In the order in which they are needed, in the active language, which is the kit's."""
    return (
        _agenda(kit),
        _beforehand(kit),
        _speaker_notes(kit),
        works_council(kit),
        _cards(kit),
        _on_paper(kit),
    )


def _agenda(kit: Kit) -> Chapter:
    head = tuple(Cell((each,)) for each in (_("From"), _("Minutes"), _("Part"), _("What you do")))
    lead = ngettext("%(minutes)s minute in all.", "%(minutes)s minutes in all.", kit.minutes)
    table = Table(head, tuple(_agenda_rows(kit)), "agenda")
    return Chapter(
        "agenda", _("Agenda"), (table,), role="agenda", lead=lead % {"minutes": kit.minutes}
    )


def _agenda_rows(kit: Kit) -> Iterator[Row]:
    begins = 0
    for item in kit.agenda:
        hours, minutes = divmod(begins, 60)
        yield Row(
            (
                Cell((f"{hours}:{minutes:02}",), role="header"),
                Cell((str(item.minutes),)),
                Cell((item.name,), role="strong"),
                Cell(tuple(_doing(kit, item)), role="list"),
            )
        )
        begins += item.minutes


def _doing(kit: Kit, item: AgendaItem) -> Iterator[str]:
    match item.slug:
        case "welcome":
            yield _("Open the doors; the screen shows the code until everybody is in.")
            yield _("Say that nobody sees who chose what, and neither do you.")
            if kit.subject:
                yield _("Say what it is about: %(subject)s.") % {"subject": kit.subject}
        case "alone":
            yield _("Everybody answers all questions on their own phone, without talking.")
            yield _("You see only how many have begun. Nobody needs to finish every question.")
        case "show":
            yield _("Show all answers at once. Let the room look before anybody explains.")
            yield _("What divides the room most comes first.")
        case "topics":
            yield from _topic_by_topic(kit, item)
        case "close":
            yield _("Everybody places three dots on the advised actions.")
            yield _("For the first five: who does it, and when. Then finish.")


def _topic_by_topic(kit: Kit, item: AgendaItem) -> Iterator[str]:
    whole, half = divmod(2 * item.minutes // kit.topics, 2)
    each = f"{whole}½" if half else str(whole)
    said = ngettext(
        "%(topics)s topics, about %(each)s minute each.",
        "%(topics)s topics, about %(each)s minutes each.",
        whole + half,
    )
    yield said % {"topics": kit.topics, "each": each}
    yield _("Open the round. One minute is enough; close it when nearly everybody has answered.")
    if kit.talks_first:
        yield _("Let neighbours talk for two minutes before you show the answers.")
    yield _("Show the answers. Ask both ends first, those in the middle after them.")
    yield _("Divided? Vote once more.")
    yield _("Settle: a level with its reason, both sides where you do not agree, or the votes.")


def _beforehand(kit: Kit) -> Chapter:
    items = (
        _("Rehearse once with twelve invented people; it takes a quarter of an hour."),
        _("Join with your own phone, over the network that the room will use."),
        _(
            "Guest Wi-Fi often keeps devices apart. Does your phone not get in? Take a router or a"
            " hotspot of your own."
        ),
        _("Put the screen for the wall in a window of its own; keep the cockpit to yourself."),
        _("Lay a card on every table. Print the questions for those without a phone."),
        _("From paper: enter the answers of each person in a private window of their own."),
        _("Send the text for the works council well before the day."),
    )
    return Chapter("beforehand", _("Beforehand"), (Items(items, "checks"),), role="flow")


# What to ask.


def _speaker_notes(kit: Kit) -> Chapter:
    lead = _(
        "Ask who chose low first, then who chose high; ask for an example, not for an opinion."
        " What both call proof is worth writing down."
    )
    head = (
        Cell((_("Question"),)),
        Cell((_("Chose low? What happened the last time?"),)),
        Cell((_("Chose high? Who can show it tomorrow?"),)),
        Cell((_("Proof to look for"),)),
    )
    rows = (row for dimension in kit.definition.dimensions for row in _notes_of(kit, dimension))
    table = Table(head, tuple(rows), "asking")
    return Chapter("notes", _("Speaker notes"), (table,), role="notes", lead=lead)


def _notes_of(kit: Kit, dimension: Dimension) -> Iterator[Row]:
    """By the questions that the room is asked. The one of a quick scan says no proof: it is what
    the questions of the full measurement look for."""
    name = Cell((f"{dimension.number}. {dimension.name}",), note=dimension.about, role="strong")
    yield Row((name,), role="group")
    full = kit.definition.questionnaire("full").questions_of(dimension.slug)
    for question in kit.definition.questionnaire(kit.questionnaire).questions_of(dimension.slug):
        proofs = (question.proof,) if question.proof else tuple(each.proof for each in full)
        yield _note_row(kit, question, proofs)


def _note_row(kit: Kit, question: Question, proofs: tuple[str, ...]) -> Row:
    options = question.options[kit.about.sector]
    return Row(
        (
            Cell((question.text if kit.is_quick else question.facet,), role="header"),
            Cell((f"{options[0].letter}: {options[0].text}",)),
            Cell((f"{options[-1].letter}: {options[-1].text}",)),
            Cell(proofs, role="" if len(proofs) == 1 else "list"),
        )
    )


# To lay on tables.


def _cards(kit: Kit) -> Chapter:
    lead = _("Cut along the lines: one for every table.")
    card = Panel("card", tuple(_card(kit)))
    return Chapter("cards", _("Cards for the tables"), (card,) * CARDS, role="cards", lead=lead)


def _card(kit: Kit) -> Iterator[Block]:
    yield Heading(kit.subject or kit.about.organisation or _("Workshop"))
    if kit.network:
        yield Panel("ways", (_wifi(kit.network), _way_in(kit, step="2. ")))
    else:
        yield Panel("ways", (_way_in(kit),))
    yield Text(_promise(kit), "promise")


def _promise(kit: Kit) -> str:
    if kit.is_anonymous:
        return _("Anonymous: nobody sees who chose what.")
    return _("With your name: the facilitator sees who chose what, the room only numbers.")


def _wifi(network: Network) -> Panel:
    text = network_text(network.name, network.password)
    blocks: tuple[Block, ...] = (
        Text(_("1. Wi-Fi"), "step"),
        Figure(Qr(text), "", "qr"),
        Text(network.name, "name"),
    )
    if network.password:
        blocks += (Text(network.password, "password"),)
    return Panel("way", blocks)


def _way_in(kit: Kit, step: str = "") -> Panel:
    blocks = (
        Text(f"{step}{_('Take part')}", "step"),
        Figure(Qr(kit.door), "", "qr"),
        Text(kit.code, "code"),
        Text(_("or type the code at %(place)s") % {"place": kit.place}, "place"),
    )
    return Panel("way", blocks)


# On paper.


def _on_paper(kit: Kit) -> Chapter:
    lead = _("Choose what describes today, not what is planned. No names.")
    panels = (
        panel for dimension in kit.definition.dimensions for panel in _asked(kit, dimension.slug)
    )
    title = _("The questions on paper")
    return Chapter("questions", title, tuple(panels), role="paper", lead=lead)


def _asked(kit: Kit, dimension: str) -> Iterator[Panel]:
    questionnaire = kit.definition.questionnaire(kit.questionnaire)
    others = [_("Don't know")]
    if questionnaire.allows_not_applicable:
        others.append(_("Not applicable"))
    for question in questionnaire.questions_of(dimension):
        options = question.options[kit.about.sector]
        lines = (*(f"{each.letter}  {each.text}" for each in options), " / ".join(others))
        blocks: tuple[Block, ...] = (
            Heading(f"{kit.questions.index(question) + 1}. {question.text}"),
            Items(lines, "options"),
        )
        hint = question.hints.get(kit.about.sector, "")
        if hint:
            blocks = (blocks[0], Text(hint, "quiet"), blocks[1])
        yield Panel("asked", blocks)

"""What the chapters of a result say, over many invented profiles: nothing that an answer denies.

`pytest --profiles 3000 tests/reports/test_content.py` asks it of more than a usual run does.
"""

import datetime as dt
import re
from dataclasses import replace
from functools import cache
from html import unescape
from itertools import chain

import pytest
from django.utils.translation import override

from maturity.loading import published_definition
from maturity.responses import UNKNOWN, Kind, Response, Responses, Targets
from reports import content
from reports.chapters import report_html
from reports.content.blocks import Actions, Answers, Heading, Panel, Points, Table, Text
from reports.edition import Edition, OwnAction, OwnPlan
from reports.outcome import DISAGREE, VOTES, ChosenAction, Counts, TopicOutcome, WorkshopOutcome
from reports.picking import all_of, one_of
from reports.report import About, build_report, with_edition
from tests.conftest import PROFILES as USUAL
from tests.factories import all_answers
from tests.reports.conftest import FULL, GROUP, QUICK, demo_report, make_report
from tests.reports.contradictions import faults_of
from tests.reports.extremes import extreme
from tests.reports.profiles import any_report, walk, words_of

pytestmark = [pytest.mark.django_db, pytest.mark.no_cover]

PROFILES = 60
DIFFERENCE = {("Difference",), ("Verschil",)}
OTHERS = {("others",), ("overig",)}  # no department


def told(report):
    with override(report.language):
        return content.chapters(report)


@cache
def invented():
    """Made once for all tests: (report, its chapters), in either language."""
    reports = (any_report(seed) for seed in range(PROFILES))
    return [(report, told(report)) for report in reports]


def test_nothing_in_a_report_contradicts_its_answers_or_itself(request):
    asked = request.config.getoption("--profiles")
    more = range(PROFILES, asked if asked > USUAL else PROFILES)
    further = (any_report(seed) for seed in more)

    every = chain(invented(), ((report, told(report)) for report in further))
    faults = [(seed, faults_of(*each)) for seed, each in enumerate(every)]

    assert [each for each in faults if each[1]] == []


# Of a quick scan, with chosen targets: hardly any profile has these.
STUMBLED_OVER = {
    "begins elsewhere than with the weakest link": ([4, 4, 3, 1, 4, 4, 4], {"technologie": 1}),
    "the lowest is no further from its target": ([3, 3, 2, 1, 2, 2, 3], {"technologie": 2}),
    "much is unknown": ([2, UNKNOWN, 3, UNKNOWN, 3, 2, 1], {}),
}


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("case", STUMBLED_OVER)
def test_nor_does_what_readers_stumbled_over(case, language):
    levels, targets = STUMBLED_OVER[case]
    slugs = [each.slug for each in published_definition(language).dimensions]
    answers = dict(zip(slugs, levels, strict=True))
    report = make_report(answers=answers, questionnaire="quick", language=language, targets=targets)

    assert faults_of(report, told(report)) == []


def test_what_departments_differ_adds_up_with_their_means():
    told_of = [*(chapters for _report, chapters in invented()), told(demo_report(GROUP, "en"))]
    rows = [
        [
            " ".join(cell.lines)
            for cell, head in zip(row.cells, block.head, strict=True)
            if head.lines not in OTHERS
        ]
        for chapters in told_of
        for each in chapters
        for block in each.blocks
        if each.slug == "group" and isinstance(block, Table) and block.head[-1].lines in DIFFERENCE
        for row in block.rows
    ]

    off = [row for row in rows if row[-1] != "–" and spread(row[1:-1]) != figure(row[-1])]
    assert (off, len(rows) > 7) == ([], True)


def spread(means):
    shown = [figure(mean) for mean in means if re.fullmatch("[0-9.,]+", mean)]
    return round(max(shown) - min(shown), 2)


def figure(text):
    return float(text.replace(",", "."))


def test_a_quick_scan_speaks_of_no_basecamp_that_it_does_not_print():
    for seed, (report, chapters) in enumerate(invented()):
        if report.is_quick:
            texts = [each for each in walk(chapters) if isinstance(each, str)]
            assert [text for text in texts if "basecamp" in text.lower()] == [], seed


def test_where_the_board_is_asked_to_find_out_first_no_first_action_stands_beside_it():
    for seed, (report, chapters) in enumerate(invented()):
        if report.result.level is None:
            assert one_of(Panel, chapters[0].blocks, "first") is None, seed
            assert {"quick-wins", "route", "priorities"} & slugs_of(chapters) == set(), seed
            rows = [row for each in chapters for row in all_of(Actions, each.blocks)]
            dates = {row.when for block in rows for row in block.rows}
            assert dates <= {
                "zodra de ontbrekende antwoorden er zijn",
                "once the missing answers are known",
            }, seed
            headings = {h.text for each in chapters for h in all_of(Heading, each.blocks)}
            assert headings & {"Het programma", "The programme"} == set(), seed


def slugs_of(chapters):
    return {each.slug for each in chapters}


def test_what_has_to_be_found_out_first_is_listed_by_question():
    report = extreme("unknown", "full", "en")

    (chapter,) = (each for each in told(report) if each.slug == "find-out")

    listed = "; ".join(row.cells[-1].lines[0] for row in chapter.blocks[0].rows).split("; ")
    unknown = {each.question.facet for each in report.result.questions if each.counts.unknown}
    assert sorted(listed) == sorted(unknown)
    assert len(listed) == report.result.counts.unknown
    first = chapter.blocks[0].rows[0].cells
    assert first[1].lines == ("not scored",)


def test_what_does_not_apply_is_not_to_be_found_out():
    codes = all_answers("full", 2)
    report = make_report(
        answers={c: "not_applicable" if c[:2] in {"KE", "ST", "TE"} else 2 for c in codes}
    )

    assert report.result.level is None
    assert "find-out" not in slugs_of(told(report))


def test_what_is_held_is_a_list_and_no_route():
    held = make_report(answers=all_answers("full", 4), language="en")

    (chapter,) = (each for each in told(held) if each.slug == "quick-wins")

    assert chapter.title == "What keeps it that way"
    rows = one_of(Actions, chapter.blocks).rows
    assert [each.slug for each in rows] == [each.action.slug for each in held.advice.route.placed]
    assert "route" not in slugs_of(told(held))


def test_no_figure_stands_beside_strengths_and_brakes_out_of_their_order():
    for seed, (report, chapters) in enumerate(invented()):
        names = {row.dimension.name for row in report.result.dimensions}
        for panel in all_of(Panel, chapters[0].blocks, "points"):
            titles = [each.title for each in one_of(Points, panel.blocks).items]
            assert {each for each in titles if each} <= names, seed


def test_all_questions_are_not_counted_twice():
    for language in ("nl", "en"):
        report = make_report(answers=all_answers("full", 2), language=language)
        texts = [each for each in walk(told(report)) if isinstance(each, str)]
        assert [text for text in texts if "35 van 35" in text or "35 of 35" in text] == []


def test_a_quick_scan_is_called_indicative_and_offers_the_full_measurement():
    report = demo_report(QUICK)
    wording = report.definition.wording

    texts = [each for each in walk(told(report)) if isinstance(each, str)]

    assert texts.count(wording.phrase("indicative")) >= 2
    assert wording.phrase("offer_full") in texts
    assert "route" not in {chapter.slug for chapter in told(report)}


@pytest.mark.parametrize(("unknown", "says"), [(1, False), (2, True)])
def test_one_in_three_who_do_not_know_is_said_only_where_it_is_so(unknown, says):
    """Of a round without levels there may be as many as just too few to show."""
    report = demo_report(GROUP, "en")
    topics = (TopicOutcome("KE1", (Counts(None, unknown, 0),), VOTES),)
    room = WorkshopOutcome(participants=6, minimum_group=5, departments={}, topics=topics)

    (chapter,) = (c for c in told(replace(report, workshop=room)) if c.slug == "workshop")

    texts = " ".join(each for each in walk(chapter) if isinstance(each, str))
    assert "Too few people chose a level" in texts
    assert ("does not know" in texts) is says


def test_a_group_is_told_where_it_differs_without_names():
    report = demo_report(GROUP, keep_notes=True)

    (group,) = (each for each in told(report) if each.slug == "group")

    texts = " ".join(each for each in walk(group) if isinstance(each, str))
    assert "De adviseur neemt alles mee" in texts
    assert [
        each.participant for each in report.responses.responses if each.participant in texts
    ] == []


def change_by(answers):
    """What is told of a change, after a round that answered 2 to everything."""
    definition = published_definition("en")
    codes = [question.code for question in definition.questionnaire("full").questions]
    about = About("Acme", "retail", "", dt.date(2026, 3, 12), is_finished=True)
    twos = dict.fromkeys(codes, 2)
    before = build_report(definition, about, Responses("full", (Response(twos),)), Targets())
    report = build_report(
        definition,
        about,
        Responses("full", (Response(twos | answers),)),
        Targets(),
        before.result,
        previous_date=dt.date(2025, 3, 12),
    )
    return next(each for each in told(report) if each.slug == "change")


def test_what_makes_a_comparison_weak_stands_beside_the_sentence_on_it():
    """Here no dimension with four unknown answers has a score."""
    change = change_by(dict.fromkeys(["KE1", "KE2", "KE3", "KE4"], "unknown"))

    assert "do not have the same dimensions scored" in change.lead


def test_what_moved_since_an_earlier_round_is_told_by_its_questions():
    change = change_by({"KE1": 4, "KE2": 4, "KE3": 3})

    rows = [[" ".join(cell.lines) for cell in row.cells] for row in change.blocks[0].rows]
    assert rows[0][:4] == ["Customer experience", "2.0", "3.0", "+1.0"]
    assert "from 2 to 4" in rows[0][4]
    assert rows[1][4] == "–"
    assert "12 March 2025" in change.lead


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        (
            {"KE1": 3, "ST1": 3, "PR1": 1},
            "+0.2 in customer experience and strategy and −0.2 in processes",
        ),
        ({"KE1": 3, "ST1": 3}, "+0.2 in customer experience and strategy"),
        ({"KE1": 1, "ST1": 1}, "−0.2 in customer experience and strategy"),
    ],
)
def test_of_dimensions_that_moved_as_much_it_is_told_which_rose_and_which_fell(answers, said):
    lead = change_by(answers).lead

    assert lead.endswith(f"The greatest differences, {said}, may be chance.")


def test_what_a_group_talked_about_is_not_still_to_be_discussed():
    report = demo_report(GROUP, "en")
    asked = {each.code for each in discussed(report)}
    settled = replace(report.responses, agreed=dict.fromkeys(asked, 2))

    assert asked
    assert asked & {each.code for each in discussed(replace(report, responses=settled))} == set()


def discussed(report):
    (table,) = (
        each
        for each in walk(told(report))
        if isinstance(each, Answers) and each.role == "discussed"
    )
    return table.rows


def test_no_programme_is_advised_where_every_target_is_reached():
    reached, others = extreme("all4", "full", "nl"), extreme("equal", "full", "nl")

    assert reached.result.with_gap == ()
    assert [has_programme(each) for each in (reached, others)] == [False, True]


def has_programme(report):
    phase = report.definition.phases[0]
    return any(
        isinstance(block, Table) and phase.purpose in str(block)
        for chapter in told(report)
        for block in chapter.blocks
    )


@pytest.mark.parametrize("name", [FULL, QUICK, GROUP])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_report_prints_every_word_of_its_blocks(name, language):
    report = demo_report(name, language, keep_notes=True)
    page = " ".join(unescape(report_html(report)).split())

    missing = {word for word in words_of(told(report)) if " ".join(word.split()) not in page}

    assert missing == set()


def test_a_question_that_a_group_gave_no_level_says_why_and_draws_nothing():
    (panel,) = (
        each
        for each in walk(told(demo_report(GROUP, "en")))
        if isinstance(each, Answers) and each.is_short and each.rows[0].code == "PR1"
    )

    row = panel.rows[0]
    assert (row.missing, row.spread, row.figures) == ("12 not applicable", None, ())


def test_groups_are_invented_too():
    kinds = {report.responses.kind for report, _chapters in invented()}
    assert kinds == {Kind.OWN, Kind.GROUP}


def test_rooms_are_invented_too():
    assert {bool(report.workshop) for report, _chapters in invented()} == {True, False}


def test_questions_that_moved_and_are_not_named_are_counted():
    change = change_by(dict.fromkeys(["KE1", "KE2", "KE3", "KE4", "KE5", "ST1"], 3))

    moved = [" ".join(row.cells[4].lines) for row in change.blocks[0].rows]
    assert moved[0].count("from 2 to 3") == 3
    assert moved[0].endswith("; 2 other questions")
    assert moved[1].endswith("from 2 to 3")


def test_the_summary_of_a_workshop_names_what_the_room_put_first_with_who_and_when():
    reports = [each for each, _chapters in invented() if each.result.scored]
    held = [each for each in reports if each.workshop and each.workshop.actions]
    with_room = [each for each in held if texts_of(each)]
    assert with_room

    for report in with_room:
        *_others, said = texts_of(report)
        for chosen in report.workshop.actions[:3]:
            assert report.definition.action(chosen.slug).title in said
            assert chosen.who in said
            assert not chosen.due or report.say_day(chosen.due) in said
    assert texts_of(demo_report(FULL)) == []  # without a workshop


def texts_of(report):
    """Of the summary, below what opens it."""
    with override(report.language):
        blocks = content.summary(report).blocks
    return [block.text for block in blocks if isinstance(block, Text)]


def test_an_answer_on_which_the_room_does_not_agree_is_called_so_in_the_summary():
    told_so = []
    for report, chapters in invented():
        topics = report.workshop.topics if report.workshop else ()
        disputed = {topic.code for topic in topics if topic.outcome == DISAGREE}
        highlights = [*report.advice.strengths, *report.advice.brakes]
        points = chain.from_iterable(each.items for each in all_of(Points, chapters[0].blocks))
        labels = [point.label for point in points if point.label]
        for highlight, label in zip(highlights, labels, strict=True):
            is_disputed = highlight.question.question.code in disputed
            words = ("De zaal is het niet eens.", "The room does not agree.")
            assert label.startswith(words) is is_disputed
            told_so += [label] if is_disputed else []

    assert told_so


def test_an_agreed_level_stands_beside_the_answers_that_it_takes_the_place_of():
    report = demo_report(GROUP, "en")
    rows = [
        row
        for each in all_of(Answers, chain.from_iterable(c.blocks for c in told(report)), "marks")
        for row in each.rows
    ]

    marked = [row for row in rows if "agreed: " in row.mark]

    assert len(marked) == len(report.responses.agreed) > 0


# --- the chapter on the workshop ---


def in_a_room(*, actions=(), rounds=()):
    """The demo group, with what a room chose to do and how it chose in one topic."""
    report = demo_report(GROUP, "en")
    report = replace(report, about=replace(report.about, plan_start=report.about.date))
    topics = (TopicOutcome("KE1", tuple(rounds), VOTES),) if rounds else ()
    outcome = WorkshopOutcome(
        participants=10, minimum_group=5, departments={}, topics=topics, actions=tuple(actions)
    )
    return build_report(
        report.definition, report.about, report.responses, notes=report.notes, workshop=outcome
    )


def rows_under(report, heading):
    """Of the table below that heading, the lines of every cell."""
    (chapter,) = (each for each in told(report) if each.slug == "workshop")
    below = chapter.blocks[chapter.blocks.index(Heading(heading)) :]
    (table, *_others) = (each for each in below if isinstance(each, Table))
    return [tuple(cell.lines for cell in row.cells) for row in table.rows]


def who_and_when(report):
    rows = rows_under(report, "What the room chose to do first")
    return [tuple(" ".join(" ".join(lines).split()) for lines in cells[1:]) for cells in rows]


def test_a_room_and_the_rest_of_the_report_name_the_same_owner_and_a_proposal_is_called_so():
    first, second = in_a_room().advice.first_actions[:2]
    by = dt.date(2026, 5, 1)
    chosen = [ChosenAction(first.slug, "Els", by), ChosenAction(second.slug)]
    plan = OwnPlan(actions={first.slug: OwnAction("Els", by)})  # as it is kept at the end
    report = with_edition(in_a_room(actions=chosen), Edition(plan=plan))

    agreed, proposed = who_and_when(report)

    assert agreed == ("Els", "by 1 May 2026")
    elsewhere = {row.slug: row for block in actions_of(report) for row in block.rows}
    row = elsewhere[second.slug]
    assert proposed == (f"{row.owner} (proposal)", f"{row.when} (proposal)")
    assert (elsewhere[first.slug].owner, elsewhere[first.slug].when) == ("Els", "by 1 May 2026")
    leads = [each.lead for each in told(report) if each.slug == "quick-wins"]
    assert leads[0].endswith("Owners and dates that nobody agreed on are proposals.")


def actions_of(report):
    return all_of(Actions, list(chain.from_iterable(each.blocks for each in told(report))))


def first_of(report):
    """What the summary says of each first action, below its title."""
    panel = one_of(Panel, told(report)[0].blocks, "first")
    return {each.title: each.text for each in one_of(Points, panel.blocks).items}


def test_the_summary_of_a_workshop_tells_what_is_proposed_from_what_was_agreed():
    by, report = dt.date(2026, 5, 1), in_a_room()
    first, second, third = report.advice.first_actions
    plan = OwnPlan(actions={first.slug: OwnAction("Els", by), second.slug: OwnAction("Els", None)})
    chosen = [ChosenAction(first.slug, "Els", by), ChosenAction(second.slug, "Els")]

    said = first_of(with_edition(in_a_room(actions=chosen), Edition(plan=plan)))

    elsewhere = {row.slug: row for block in actions_of(report) for row in block.rows}
    assert said == {
        first.title: "Els, by 1 May 2026",
        second.title: f"Els, proposal: {elsewhere[second.slug].when}",
        third.title: f"Proposal: {third.owner}, {elsewhere[third.slug].when}",
    }


def test_a_room_that_agrees_on_the_owner_that_is_proposed_has_agreed_on_one():
    """Which its plan does not hold: it keeps what differs."""
    (first, *_others) = in_a_room().advice.first_actions
    room = in_a_room(actions=[ChosenAction(first.slug, first.owner)])
    dated = OwnPlan(actions={first.slug: OwnAction("", dt.date(2026, 5, 1))})
    report = with_edition(room, Edition(plan=dated))

    assert first_of(report)[first.title] == f"{first.owner}, by 1 May 2026"
    unsaid = with_edition(in_a_room(), Edition(plan=dated))
    assert first_of(unsaid)[first.title] == f"{first.owner} (proposal), by 1 May 2026"


def test_without_a_room_nothing_is_called_a_proposal():
    assert not any("roposal" in said for said in first_of(demo_report(GROUP, "en")).values())


def test_the_dots_of_a_chosen_action_tell_its_order_and_another_order_is_told():
    first, second = in_a_room().advice.route.actions[:2]
    ordered = [ChosenAction(first.slug, dots=3), ChosenAction(second.slug, dots=1)]
    other = "Further on the actions stand in the order of the rules."

    in_order, reordered = in_a_room(actions=ordered), in_a_room(actions=ordered[::-1])
    hidden = in_a_room(actions=[ChosenAction(first.slug)])

    assert dots_of(in_order) == ["3 dots", "1 dot"]
    assert dots_of(hidden) == [""]
    assert [other in words_of(told(each)) for each in (in_order, reordered)] == [False, True]


def dots_of(report):
    (chapter,) = (each for each in told(report) if each.slug == "workshop")
    table = next(each for each in chapter.blocks if isinstance(each, Table))
    return [row.cells[0].note for row in table.rows]


def skipped(slug, language="en"):
    """A quick scan in a room that went past the question of one dimension."""
    definition = published_definition(language)
    codes = [each.code for each in definition.questionnaire("quick").questions]
    answers = {code: 2 for code in codes if code != slug}
    responses = Responses(
        "quick", tuple(Response(answers) for _ in range(6)), kind=Kind.GROUP, is_anonymous=True
    )
    counts = Counts((0, 6, 0, 0), 0, 0)
    topics = tuple(TopicOutcome(code, (counts,) if code != slug else (), "") for code in codes)
    about = demo_report(GROUP, language).about
    room = WorkshopOutcome(participants=6, minimum_group=5, departments={}, topics=topics)
    return build_report(definition, about, responses, workshop=room)


def test_of_a_question_that_the_room_went_past_nobody_is_said_to_have_left_it_open():
    slug = published_definition("en").dimensions[-1].slug
    chapters = told(skipped(slug))
    words = set(words_of(chapters))

    name = published_definition("en").dimensions[-1].name
    assert "The question of this dimension was skipped in the room, or not shown." in words
    assert f"{name}: no outcome in the room" in words
    assert "6 without an answer" in words
    answers = all_of(Answers, list(chain.from_iterable(each.blocks for each in chapters)))
    missing = [row.missing for block in answers for row in block.rows if row.missing]
    assert missing == ["no outcome in the room"]


def test_what_was_agreed_after_the_room_stands_beside_what_it_agreed():
    first, second = in_a_room().advice.first_actions[:2]
    chosen = [ChosenAction(first.slug, "Els", dt.date(2026, 5, 1)), ChosenAction(second.slug)]
    later = {
        first.slug: OwnAction("Noor", dt.date(2026, 6, 1)),
        second.slug: OwnAction("Sam", dt.date(2026, 7, 1)),
    }
    report = with_edition(in_a_room(actions=chosen), Edition(plan=OwnPlan(actions=later)))

    assert who_and_when(report) == [
        ("Els (now: Noor)", "by 1 May 2026 (now: by 1 June 2026)"),
        ("Sam (agreed later)", "by 1 July 2026 (agreed later)"),
    ]


def test_a_room_that_agreed_on_all_of_it_reads_of_no_proposal():
    (first, *_others) = in_a_room().advice.first_actions
    agreed = OwnAction("Els", dt.date(2026, 5, 1))
    report = in_a_room(actions=[ChosenAction(first.slug, agreed.owner, agreed.date)])
    report = with_edition(report, Edition(plan=OwnPlan(actions={first.slug: agreed})))

    (chapter,) = (each for each in told(report) if each.slug == "workshop")

    assert "proposal" not in " ".join(words_of(chapter))


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        (Counts((3, 4, 0, 1), 2, 0), "Round 1: A 3 · B 4 · C 0 · D 1 · don't know 2"),
        (
            Counts((3, 3, 0, 1), 1, 2),
            "Round 1: A 3 · B 3 · C 0 · D 1 · don't know 1 · not applicable 2",
        ),
        (Counts((3, 4, 2, 1), 0, 0), "Round 1: A 3 · B 4 · C 2 · D 1"),
    ],
)
def test_the_numbers_of_a_round_add_up_to_everybody_who_answered(counts, said):
    ((_facet, lines, _outcome),) = rows_under(in_a_room(rounds=[counts]), "Topic by topic")

    assert lines[1].replace("\N{NO-BREAK SPACE}", " ") == said


@pytest.mark.parametrize(
    ("counts", "tells"),
    [
        (Counts((2, 2, 1, 1), 3, 0), True),
        (Counts((2, 2, 1, 0), 2, 0), False),
        (Counts((2, 2, 1, 1), 3, 3), False),  # a quarter of all that was answered
        (Counts(None, 1, 0), False),  # of five, at most
        (Counts(None, 2, 1), False),  # of seven
        (Counts(None, 2, 0), True),
    ],
)
def test_one_in_three_does_not_know_is_said_of_all_who_answered(counts, tells):
    ((_facet, lines, _outcome),) = rows_under(in_a_room(rounds=[counts]), "Topic by topic")

    assert ("One in three or more does not know" in lines[0]) is tells
    assert (len(lines) > 1) is (counts.levels is not None)

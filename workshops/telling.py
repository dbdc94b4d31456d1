"""Steps of a room in words: on buttons, when one is refused, and to who was later."""

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from workshops.agenda import LONG, PLANS, Format, Part
from workshops.steps import Action, Refused, Why

LABELS: dict[Action, Promise] = {
    Action.OPEN_DOORS: _("Open the doors"),
    Action.CANCEL: _("Cancel the workshop"),
    Action.START: _("Start"),
    Action.ALONE: _("Let everybody answer alone"),
    Action.END_ALONE: _("End answering alone"),
    Action.SHOW_ALL: _("Show all answers"),
    Action.LOCK: _("Lock the door"),
    Action.UNLOCK: _("Unlock the door"),
    Action.FOCUS: _("Next topic"),
    Action.OPEN: _("Open the round"),
    Action.CLOSE: _("Close the round"),
    Action.REOPEN: _("Open this round again"),
    Action.TALK: _("Let them talk first"),
    Action.REVEAL: _("Show the answers"),
    Action.OPEN_AGAIN: _("Vote once more"),
    Action.SETTLE: _("Settle"),
    Action.UNSETTLE: _("Settle otherwise"),
    Action.SKIP: _("Skip this topic"),
    Action.LONGER: _("+1 minute"),
    Action.SHORTER: _("−1 minute"),
    Action.BLANK: _("Blank the screen"),
    Action.SHOW: _("Show the screen again"),
    Action.RADAR: _("Radar on the screen"),
    Action.GAPS: _("Departments on the screen"),
    Action.DOTS: _("Choose what to do first"),
    Action.TO_TOPICS: _("Back to the topics"),
    Action.SHOW_DOTS: _("Show what was chosen"),
    Action.FINISH: _("Finish"),
    Action.RESUME: _("Open the workshop again"),
    Action.SEAL: _("Seal it now"),
    Action.UNDO: pgettext_lazy("a step of a workshop", "Undo"),
}

DONE: dict[Action, Promise] = {  # of what can be taken back
    Action.OPEN_DOORS: _("The doors are open."),
    Action.START: _("The workshop has begun."),
    Action.ALONE: _("Everybody may answer alone."),
    Action.END_ALONE: _("Answering alone has ended."),
    Action.LOCK: _("The door is locked."),
    Action.UNLOCK: _("The door is open."),
    Action.FOCUS: _("Everybody follows another topic."),
    Action.OPEN: _("The round is open."),
    Action.CLOSE: _("The round is closed."),
    Action.REOPEN: _("The round is open again."),
    Action.TALK: _("The room talks first."),
    Action.OPEN_AGAIN: _("The second round is open."),
    Action.SETTLE: _("The outcome is recorded."),
    Action.SKIP: _("The topic is skipped."),
    Action.LONGER: _("One minute was added."),
    Action.SHORTER: _("One minute was taken off."),
    Action.BLANK: _("The screen is blank."),
    Action.SHOW: _("The screen shows the topic."),
    Action.RADAR: _("The screen shows the radar."),
    Action.GAPS: _("The screen shows the departments."),
    Action.DOTS: _("Everybody may place dots."),
    Action.TO_TOPICS: _("The topics go on."),
}

HELP: dict[Action, Promise] = {  # beside the next step, for who leads for the first time
    Action.OPEN_DOORS: _(
        "Put the screen on the wall first: it shows the code. Then let people in."
    ),
    Action.START: _("When everybody is in: all phones follow by themselves."),
    Action.OPEN: _("Read the question aloud first. A minute is enough to choose."),
    Action.REVEAL: _(
        "What was shown cannot be taken back; until then you can open the round again."
    ),
    Action.DOTS: _("On the phones everybody gives three dots to what should be done first."),
    Action.SHOW_DOTS: _("Until then you can go back to the topics; from then on no more."),
    Action.FINISH: _(
        "Agree below on who does it and when; the large button keeps that, and asks before it ends."
    ),
}

FORMATS: dict[Format, tuple[Promise, Promise]] = {
    Format.QUICK: (
        _("Quick and together"),
        _("The seven questions of the quick scan, one at a time, for 5 to 40 people."),
    ),
    Format.ALONE_FIRST: (
        _("Alone first, then together"),
        _(
            "All 35 questions alone, beforehand or in the room; then you talk about the six on"
            " which the room differs most."
        ),
    ),
    Format.TOGETHER: (
        _("Everything together"),
        _("All 35 questions in the room, one at a time."),
    ),
    Format.REMOTE: (
        _("At a distance"),
        _("As “Alone first, then together”, with up to 300 people; you talk in a video call."),
    ),
}
PARTS: dict[Part, Promise] = {
    Part.WELCOME: _("Coming in"),
    Part.ALONE: _("Answering alone"),
    Part.SHOW: _("Seeing where you stand"),
    Part.TOPICS: _("The topics"),
    Part.CLOSE: _("Closing"),
}


def format_label(format: Format) -> str:
    """With its minutes, and a word where it asks much of people."""
    name, about = FORMATS[format]
    minutes = PLANS[format].minutes
    words = {"name": name, "minutes": minutes, "about": about}
    said = gettext("%(name)s: %(minutes)s minutes. %(about)s") % words
    if minutes <= LONG:
        return said
    other = {"other": FORMATS[Format.ALONE_FIRST][0]}
    warning = gettext("That is long: choose “%(other)s” instead.") % other
    return f"{said} {warning}"


def too_small_words(people: int | None, departments: int, minimum: int) -> str:
    """When departments would be too small to show: how many there is room for. While nobody said
    how many people come: how many it takes."""
    whole = departments * minimum
    if not departments or (people and people >= whole):
        return ""
    if not people:
        return _people_that_it_takes(departments, minimum)
    most = people // minimum
    words = {"people": people, "departments": departments, "minimum": minimum, "most": most}
    if departments == 1 or most < 2:
        return (
            gettext(
                "With %(people)s people departments become too small to show: each needs"
                " %(minimum)s. Leave them out."
            )
            % words
        )
    return (
        gettext(
            "With %(people)s people and %(departments)s departments most become too small to show:"
            " each needs %(minimum)s. Choose at most %(most)s."
        )
        % words
    )


def _people_that_it_takes(departments: int, minimum: int) -> str:
    said = ngettext(
        "A department is shown from %(minimum)s people on. Do you expect fewer? Then leave it out.",
        "A department is shown from %(minimum)s people on: %(departments)s departments take at"
        " least %(whole)s people. Do you expect fewer? Then choose fewer departments.",
        departments,
    )
    return said % {
        "minimum": minimum,
        "departments": departments,
        "whole": departments * minimum,
    }


def label_of(action: Action) -> str:
    return str(LABELS[action])


def done_words(action: Action) -> str:
    return str(DONE[action]) if action in DONE else ""


def stale_words(last: Action | None) -> str:
    if last is None:
        return gettext("Somebody else was first. This is how it stands now.")
    said = gettext("Somebody was just before you: “%(step)s”. This is how it stands now.")
    return said % {"step": label_of(last)}


def reason_of(refused: Refused) -> str:
    match refused.why:
        case Why.TOO_FEW:
            return ngettext(
                "%(missing)s more answer is needed before it may be shown.",
                "%(missing)s more answers are needed before it may be shown.",
                refused.missing,
            ) % {"missing": refused.missing}
        case Why.STILL_OPEN:
            return gettext("Close the round first.")
        case Why.NOTHING_SHOWN:
            return gettext("Nothing was shown yet, so there is nothing to finish.")
        case Why.ANSWERED:
            return gettext("Somebody has answered already, so this cannot be taken back.")
        case Why.FINAL:
            return gettext("The last step cannot be taken back.")
    return gettext("That cannot be done now. This is how it stands.")

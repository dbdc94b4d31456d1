"""Steps of a room in words: on buttons, when one is refused, and to who was later."""

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from workshops.steps import Action, Refused, Why

LABELS: dict[Action, Promise] = {
    Action.OPEN_DOORS: _("Open the doors"),
    Action.START: _("Start"),
    Action.LOCK: _("Lock the door"),
    Action.UNLOCK: _("Unlock the door"),
    Action.FOCUS: _("Next topic"),
    Action.OPEN: _("Open the vote"),
    Action.CLOSE: _("Close the vote"),
    Action.REOPEN: _("Open this round again"),
    Action.TALK: _("Let them talk first"),
    Action.REVEAL: _("Show the answers"),
    Action.OPEN_AGAIN: _("Vote once more"),
    Action.SETTLE: _("Settle"),
    Action.UNSETTLE: _("Settle otherwise"),
    Action.SKIP: _("Skip this topic"),
    Action.BLANK: _("Blank the screen"),
    Action.SHOW: _("Show the screen again"),
    Action.FINISH: _("Finish"),
    Action.UNDO: pgettext_lazy("a step of a workshop", "Undo"),
}


def label_of(action: Action) -> str:
    return str(LABELS[action])


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
            return gettext("Close the vote first.")
        case Why.NOTHING_SHOWN:
            return gettext("Nothing was shown yet, so there is nothing to finish.")
        case Why.ANSWERED:
            return gettext("Somebody has answered already, so this cannot be taken back.")
        case Why.FINAL:
            return gettext("The last step cannot be taken back.")
    return gettext("That cannot be done now. This is how it stands.")

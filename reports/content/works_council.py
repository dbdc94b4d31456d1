"""Half a page for the works council: what a workshop asks, keeps and shows. As docs/security.md."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.content.blocks import Chapter, Text
from reports.kit import Kit


def works_council(kit: Kit) -> Chapter:
    paragraphs = tuple(Text(text, "letter") for text in _paragraphs(kit))
    title = _("Text for the works council")
    return Chapter("works-council", title, paragraphs, role="flow")


def _paragraphs(kit: Kit) -> Iterator[str]:
    count = len(kit.questions)
    yield ngettext(
        "In a workshop staff answer %(count)s question about how our channels for sales and contact"
        " work together, each on their own phone. It is about the organisation; nobody's work is"
        " measured, and taking part is voluntary.",
        "In a workshop staff answer %(count)s questions about how our channels for sales and"
        " contact work together, each on their own phone. It is about the organisation; nobody's"
        " work is measured, and taking part is voluntary.",
        count,
    ) % {"count": count}
    kept, *rest = _anonymous(kit) if kit.is_anonymous else _with_names(kit)
    department = _("People may say their department, or that they would rather not say it.")
    yield f"{kept} {department}" if kit.has_departments else kept
    yield from rest
    yield _(
        "No software protects what people say aloud, nor that all chose the same. In the"
        " Netherlands the works council has a right of consent where personal data of staff are"
        " processed or staff are monitored (Works Councils Act, article 27, paragraph 1, k and l);"
        " we tell you beforehand so that you can judge that yourselves."
    )


def _anonymous(kit: Kit) -> Iterator[str]:
    yield _(
        "Asked are no name, no address, no number of staff and no account. Of an answer no moment,"
        " no order and no mark of the phone is kept, only a random key by which somebody can go on"
        " with their own answers."
    )
    yield _(
        "Before an outcome is shown the facilitator sees only how many have answered. An outcome is"
        " shown from %(minimum)s answers on, counted once; no department smaller than that is"
        " shown."
    ) % {"minimum": kit.minimum_group}
    yield _(
        "At the end the workshop is sealed: answers are exchanged at random and the keys removed."
        " From then on nobody can tell who answered what, the administrator of the server included;"
        " a backup made before then holds the keys until it is removed. What stays is how many"
        " chose what, what was agreed and why, and the report."
    )


def _with_names(kit: Kit) -> Iterator[str]:
    yield _(
        "Everybody types a name, and is told beforehand on their own phone that the facilitator can"
        " see their answers. Asked are no address, no number of staff and no account; of an answer"
        " no moment, no order and no mark of the phone is kept."
    )
    yield _(
        "Before an outcome is shown the facilitator sees only how many have answered. Then the room"
        " sees how many chose what, and the facilitator who. No department of fewer than"
        " %(minimum)s people is shown."
    ) % {"minimum": kit.minimum_group}
    yield _(
        "At the end the answers are kept with the names, for the facilitator and their team, until"
        " the result is removed; explanations are kept without. The report has numbers and no"
        " names. These are personal data of staff."
    )

"""From JSON values to a Document: the rules of docs/formats.md, with the place of each fault."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from assessments.exchange.decoding import decode
from assessments.exchange.document import FORMAT, MAX_NAME, MAX_RESPONSES, MAX_TEXT, Document
from assessments.exchange.faults import Faults
from assessments.exchange.node import Node, shown
from maturity.definition import Definition
from maturity.responses import (
    NOT_APPLICABLE,
    UNKNOWN,
    Kind,
    Response,
    Responses,
    Targets,
    Value,
    usual_kind,
)
from maturity.typed import plain

QUESTIONNAIRES = ("quick", "full")
LANGUAGES = ("nl", "en")
REQUIRED = ("format", "model", "questionnaire", "organisation", "responses")
OPTIONAL = (
    "language",
    "title",
    "date",
    "finished",
    "kind",
    "plan_start",
    "agreed",
    "agreed_reasons",
    "targets",
    "importance",
    "minimum_group",
)

FindDefinition = Callable[[str, int], Definition | None]  # by slug and version of the model


@dataclass(frozen=True, slots=True)
class Known:
    """What the file may name; None where a fault elsewhere keeps us from knowing: all passes."""

    codes: Collection[str] | None
    dimensions: Collection[str] | None
    sectors: Collection[str] | None
    allows_not_applicable: bool


def read(content: bytes, find_definition: FindDefinition) -> Document:
    """Raises Refused with every fault of the file, in the active language."""
    faults = Faults()
    root = Node(decode(content), "", faults)
    if form := root.get("format"):
        form.one_of((FORMAT,))
    faults.refuse_if_any(is_foreign=True)  # all else would be measured by the wrong rules
    root.expect(required=REQUIRED, optional=OPTIONAL)
    document = _document(root, find_definition)
    faults.refuse_if_any(is_foreign=form is None)
    return document


def _document(root: Node, find_definition: FindDefinition) -> Document:
    model, version, definition = _model(root.get("model"), find_definition)
    kind = node.one_of(QUESTIONNAIRES) if (node := root.get("questionnaire")) else ""
    known = _known(definition, kind)
    organisation, sector = _organisation(root.get("organisation"), known)
    return Document(
        model=model,
        version=version,
        questionnaire=kind,
        sector=sector,
        responses=_responses(root, kind, known),
        targets=Targets(
            levels=_levels(root.get("targets"), known.dimensions, high=4),
            importance=_levels(root.get("importance"), known.dimensions, high=3),
        ),
        language=node.one_of(LANGUAGES) if (node := root.get("language")) else LANGUAGES[0],
        organisation=organisation,
        title=_text(root, "title", longest=MAX_NAME),
        date=node.date() if (node := root.get("date")) else None,
        plan_start=node.date() if (node := root.get("plan_start")) else None,
        is_finished=node.flag() if (node := root.get("finished")) else False,
    )


def _model(
    node: Node | None, find_definition: FindDefinition
) -> tuple[str, int, Definition | None]:
    if node is None:
        return "", 0, None
    node.expect(required=("slug", "version"))
    slug = _text(node, "slug", longest=MAX_NAME)
    version_node = node.get("version")
    version = version_node.whole_number(1, 9999) if version_node else None
    if not slug or version is None:
        return slug, 0, None
    definition = find_definition(slug, version)
    if definition is None:
        node.fault(
            _("version %(version)d of %(model)s is not here")
            % {"version": version, "model": shown(slug)}
        )
    return slug, version, definition


def _known(definition: Definition | None, kind: str) -> Known:
    if definition is None:
        return Known(None, None, None, allows_not_applicable=kind != "quick")
    questionnaire = definition.questionnaire(kind) if kind else None
    return Known(
        codes={question.code for question in questionnaire.questions} if questionnaire else None,
        dimensions={dimension.slug for dimension in definition.dimensions},
        sectors=tuple(sector.slug for sector in definition.sectors),
        allows_not_applicable=questionnaire.allows_not_applicable if questionnaire else True,
    )


def _organisation(node: Node | None, known: Known) -> tuple[str, str]:
    """The name and the sector."""
    if node is None:
        return "", ""
    node.expect(required=("sector",), optional=("name",))
    sector_node = node.get("sector")
    if sector_node is None:
        sector = ""
    elif known.sectors is None:
        sector = sector_node.text(longest=MAX_NAME)
    else:
        sector = sector_node.one_of(known.sectors)
    return _text(node, "name", longest=MAX_NAME), sector


def _responses(root: Node, questionnaire: str, known: Known) -> Responses:
    minimum_node = root.get("minimum_group")
    minimum_group = minimum_node.whole_number(3, 50) if minimum_node else None
    kind_node = root.get("kind")
    kind = kind_node.one_of(tuple(Kind)) if kind_node else ""
    people = _people(root.get("responses"), known, is_group=kind == Kind.GROUP)
    if kind_node and kind == Kind.OWN and len(people) > 1:
        message = _("an own assessment holds the answers of one person, and there are %(count)d")
        kind_node.fault(message % {"count": len(people)})
    return Responses(
        questionnaire=questionnaire,
        responses=people,
        agreed=_levels(root.get("agreed"), known.codes, high=4),
        agreed_reasons=_agreed_reasons(root, known),
        minimum_group=minimum_group or 5,
        kind=Kind(kind) if kind else usual_kind(people),
    )


def _people(node: Node | None, known: Known, *, is_group: bool) -> tuple[Response, ...]:
    """A group may have no response yet; what somebody answers alone is one."""
    if node is None:
        return ()
    least = 0 if is_group else 1
    return tuple(
        _response(element, known) for element in node.elements(least=least, most=MAX_RESPONSES)
    )


def _agreed_reasons(root: Node, known: Known) -> dict[str, str]:
    node = root.get("agreed_reasons")
    reasons = _texts(node, known.codes)
    agreed = root.get("agreed")
    for code in reasons:
        if node and not (agreed and agreed.get(code)):
            node.child(code).fault(_("only an agreed level has a reason"))
    return reasons


def _response(node: Node, known: Known) -> Response:
    node.expect(required=("answers",), optional=("participant", "department", "reasons", "notes"))
    answers = {
        code: value
        for code, member in _coded(node.get("answers"), known.codes)
        if (value := _answer(member, known)) is not None
    }
    return Response(
        answers=answers,
        reasons=_reasons(node, known),
        notes=_texts(node.get("notes"), known.codes),
        participant=_text(node, "participant", longest=MAX_NAME),
        department=_department(node.get("department")),
    )


def _answer(node: Node, known: Known) -> Value | None:
    value = node.value
    # A bool is an int to Python, so the type itself is asked.
    if type(value) is int and 1 <= value <= 4:
        return value
    if value == UNKNOWN:
        return UNKNOWN
    if value == NOT_APPLICABLE and known.allows_not_applicable:
        return NOT_APPLICABLE
    if known.allows_not_applicable:
        message = _('%(value)s is not an answer (1-4, "unknown" or "not_applicable")')
    else:
        message = _('%(value)s is not an answer (1-4 or "unknown")')
    node.fault(message % {"value": shown(value)})
    return None


def _reasons(response: Node, known: Known) -> dict[str, str]:
    node = response.get("reasons")
    reasons = _texts(node, known.codes)
    answers = response.get("answers")
    for code in reasons:
        answer = answers.get(code) if answers else None
        if node and (answer is None or answer.value != NOT_APPLICABLE):
            node.child(code).fault(_('only an answer "not_applicable" has a reason'))
    return reasons


def _department(node: Node | None) -> str:
    if node is None:
        return ""
    # "*" is the key of the departments that are folded together (rule 14).
    if isinstance(node.value, str) and plain(node.value).strip() in {"", "*"}:
        node.fault(_("a department needs a name, and that cannot be “*”"))
    return node.text(longest=MAX_NAME)


def _levels(node: Node | None, codes: Collection[str] | None, *, high: int) -> dict[str, int]:
    return {
        code: level
        for code, member in _coded(node, codes)
        if (level := member.whole_number(1, high)) is not None
    }


def _texts(node: Node | None, codes: Collection[str] | None) -> dict[str, str]:
    """Notes or reasons; an empty one is none."""
    return {
        code: text
        for code, member in _coded(node, codes)
        if (text := member.text(longest=MAX_TEXT))
    }


def _text(node: Node, key: str, *, longest: int) -> str:
    member = node.get(key)
    return member.text(longest=longest) if member else ""


def _coded(node: Node | None, codes: Collection[str] | None) -> Iterator[tuple[str, Node]]:
    """The members of an object that has a code as every key."""
    if node is None:
        return
    for code, member in node.members():
        if codes is None or code in codes:
            yield code, member
        else:
            member.fault(_("this code is unknown"))

"""Reports at the limits, to test and to look at.

`python -m tests.reports.extremes FOLDER [FORMAT ...]` writes them, as PDF when none is named.
"""

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

NOTE = "<b>Niet vet</b> {{ about }} &amp; مرحبا שלום 😀🚀👩‍💻\n\n- een\n- twee\n"
TALK = (
    "onze klanten merken dat winkel webshop telefoon en filiaal ieder een eigen verhaal vertellen"
    " over prijs levering en service "
)
ORGANISATION = ("Koninklijke Verenigde Nederlandse Woonwinkelgroep en Dochtermaatschappijen " * 3)[
    :200
]
TYPICAL = ("demo", "group")
EXTREME = ("all4", "all1", "equal", "capped", "unknown", "nothing", "long", "long_word")


def _note(place: int) -> str:
    """As long as a note may be, and of every question another."""
    talk = (TALK * 20)[place * 7 % len(TALK) :]
    return f"{talk[:20]} {NOTE}{talk}"[:2000]


def _answers(questionnaire: str, choose: Callable[[int, Any], object]) -> dict[str, Any]:
    from maturity.loading import published_definition  # noqa: PLC0415 -- after django.setup()

    questions = published_definition("nl").questionnaire(questionnaire).questions
    return {question.code: choose(place, question) for place, question in enumerate(questions)}


def extreme(name: str, questionnaire: str, language: str) -> Any:
    from maturity.responses import UNKNOWN  # noqa: PLC0415 -- after django.setup()
    from tests.reports.conftest import make_report  # noqa: PLC0415 -- after django.setup()

    def of(choose: Callable[[int, Any], object]) -> dict[str, Any]:
        return _answers(questionnaire, choose)

    nameless: dict[str, Any] = {"organisation": "", "is_finished": False}
    arguments: dict[str, dict[str, Any]] = {
        "all4": {"answers": of(lambda place, question: 4)},
        "all1": {"answers": of(lambda place, question: 1)},
        "equal": {"answers": of(lambda place, question: 2), **nameless},
        "capped": {
            "answers": of(lambda place, question: 1 if question.dimension == "technologie" else 4)
        },
        "unknown": {"answers": of(lambda place, question: UNKNOWN if place % 2 else 2)},
        "nothing": {"answers": {}, **nameless},
        "long": {
            "answers": of(lambda place, question: 1 + place * 7 % 4),
            "notes": of(lambda place, question: _note(place)),
            "organisation": ORGANISATION,
            "title": ORGANISATION,
        },
        "long_word": {
            "answers": of(lambda place, question: 1 + place % 2),
            "notes": of(lambda place, question: "x" * 300),
            "organisation": "W" * 200,
            "title": "M" * 200,
        },
    }
    return make_report(questionnaire=questionnaire, language=language, **arguments[name])


def to_look_at() -> Iterator[tuple[str, Any]]:
    """Typical and extreme, quick and full, in both languages."""
    from tests.reports.conftest import FULL, GROUP, QUICK, demo_report  # noqa: PLC0415 -- after django.setup()

    for language in ("nl", "en"):
        yield f"group-{language}", demo_report(GROUP, language)
        for questionnaire, demo in (("quick", QUICK), ("full", FULL)):
            yield f"{questionnaire}-{language}-demo", demo_report(demo, language)
            for name in ("all4", "capped", "unknown", "nothing", "long"):
                key = f"{questionnaire}-{language}-{name}"
                yield key, extreme(name, questionnaire, language)


def of_a_house(format: Any) -> Iterator[tuple[str, Any]]:
    """A typical one and the longest, on the template of a house."""
    from dataclasses import replace  # noqa: PLC0415

    from rendering.house_templates import checked  # noqa: PLC0415 -- after django.setup()
    from reports.edition import Template  # noqa: PLC0415
    from tests.reports.conftest import FULL, demo_report  # noqa: PLC0415
    from tests.reports.templates import HOUSE  # noqa: PLC0415

    template = Template("of a house", checked(format, HOUSE[format]())[0])
    reports = {"demo": demo_report(FULL, "nl"), "long": extreme("long", "full", "nl")}
    for name, report in reports.items():
        yield f"house-{name}", replace(report, edition=report.edition.built_on(template))


def comparisons() -> Iterator[tuple[str, Any]]:
    """Of a client in time and of its units."""
    from reports.comparison import Basis  # noqa: PLC0415 -- after django.setup()
    from tests.reports.conftest import make_comparison  # noqa: PLC0415 -- after django.setup()

    yield "comparison-nl-time", make_comparison("nl", Basis.TIME)
    yield "comparison-en-units", make_comparison("en", Basis.UNITS)


def kits() -> Iterator[tuple[str, Any]]:
    """What facilitators take along."""
    from tests.reports.conftest import make_kit  # noqa: PLC0415 -- after django.setup()

    yield "kit-nl", make_kit("nl", questionnaire="full")
    yield "kit-en", make_kit("en", questionnaire="quick", network=None)


def main(folder: Path, *formats: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ.setdefault("DEBUG", "true")
    import django  # noqa: PLC0415 -- after django.setup()

    django.setup()
    from reports.formats import OF_A_COMPARISON, Format  # noqa: PLC0415 -- after django.setup()
    from reports.making import render, render_kit  # noqa: PLC0415
    from reports.report import Report  # noqa: PLC0415

    folder.mkdir(parents=True, exist_ok=True)
    for name, report in (*to_look_at(), *comparisons()):
        for format in map(Format, formats or ["pdf"]):
            if format in OF_A_COMPARISON or isinstance(report, Report):
                (folder / f"{name}.{format}").write_bytes(render(report, format))
    for format in {Format.DOCX, Format.PPTX} & {*map(Format, formats)}:
        for name, report in of_a_house(format):
            (folder / f"{name}.{format}").write_bytes(render(report, format))
    for name, kit in () if formats else kits():
        (folder / f"{name}.pdf").write_bytes(render_kit(kit))


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])

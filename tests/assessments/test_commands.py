import io
import json
import re
import sys
import xml.etree.ElementTree as ET

import pytest
from django.core.management import CommandError, call_command

from assessments.management.commands.load_demo import demo_files
from assessments.models import Assessment
from tests.factories import make_assessment
from tests.office import package_faults
from tests.pdf import page_texts

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english(settings):
    settings.LANGUAGE_CODE = "en"


@pytest.fixture
def demo(settings):
    return settings.BASE_DIR / "fixtures" / "demo"


def run(*arguments):
    out = io.StringIO()
    call_command(*map(str, arguments), stdout=out)
    return out.getvalue()


def refused(*arguments):
    with pytest.raises(CommandError) as caught:
        run(*arguments)
    return caught.value.returncode, str(caught.value)


def with_answers(tmp_path, answers):
    path = tmp_path / "in.json"
    path.write_text(
        json.dumps(
            {
                "format": "kanaalkompas/assessment@1",
                "model": {"slug": "channel-maturity", "version": 1},
                "questionnaire": "full",
                "organisation": {"sector": "retail"},
                "responses": [{"answers": answers}],
            }
        )
    )
    return path


EXAMPLES = [  # the worked examples of docs/scoring.md, one dimension of five questions
    ([1, 1, 1, 1, 1], 1.0, 1),
    ([2, 2, 2, 3, 3], 2.4, 2),
    ([2, 3, "unknown", "unknown", None], None, None),
    ([2, 3, 2, "unknown", "unknown"], 2.3333, 2),
    ([2, 3, 2, 3, "unknown"], 2.5, 3),
    ([2, 3, "unknown", "not_applicable", "not_applicable"], 2.5, 3),
    ([2, "unknown", "unknown", "not_applicable", None], None, None),
    (["not_applicable"] * 5, None, None),
    ([4, 4, 4, 3, 3], 3.6, 4),
]


@pytest.mark.parametrize(("answers", "score", "level"), EXAMPLES)
def test_assess_scores_the_worked_examples(tmp_path, answers, score, level):
    given = {f"KE{number}": answer for number, answer in enumerate(answers, start=1) if answer}
    out = tmp_path / "out.json"

    run("assess", with_answers(tmp_path, given), "--json", out)

    row = json.loads(out.read_text())["dimensions"][0]
    assert (row["slug"], row["score"], row["level"]) == ("klantervaring", score, level)


def test_the_weakest_link_caps_the_whole(tmp_path):
    answers = {
        f"{prefix}{number}": 4
        for prefix in ("KE", "ST", "OS", "TE", "PR", "MC")
        for number in range(1, 6)
    }
    answers |= {"IN1": 1, "IN2": 1, "IN3": 1, "IN4": 2, "IN5": 2}
    out = tmp_path / "out.json"

    run("assess", with_answers(tmp_path, answers), "--json", out)

    overall = json.loads(out.read_text())["overall"]
    assert (overall["score"], overall["level"], overall["capped_by"]) == (3.6286, 2, ["incentives"])


def test_assess_without_an_output_prints_a_table_and_stores_nothing(demo):
    printed = run("assess", demo / "de-boer-wonen-2026.json", "--language", "en")

    lines = printed.splitlines()
    assert lines[0].startswith("De Boer Wonen is multichannel (level 2 of 4)")
    assert lines[2].split() == ["Dimension", "score", "level", "target", "gap", "rank"]
    assert lines[3].split() == ["Customer", "experience", "2.6", "3", "3", "0.4", "2–6"]
    assert Assessment.objects.count() == 0


def test_the_language_of_the_file_is_used_unless_another_is_asked(demo):
    assert "2,4" in run("assess", demo / "de-boer-wonen-2026.json")
    assert "2.4" in run("assess", demo / "de-boer-wonen-2026.json", "--language", "en")


def test_assess_reads_standard_input_and_writes_standard_output(demo, monkeypatch, capsysbinary):
    content = (demo / "de-boer-wonen-2026.json").read_bytes()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))

    run("assess", "-", "--json", "-")

    assert json.loads(capsysbinary.readouterr().out)["format"] == "kanaalkompas/result@2"


def test_assess_writes_the_report_of_a_quick_scan(demo, tmp_path):
    out = tmp_path / "report.pdf"

    run("assess", demo / "woonstichting-zeven-eiken-quick-2026.json", "--pdf", out)

    cover = page_texts(out.read_bytes())[0].split()
    assert " ".join(cover).count("Woonstichting Zeven Eiken") == 1
    assert Assessment.objects.count() == 0


def test_assess_sets_an_earlier_round_beside_this_one(demo, tmp_path):
    this, earlier = demo / "de-boer-wonen-2026.json", demo / "de-boer-wonen-2025.json"
    out = tmp_path / "radar.svg"

    table = run("assess", this, "--previous", earlier, "--language", "en").splitlines()
    run("assess", this, "--previous", earlier, "--svg", out, "--language", "en")

    assert table[2].split()[-2:] == ["previous", "change"]
    scores = [line.split()[-2] for line in table[3:]]
    assert table[3].split()[-1] == "+0.6"  # from 2.0 to 2.6
    alone = run("assess", earlier, "--language", "en").splitlines()[3:]
    assert scores == [re.search(r" (\d\.\d) ", line)[1] for line in alone]
    assert "previous assessment" in out.read_text()
    assert Assessment.objects.count() == 0


def test_a_later_round_is_no_earlier_one(demo):
    this, later = demo / "de-boer-wonen-2025.json", demo / "de-boer-wonen-2026.json"

    status, told = refused("assess", this, "--previous", later)

    assert status == 2
    assert told.endswith("is no earlier assessment with the same version of the model")


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "is of another organisation: Waddenborg Verzekeringen, not De Boer Wonen"),
        ("nl", "is van een andere organisatie: Waddenborg Verzekeringen, niet De Boer Wonen"),
    ],
)
def test_a_round_of_another_organisation_is_no_earlier_one(demo, tmp_path, language, told):
    this, earlier = demo / "de-boer-wonen-2026.json", demo / "waddenborg-verzekeringen-2025.json"
    out = tmp_path / "out.json"

    refusal = refused("assess", this, "--previous", earlier, "--json", out, "--language", language)

    assert refusal == (2, f"{earlier} {told}")
    assert not out.exists()


@pytest.mark.parametrize("name", ["", " de  boer WONEN ", "DeBoer Wonen"])
def test_an_organisation_is_the_same_in_other_capitals_and_spaces(demo, tmp_path, name):
    document = json.loads((demo / "de-boer-wonen-2025.json").read_text())
    document["organisation"]["name"] = name
    earlier = tmp_path / "earlier.json"
    earlier.write_text(json.dumps(document))

    table = run("assess", demo / "de-boer-wonen-2026.json", "--previous", earlier)

    assert "vorige" in table.splitlines()[2]


def test_an_earlier_round_with_faults_is_refused_too(demo, tmp_path):
    earlier = with_answers(tmp_path, {"TE2": 5})

    status, told = refused("assess", demo / "de-boer-wonen-2026.json", "--previous", earlier)

    assert status == 2
    assert "responses[0].answers.TE2" in told


def test_a_file_with_faults_ends_with_status_2_and_writes_nothing(tmp_path):
    path, out = with_answers(tmp_path, {"TE2": 5, "XX1": 1}), tmp_path / "out.json"

    status, message = refused("assess", path, "--json", out)

    assert status == 2
    assert message.splitlines() == [
        f"{path} was refused:",
        'responses[0].answers.TE2: 5 is not an answer (1-4, "unknown" or "not_applicable")',
        "responses[0].answers.XX1: this code is unknown",
    ]
    assert not out.exists()


@pytest.mark.parametrize(
    ("name", "reason"), [("missing.json", "No such file or directory"), (".", "Is a directory")]
)
def test_a_file_that_cannot_be_read_is_told_in_one_line(tmp_path, name, reason):
    path = tmp_path / name

    assert refused("assess", path) == (2, f"{path} cannot be read: {reason}")


def test_a_second_place_that_cannot_be_written_leaves_no_first_file(demo, tmp_path):
    good, bad = tmp_path / "out.json", tmp_path / "nowhere" / "out.pdf"

    status, message = refused(
        "assess", demo / "de-boer-wonen-2026.json", "--json", good, "--pdf", bad
    )

    assert (status, message) == (2, f"{bad} cannot be written: there is no such directory")
    assert not good.exists()


def test_a_directory_is_no_place_to_write_to(demo, tmp_path):
    status, message = refused("assess", demo / "de-boer-wonen-2026.json", "--json", tmp_path)

    assert (status, message) == (2, f"{tmp_path} cannot be written: it is a directory")


def test_two_outputs_need_two_places(demo):
    status, message = refused(
        "assess", demo / "de-boer-wonen-2026.json", "--json", "-", "--pdf", "-"
    )

    assert (status, message) == (2, "--json and --pdf cannot both go to -")


def test_assess_writes_every_kind_of_file_at_once(demo, tmp_path):
    kinds = ["docx", "pptx", "xlsx", "svg"]
    asked = [part for kind in kinds for part in (f"--{kind}", tmp_path / f"out.{kind}")]

    printed = run("assess", demo / "woonstichting-zeven-eiken-quick-2026.json", *asked)

    assert printed == ""
    for kind in kinds[:3]:
        assert package_faults(tmp_path / f"out.{kind}") == []
    assert ET.parse(tmp_path / "out.svg").getroot().tag.endswith("svg")
    assert Assessment.objects.count() == 0


def test_a_file_with_faults_leaves_no_file_of_any_kind(tmp_path):
    path, out = with_answers(tmp_path, {"TE2": 5}), tmp_path / "out"

    status, _message = refused("assess", path, "--xlsx", out, "--svg", tmp_path / "out.svg")

    assert status == 2
    assert [each.name for each in tmp_path.iterdir()] == ["in.json"]


def test_a_picture_and_a_sheet_cannot_share_standard_output(demo):
    status, message = refused(
        "assess", demo / "de-boer-wonen-2026.json", "--xlsx", "-", "--svg", "-"
    )

    assert (status, message) == (2, "--xlsx and --svg cannot both go to -")


def test_import_prints_a_private_link_that_opens(demo, client):
    address = run("import_assessment", demo / "de-boer-wonen-2026.json").strip()

    assessment = Assessment.objects.get()
    opened = client.get(address)
    assert opened.status_code == 200
    overview = f"/a/{assessment.public_id}/?opened"
    assert overview in opened.text
    assert client.get(overview).status_code == 200


def test_import_refuses_as_a_whole(tmp_path):
    status, _message = refused("import_assessment", with_answers(tmp_path, {"KE1": 2, "KE2": 9}))

    assert status == 2
    assert Assessment.objects.count() == 0


@pytest.mark.parametrize("wrong", ["example.org", "ftp://example.org", "//example.org"])
def test_an_address_that_no_browser_opens_is_refused(demo, wrong):
    _status, message = refused(
        "import_assessment", demo / "de-boer-wonen-2026.json", "--address", wrong
    )

    assert wrong in message
    assert "https://" in message
    assert not Assessment.objects.exists()


@pytest.mark.parametrize("file", [path.name for path in demo_files()])
def test_what_was_imported_is_exported_the_same(demo, tmp_path, file):
    run("import_assessment", demo / file)
    out = tmp_path / "out.json"
    run("export_assessment", Assessment.objects.get().public_id, "--output", out)

    original = json.loads((demo / file).read_text())
    assert json.loads(out.read_text()) == {"finished": False, "minimum_group": 5} | original


def test_export_writes_to_standard_output_by_default():
    assessment = make_assessment(answers={"KE1": 2})

    assert json.loads(run("export_assessment", assessment.public_id))["responses"] == [
        {"answers": {"KE1": 2}}
    ]


def test_export_of_an_assessment_that_is_not_there():
    assert refused("export_assessment", "nothing") == (1, "There is no assessment nothing.")


def test_loading_the_demo_twice_stores_it_once():
    first = run("load_demo", "--address", "https://example.org/")
    second = run("load_demo", "--address", "https://example.org/")

    assert first == second
    assert Assessment.objects.count() == len(demo_files()) == 8
    assert first.count("  https://example.org/open/") == 8

import logging
import sys

from config.logs import LineFormatter


def line(message, *args, exc_info=None):
    record = logging.LogRecord("assessments", logging.WARNING, "", 1, message, args, exc_info)
    record.created = 0
    return LineFormatter().format(record)


def test_a_line_says_when_in_utc_how_bad_and_where():
    assert line("Not found: %s", "/a/x/") == (
        "1970-01-01T00:00:00Z WARNING assessments Not found: /a/x/"
    )


def test_a_private_link_is_masked():
    address = "/open/7hq2mwk4xd.AbC-dEf_123/"

    assert "/open/***/" in line("Not found: %s", address)
    assert "AbC" not in line("Not found: %s", address)


def test_an_invitation_is_masked():
    assert "/join/***/back/" in line("Conflict: %s", "/join/7hq2mwk4xd.AbC-dEf_123/back/")


def test_a_private_link_is_masked_in_a_traceback():
    try:
        raise ValueError("cannot open /open/7hq2mwk4xd.AbC-dEf_123/")
    except ValueError:
        text = line("Internal Server Error", exc_info=sys.exc_info())

    assert "ValueError: cannot open /open/***/" in text


def test_a_row_that_the_database_quotes_is_masked():
    try:
        raise ValueError("violates a check\nDETAIL:  Failing row contains (KE1, een notitie).")
    except ValueError:
        text = line("Internal Server Error", exc_info=sys.exc_info())

    assert text.endswith("ValueError: violates a check\nDETAIL: ***")


def test_what_a_visitor_sent_cannot_start_a_line_of_its_own():
    assert line("Not found: %s", "/x\r\n2026-01-01 root logged in").count("\n") == 0


def test_a_refused_link_reaches_the_log_masked(client, db, caplog):
    caplog.handler.setFormatter(LineFormatter())

    client.get("/open/7hq2mwk4xd.AbC-dEf_123/")

    assert "AbC-dEf" not in caplog.text

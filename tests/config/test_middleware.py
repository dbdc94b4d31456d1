import pytest
from django.conf import settings
from django.urls import reverse


@pytest.fixture
def matrix():
    return reverse("maturity:matrix")


pytestmark = pytest.mark.django_db


def test_every_page_has_the_security_headers(client, matrix):
    page = client.get(matrix)

    assert set(page["Content-Security-Policy"].split("; ")) == {
        "default-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "form-action 'self'",
    }
    assert page["X-Content-Type-Options"] == "nosniff"
    assert page["X-Frame-Options"] == "DENY"
    assert page["Referrer-Policy"] == "same-origin"
    assert page["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in page["Permissions-Policy"]


def test_error_pages_have_the_security_headers_too(client):
    page = client.get("/no-such-page/")

    assert page.status_code == 404
    assert "default-src 'self'" in page["Content-Security-Policy"]
    assert "camera=()" in page["Permissions-Policy"]


@pytest.mark.parametrize("query", ["?a=%00", "?%00=a", "?a=b&a=c%00d"])
def test_a_nul_byte_in_a_query_is_refused(client, matrix, query):
    assert client.get(matrix + query).status_code == 400


def test_a_nul_byte_in_a_path_is_refused(client):
    assert client.get("/model/%00/").status_code == 400


def test_a_nul_byte_in_a_form_is_refused(client):
    start = reverse("assessments:start")

    assert client.post(start, {"title": "a\x00b"}).status_code == 400


def test_a_body_beyond_the_largest_import_is_refused_unread(client):
    import_file = reverse("assessments:import_file")

    page = client.post(import_file, CONTENT_LENGTH=str(settings.MAX_BODY_BYTES + 1))

    assert page.status_code == 400


def test_a_form_larger_than_the_largest_page_is_refused(client):
    start = reverse("assessments:start")

    page = client.post(start, {"title": "a" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)})

    assert page.status_code == 400


def test_a_form_with_more_fields_than_any_page_has_is_refused(client):
    start = reverse("assessments:start")

    assert client.post(start, {f"field{n}": "" for n in range(300)}).status_code == 400


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_wrong_method_is_answered_with_a_page(client, language):
    page = client.put(reverse("assessments:start"), headers={"accept-language": language})

    assert page.status_code == 405
    assert page["Allow"] == "GET, HEAD, POST"
    assert f'<html lang="{language}">' in page.text


def test_a_page_is_compressed_for_who_can_read_that(client, matrix):
    plain = client.get(matrix)
    packed = client.get(matrix, headers={"accept-encoding": "gzip"})

    assert "Content-Encoding" not in plain.headers
    assert packed["Content-Encoding"] == "gzip"
    assert len(packed.content) < len(plain.content) / 3
    assert "Accept-Encoding" in packed["Vary"]

from django.core.management import call_command

from reports.finders import library_bytes


def test_every_file_that_a_style_sheet_or_page_names_is_there(settings, tmp_path):
    """The manifest of a served installation refuses a name that it does not know."""
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "config.compressing.CompressedStorage"}
    }

    call_command("collectstatic", "--no-input", verbosity=0)

    assert (tmp_path / "staticfiles.json").is_file()
    assert list(tmp_path.glob("css/tokens.*.css.br"))
    (packed,) = tmp_path.glob("plotly/plotly.min.*.js.gz")
    assert library_bytes() == packed.stat().st_size < 2_000_000  # what the page says that it loads

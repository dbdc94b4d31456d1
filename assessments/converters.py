"""What an assessment's id and link look like in an address."""

import re

from django.urls import register_converter
from django.urls.converters import StringConverter

from reports.formats import Format

STUCK = re.compile(r"[^0-9A-Za-z_-]+$")


class PublicIdConverter(StringConverter):
    regex = "[0-9a-z]{1,16}"


class LinkConverter(StringConverter):
    """Signs that stick to a link in a text, as `)` or `”`, are no part of it."""

    regex = "[0-9A-Za-z._-]{1,80}[^0-9A-Za-z/_-]{0,3}"

    def to_python(self, value: str) -> str:
        return STUCK.sub("", value)


class StuckConverter(StringConverter):
    regex = r"[^0-9A-Za-z/_-]{1,3}"


class KindConverter(StringConverter):
    """Of a house template."""

    regex = "docx|pptx"

    def to_python(self, value: str) -> Format:
        return Format(value)


register_converter(KindConverter, "template_kind")
register_converter(PublicIdConverter, "public_id")
register_converter(LinkConverter, "link")
register_converter(StuckConverter, "stuck")

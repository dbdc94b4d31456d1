"""What an assessment's id and link look like in an address."""

from django.urls import register_converter
from django.urls.converters import StringConverter


class PublicIdConverter(StringConverter):
    regex = "[0-9a-z]{1,16}"


class LinkConverter(StringConverter):
    regex = "[0-9A-Za-z._-]{1,80}"


register_converter(PublicIdConverter, "public_id")
register_converter(LinkConverter, "link")

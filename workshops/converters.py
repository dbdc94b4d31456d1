"""What the code of a room looks like in an address; an assessment has a longer id."""

from django.urls import register_converter
from django.urls.converters import StringConverter


class RoomCodeConverter(StringConverter):
    regex = "[0-9A-Za-z]{6}"

    def to_python(self, value: str) -> str:
        return value.casefold()


register_converter(RoomCodeConverter, "room_code")

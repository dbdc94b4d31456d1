"""What the number of an account looks like in the link of a letter."""


class Base36Converter:
    regex = "[0-9A-Za-z]+"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value

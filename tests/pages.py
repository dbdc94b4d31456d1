"""What tests read from a rendered page."""

import re

from lxml import html

PARSER = html.HTMLParser(remove_comments=True)
LANGUAGES = ["nl", "en"]


def get(client, address, language="nl", **parameters):
    return client.get(address, parameters, headers={"accept-language": language})


def markup(text):
    """Markup without the white space that the layout of a template leaves beside its tags."""
    return re.sub(r"\s*([<>])\s*", r"\1", re.sub(r"\s+", " ", text))


def parse(page):
    """The tree of a page. A strict parser takes twenty times as long; test_site has one see all."""
    return html.document_fromstring(page.content.decode(), parser=PARSER)


def words(element):
    """All text of an element, with single spaces."""
    return " ".join("".join(element.itertext()).split())


def headings(tree):
    return [words(heading) for heading in tree.iter("h1")]


def links(tree):
    return [link.get("href") for link in tree.iter("a")]


def goes_on_to(page):
    """Where it sends a browser by itself."""
    (refresh,) = [each for each in parse(page).iter("meta") if each.get("http-equiv") == "refresh"]
    return refresh.get("content").removeprefix("0; url=")


def classed(tree, name):
    return [
        element
        for element in tree.iter()
        if isinstance(element.tag, str) and name in (element.get("class") or "").split()
    ]


def described(tree):
    """Every id that aria-describedby and label point at, and every id there is."""
    elements = [element for element in tree.iter() if isinstance(element.tag, str)]
    wanted = {
        target
        for element in elements
        for attribute in ("aria-describedby", "for")
        for target in element.get(attribute, "").split()
    }
    return wanted, {element.get("id") for element in elements}

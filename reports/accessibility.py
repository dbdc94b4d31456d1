"""What a tagged PDF still lacks after WeasyPrint, put right just before it is written."""

from collections.abc import Collection, Iterator
from typing import Any

PRINTED = 4  # the flag of an annotation that shows on paper


def finish(document: Any, pdf: Any) -> None:
    """A finisher of WeasyPrint: `pdf` is a pydyf.PDF, complete but not yet written."""
    elements = {
        item.reference: item for item in _dictionaries(pdf) if item.get("Type") == "/StructElem"
    }
    for element in elements.values():
        _scope_header(element, elements)
        _silence_decoration(element)
    for annotation in _dictionaries(pdf):
        if annotation.get("Type") == "/Annot":
            annotation["F"] = PRINTED
    _join_tables(document, elements)
    _mark_running_heads(pdf, elements)


def _dictionaries(pdf: Any) -> Iterator[Any]:
    return (item for item in pdf.objects if isinstance(item, dict))


def _scope_header(element: Any, elements: dict[bytes, Any]) -> None:
    """A header in the head of a table is its column's, any other its row's."""
    if element["S"] != "/TH":
        return
    group = elements[elements[element["P"]]["P"]]
    element["A"]["Scope"] = "/Column" if group["S"] == "/THead" else "/Row"


def _silence_decoration(element: Any) -> None:
    """A picture without a title repeats the words beside it; as a figure it would lack a text."""
    if element["S"] == "/Figure" and "Alt" not in element:
        element["S"] = "/NonStruct"
        element.pop("A", None)


def _join_tables(document: Any, elements: dict[bytes, Any]) -> None:
    """WeasyPrint makes a table of each page that a table runs over, with the head that is printed
    again there. To those who listen it is one table; the heads that hang loose are running heads.
    """
    first: dict[Any, Any] = {}  # cell of a head in the HTML -> its element on the first page
    for cell in _head_cells(document, elements):
        head = first.setdefault(cell.element, cell.mark)
        if head is cell.mark:
            continue
        if "ID" in head:  # the cells below refer to this very object
            cell.mark.pop("ID").string = head["ID"].string
        _go_on(_table_of(head, elements), _table_of(cell.mark, elements), elements)


def _head_cells(document: Any, elements: dict[bytes, Any]) -> Iterator[Any]:
    """Boxes, page after page; WeasyPrint leaves the structure element of a cell with its box."""
    for page in document.pages:
        for box in page._page_box.descendants():
            mark = getattr(box, "mark", None)
            if mark and elements[elements[mark["P"]]["P"]]["S"] == "/THead":
                yield box


def _table_of(cell: Any, elements: dict[bytes, Any]) -> Any:
    group = elements[elements[cell["P"]]["P"]]
    return elements[group["P"]]


def _go_on(table: Any, rest: Any, elements: dict[bytes, Any]) -> None:
    """The rows of the rest become rows of the table; its head is left behind."""
    if rest.reference not in elements[rest["P"]]["K"]:  # another cell of this head was here before
        return
    _take_out(rest, elements)
    for reference in rest["K"]:
        if elements[reference]["S"] != "/THead":
            elements[reference]["P"] = table.reference
            table["K"].append(reference)


def _take_out(element: Any, elements: dict[bytes, Any]) -> None:
    """And whatever it leaves empty around it."""
    around = elements[element["P"]]
    around["K"].remove(element.reference)
    if not around["K"]:
        _take_out(around, elements)


def _mark_running_heads(pdf: Any, elements: dict[bytes, Any]) -> None:
    """WeasyPrint tags the margins of a page but hangs them nowhere: they are artefacts."""
    heard = _reachable(pdf, elements)
    loose = {reference: elements[reference] for reference in elements.keys() - heard}
    marked: dict[bytes, set[int]] = {}  # on which page what
    for element in loose.values():
        kids = {kid for kid in element["K"] if isinstance(kid, int)}
        marked.setdefault(element.get("Pg"), set()).update(kids)
    for page in _pages(pdf):
        if page.reference in marked:
            stream = pdf.objects[_number(page["Contents"])].stream
            _as_artefacts(stream, marked[page.reference])
    _forget(pdf, loose.keys())


def _pages(pdf: Any) -> Iterator[Any]:
    return (item for item in _dictionaries(pdf) if item.get("Type") == "/Page")


def _number(reference: bytes) -> int:
    return int(reference.split()[0])


def _reachable(pdf: Any, elements: dict[bytes, Any]) -> set[bytes]:
    root = pdf.objects[_number(pdf.catalog["StructTreeRoot"])]
    found: set[bytes] = set()
    waiting = list(root["K"])
    while waiting:
        reference = waiting.pop()
        if reference in elements and reference not in found:
            found.add(reference)
            waiting += [kid for kid in elements[reference]["K"] if isinstance(kid, bytes)]
    return found


def _as_artefacts(stream: list[Any], marked: set[int]) -> None:
    """Rewrites each "/P <</MCID 3>> BDC", three entries of the stream."""
    for place, entry in enumerate(stream):
        if isinstance(entry, dict) and entry.get("MCID") in marked:
            stream[place - 1] = "/Artifact"
            del entry["MCID"]
            entry["Type"] = "/Pagination"


def _forget(pdf: Any, loose: Collection[bytes]) -> None:
    root = pdf.objects[_number(pdf.catalog["StructTreeRoot"])]
    for entry in pdf.objects[_number(root["ParentTree"])]["Nums"]:
        if isinstance(entry, list):
            entry[:] = [b"null" if each in loose else each for each in entry]

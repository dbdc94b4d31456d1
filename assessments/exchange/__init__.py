"""One assessment as one JSON document, in and out: docs/formats.md is the contract.

`read` turns bytes into a Document or raises Refused with every fault; `write` is its inverse.
"""

from assessments.exchange.document import FORMAT, Document
from assessments.exchange.faults import Fault, Refused
from assessments.exchange.reading import read
from assessments.exchange.results import result_document
from assessments.exchange.writing import document_of, to_json, write

__all__ = [
    "FORMAT",
    "Document",
    "Fault",
    "Refused",
    "document_of",
    "read",
    "result_document",
    "to_json",
    "write",
]

"""Files with positions, and what is wrong with them."""

from eligibility.documents.diagnostics import DataError, DefinitionError, Diagnostic, Severity
from eligibility.documents.loaded import Loaded
from eligibility.documents.position import Position
from eligibility.documents.suggestions import nearest, suggest
from eligibility.documents.tree import Block, Entry, Listing, Node, Text, find, place, plain
from eligibility.documents.yaml_text import load, load_file

__all__ = [
    "Block",
    "DataError",
    "DefinitionError",
    "Diagnostic",
    "Entry",
    "Listing",
    "Loaded",
    "Node",
    "Position",
    "Severity",
    "Text",
    "find",
    "load",
    "load_file",
    "nearest",
    "place",
    "plain",
    "suggest",
]

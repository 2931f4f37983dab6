"""Builds the tree from YAML's events, and refuses what the language has no use for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import yaml

from eligibility.documents.position import Position
from eligibility.documents.tree import Block, Entry, Listing, Node, Text
from eligibility.documents.yaml_syntax import explain

DEEPEST = 50  # levels; people write about ten
MOST_EVENTS = 400_000
PROSE = frozenset({"note", "ask", "why"})
_PARSER: Any = getattr(yaml, "CLoader", yaml.Loader)
_EVENTS: Any = yaml.events
_EMPTY = 'write a value; `{}`, `[]` or `""` if it is meant to be empty'
_IN_BRACES = "inside {...} a comma ends a text and a colon needs a space after it: put the text in quotes"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something that must not stand in a file."""

    code: str
    message: str
    at: Position
    remedy: str
    also: tuple[Position, ...] = ()


class _Stop(Exception):
    """The file cannot be followed any further."""


class TreeBuilder:
    """One pass over the events of one text. `refusals` holds what is wrong."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self._end = len(text.rstrip())
        self.refusals: list[Refusal] = []
        self._get_event: Callable[[], Any] = _PARSER(text).get_event
        self._left = MOST_EVENTS

    def build(self) -> Node | None:
        """The first document; None if there is none or it cannot be followed to its end."""
        try:
            return self._documents()
        except _Stop:
            return None
        except yaml.YAMLError as error:
            self._syntax(error)
            return None

    def _documents(self) -> Node | None:
        root: Node | None = None
        while type(event := self._next()) is not _EVENTS.StreamEndEvent:
            if type(event) is _EVENTS.DocumentStartEvent:
                if root is not None:
                    self._refuse("Y012", event, "A second document begins here.", "keep one in each file")
                    return root
                root = self._node(self._next(), 0, prose=False)
        return root

    def _next(self) -> Any:
        self._left -= 1
        if self._left < 0:
            at = Position(self.file)
            self._refuse_at(
                "Y015", at, f"The file has more than {MOST_EVENTS} parts.", "split it into several files"
            )
            raise _Stop
        return self._get_event()

    def _node(self, event: Any, depth: int, *, prose: bool) -> Node:
        kind = type(event)
        if kind is _EVENTS.AliasEvent:
            remedy = "write the text out, or put it in quotes"
            self._refuse("Y008", event, "An alias (`*name`) is not allowed.", remedy)
            return Text("", self._at(event))
        if event.anchor is not None or event.tag is not None:
            self._refuse_decoration(event)
        if kind is _EVENTS.ScalarEvent:
            return self._text(event, prose=prose)
        if depth >= DEEPEST:
            self._refuse(
                "Y014", event, f"Nested more than {DEEPEST} levels deep.", "say it with fewer levels"
            )
            raise _Stop
        if kind is _EVENTS.SequenceStartEvent:
            return self._listing(event, depth, prose=prose)
        return self._block(event, depth, prose=prose)

    def _listing(self, start: Any, depth: int, *, prose: bool) -> Listing:
        items: list[Node] = []
        while type(event := self._next()) is not _EVENTS.SequenceEndEvent:
            items.append(self._node(event, depth + 1, prose=prose))
            if _is_empty(event):
                self._refuse("Y011", event, "This item of the list is empty.", _EMPTY)
        return Listing(tuple(items), self._at(start))

    def _block(self, start: Any, depth: int, *, prose: bool) -> Block:
        entries: dict[str, Entry] = {}
        while type(event := self._next()) is not _EVENTS.MappingEndEvent:
            key_node = self._node(event, depth + 1, prose=False)
            inner = prose or (type(key_node) is Text and key_node.value in PROSE)
            value_event = self._next()
            value = self._node(value_event, depth + 1, prose=inner)
            key = self._usable(key_node, entries)
            if key is not None:
                entries[key.value] = Entry(key, value)
                if _is_empty(value_event):
                    remedy = _IN_BRACES if start.flow_style else _EMPTY
                    self._refuse("Y011", value_event, f"`{key.value[:80]}` has no value.", remedy)
        return Block(entries, self._at(start))

    def _text(self, event: Any, *, prose: bool) -> Text:
        style = event.style
        if style in ("|", ">"):
            if not prose:
                self._refuse_block_text(event)
            return Text(event.value, self._at(event), quoted=False, block=True)
        return Text(event.value, self._at(event), style in ("'", '"'))

    def _refuse_block_text(self, event: Any) -> None:
        remedy = 'put a comparison in quotes: "> ..."' if event.style == ">" else "put the text in quotes"
        message = f"`{event.style}` begins a block of text here, which only note, ask and why may have."
        self._refuse("Y010", event, message, remedy)

    def _usable(self, key: Node, entries: dict[str, Entry]) -> Text | None:
        """The key if it can be used; if not, it is refused."""
        refusal = _why_not(key, entries)
        if refusal is not None:
            self.refusals.append(refusal)
            return None
        return key if isinstance(key, Text) else None

    def _refuse_decoration(self, event: Any) -> None:
        remedy = "remove it, or put the text in quotes"
        if event.anchor is not None:
            self._refuse("Y008", event, "An anchor (`&name`) is not allowed.", remedy)
        if event.tag is not None:
            self._refuse("Y007", event, "A tag (`!name`) is not allowed.", remedy)

    def _syntax(self, error: yaml.YAMLError) -> None:
        context, problem = str(getattr(error, "context", "") or ""), str(getattr(error, "problem", "") or "")
        began, broke = getattr(error, "context_mark", None), getattr(error, "problem_mark", None)
        scanning = context.startswith("while scanning") or getattr(broke, "index", 0) >= self._end
        mark = began if began is not None and scanning else broke or began
        message, remedy = explain(context, problem)
        at, opened = self._marked(mark), self._marked(began)
        also = (opened,) if "flow" in context and opened != at else ()
        self._refuse_at("Y016", at, message, remedy, also=also)

    def _marked(self, mark: Any) -> Position:
        return Position(self.file) if mark is None else Position(self.file, mark.line + 1, mark.column + 1)

    def _at(self, event: Any) -> Position:
        mark = event.start_mark
        return Position(self.file, mark.line + 1, mark.column + 1)

    def _refuse(self, code: str, event: Any, message: str, remedy: str) -> None:
        self._refuse_at(code, self._at(event), message, remedy)

    def _refuse_at(
        self, code: str, at: Position, message: str, remedy: str, *, also: tuple[Position, ...] = ()
    ) -> None:
        self.refusals.append(Refusal(code, message, at, remedy, also))


def _is_empty(event: Any) -> bool:
    """Whether nothing at all is written there (an empty text in quotes is something)."""
    return type(event) is _EVENTS.ScalarEvent and not event.value and not event.style


def _why_not(key: Node, entries: dict[str, Entry]) -> Refusal | None:
    remedy = "write a word; put a text that holds `?`, `,` or `: ` in quotes"
    if not isinstance(key, Text):
        return Refusal("Y013", "A key must be a single text.", key.at, remedy)
    if key.value == "" and not key.quoted:
        return Refusal("Y013", "A key is missing here.", key.at, remedy)
    if key.value == "<<" and not key.quoted:
        return Refusal("Y009", "A merge key (`<<`) is not allowed.", key.at, "write the keys out")
    if key.value in entries:
        first = entries[key.value].key.at
        message = f"`{key.value[:80]}` stands here twice; it was already given in line {first.line}."
        return Refusal("Y006", message, key.at, "keep one of the two", (first,))
    return None

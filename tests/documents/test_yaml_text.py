"""YAML is read as text, with places; what the language has no use for is refused, and nothing ever raises."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from eligibility.documents import Block, Loaded, Text, find, load, load_file, place, plain
from eligibility.documents.yaml_events import DEEPEST
from eligibility.documents.yaml_text import LARGEST_FILE


def codes_of(loaded: Loaded) -> list[str]:
    return [diagnostic.code for diagnostic in loaded.diagnostics]


def plain_of(text: str | bytes) -> object:
    loaded = load(text, "a.yaml")
    assert loaded.root is not None, loaded.diagnostics
    assert not loaded.failed
    return plain(loaded.root)


def test_every_scalar_stays_text() -> None:
    text = "a: 1.10\nb: NE\nc: no\nd: 2019-06-30\ne: 0o17\nf: 1_000\ng: ~\nh: null\ni: 012"
    assert plain_of(text) == {
        "a": "1.10",
        "b": "NE",
        "c": "no",
        "d": "2019-06-30",
        "e": "0o17",
        "f": "1_000",
        "g": "~",
        "h": "null",
        "i": "012",
    }


def test_keys_stay_text_too() -> None:
    assert plain_of("{1: a, yes: b, 2.0: c}") == {"1": "a", "yes": "b", "2.0": "c"}


def test_an_empty_text_in_quotes_is_a_value() -> None:
    assert plain_of("inr: ''") == {"inr": ""}


def test_prose_may_stand_in_a_block() -> None:
    text = "note: |\n  first\n  second\nask:\n  en: >\n    one\n    line\n"
    assert plain_of(text) == {"note": "first\nsecond\n", "ask": {"en": "one line\n"}}


def test_a_byte_order_mark_and_windows_lines_do_not_matter() -> None:
    assert plain_of(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n") == {"a": "1", "b": "2"}


def test_full_width_punctuation_in_a_label_is_harmless() -> None:
    assert plain_of("{label: 总胆红素：血清，空腹}") == {"label": "总胆红素：血清，空腹"}


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("", "Y002", 1, 1),
        ("# nothing\n", "Y002", 1, 1),
        (b"\xff\xfea\x00", "Y004", 1, 1),
        (b"a: 1\nb: \xe9", "Y004", 2, 1),
        ("a: 1\nb: x\x07", "Y005", 2, 5),
        ("a: \x00", "Y005", 1, 4),
        ("a: \ud800", "Y005", 1, 4),
        ("age: 1\nsex: 2\nage: 3", "Y006", 3, 1),
        ("a: !!str 1", "Y007", 1, 4),
        ("a: &x 1", "Y008", 1, 4),
        ("a: &x 1\nb: *x", "Y008", 1, 4),
        ("a: {<<: {b: 1}}", "Y009", 1, 5),
        ("a: |\n  x", "Y010", 1, 4),
        ("age: >2\nsex: male", "Y010", 1, 6),
        ("a:\nb: 1", "Y011", 1, 3),
        ("a: [1, , 2]", "Y016", 1, 8),
        ("a:\n  -\n  - 1", "Y011", 2, 4),
        ("{a: one, two, b: 1}", "Y011", 1, 13),
        ("{age:18}", "Y011", 1, 8),
        ("a: 1\n---\nb: 2", "Y012", 2, 1),
        ("? [a]\n: 1", "Y013", 1, 3),
        ("? \n: 1", "Y013", 1, 2),
        ("a: {? , b: 1}", "Y013", 1, 7),
        ("{: 1}", "Y016", 1, 2),
        ("[" * (DEEPEST + 1), "Y014", 1, DEEPEST + 1),
        ("age: >= 18", "Y016", 1, 6),
        ("age: > 18", "Y016", 1, 6),
        ("{ask: ? , b: 1}", "Y016", 1, 7),
        ("label: Grade: two", "Y016", 1, 13),
        ("\ta: 1", "Y016", 1, 1),
        ("a: 'x", "Y016", 1, 4),
        ("a: [1, 2", "Y016", 1, 4),
        ("a: 1\n b: 2", "Y016", 2, 3),
        ("a: @x", "Y016", 1, 4),
    ],
)  # fmt: skip
def test_refusals(text: str | bytes, code: str, line: int, column: int) -> None:
    loaded = load(text, "a.yaml")
    assert loaded.failed
    first = loaded.diagnostics[0]
    assert (first.code, first.position and (first.position.line, first.position.column)) == (
        code,
        (line, column),
    )
    assert first.message
    assert first.message.endswith(".")


@pytest.mark.parametrize("text", ["age: >= 18 years", "age: >2", "age: > 18"])
def test_a_bare_comparison_is_told_to_use_quotes(text: str) -> None:
    assert "quotes" in load(text, "a.yaml").diagnostics[0].remedy


def test_a_key_that_is_missing_is_called_missing_and_an_empty_text_in_quotes_is_a_key() -> None:
    loaded = load("? \n: 1\nb: 2\n", "a.yaml")
    assert [each.message for each in loaded.diagnostics] == ["A key is missing here."]
    assert plain_of('"": 1\n') == {"": "1"}


def test_all_refusals_are_found_in_one_run() -> None:
    loaded = load("a: 1\na: 2\nb: |\n  x\nc: &x 1\nd:\n", "a.yaml")
    assert codes_of(loaded) == ["Y006", "Y010", "Y008", "Y011"]


def test_a_key_that_stands_twice_shows_both_places() -> None:
    diagnostic = load("a: 1\nb: 2\na: 3", "a.yaml").diagnostics[0]
    assert diagnostic.line == "a: 3"
    assert [str(position) for position in diagnostic.also] == ["a.yaml:1:1"]


def test_a_file_that_is_too_large_is_not_read() -> None:
    assert codes_of(load(b"a" * (LARGEST_FILE + 1), "a.yaml")) == ["Y003"]


def test_a_file_that_cannot_be_opened(tmp_path: Path) -> None:
    assert codes_of(load_file(tmp_path / "none.yaml")) == ["Y001"]
    assert codes_of(load_file(tmp_path)) == ["Y001"]


def test_places() -> None:
    root = load("a:\n  - {b: x}\n  - y\n", "a.yaml").root
    assert isinstance(root, Block)
    assert str(place(root, ("a", 0, "b"))) == "a.yaml:2:6"
    assert str(place(root, ("a", 1))) == "a.yaml:3:5"
    assert str(place(root, ("a", 7, "b"))) == "a.yaml:1:1"
    assert str(place(root, ())) == "a.yaml:1:1"
    found = find(root, ("a", 0, "b"))
    assert isinstance(found, Text)
    assert (found.value, str(found.at)) == ("x", "a.yaml:2:9")


def test_columns_count_characters_not_bytes() -> None:
    root = load("{标题: 甲, b: 1}", "a.yaml").root
    assert root is not None
    assert str(place(root, ("b",))) == "a.yaml:1:9"


@settings(deadline=None)
@given(st.one_of(st.text(), st.binary(), st.text(alphabet="ab:-?{}[],&*!|>'\"%@`#\n\t ~<=1 \x85 ")))
def test_nothing_raises(text: str | bytes) -> None:
    loaded = load(text, "a.yaml")
    assert (loaded.root is not None) or loaded.diagnostics
    for diagnostic in loaded.diagnostics:
        assert diagnostic.position is not None
        assert diagnostic.line == loaded.line_at(diagnostic.position)


_VALUES = st.recursive(
    st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@settings(deadline=None)
@given(_VALUES)
def test_json_is_read_as_it_is(value: object) -> None:
    """JSON with ASCII escapes is YAML; what it says comes back."""
    text = json.dumps(value)
    if "\\ud" in text:  # YAML has no pairs of surrogates
        return
    assert plain_of(text) == value


@settings(deadline=None, max_examples=40)
@given(
    st.dictionaries(
        st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"]), min_size=1),
        _VALUES,
        min_size=1,
    )
)
def test_what_a_writer_of_yaml_quotes_is_read_back(value: dict[str, object]) -> None:
    text = yaml.safe_dump(value, default_style='"', allow_unicode=False)
    loaded = load(text, "a.yaml")
    if loaded.root is not None and not loaded.failed:
        assert plain(loaded.root) == value
    else:  # a very long key is written with `? `, and `!!` tags are refused
        assert set(codes_of(loaded)) <= {"Y007", "Y013"}

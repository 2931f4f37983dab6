"""Every kind of YAML file, whatever stands in it: our findings, soon."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eligibility.documents import load_file
from tests.hostile.files import checkers, told, write

KINDS = sorted(checkers())
FIRST = {
    "trial": "trial: X\ntitle: t\nvocabulary: [general]\ninclusion: ",
    "vocabulary": "vocabulary: v\nvariables: ",
    "mapping": "mapping: m\nvocabulary: [general]\nfiles: ",
    "answers": "answers: ",
    "cases": "cases: NCT05349331\non: 2026-03-20\npatients: ",
}
HARM = {
    "a deep list": "[" * 50_000,
    "a deep mapping": "{a: " * 50_000,
    "as deep as allowed": "[" * 40 + "1" + "]" * 40,
    "aliases": "[&a [x, x], &b [*a, *a], &c [*b, *b]]",
    "a tag": "!!python/object/apply:os.system [exit]",
    "a merge key": "{<<: {a: 1}}",
    "a second document": "[]\n---\n[]",
    "a long text": '"' + "a" * 3_000_000 + '"',
    "a megabyte of digits": "[{a: " + "9" * 1_000_000 + "}]",
    "a number without end": "[{id: 1e400, a: 1e400}]",
    "many wrong items": "[" + "[[1]]," * 5_000 + "]",
    "NUL": "[a\0b]",
    "half a surrogate": "[\ud800]",
    "from right to left": "[{id: \u202eX, label: \u202e}]",
    "control characters": "[{id: \x1b[2J}]",
    "not YAML": "{[}]",
    "nothing": "",
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("harm", HARM)
def test_harm_is_told_soon(tmp_path: Path, kind: str, harm: str) -> None:
    path = write(tmp_path / f"{kind}.yaml", FIRST[kind] + HARM[harm])
    began = time.process_time()
    told(lambda: checkers()[kind](path))
    assert time.process_time() - began < 10


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "content", [b"\xff\xfea\0", b"\x80\x81", b"\x1f\x8b\x08\0", b"a: \xed\xa0\x80", b"\0" * 99]
)
def test_bytes_that_are_no_text(tmp_path: Path, kind: str, content: bytes) -> None:
    path = write(tmp_path / f"{kind}.yaml", content)
    told(lambda: checkers()[kind](path))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ["a" * 5000 + ".yaml", "a\0b.yaml", "\udcff.yaml", "no/such/../file.yaml"])
def test_names_that_no_file_has(kind: str, name: str) -> None:
    told(lambda: checkers()[kind](Path(name)))


@pytest.mark.parametrize("kind", KINDS)
def test_a_thousand_mistakes_are_not_all_told(tmp_path: Path, kind: str) -> None:
    keys = "".join(f"key{number}: 1\n" for number in range(2000))
    path = write(tmp_path / f"{kind}.yaml", FIRST[kind] + "[]\n" + keys)
    assert len(told(lambda: checkers()[kind](path))) <= 501


def test_more_parts_than_anybody_writes_are_not_read(tmp_path: Path) -> None:
    findings = load_file(write(tmp_path / "a.yaml", "a: [" + "x," * 400_000 + "]\n")).diagnostics
    assert [finding.code for finding in findings] == ["Y015"]


texts = st.one_of(
    st.sampled_from(
        ["", "1e400", "../../x", "=cmd", "<b>", "X", "general", "screening", "2026-03-20", "> 1 ULN", "any"]
    ),
    st.text(max_size=6),
    st.integers(0, 60).map(lambda digits: "9" * digits),
)
trees = st.recursive(
    texts.map(lambda text: '"' + "".join(f"\\U{ord(each):08x}" for each in text) + '"'),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: "[" + ", ".join(items) + "]"),
        st.dictionaries(
            st.sampled_from(
                [
                    "id",
                    "label",
                    "patient",
                    "patients",
                    "facts",
                    "file",
                    "shape",
                    "columns",
                    "variable",
                    "kind",
                    "formula",
                    "unit",
                    "expect",
                ]
            ),
            inner,
            max_size=4,
        ).map(lambda items: "{" + ", ".join(f"{key}: {value}" for key, value in items.items()) + "}"),
    ),
    max_leaves=12,
)


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(tree=trees)
def test_any_tree(tmp_path_factory: pytest.TempPathFactory, kind: str, tree: str) -> None:
    path = write(tmp_path_factory.getbasetemp() / f"any_{kind}.yaml", FIRST[kind] + tree)
    told(lambda: checkers()[kind](path))

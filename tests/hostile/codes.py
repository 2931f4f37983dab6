"""The codes of findings: those that the package can give, and those that a file with one mistake shows."""

from __future__ import annotations

import re
from pathlib import Path

from eligibility.documents.schema_errors import MISSING_KEY, UNKNOWN_KEY, WRONG_NAME, WRONG_SHAPE, WRONG_VALUE
from eligibility.language.findings import FINDINGS

TESTS = Path(__file__).parents[1]
PACKAGE = TESTS.parent / "eligibility"
_WHOLE = re.compile(r'"([ACDMTVY]\d{3})"')
_ENDING = re.compile(r'"(\d{3})"')  # of a vocabulary's own finding, or of a comparison
_SAID = re.compile(r"(?:^|[: ])([ACDMTVY]\d{3}) ", re.MULTILINE)


def given() -> set[str]:
    """Every code that stands in the sources, and those of the forms of files."""
    found = set(FINDINGS)
    for path in sorted(PACKAGE.rglob("*.py")):
        text = path.read_text("utf-8")
        found |= set(_WHOLE.findall(text))
        if path.parent.name == "vocabulary":
            found |= {f"V{ending}" for ending in _ENDING.findall(text)}
    forms = (UNKNOWN_KEY, MISSING_KEY, WRONG_SHAPE, WRONG_VALUE)
    return found | {letter + ending for letter in "MVC" for ending in forms} | {f"V{WRONG_NAME}"}


def shown() -> set[str]:
    """Those that are expected of a bad file, or of an example of the docs."""
    files = [
        *TESTS.glob("hostile/bad/*/*.txt"),
        *TESTS.glob("vocabulary/bad/*.txt"),
        *TESTS.glob("language/bad/*.yaml"),
    ]
    said = {code for path in files for code in _SAID.findall(path.read_text("utf-8"))}
    examples = {code for code, finding in FINDINGS.items() if finding.bad}
    comparisons = {
        f"V{code[1:]}" for code in examples if code.startswith("T2")
    }  # the same texts in another file
    return said | examples | comparisons

"""Items that count by an attribute with concepts, or by one that is not recorded: worked out by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from eligibility.records.facts import Complete, Fact, Site
from tests.engines.small_vocabulary import explained

VARIABLES = """
  diagnosis: {kind: event, label: {en: Diagnosis, zh: Diagnosis}}
  lesion:
    kind: item
    label: {en: Lesion, zh: Lesion}
    attributes:
      longest: {kind: quantity, unit: mm, plausible: "0 to 500 mm", label: {en: Longest, zh: Longest}}
      shortest: {kind: quantity, unit: mm, plausible: "0 to 500 mm", label: {en: Shortest, zh: Shortest}}
      guessed: {kind: quantity, unit: mm, plausible: "0 to 500 mm", judged: true, label: {en: Guessed, zh: Guessed}}
      found: {kind: code, of: diagnosis, label: {en: Found, zh: Found}}
  tumours: {kind: quantity, plausible: "0 to 1000", label: {en: Tumours, zh: Tumours}, derived: {count: {item: lesion, where: {found: malignancy}}}}
  largest: {kind: quantity, unit: mm, plausible: "0 to 500 mm", label: {en: Largest, zh: Largest}, derived: {highest: {item: lesion, attribute: longest, where: {found: malignancy}}}}
  guess: {kind: quantity, unit: mm, plausible: "0 to 500 mm", label: {en: Guess, zh: Guess}, derived: {highest: {item: lesion, attribute: guessed}}}
  guesses: {kind: quantity, unit: mm, plausible: "0 to 2000 mm", label: {en: Guesses, zh: Guesses}, derived: {sum: {item: lesion, attribute: guessed}}}
  together: {kind: quantity, unit: mm, plausible: "0 to 2000 mm", label: {en: Together, zh: Together}, derived: {sum: {item: lesion, attribute: longest, where: {found: malignancy}}}}
  least: {kind: quantity, unit: mm, plausible: "0 to 2000 mm", label: {en: Least, zh: Least}, derived: {sum: {item: lesion, attribute: longest, over: smallest, where: {found: malignancy}}}}
  either: {kind: quantity, unit: mm, plausible: "0 to 2000 mm", label: {en: Either, zh: Either}, derived: {sum: {item: lesion, attribute: longest, instead: {attribute: shortest, where: {found: malignancy}}}}}
concepts:
  diagnosis:
    malignancy: {label: {en: Malignancy, zh: Malignancy}}
    carcinoma: {is: [malignancy], label: {en: Carcinoma, zh: Carcinoma}}
    cyst: {label: {en: Cyst, zh: Cyst}}
"""
ALL_LISTED = Site(complete=(Complete("lesion"),))


def lesion(longest: str = "", found: str | tuple[str, ...] = "", shortest: str = "") -> Fact:
    said: dict[str, str | tuple[str, ...]] = {
        "longest": longest and f"{longest} mm",
        "found": found,
        "shortest": shortest and f"{shortest} mm",
    }
    return Fact(
        "lesion", "L", date="2026-03-01", attributes={name: text for name, text in said.items() if text}
    )


CARCINOMA, CYST, NOT_SAID = lesion("30", "carcinoma", "9"), lesion("50", "cyst", "8"), lesion("20", "", "7")


@pytest.mark.parametrize(
    ("variable", "facts", "number", "reasons"),
    [
        ("tumours", [CARCINOMA, CYST], "1", []),
        ("tumours", [CARCINOMA, NOT_SAID], "1 to 2", ["missing attribute"]),
        ("tumours", [lesion("30", ("carcinoma", "cyst"))], "0 to 1", ["missing attribute"]),
        ("largest", [CARCINOMA, CYST], "30", []),
        ("largest", [lesion("40", "carcinoma"), CARCINOMA, NOT_SAID], "40", ["missing attribute"]),
        ("guess", [CARCINOMA], "0 to 500", ["judgement"]),
        ("guesses", [CARCINOMA], "0 to 500", ["judgement"]),
        ("together", [CARCINOMA, CYST, lesion("5", "carcinoma")], "35", []),
        ("together", [CARCINOMA, NOT_SAID], "30 to 50", ["missing attribute"]),
        ("together", [CYST, lesion("", "carcinoma")], "0 to 500", ["missing attribute"]),
        ("least", [CARCINOMA, CYST], "30", []),
        ("either", [CARCINOMA, CYST], "59", []),  # 9 and 50
        ("either", [CARCINOMA, NOT_SAID], "16 to 29", ["missing attribute"]),  # 9 and 7 to 20
    ],
)
def test_items_that_count(
    tmp_path: Path, variable: str, facts: list[Fact], number: str, reasons: list[str]
) -> None:
    unit = "" if variable == "tumours" else " mm"
    found = explained(tmp_path, VARIABLES, f"{variable}: '>= 0{unit}'", facts, ALL_LISTED).computed
    assert found is not None
    assert (str(found.value), sorted(reason.value for reason in found.open)) == (number, reasons)

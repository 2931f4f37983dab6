"""Which leaves get rules of their own, and why the others are computed and asserted instead."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from eligibility.documents import load
from eligibility.language.plan import Trial
from eligibility.language.resolving import resolve
from eligibility.live.network import compile_network
from eligibility.live.rules import Rules, beyond, one_of
from eligibility.live.safety import UnsafeRule, refuse_unsafe
from eligibility.possible import Interval
from eligibility.vocabulary import load_vocabulary
from tests.laws.worlds import trial_of

SEVENTEEN = [f"{{a{number}: {{0: 'false', 1: 'true'}}}}" for number in range(17)]
MANY = [
    "0: '< 1'",
    *(f"{number}: '>= {number} and < {number + 1}'" for number in range(1, 25)),
    "25: '>= 25'",
]
OURS = f"""\
vocabulary: ours
variables:
  plain: {{kind: quantity, plausible: 0 to 100}}
  enzyme: {{kind: quantity, unit: U/L, plausible: 0 to 9000 U/L}}
  half: {{kind: quantity, plausible: 0 to 50, derived: {{in: {{plain: ''}}, formula: plain / 2}}}}
  stage: {{kind: code, values: [{", ".join(f"s{number}" for number in range(25))}]}}
  {"".join(f"a{number}: {{kind: boolean}}{chr(10)}  " for number in range(17))}
  long: {{kind: quantity, plausible: 0 to 17, derived: {{points: [{", ".join(SEVENTEEN)}]}}}}
  deep: {{kind: quantity, plausible: 0 to 9, derived: {{points: [{{half: {{0: '< 10', 1: '>= 10'}}}}]}}}}
  fine: {{kind: quantity, plausible: 0 to 99, derived: {{points: [{{plain: {{{", ".join(MANY)}}}}}]}}}}
  printed: {{kind: quantity, plausible: 0 to 9, derived: {{points: [{{enzyme: {{0: <= ULN, 1: '> ULN'}}}}]}}}}
"""


def outside(trial: Trial) -> list[str]:
    return list(compile_network(trial).outside.values())


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("platelets: '> 75 10^9/L'", []),
        ("alt: <= ULN", []),
        ("sex: male", []),
        ("liver_class: A", []),
        ("liver_score: 4 to 5", []),
        ("ecog: '0', consecutive: 2", []),
        (
            "diagnosis: stroke",
            ["events, items and judgements hang on absence, which is no evidence for a rule"],
        ),
        ("ecog: '0', use: any", ["only the latest reading, or two in a row, are judged by rules"]),
        ("ecog: '0', consecutive: 3, apart: 28 days", ["only two in a row are a pair"]),
        (
            "ecog: '0', consecutive: 2, apart: 1 months",
            ["months and years are calendar periods, not numbers of days"],
        ),
        ("liver_score: 4 to 5, where: {status: confirmed}", ["what was computed has no attributes"]),
        ("liver_score: '>= ULN'", ["a score is judged against fixed numbers"]),
        ("alt_grade: '0'", ["this derivation is computed, not chained"]),
        (
            "hba1c: 7.0 to 10.0 % (53 to 86 mmol/mol)",
            ["a limit that is restated in another unit depends on the unit reported"],
        ),
        ("alt: <= ULN + 5 U/L", ["limits of several kinds, or with an offset, are computed"]),
        ("alt: LLN to ULN", ["limits of several kinds, or with an offset, are computed"]),
    ],
)
def test_why_a_leaf_has_no_rules(words: str, why: list[str]) -> None:
    assert outside(trial_of(f"inclusion:\n  - {{id: C1, label: One, {words}}}\n")) == why


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("stage: s1", "codes without a closed short list"),
        ("long: '> 3'", "too many components for one rule"),
        ("deep: '0'", "a component that is itself computed"),
        ("fine: '> 3'", "too many bands for one component"),
        ("printed: '0'", "points that hang on a printed limit"),
    ],
)
def test_why_a_score_of_another_vocabulary_has_no_rules(tmp_path: Path, words: str, why: str) -> None:
    (tmp_path / "ours.yaml").write_text(OURS, encoding="utf-8")
    known = load_vocabulary(["./ours.yaml"], tmp_path)
    words = words.replace("'0'", "'< 1'")
    text = f"trial: T\ntitle: t\nvocabulary: [./ours.yaml]\ninclusion: [{{id: C1, label: One, {words}}}]\n"
    checked = resolve(load(text, "T.yaml"), tmp_path, known)
    assert checked.trial is not None, [str(each) for each in checked.findings]
    assert outside(checked.trial) == [why]


# ---- what no compiler may make --------------------------------------------------------------------


def test_nothing_lies_outside_everything_and_nothing_is_one_of_nothing() -> None:
    with pytest.raises(UnsafeRule, match="nothing lies outside everything"):
        beyond("x", Interval())
    assert beyond("x", Interval.above(Fraction(5))) == {"$lte": {"x": 5.0}}
    with pytest.raises(UnsafeRule, match="one of nothing"):
        one_of("x", ())


def test_two_rules_of_one_name_are_refused() -> None:
    rules = Rules()
    rules.add("a", [{"m": {"$ex": {"x": 1}}}])
    with pytest.raises(UnsafeRule, match="two rules are called a"):
        rules.add("a", [{"m": {"$ex": {"y": 1}}}])


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        ({"m": {"$and": []}}, r"\$and joins a list"),
        ({"m": {"$or": {"x": 1}}}, r"\$or joins a list"),
        ({"m": {"$gt": {"x": 1.0, "y": 1.0}}}, "exactly one key is expected"),
        ({}, "exactly one key is expected"),
    ],
)
def test_what_is_no_test_is_refused(pattern: dict[str, object], why: str) -> None:
    with pytest.raises(UnsafeRule, match=why):
        refuse_unsafe({"rule": {"all": [pattern]}})


def test_an_operand_across_facts_is_a_mapping() -> None:
    test = {
        "$and": [
            {"$ex": {"day": 1}},
            {"$gte": {"day": {"$add": {"$l": 5.0, "$r": 1.0}}}},
            {"_": {"first": "_"}},
        ]
    }
    with pytest.raises(UnsafeRule, match="a mapping is expected"):
        refuse_unsafe({"rule": {"all": [{"first": {"$ex": {"day": 1}}}, {"second": test}]}})

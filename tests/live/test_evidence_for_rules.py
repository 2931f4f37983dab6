"""What of a patient becomes a fact of the rules engine, and what stays with the reference engine."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from eligibility import Fact, Record
from eligibility.language.plan import ReadingLeaf
from eligibility.live.correlating import correlator
from eligibility.live.network import compile_network
from eligibility.live.routes import RatioRoute, canonical
from eligibility.possible import Interval, Truth
from eligibility.records.facts import Reading
from eligibility.records.understand import understand
from eligibility.results.model import Explanation, Role, Used
from eligibility.vocabulary.model import AnyCode
from tests.laws.worlds import screened, trial_of, vocabulary

RUN = "response: CR, consecutive: 2, apart: 28 days"
DAY = "2026-03-01"


def sent(words: str, *facts: Fact) -> object:
    """The facts of the only leaf."""
    trial = trial_of(f"inclusion:\n  - {{id: C1, label: One, {words}}}\n")
    return compile_network(trial).routes[0].facts(screened(trial, Record("P1", facts)).criteria[0].condition)


def alt(upper: str | None) -> Fact:
    return Fact("alt", "20", unit="U/L", upper=upper, date=DAY)


def responses(**days: str) -> list[Fact]:
    return [Fact("response", code, date=f"2026-{day.replace('_', '-')[1:]}") for day, code in days.items()]


def test_a_ratio_needs_a_limit_that_is_one_positive_number() -> None:
    assert sent("alt: <= ULN", alt("40")) == {(("v0", 1.0), ("r0", 0.5))}  # 20 / 40
    assert sent("alt: <= ULN", alt(None)) == {(("v0", 1.0),)}
    assert sent("alt: <= ULN") is None
    vague = replace(_reading(alt("40")), upper=Interval(Fraction(35), Fraction(45)))
    assert RatioRoute("v0", "r0", True, ()).facts(_judged(vague)) is None


def _reading(fact: Fact) -> Reading:
    (read,) = understand(Record("P1", (fact,)), vocabulary()).readings[fact.variable]
    return read


def _judged(reading: Reading) -> Explanation:
    leaf = ReadingLeaf(vocabulary().variables[reading.variable], AnyCode())
    return Explanation(leaf, Truth.UNKNOWN, used=(Used(reading, Role.JUDGED),))


def test_a_number_that_the_engine_cannot_read_is_not_sent() -> None:
    assert canonical(Interval.exactly(Fraction(10) ** 20), []) is None


def test_a_run_is_sent_by_its_days_or_by_its_last_break() -> None:
    first, last = 739652.0, 739675.0  # the proleptic ordinals of 5 and 28 February 2026
    assert sent(RUN, *responses(_02_05="CR", _02_28="CR")) == {(("s0", first),), (("s0", last),)}
    assert sent(RUN, *responses(_02_05="CR", _02_28="PD")) == {(("b0", last),)}
    assert sent(RUN) is None


@pytest.mark.parametrize(
    ("words", "facts"),
    [
        (
            f"{RUN}, before: 2026-02-20",
            responses(_02_05="CR"),
        ),  # too late for a second one: false without a break
        (RUN, [Fact("response", "CR", date="2026-02")]),
        (RUN, [Fact("response", ("CR", "PD"), date=DAY)]),
        (RUN, [*responses(_02_05="CR"), Fact("response", "PD", date="2026-02-05")]),
    ],
)
def test_a_run_that_is_not_sure_is_not_sent(words: str, facts: list[Fact]) -> None:
    assert sent(words, *facts) is None


def test_a_recorded_score_is_not_chained() -> None:
    parts = (
        Fact("bilirubin", "10", unit="umol/L", date=DAY),
        Fact("albumin", "40", unit="g/L", date=DAY),
        Fact("inr", "1", date=DAY),
        Fact("ascites", "none", date=DAY),
    )
    score = Fact("liver_score", "5", date=DAY)
    alone = sent("liver_class: A", *parts)
    assert isinstance(alone, frozenset) and len(alone) == 4
    assert sent("liver_class: A", *parts, score) is None
    assert sent("liver_score: 4 to 5", *parts, score) is None
    assert sent("liver_class: A", *parts, Fact("liver_class", "A", date=DAY)) is None


def test_an_engine_that_nobody_has_heard_of_is_refused() -> None:
    with pytest.raises(ValueError, match="The engine is `auto`, `durable-rules` or `re-evaluation`"):
        correlator([], "drools", 10)


def test_who_demands_durable_rules_is_told_why_it_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("eligibility.live.correlating.durable_problem", lambda: "it is broken")
    with pytest.raises(ImportError, match="it is broken"):
        correlator([], "durable-rules", 10)

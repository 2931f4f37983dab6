"""Every value that a laboratory prints around a limit, against exact decimals."""

from __future__ import annotations

import operator
from collections.abc import Callable
from decimal import Decimal

import pytest

from eligibility.records.facts import Fact, Record
from eligibility.results.model import Verdict
from tests.laws.worlds import screened, trial_of

SIGNS: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">=": operator.ge,
    ">": operator.gt,
}
TIMES = ("0.9", "1", "1.5", "2.5", "3", "5")
LIMITS = ("1.2", "0.7", "1.1", "40", "35", "21.0", "1.30")


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("times", TIMES)
def test_multiples_of_the_upper_limit(sign: str, times: str) -> None:
    """1.8 <= 1.5 x 1.2 is true for a laboratory; in binary floating point it is false."""
    trial = trial_of(f"inclusion: [{{id: A, label: A, alt: '{sign} {times} ULN'}}]")
    for printed in LIMITS:
        on = Decimal(times) * Decimal(printed)
        step = Decimal(1).scaleb(on.as_tuple().exponent)  # type: ignore[arg-type]
        for number in (on + step * each for each in range(-6, 7)):
            fact = Fact("alt", str(number), unit="U/L", date="2026-03-20", upper=printed)
            verdict = screened(trial, Record("P1", (fact,))).criteria[0].verdict
            assert verdict is (Verdict.PASS if SIGNS[sign](number, on) else Verdict.FAIL), fact


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("limit", ("75", "100", "1.5", "0.3"))
@pytest.mark.parametrize("unit, tens", (("10^9/L", 0), ("/uL", 3), ("10^6/L", 3)))
def test_powers_of_ten_of_a_unit(sign: str, limit: str, unit: str, tens: int) -> None:
    """75 10^9/L is 75 000 per microlitre."""
    trial = trial_of(f"inclusion: [{{id: A, label: A, platelets: '{sign} {limit} 10^9/L'}}]")
    on = Decimal(limit)
    for number in (on + Decimal(each) / 1000 for each in range(-5, 6)):
        if number < 1:  # not plausible
            continue
        fact = Fact("platelets", format(number.scaleb(tens), "f"), unit=unit, date="2026-03-20")
        verdict = screened(trial, Record("P1", (fact,))).criteria[0].verdict
        assert verdict is (Verdict.PASS if SIGNS[sign](number, on) else Verdict.FAIL), fact


@pytest.mark.parametrize("sign", SIGNS)
def test_an_offset_is_added_to_the_printed_limit(sign: str) -> None:
    trial = trial_of(f"inclusion: [{{id: A, label: A, prothrombin_time: '{sign} ULN + 6 s'}}]")
    for printed in ("13.1", "14", "12.9"):
        on = Decimal(printed) + 6
        for number in (on + Decimal(each) / 10 for each in range(-9, 10)):
            fact = Fact("prothrombin_time", str(number), unit="s", date="2026-03-20", upper=printed)
            verdict = screened(trial, Record("P1", (fact,))).criteria[0].verdict
            assert verdict is (Verdict.PASS if SIGNS[sign](number, on) else Verdict.FAIL), fact

"""The same value in another unit gives the same verdict (restated limits aside), exactly on every limit too."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligibility.possible import EVERYTHING
from eligibility.records.facts import Fact, Record
from eligibility.testing.picks import at_random
from eligibility.testing.random_comparisons import ComparisonWriter
from eligibility.testing.random_quantities import numbers_near
from eligibility.testing.wished_values import results_at
from eligibility.testing.written_numbers import exact_text, in_unit, units_of
from eligibility.vocabulary.model import Kind, Range, Variable
from tests.laws.worlds import law, screened, seeds, trial_of, vocabulary

MEASURED = [
    each
    for each in vocabulary().variables.values()
    if each.kind is Kind.QUANTITY and each.unit and not each.derived
]


@pytest.mark.parametrize("variable", MEASURED, ids=lambda each: each.name)
def test_the_unit_does_not_matter(variable: Variable) -> None:
    @law(12)
    @given(seeds)
    def same(seed: int) -> None:
        comparison = ComparisonWriter(vocabulary(), at_random(seed)).accepted(variable)
        trial = trial_of(f"inclusion: [{{id: A, label: A, {variable.name}: '{comparison}'}}]")
        leaf = trial.criteria[0].condition
        accepted = getattr(leaf, "accepted", None)
        assert isinstance(accepted, Range)
        for number, lower, upper in written_about(accepted, variable):
            answers = {
                screened(trial, record_of(variable, number, lower, upper, unit.code)).criteria[0].truth
                for unit in units_of(variable)
                if all(
                    each is None or exact_text(in_unit(each, variable, unit))
                    for each in (number, lower, upper)
                )
            }
            assert len(answers) <= 1, (comparison, number)

    same()


def written_about(
    accepted: Range, variable: Variable
) -> list[tuple[Fraction, Fraction | None, Fraction | None]]:
    """Numbers in the variable's own unit on each limit and beside it, with limits of the laboratory."""
    found: list[tuple[Fraction, Fraction | None, Fraction | None]] = []
    for _, result in results_at(accepted, variable):
        if result.unit == variable.unit:
            found.append((result.number, result.lower, result.upper))
    for end in (accepted.interval.low, accepted.interval.high):
        if end is not None:
            found += [(each, None, None) for each in numbers_near(end, variable.plausible or EVERYTHING)]
    return found


def record_of(
    variable: Variable, number: Fraction, lower: Fraction | None, upper: Fraction | None, unit: str
) -> Record:
    read = next(each for each in units_of(variable) if each.code == unit)
    said, low, high = (
        None if each is None else exact_text(in_unit(each, variable, read)) for each in (number, lower, upper)
    )
    return Record("P1", (Fact(variable.name, said, unit=unit, date="2026-03-20", lower=low, upper=high),))


@law(60)
@given(st.decimals("0.5", "60", places=1))
def test_bilirubin_in_either_unit(printed: object) -> None:
    """584.66 g/mol: 1 mg/dL is 17.1040 umol/L; a result is compared where it was printed, by exact numbers."""
    trial = trial_of("inclusion: [{id: A, label: A, bilirubin: '<= 2 mg/dL'}]")
    number = Fraction(str(printed))
    in_molar = Record("P1", (Fact("bilirubin", str(printed), unit="umol/L", date="2026-03-20"),))
    accepted = number * Fraction("584.66") / 10_000 <= 2  # umol/L x g/mol / 10 000 = mg/dL
    assert (screened(trial, in_molar).criteria[0].verdict.value == "PASS") is accepted

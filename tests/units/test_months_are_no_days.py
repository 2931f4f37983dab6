"""Months and years follow the calendar: no length of them is ever turned into days or weeks."""

import pytest

from eligibility.records.facts import Fact, Record
from eligibility.records.reasons import Reason
from eligibility.records.understand import understand
from eligibility.units import Unit, conversion, read_unit
from eligibility.vocabulary import shipped_vocabulary


@pytest.mark.parametrize("short", ["days", "weeks"])
@pytest.mark.parametrize("long", ["months", "years"])
def test_no_variable_converts_them(short: str, long: str) -> None:
    units = read_unit(short), read_unit(long)
    for variable in shipped_vocabulary().variables.values():
        first, second = units
        assert isinstance(first, Unit)
        assert isinstance(second, Unit)
        assert conversion(first, second, variable.molar_mass, variable.factors) is None, variable.name


def test_a_life_expectancy_of_13_weeks_is_not_said_to_be_under_3_months() -> None:
    vocabulary = shipped_vocabulary()
    chart = understand(Record("P1", (Fact("life_expectancy", "13", unit="weeks"),)), vocabulary)
    assert chart.readings["life_expectancy"][0].open == {Reason.INCOMPATIBLE_UNIT}

"""Single texts: cells, units, comparisons, formulas."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from eligibility import Fact, Record
from eligibility.possible import Interval
from eligibility.records import understand
from eligibility.records.numerals import read_numeral
from eligibility.records.written_days import read_days
from eligibility.units import Unit, UnitRefusal, all_units, conversion, read_unit
from eligibility.vocabulary import shipped_vocabulary
from eligibility.vocabulary.comparisons import read_accepted
from eligibility.vocabulary.formulas import is_exact, names_of, read_formula
from eligibility.vocabulary.mistakes import Mistake
from eligibility.vocabulary.model import Kind, Variable

PARTS = ("value", "unit", "date", "start", "end", "lower", "upper", "status", "code")
NAMES = frozenset({"ast", "platelets", "age", "weight", "creatinine"})
CONDITIONS = frozenset({"female", "black"})


@cache
def of_each_kind() -> tuple[Variable, ...]:
    """The first two variables of each kind that the shipped vocabularies have."""
    kinds: dict[Kind, list[Variable]] = {}
    for variable in shipped_vocabulary().variables.values():
        kinds.setdefault(variable.kind, []).append(variable)
    return tuple(variable for each in kinds.values() for variable in each[:2])


def text(data: bytes) -> str:
    """Bytes as a program may hold them: what is no UTF-8 becomes half surrogates."""
    return data.decode("utf-8", "surrogateescape")


def cell(data: bytes, folder: Path) -> None:
    """A cell as a number, as a date, and as each part of a fact of each kind."""
    written = text(data)
    read = read_numeral(written)
    assert read is None or isinstance(read.numbers, Interval)
    days = read_days(written)
    assert days is None or days.first <= days.last
    for variable in of_each_kind():
        facts = tuple(
            Fact(variable.name, **{"value": "1", "date": "2026-03-01", part: written})  # type: ignore[arg-type]
            for part in PARTS
        )
        chart = understand(Record("P1", facts), shipped_vocabulary())
        assert all(len(problem.written) <= 103 for problem in chart.problems)


def unit(data: bytes, folder: Path) -> None:
    """A unit as a laboratory writes it: one of the table, or a refusal."""
    written = text(data)
    for like in (None, "U/L", "IU/mL", "g/L"):
        found = read_unit(written, like)
        if isinstance(found, UnitRefusal):
            assert found.why.isprintable()
            continue
        assert found in all_units()
        _converted(found)


def _converted(found: Unit) -> None:
    for other in all_units():
        if other.kind == found.kind:
            conversion(found, other)


def comparison(data: bytes, folder: Path) -> None:
    """What a trial accepts: for each kind of variable something, or a mistake that says why not."""
    written = text(data)
    for variable in of_each_kind():
        for form in (written, written.split(",")) if "," in written else (written,):
            found = read_accepted(form, variable, shipped_vocabulary())
            assert found.accepted is not None or found.mistakes


def formula(data: bytes, folder: Path) -> None:
    """A formula of a vocabulary."""
    found = read_formula(text(data), NAMES, CONDITIONS)
    if not isinstance(found, Mistake):
        assert names_of(found) <= NAMES | CONDITIONS
        is_exact(found)

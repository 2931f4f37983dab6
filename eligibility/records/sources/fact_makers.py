"""Makers of facts: from the cells of a row to what they say, as a mapping plans it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace

from eligibility.records.facts import Fact
from eligibility.records.mapping.plan import FactPlan, NamePlan
from eligibility.records.sources.columns import Cells, Columns
from eligibility.records.sources.event_makers import EventMaker, FlagMaker
from eligibility.records.sources.reading_maker import ReadingMaker
from eligibility.vocabulary import find_variable
from eligibility.vocabulary.model import Kind, Variable, Vocabulary

Maker = Callable[[Cells, int], Fact | None]


def maker_of(plan: FactPlan, columns: Columns, vocabulary: Vocabulary, unknown: Counter[str]) -> Maker:
    """The maker of a plan's facts. Names of variables that are not known are counted in `unknown`."""
    if isinstance(plan.variable, NamePlan):
        return NamedMaker(plan, plan.variable, columns, vocabulary, unknown).make
    return _maker(plan, vocabulary.variables[plan.variable], columns)


def _maker(plan: FactPlan, variable: Variable, columns: Columns) -> Maker:
    if not variable.kind.is_occurrence:
        return ReadingMaker(plan, variable, columns).make
    if (
        variable.kind is Kind.EVENT
        and plan.code is not None
        and plan.code.fixed is not None
        and plan.value is not None
    ):
        return FlagMaker(plan, variable, columns).make
    return EventMaker(plan, variable, columns).make


class NamedMaker:
    """Makes facts of rows that name their variable."""

    def __init__(
        self, plan: FactPlan, name: NamePlan, columns: Columns, vocabulary: Vocabulary, unknown: Counter[str]
    ) -> None:
        self._plan = plan
        self._name = name
        self._columns = columns
        self._vocabulary = vocabulary
        self._unknown = unknown
        self._cell = columns.cell(name.column)
        self._makers: dict[str, Maker | None] = {}
        for each in self._column_names():
            columns.cell(each)

    def make(self, cells: Cells, number: int) -> Fact | None:
        """The fact of a row; None if its variable is not known, which is counted."""
        text = self._cell(cells)
        if text is None:
            return None
        maker = self._makers[text] if text in self._makers else self._add(text)
        if maker is None:
            self._unknown[text] += 1
            return None
        return maker(cells, number)

    def _add(self, text: str) -> Maker | None:
        variable, by_code = self._find(text)
        maker = None if variable is None else self._of(variable, text if by_code else None)
        if maker is not None or len(self._makers) < 10_000:
            self._makers[text] = maker
        return maker

    def _find(self, text: str) -> tuple[Variable | None, bool]:
        name = self._name.names.get(text)
        if name is not None:
            return self._vocabulary.variables[name], False
        if self._name.system:
            found = find_variable(self._vocabulary, text, self._name.system)
            if found is not None:
                return found, True
        return find_variable(self._vocabulary, text), False

    def _of(self, variable: Variable, code: str | None) -> Maker:
        fitting = tuple(each for each in self._plan.attributes if each.name in variable.attributes)
        plan = replace(self._plan, variable=variable.name, attributes=fitting)
        if variable.kind.is_occurrence:
            return _maker(plan, variable, self._columns)
        maker = ReadingMaker(plan, variable, self._columns)
        return lambda cells, number: maker.make(cells, number, code)

    def _column_names(self) -> Iterable[str]:
        """The columns that a row of any variable may need: they must be there."""
        plan = self._plan
        dates = [each.column for each in (plan.date, plan.start, plan.end) if each]
        code = plan.code.column if plan.code else None
        names = [plan.value, code, plan.id, plan.unit.column if plan.unit else None, *dates]
        names += [each.column for each in plan.attributes] + [plan.status.column if plan.status else None]
        return [name for name in names if name is not None]

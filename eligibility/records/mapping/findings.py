"""Collects what is wrong with a mapping, each finding at its place in the file."""

from __future__ import annotations

from eligibility.documents import Diagnostic, Loaded, Severity, find, place, suggest
from eligibility.records.written_days import read_days
from eligibility.units import Unit, UnitRefusal, read_unit
from eligibility.vocabulary import find_code
from eligibility.vocabulary.model import Kind, Variable, Vocabulary

Path = tuple[str | int, ...]
KEY, VARIABLE, CODE, UNIT, SHAPE, ATTRIBUTE, DATE, RANGE, NUMBER, ENCODING, PERIOD, KIND, FILE = (
    "M010", "M011", "M012", "M013", "M014", "M015", "M016", "M017", "M018", "M019", "M020", "M021", "M022",
)  # fmt: skip


class Findings:
    """What is wrong so far, and the look-ups that find it."""

    def __init__(self, loaded: Loaded, vocabulary: Vocabulary) -> None:
        self.loaded = loaded
        self.vocabulary = vocabulary
        self.found: list[Diagnostic] = []

    @property
    def failed(self) -> bool:
        """Whether something is an error."""
        return any(each.severity is Severity.ERROR for each in self.found)

    def error(self, path: Path, code: str, message: str, remedy: str = "", *, at_value: bool = True) -> None:
        """One more finding, at the value under a path of keys (or at the key itself)."""
        root = self.loaded.root
        assert root is not None
        at = find(root, path).at if at_value else place(root, path)
        self.found.append(self.loaded.diagnostic(code, message, at, remedy))

    def variable(self, name: str, path: Path) -> Variable | None:
        """A variable of the vocabulary."""
        variable = self.vocabulary.variables.get(name)
        if variable is None:
            self.error(
                path,
                VARIABLE,
                f"There is no variable `{name[:80]}`.",
                suggest(name, self.vocabulary.variables),
            )
        return variable

    def event(self, name: str, path: Path) -> Variable | None:
        """A variable of events or items."""
        variable = self.variable(name, path)
        if variable is None or variable.kind.is_occurrence:
            return variable
        self.error(path, KIND, f"`{name}` is measured or assessed; only events and items can stand here.")
        return None

    def code(self, variable: Variable, text: str, path: Path) -> str:
        """A code of an event variable; what is not one is reported and comes back as it is."""
        found = find_code(self.vocabulary, variable, text)
        if found is None:
            known = self.vocabulary.concepts.get(variable.concepts_of or variable.name, {})
            self.error(path, CODE, f"`{text[:80]}` is no code of {variable.name}.", suggest(text, known))
        return found or text

    def unit(self, variable: Variable, text: str, path: Path) -> Unit | None:
        """A unit that results of a variable can come in."""
        own = variable.unit
        unit = read_unit(text, like=own.code if own else None)
        if isinstance(unit, UnitRefusal):
            remedy = f"did you mean `{unit.suggestion}`?" if unit.suggestion else ""
            self.error(path, UNIT, f"`{text[:80]}` is not a unit: {unit.why}.", remedy)
            return None
        if variable.kind is not Kind.QUANTITY or (own is None and unit.code):
            what = "a bare number" if variable.kind is Kind.QUANTITY else f"a {variable.kind.value}"
            self.error(path, UNIT, f"{variable.name} is {what} and has no unit.", "leave the unit out")
            return None
        return unit

    def date(self, text: str, path: Path) -> None:
        """A date."""
        if read_days(text) is None:
            self.error(path, DATE, f"`{text[:40]}` is no date.", "write it as 2025-05-01")

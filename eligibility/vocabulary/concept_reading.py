"""From the concepts of vocabulary files to codes, classes and their members."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from fractions import Fraction

from eligibility.documents import suggest
from eligibility.units import Unit, UnitRefusal, conversion, read_unit
from eligibility.vocabulary.circles import circles
from eligibility.vocabulary.comparison_text import NUMBER
from eligibility.vocabulary.documents import ConceptForm
from eligibility.vocabulary.mistakes import shortened
from eligibility.vocabulary.model import Code, Concept, Kind, Lasts, Variable
from eligibility.vocabulary.sources import Findings, Source, Spot

_AMOUNT = re.compile(rf"({NUMBER}) (\S+)")
Declared = dict[str, tuple[Spot, ConceptForm]]


def declared_concepts(
    sources: Iterable[Source], kinds: Mapping[str, str], findings: Findings
) -> dict[str, Declared]:
    """The concepts of all files by event variable; `kinds` are the kinds of all variables."""
    declared: dict[str, Declared] = {name: {} for name, kind in kinds.items() if kind == Kind.EVENT.value}
    for source in sources:
        for variable, concepts in source.form.concepts.items():
            spot = Spot(source, ("concepts", variable))
            if variable not in declared:
                remedy = suggest(variable, declared) or "declare it under `variables`, with `kind: event`"
                findings.error(spot, "040", f"`{shortened(variable)}` is not an event variable.", remedy)
                continue
            for name, form in concepts.items():
                _declare(declared[variable], name, form, spot.below(name), findings)
    return declared


def _declare(declared: Declared, name: str, form: ConceptForm, spot: Spot, findings: Findings) -> None:
    if name in declared:
        findings.error(spot, "020", f"`{name}` is declared twice.", "keep one of the two", declared[name][0])
        return
    if name in ("any", "true", "false"):
        findings.error(spot, "022", f"`{name}` is a word of the language.", "use another name")
    declared[name] = (spot, form)


def members_of_classes(declared: Declared, findings: Findings) -> dict[str, frozenset[str]]:
    """Each code with itself and all below it; unknown parents and circles are reported."""
    members: dict[str, set[str]] = {name: {name} for name in declared}
    for name, (spot, form) in declared.items():
        for number, parent in enumerate(form.is_):
            if parent not in declared:
                message = f"`{shortened(parent)}`, of which `{name}` is said to be one, is not declared."
                findings.error(spot.below("is", number), "041", message, suggest(parent, declared))
        for above in _above(name, declared):
            members[above].add(name)
    for circle in circles({name: form.is_ for name, (_, form) in declared.items()}):
        message = f"`{circle[0]}` is, in the end, one of itself: {' is '.join((*circle, circle[0]))}."
        findings.error(declared[circle[0]][0].below("is"), "042", message, "break the circle")
    return {name: frozenset(below) for name, below in members.items()}


def _above(name: str, declared: Declared) -> set[str]:
    """Every class above a concept, and itself."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        each = waiting.pop()
        if each in declared and each not in found:
            found.add(each)
            waiting.extend(declared[each][1].is_)
    return found


def read_concepts(variable: Variable, declared: Declared, findings: Findings) -> dict[str, Concept]:
    """The concepts of one event variable, with what they inherit."""
    return {
        name: Concept(
            name,
            variable.name,
            tuple(parent for parent in form.is_ if parent in declared),
            form.label,
            form.also,
            _codes(form.codes),
            _codes(form.history_codes),
            form.note,
            form.source,
            _lasts(name, declared, findings) or variable.lasts,
            _half_life(form, spot, findings),
            _label_maximum(form, spot, findings),
            spot.source.name,
        )
        for name, (spot, form) in declared.items()
    }


def _codes(forms: Mapping[str, Iterable[str]]) -> tuple[Code, ...]:
    return tuple(Code(system, code) for system, codes in forms.items() for code in codes)


def _lasts(name: str, declared: Declared, findings: Findings) -> Lasts | None:
    """Its own word, or that of the nearest classes that say one; they must agree."""
    level, seen = [name], {name}
    while level:
        said = {form.lasts for each in level for _, form in [declared[each]] if form.lasts}
        if len(said) > 1:
            remedy = "say it for the concept itself"
            findings.error(declared[name][0], "043", f"The classes of `{name}` differ in `lasts`.", remedy)
        if said:
            return Lasts(min(said))
        level = [up for each in level for up in declared[each][1].is_ if up in declared and up not in seen]
        seen.update(level)
    return None


def _half_life(form: ConceptForm, spot: Spot, findings: Findings) -> Fraction | None:
    if form.half_life is None:
        return None
    amount = _amount(form.half_life)
    hour = read_unit("h")
    way = conversion(amount[1], hour) if amount and isinstance(hour, Unit) else None
    if amount is None or way is None or amount[0] <= 0:
        findings.error(
            spot.below("half life"), "044", "This is not a length of time.", 'write for example "48 h"'
        )
        return None
    return way.apply(amount[0])


def _label_maximum(form: ConceptForm, spot: Spot, findings: Findings) -> tuple[Fraction, Unit] | None:
    if form.label_maximum is None:
        return None
    amount = _amount(form.label_maximum)
    if amount is None or amount[0] <= 0:
        remedy = 'write for example "2000 mg/day"'
        findings.error(spot.below("label maximum"), "045", "This is not an amount with a known unit.", remedy)
    return amount


def _amount(text: str) -> tuple[Fraction, Unit] | None:
    match = _AMOUNT.fullmatch(text)
    unit = read_unit(match[2]) if match else None
    if match is None or unit is None or isinstance(unit, UnitRefusal):
        return None
    return Fraction(match[1]), unit

"""A fact of which everything is known, and all such facts that one fact of a record could turn out to be.

Only what a leaf looks at is spelled out: the attributes that its tests, groups and `unchanged` name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from eligibility.language.plan import (
    AllOf,
    AnyOf,
    AttributeIn,
    AttributeIs,
    CodeIs,
    FactTest,
    NotOf,
    Window,
)
from eligibility.possible import EVER_AFTER, EVER_BEFORE, EVERYTHING, Days, Interval
from eligibility.records.facts import Attribute, Occurrence, Reading
from eligibility.vocabulary.model import AnyCode, Codes, Kind, Variable
from tests.second_opinion.naive.comparing import codes_of, cuts_of, number_accepted
from tests.second_opinion.naive.scene import Scene, span
from tests.second_opinion.naive.spread import MOST_COMPLETIONS, TooMany, days_of, numbers_of

Value = Fraction | str | int | tuple[str, ...] | bool
FAR_DAYS = Days(EVER_BEFORE, EVER_AFTER)
NO_SUCH_CODE = "?"
BUILT_IN_DAYS = ("date", "start", "end")


@dataclass(frozen=True)
class Known:
    """One completion of a fact. `real` is False where it turns out not to be so (suspected, ruled out)."""

    variable: str
    code: str | None
    start: int
    end: int
    status: str
    real: bool
    attributes: Mapping[str, Value]


@dataclass(frozen=True)
class Looks:
    """What a leaf looks at in a fact: its tests, further attributes, the codes and days where answers can change."""

    tests: tuple[FactTest, ...] = ()
    names: frozenset[str] = frozenset()
    days: tuple[int, ...] = ()
    others: tuple[Reading | Occurrence, ...] = ()


def completions(fact: Reading | Occurrence, looks: Looks, scene: Scene) -> Iterator[Known]:
    """Every way in which a fact could turn out that is known at the screening date, as far as a leaf looks at it."""
    variable = scene.variable(fact.variable)
    tried = 0
    for code, start, end, (status, real) in product(
        _codes(fact, looks, scene), _starts(fact, looks, scene), _ends(fact, looks, scene), _realities(fact)
    ):
        last = start if end is None else end
        if start > scene.today or last < start:
            continue
        for attributes in _attributes(fact, looks, scene, variable, code, ended=last <= scene.today):
            tried += 1
            if tried > MOST_COMPLETIONS:
                raise TooMany
            yield Known(fact.variable, code, start, last, status, real, attributes)


def may_come_later(fact: Reading | Occurrence, scene: Scene) -> bool:
    """Whether the fact could turn out not to exist yet."""
    return days_of_start(fact, scene).last > scene.today


def days_of_start(fact: Reading | Occurrence, scene: Scene) -> Days:
    """The possible days of a reading or a start. What has no date counts as known at the screening date."""
    days = fact.start if isinstance(fact, Occurrence) else fact.days
    return Days(EVER_BEFORE, scene.today) if days == FAR_DAYS else days


# ---- tests -----------------------------------------------------------------------------------------------------


def holds(test: FactTest, known: Known, scene: Scene) -> bool:
    """Whether a test is true of a fact of which all is known."""
    match test:
        case AllOf(tests):
            return all(holds(each, known, scene) for each in tests)
        case AnyOf(tests):
            return any(holds(each, known, scene) for each in tests)
        case NotOf(inner):
            return not holds(inner, known, scene)
        case CodeIs(codes):
            return known.code in codes.codes
        case AttributeIn(attribute, window):
            return _day_in(attribute, window, known, scene)
        case AttributeIs(attribute, accepted):
            return _attribute_is(attribute, accepted, known, scene)


def leaves_of(tests: Sequence[FactTest]) -> Iterator[AttributeIs | AttributeIn | CodeIs]:
    """The tests without the words that join them."""
    for test in tests:
        if isinstance(test, AllOf | AnyOf):
            yield from leaves_of(test.tests)
        elif isinstance(test, NotOf):
            yield from leaves_of([test.test])
        else:
            yield test


def asks_status(where: FactTest | None) -> bool:
    """Whether `where` says itself which statuses it wants."""
    tests = leaves_of([where]) if where is not None else iter(())
    return any(isinstance(test, AttributeIs) and test.attribute == "status" for test in tests)


def _attribute_is(attribute: str, accepted: object, known: Known, scene: Scene) -> bool:
    assert isinstance(accepted, AnyCode | Codes) or hasattr(accepted, "interval")
    if attribute == "status":
        return _status_is(accepted, known)
    value = known.attributes[attribute]
    if isinstance(accepted, AnyCode):
        return True
    if isinstance(accepted, Codes):
        return any(code in accepted.codes for code in (value if isinstance(value, tuple) else (value,)))
    assert isinstance(value, Fraction)
    return number_accepted(value, accepted)  # type: ignore[arg-type]


def _status_is(accepted: object, known: Known) -> bool:
    """What the record says; a test of the status itself does not ask what becomes of it."""
    if not isinstance(accepted, Codes):
        return True
    return known.status in accepted.codes


def _day_in(attribute: str, window: Window, known: Known, scene: Scene) -> bool:
    day = _day_of(attribute, known)
    life = scene.half_life(known.variable, known.code)
    sides = [Window(window.start), Window(None, window.end)]
    spans = [span(side, scene, life) for side in sides]
    if any(ends is not None and not ends[0] <= day <= ends[1] for ends in spans):
        return False
    return None not in spans or bool(known.attributes[_coin(attribute, window)])


def _day_of(attribute: str, known: Known) -> int:
    if attribute in BUILT_IN_DAYS:
        return known.end if attribute == "end" else known.start
    value = known.attributes[attribute]
    assert isinstance(value, int)
    return value


# ---- the ways a fact could turn out -----------------------------------------------------------------------------


def _codes(fact: Reading | Occurrence, looks: Looks, scene: Scene) -> Sequence[str | None]:
    if isinstance(fact, Reading):
        return [None]
    codes: set[str] = set(fact.codes)
    if fact.status not in ("ruled_out", "absent"):  # what rules out a class rules out all of it
        codes = {member for code in fact.codes for member in scene.members(fact.variable, code)}
    if fact.any_code:
        codes |= set(scene.vocabulary.concepts.get(fact.variable, {})) | {NO_SUCH_CODE}
    return sorted(codes) or [None]


def _starts(fact: Reading | Occurrence, looks: Looks, scene: Scene) -> list[int]:
    return days_of(days_of_start(fact, scene), (*looks.days, scene.today))


def _ends(fact: Reading | Occurrence, looks: Looks, scene: Scene) -> Sequence[int | None]:
    """The possible last days; None: the first day. An end after the screening date is not seen: any later day."""
    if isinstance(fact, Reading) or fact.one_day:
        return [None]
    ends = days_of(fact.end, (*looks.days, scene.today))
    if ends[-1] <= scene.today:
        return ends
    unseen = days_of(Days(scene.today + 1, EVER_AFTER), looks.days)
    return [end for end in ends if end <= scene.today] + unseen


def _realities(fact: Reading | Occurrence) -> list[tuple[str, bool]]:
    """A suspected fact may turn out either way."""
    options = {"confirmed": [True], "suspected": [True, False], "ruled_out": [False], "absent": [False]}
    return [(fact.status, real) for real in options[fact.status]]


def _attributes(
    fact: Reading | Occurrence,
    looks: Looks,
    scene: Scene,
    variable: Variable,
    code: str | None,
    *,
    ended: bool,
) -> Iterator[dict[str, Value]]:
    options: dict[str, Sequence[Value]] = {}
    for name in sorted(_names(looks, variable)):
        attribute = variable.attributes[name]
        given = fact.attributes.get(name)
        if attribute.known_at_end and not ended:
            given = None
        options[name] = _values(attribute, given, looks, scene, _cuts(attribute, variable, looks, scene))
    for test in leaves_of(looks.tests):
        if (
            isinstance(test, AttributeIn)
            and span(test.window, scene, scene.half_life(fact.variable, code)) is None
        ):
            options[_coin(test.attribute, test.window)] = [True, False]
    for values in product(*options.values()):
        yield dict(zip(options, values, strict=True))


def _names(looks: Looks, variable: Variable) -> set[str]:
    """The attributes that are looked at."""
    names = set(looks.names)
    for test in leaves_of(looks.tests):
        if isinstance(test, CodeIs) or test.attribute in (*BUILT_IN_DAYS, "status"):
            continue
        names.add(test.attribute)
    return names - set(BUILT_IN_DAYS)


def _coin(attribute: str, window: Window) -> str:
    """The name under which it is tried whether a day lies in a window of which nobody knows where it is."""
    return f"{attribute} in {id(window)}"


def _values(
    attribute: Variable, given: Attribute | None, looks: Looks, scene: Scene, cuts: list[Fraction]
) -> Sequence[Value]:
    if isinstance(given, tuple):
        return list(product(*(codes_of(codes, attribute, scene) for codes in given)))
    if isinstance(given, frozenset):
        return codes_of(given, attribute, scene)
    if isinstance(given, Days):
        return days_of(given, (*looks.days, scene.today))
    if isinstance(given, Interval):
        return numbers_of(given, cuts)
    return _anything(attribute, looks, scene, cuts)


def _anything(attribute: Variable, looks: Looks, scene: Scene, cuts: list[Fraction]) -> Sequence[Value]:
    """What an attribute may be that the record does not give."""
    if attribute.kind is Kind.QUANTITY:
        return numbers_of(attribute.plausible or EVERYTHING, cuts)
    if attribute.kind is Kind.DATE:
        return days_of(FAR_DAYS, (*looks.days, scene.today))
    values = set(attribute.values) or _named(attribute.name, looks) | {NO_SUCH_CODE}
    values |= set(scene.vocabulary.concepts.get(attribute.concepts_of, {}))
    return [(), *((value,) for value in sorted(values))] if attribute.several else sorted(values)


def _named(name: str, looks: Looks) -> set[str]:
    """The texts of an attribute that the tests and the other facts name."""
    named: set[str] = set()
    for test in leaves_of(looks.tests):
        if isinstance(test, AttributeIs) and test.attribute == name and isinstance(test.accepted, Codes):
            named |= test.accepted.codes
    for other in looks.others:
        value = other.attributes.get(name)
        if isinstance(value, frozenset):
            named |= value
    return named


def _cuts(attribute: Variable, variable: Variable, looks: Looks, scene: Scene) -> list[Fraction]:
    """Where answers about a quantity change: the limits of tests (of shares too), the values of other facts."""
    cuts: list[Fraction] = []
    for test in leaves_of(looks.tests):
        if isinstance(test, AttributeIs) and test.attribute == attribute.name:
            cuts += cuts_of(test.accepted)
    return cuts + [end for other in looks.others for end in _ends_of(other.attributes.get(attribute.name))]


def _ends_of(value: Attribute | None) -> list[Fraction]:
    ends = (value.low, value.high) if isinstance(value, Interval) else ()
    return [end for end in ends if end is not None]

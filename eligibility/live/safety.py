"""The safe part of durable-rules, and the refusal of everything else.

Outside it the engine crashes or answers wrongly: comparisons across facts that are nested or lack the sentinel, `none`
with retraction, numbers whose text it cannot read, names that share a hash. What is checked here is the documented
JSON form of a ruleset, before it is given to the engine.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from math import isfinite
from typing import Any

SENTINEL = "_"
BORN = "born"  # the rule, and the property, with which a session begins
MOST_PATTERNS = 16  # facts that one rule may join
MOST_RULES_ON_A_PROPERTY = 60
MOST_PROPERTIES = 500
LEAST, MOST = 1e-4, 1e15  # beyond these a number is printed with an exponent, which the engine does not read
LONGEST_TEXT = 200
ORDER = ("$gt", "$gte", "$lt", "$lte")
RESERVED = ("sid", "id", SENTINEL, "$s", BORN)
_RULE_KEYS = {"all"}


class UnsafeRule(ValueError):
    """A form that the engine gets wrong; it is never emitted. What it was to say is computed and asserted instead."""


def refuse_unsafe(ruleset: Mapping[str, Mapping[str, Any]]) -> None:
    """Raise UnsafeRule for the first form that is outside the safe subset."""
    by_property: dict[str, int] = {}
    for name, rule in ruleset.items():
        if set(rule) != _RULE_KEYS:
            raise UnsafeRule(f"{name}: a rule has the key `all` and no other")
        for used in properties_of(name, rule["all"]):
            by_property[used] = by_property.get(used, 0) + 1
    _refuse_names(by_property)
    for used, number in by_property.items():
        if number > MOST_RULES_ON_A_PROPERTY and used != SENTINEL:
            raise UnsafeRule(f"{used}: more than {MOST_RULES_ON_A_PROPERTY} rules on one kind of fact")
    if len(by_property) > MOST_PROPERTIES:
        raise UnsafeRule(f"more than {MOST_PROPERTIES} properties")


def safe_number(number: float) -> float:
    """The number, if the engine reads and prints it as it is. Raises UnsafeRule."""
    if not isinstance(number, float):
        raise UnsafeRule("numbers are floats: an int would divide and compare differently")
    if not isfinite(number) or (number != 0 and not LEAST <= abs(number) < MOST):
        raise UnsafeRule("a number outside 0 and 1e-4 to 1e15 is printed with an exponent")
    return number


def safe_payload(payload: Mapping[str, float | str]) -> None:
    """Refuse a fact with a value that the engine would change. Raises UnsafeRule."""
    for name, value in payload.items():
        _refuse_name(name)
        if isinstance(value, str):
            _refuse_text(value)
        else:
            safe_number(value)


def fnv(text: str) -> int:
    """The 32-bit FNV-1a hash by which the engine knows names and sessions; it never compares the text."""
    value = 0x811C9DC5
    for byte in text.encode():
        value = ((value ^ byte) * 0x01000193) & 0xFFFFFFFF
    return value


def refuse_collisions(names: Iterable[str]) -> None:
    """Refuse names that the engine would take for one another. Raises UnsafeRule."""
    seen: dict[int, str] = {}
    for name in names:
        other = seen.setdefault(fnv(name), name)
        if other != name:
            raise UnsafeRule(f"`{name}` and `{other}` share a hash")


# ---- rules ---------------------------------------------------------------------------------------


def properties_of(name: str, patterns: object) -> Iterator[str]:
    """The properties that a rule looks at. Raises UnsafeRule for a form outside the safe subset."""
    if not isinstance(patterns, list) or not patterns:
        raise UnsafeRule(f"{name}: `all` is a list of patterns")
    if len(patterns) > MOST_PATTERNS:
        raise UnsafeRule(f"{name}: more than {MOST_PATTERNS} patterns")
    earlier: set[str] = set()
    used: set[str] = set()
    for pattern in patterns:
        alias, test = _single(pattern, f"{name}: a pattern")
        if "$" in alias:
            raise UnsafeRule(f"{name}: `{alias}` (none, any, not are read from what is not there yet)")
        used.update(_checked_pattern(name, test, earlier))
        earlier.add(alias)
    yield from used


def _checked_pattern(name: str, test: object, earlier: set[str]) -> Iterator[str]:
    if _is_join(test):
        yield from _checked_join(name, test, earlier)
    else:
        yield from _checked_alone(name, test)


def _checked_join(name: str, test: object, earlier: set[str]) -> Iterator[str]:
    """One comparison with another fact, or a flat `$and` that ends with the sentinel; each with its `$ex`."""
    operator, members = _single(test, name)
    if operator != "$and" or not isinstance(members, list):
        raise UnsafeRule(
            f"{name}: a comparison across facts stands in a flat $and that tests its property with $ex"
        )
    first_join = next(n for n, member in enumerate(members) if _is_join(member))
    joins = members[first_join:]
    if not all(_is_join(member) for member in joins):
        raise UnsafeRule(f"{name}: comparisons across facts stand last")
    if _single(joins[-1], name)[0] != SENTINEL:
        raise UnsafeRule(f"{name}: a flat $and across facts ends with the sentinel")
    tested: set[str] = set()
    for member in members[:first_join]:
        tested.update(_checked_alone(name, member))
    for member in joins[:-1]:
        yield from _checked_comparison(name, member, tested, earlier)
    yield from tested
    yield SENTINEL


def _checked_comparison(name: str, member: object, tested: set[str], earlier: set[str]) -> Iterator[str]:
    operator, body = _single(member, name)
    if operator not in ORDER:
        raise UnsafeRule(f"{name}: across facts only {', '.join(ORDER)} are safe: no `==`, no nesting")
    used, other = _single(body, name)
    if used not in tested:
        raise UnsafeRule(f"{name}: `{used}` is compared across facts but not tested with $ex")
    yield used
    yield from _checked_operand(name, other, earlier)


def _checked_operand(name: str, operand: object, earlier: set[str]) -> Iterator[str]:
    key, value = _first(operand, name)
    if key in earlier and isinstance(value, str):
        yield value
        return
    if key not in ("$add", "$sub", "$mul") or not isinstance(value, dict) or set(value) != {"$l", "$r"}:
        raise UnsafeRule(f"{name}: {key} across facts; only $add, $sub, $mul are safe, never a division")
    yield from _checked_operand(name, value["$l"], earlier)
    safe_number(value["$r"])


def _checked_alone(name: str, test: object) -> Iterator[str]:
    """A test of one fact: comparisons, nested as one likes."""
    operator, body = _single(test, name)
    if operator in ("$and", "$or"):
        if not isinstance(body, list) or not body:
            raise UnsafeRule(f"{name}: {operator} joins a list")
        for member in body:
            yield from _checked_alone(name, member)
    elif operator in ("$ex", "$nex"):
        yield _single(body, name)[0]
    elif operator in ORDER:
        used, value = _single(body, name)
        if isinstance(value, str):
            raise UnsafeRule(f"{name}: texts are not compared by order")
        safe_number(value)
        yield used
    elif operator.startswith("$"):
        raise UnsafeRule(f"{name}: {operator} is not in the safe subset")
    else:
        if not isinstance(body, str):
            raise UnsafeRule(f"{name}: `==` is for texts; null and numbers are not compared so")
        _refuse_text(body)
        yield operator


def _is_join(test: object) -> bool:
    """Whether a test names another fact anywhere."""
    if isinstance(test, list):
        return any(_is_join(each) for each in test)
    if not isinstance(test, dict):
        return False
    for key, value in test.items():
        if key in ("$ex", "$nex"):
            continue
        inner = value if key.startswith("$") else [value]
        if not key.startswith("$") and isinstance(value, dict):
            return True
        if _is_join(inner):
            return True
    return False


# ---- names and values ----------------------------------------------------------------------------


def _refuse_names(names: Iterable[str]) -> None:
    found = [name for name in names if name != SENTINEL]
    for name in found:
        _refuse_name(name)
    refuse_collisions([*RESERVED, *found])


@lru_cache(maxsize=4096)
def _refuse_name(name: str) -> None:
    if name in RESERVED or not name.isascii() or not name.isidentifier() or len(name) > 60:
        raise UnsafeRule(f"`{name}` is no safe name of a property")
    refuse_collisions([*RESERVED, name])


def _refuse_text(text: str) -> None:
    if len(text) > LONGEST_TEXT:
        raise UnsafeRule("a text this long may equal another one")


def _single(value: object, what: str) -> tuple[str, Any]:
    if not isinstance(value, dict) or len(value) != 1:
        raise UnsafeRule(f"{what}: exactly one key is expected")
    return _first(value, what)


def _first(value: object, what: str) -> tuple[str, Any]:
    if not isinstance(value, dict) or not value:
        raise UnsafeRule(f"{what}: a mapping is expected")
    return next(iter(value.items()))

"""From one leaf of the plan to rules: pairs that only positive evidence fires, streaks, and scores by forward chaining.

Each function returns how the leaf's evidence reaches its rules. It raises UnsafeRule where the safe subset has no form.
"""

from __future__ import annotations

from fractions import Fraction

from eligibility.language.plan import Consecutive, Leaf, ReadingLeaf, Use
from eligibility.live.routes import (
    Alternative,
    CodeRoute,
    NumberRoute,
    RatioRoute,
    Route,
    ScoreRoute,
    StreakRoute,
)
from eligibility.live.rules import (
    Derive,
    DeriveSum,
    Json,
    Rules,
    SetAtom,
    all_exist,
    any_of,
    beyond,
    constant,
    days_apart,
    exists,
    inside,
    one_of,
)
from eligibility.live.safety import MOST_PATTERNS, UnsafeRule
from eligibility.possible import Interval, PeriodUnit, Truth
from eligibility.vocabulary.model import (
    Accepted,
    Bands,
    Codes,
    Kind,
    Points,
    PointsOf,
    Range,
    Reference,
    Variable,
    Vocabulary,
)

MOST_BANDS = 24


def add_leaf(atom: int, leaf: Leaf, vocabulary: Vocabulary, rules: Rules) -> Route:
    """Add the rules of a leaf; the way of its evidence into them. Raises UnsafeRule where there is none."""
    if not isinstance(leaf, ReadingLeaf):
        raise UnsafeRule("events, items and judgements hang on absence, which is no evidence for a rule")
    if isinstance(leaf.judging, Consecutive):
        return _streak(atom, leaf.judging, rules)
    if leaf.judging is not Use.LATEST:
        raise UnsafeRule("only the latest reading, or two in a row, are judged by rules")
    derived = leaf.variable.derived
    if derived is None:
        return _plain(atom, leaf.variable, leaf.accepted, rules)
    if leaf.where is not None or leaf.other_than:
        raise UnsafeRule("what was computed has no attributes")
    if isinstance(derived, Points):
        return _score(atom, derived, _bands_of_score(leaf.accepted), vocabulary, rules, in_class=False)
    if isinstance(derived, Bands) and isinstance(leaf.accepted, Codes):
        below = vocabulary.variables[derived.variable]
        if isinstance(below.derived, Points):
            bands = _bands_of_class(derived, leaf.accepted)
            return _score(atom, below.derived, bands, vocabulary, rules, in_class=True)
    raise UnsafeRule("this derivation is computed, not chained")


# ---- one reading ---------------------------------------------------------------------------------


def _plain(atom: int, variable: Variable, accepted: Accepted, rules: Rules) -> Route:
    slot = f"v{atom}"
    if isinstance(accepted, Codes):
        return _code(atom, slot, variable, accepted, rules)
    if not isinstance(accepted, Range) or accepted.restated is not None:
        raise UnsafeRule("a limit that is restated in another unit depends on the unit reported")
    if accepted.needs_reference:
        return _ratio(atom, slot, accepted, rules)
    _pair(atom, slot, accepted.interval, rules)
    return NumberRoute(slot, _ends(accepted.interval))


def _pair(atom: int, slot: str, accepted: Interval, rules: Rules) -> None:
    """Two rules that complement each other; each fires on a number only."""
    rules.alone(f"a{atom}_true", inside(slot, accepted), SetAtom(atom, Truth.TRUE))
    rules.alone(f"a{atom}_false", beyond(slot, accepted), SetAtom(atom, Truth.FALSE))


def _ratio(atom: int, slot: str, accepted: Range, rules: Rules) -> Route:
    kinds = {bound.limit.of for bound in accepted.bounds}
    if (
        len(kinds) != 1
        or any(bound.limit.offset for bound in accepted.bounds)
        or not accepted.interval.is_everything
    ):
        raise UnsafeRule("limits of several kinds, or with an offset, are computed")
    interval = Interval()
    for bound in accepted.bounds:
        one = Interval.above if bound.lower else Interval.below
        met = interval.meet(one(bound.limit.number, included=not bound.open))
        if met is None:
            raise UnsafeRule("bounds that nothing meets")
        interval = met
    ratio = f"r{atom}"
    _pair(atom, ratio, interval, rules)
    gap: Json = {"$and": [exists(slot), {"$nex": {ratio: 1}}]}
    rules.alone(f"a{atom}_unknown", gap, SetAtom(atom, Truth.UNKNOWN))
    return RatioRoute(slot, ratio, kinds == {Reference.ULN}, _ends(interval))


def _code(atom: int, slot: str, variable: Variable, accepted: Codes, rules: Rules) -> Route:
    yes = tuple(value for value in variable.values if value in accepted.codes)
    no = tuple(value for value in variable.values if value not in accepted.codes)
    if variable.kind not in (Kind.CODE, Kind.BOOLEAN) or len(variable.values) > MOST_BANDS:
        raise UnsafeRule("codes without a closed short list")
    rules.alone(f"a{atom}_true", one_of(slot, yes), SetAtom(atom, Truth.TRUE))
    rules.alone(f"a{atom}_false", one_of(slot, no), SetAtom(atom, Truth.FALSE))
    return CodeRoute(slot, variable.domain)


# ---- streaks -------------------------------------------------------------------------------------


def _streak(atom: int, judging: Consecutive, rules: Rules) -> Route:
    """Two assessments of the current run, far enough apart; a break is evidence of its own."""
    if judging.number != 2:
        raise UnsafeRule("only two in a row are a pair")
    days = 1
    if judging.apart is not None:
        if judging.apart.unit not in (PeriodUnit.DAYS, PeriodUnit.WEEKS):
            raise UnsafeRule("months and years are calendar periods, not numbers of days")
        days = max(1, judging.apart.count * (7 if judging.apart.unit is PeriodUnit.WEEKS else 1))
    run, broke, held = f"s{atom}", f"b{atom}", f"h{atom}"
    rules.add(f"a{atom}_true", days_apart(run, days), SetAtom(atom, Truth.TRUE), Derive(held, 1.0))
    rules.alone(f"a{atom}_false", exists(broke), SetAtom(atom, Truth.FALSE))
    rules.downstream[run] = (held,)
    return StreakRoute(run, broke)


# ---- scores --------------------------------------------------------------------------------------

Judging = list[tuple[bool, Interval]]  # ranges of the score, and whether the leaf is true there


def _bands_of_score(accepted: Accepted) -> Judging:
    if not isinstance(accepted, Range) or accepted.needs_reference or accepted.restated is not None:
        raise UnsafeRule("a score is judged against fixed numbers")
    return [(True, accepted.interval)]


def _bands_of_class(bands: Bands, accepted: Codes) -> Judging:
    judged: Judging = []
    for code, band in bands.bands:
        if not isinstance(band, Range) or band.needs_reference or band.restated is not None:
            raise UnsafeRule("a class is a range of the score")
        judged.append((code in accepted.codes, band.interval))
    return judged


def _score(
    atom: int,
    points: Points,
    judging: Judging,
    vocabulary: Vocabulary,
    rules: Rules,
    *,
    in_class: bool,
) -> Route:
    """Components to points, points to their sum, the sum to the verdict: three steps of forward chaining."""
    if len(points.lines) > MOST_PATTERNS:
        raise UnsafeRule("too many components for one rule")
    total = f"q{atom}"
    lines = []
    for n, line in enumerate(points.lines):
        part = f"p{atom}l{n}"
        plain = [each for each in line if vocabulary.variables[each.variable].derived is None]
        if not plain:
            raise UnsafeRule("a component that is itself computed")
        alternatives = tuple(
            _component(f"x{atom}l{n}n{k}", part, each, vocabulary, rules) for k, each in enumerate(plain)
        )
        rules.downstream |= {each.slot: (part,) for each in alternatives} | {part: (total,)}
        lines.append(alternatives)
    parts = tuple(f"p{atom}l{n}" for n in range(len(lines)))
    rules.add(f"a{atom}_sum", all_exist(parts), DeriveSum(total, parts))
    _score_rules(atom, total, judging, rules)
    return ScoreRoute(tuple(lines), in_class)


def _score_rules(atom: int, total: str, judging: Judging, rules: Rules) -> None:
    yes = [inside(total, interval) for accepted, interval in judging if accepted]
    no = [inside(total, interval) for accepted, interval in judging if not accepted]
    if len(judging) == 1:
        no = [beyond(total, judging[0][1])]
    rules.alone(f"a{atom}_true", any_of(yes), SetAtom(atom, Truth.TRUE))
    rules.alone(f"a{atom}_false", any_of(no), SetAtom(atom, Truth.FALSE))


def _component(
    slot: str, part: str, alternative: PointsOf, vocabulary: Vocabulary, rules: Rules
) -> Alternative:
    variable = vocabulary.variables[alternative.variable]
    if len(alternative.bands) > MOST_BANDS:
        raise UnsafeRule("too many bands for one component")
    limits: list[Fraction] = []
    for n, (points, accepted) in enumerate(alternative.bands):
        rules.alone(f"{slot}_{n}", _band(slot, accepted, limits), Derive(part, float(points)))
    return Alternative(variable.name, slot, tuple(limits), variable.domain)


def _band(slot: str, accepted: Accepted, limits: list[Fraction]) -> Json:
    if isinstance(accepted, Codes):
        return one_of(slot, tuple(sorted(accepted.codes)))
    if not isinstance(accepted, Range) or accepted.needs_reference or accepted.restated is not None:
        raise UnsafeRule("points that hang on a printed limit")
    limits.extend(_ends(accepted.interval))
    return inside(slot, accepted.interval)


def _ends(interval: Interval) -> tuple[Fraction, ...]:
    ends = tuple(end for end in (interval.low, interval.high) if end is not None)
    for end in ends:
        constant(end)
    return ends

"""The engine beside the second opinion: each leaf, each join, each anchor and each verdict of a case."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from eligibility.engines.interpreter import screen_chart
from eligibility.language.plan import Condition, JudgementLeaf, OccurrenceLeaf, ReadingLeaf, Use
from eligibility.possible import Days, Truth
from eligibility.records.identity import Same
from eligibility.results.model import CriterionResult, Explanation, PatientResult, Verdict
from tests.second_opinion.generate.cases import Case
from tests.second_opinion.naive.anchors import resolved_anchors
from tests.second_opinion.naive.evaluate import screening_days, truth_in, truth_of_leaf, verdict_of
from tests.second_opinion.naive.scene import Scene
from tests.second_opinion.naive.spread import TooMany
from tests.second_opinion.promised import Leaf, is_sharp


class Standing(Enum):
    """How the engine's answer stands beside the second opinion."""

    EQUAL = "equal"
    LESS_SHARP = "less sharp"  # allowed
    SKIPPED = "skipped"  # too many completions
    TOO_WEAK = "TOO WEAK"  # less sharp where sharpness is promised
    WRONG = "WRONG"  # known, and the second opinion differs

    @property
    def is_disagreement(self) -> bool:
        """Whether somebody is wrong."""
        return self in (Standing.TOO_WEAK, Standing.WRONG)


@dataclass(frozen=True)
class Finding:
    """One comparison: what was compared, and how it stands."""

    kind: str
    standing: Standing
    engine: object = None
    opinion: object = None
    about: object = None
    promised: bool = False  # that the engine is as sharp as enumeration here


def findings(case: Case) -> Iterator[Finding]:
    """Everything that can be compared in a case."""
    result = screen_chart(case.trial, case.chart, case.today)[0]
    try:
        days = _screening_days(Same(case))
    except TooMany:
        yield Finding("screening date", Standing.SKIPPED)
        return
    if days is None or not days.is_exact:
        yield from _all_unknown(result)
        return
    if result.screening != days:
        yield Finding("screening date", Standing.LESS_SHARP, result.screening, days)
        return
    yield from _on_the_day(case, result, days.first)


def _all_unknown(result: PatientResult) -> Iterator[Finding]:
    for each in result.criteria:
        standing = Standing.EQUAL if each.verdict is Verdict.UNKNOWN else Standing.WRONG
        yield Finding("no screening date", standing, each.verdict, Verdict.UNKNOWN)


def _on_the_day(case: Case, result: PatientResult, today: int) -> Iterator[Finding]:
    try:
        scene = _scene(Same(case), today)
    except TooMany:
        yield Finding("anchor", Standing.SKIPPED)
        return
    equal = True
    for name, days in scene.anchors.items():
        finding = _anchor(name, result.anchors[name].days, days)
        equal = equal and finding.standing is Standing.EQUAL
        yield finding
    for each in result.criteria:
        yield from _criterion(each, scene, same_anchors=equal)


# ---- what the second opinion is; kept, for whoever compares an engine twice with the same cases --------------------

KEPT = 20_000


@lru_cache(KEPT)
def _screening_days(case: Same[Case]) -> Days | None:
    return screening_days(case.what.trial, case.what.chart, case.what.today)


@lru_cache(KEPT)
def _scene(case: Same[Case], today: int) -> Scene:
    trial, chart = case.what.trial, case.what.chart
    return Scene(chart, trial, today, resolved_anchors(trial, chart, today), {})


def _opinion(leaf: Leaf, scene: Scene) -> Truth:
    truth = _truth(Same(leaf), Same(scene))
    if truth is None:
        raise TooMany
    return truth


@lru_cache(KEPT)
def _truth(leaf: Same[Leaf], scene: Same[Scene]) -> Truth | None:
    try:
        return truth_of_leaf(leaf.what, scene.what)
    except TooMany:
        return None


@lru_cache(KEPT)
def _is_sharp(leaf: Same[Leaf], scene: Same[Scene]) -> bool:
    return is_sharp(leaf.what, scene.what)


# ---- comparing -----------------------------------------------------------------------------------------------------


def _anchor(name: str, engine: Days | None, opinion: Days | None) -> Finding:
    if engine == opinion:
        return Finding("anchor", Standing.EQUAL)
    holds = engine is None or (opinion is not None and opinion.meet(engine) == opinion)
    return Finding("anchor", Standing.LESS_SHARP if holds else Standing.WRONG, engine, opinion, name)


def _criterion(result: CriterionResult, scene: Scene, *, same_anchors: bool) -> Iterator[Finding]:
    for tree in (result.condition, result.applies_when, result.unless):
        if tree is not None:
            yield from _tree(tree, scene, same_anchors)
    try:
        opinion = verdict_of(result.criterion, lambda condition: truth_in(condition, scene, _opinion))
    except TooMany:
        yield Finding("verdict", Standing.SKIPPED)
        return
    yield Finding("verdict", _verdicts(result.verdict, opinion), result.verdict, opinion, result.criterion.id)


def _verdicts(engine: Verdict, opinion: Verdict) -> Standing:
    good = (Verdict.PASS, Verdict.NOT_APPLICABLE)
    if engine is opinion or (engine in good and opinion in good):
        return Standing.EQUAL
    return Standing.LESS_SHARP if engine is Verdict.UNKNOWN else Standing.WRONG


def _tree(tree: Explanation, scene: Scene, same_anchors: bool) -> Iterator[Finding]:
    if isinstance(tree.condition, ReadingLeaf | OccurrenceLeaf | JudgementLeaf):
        yield _leaf(tree.condition, tree.truth, scene, same_anchors)
        return
    for child in tree.children:
        yield from _tree(child, scene, same_anchors)
    joined = _joined(tree, scene)
    standing = Standing.EQUAL if joined is tree.truth else Standing.WRONG
    yield Finding("joined", standing, tree.truth, joined, tree.condition)


def _joined(tree: Explanation, scene: Scene) -> Truth:
    """What Kleene makes of the engine's own leaves."""
    truths = {id(leaf): truth for leaf, truth in _leaves(tree)}
    return truth_in(tree.condition, scene, lambda leaf, _: truths[id(leaf)])


def _leaves(tree: Explanation) -> Iterator[tuple[Condition, Truth]]:
    if not tree.children:
        yield tree.condition, tree.truth
    for child in tree.children:
        yield from _leaves(child)


def _leaf(leaf: Leaf, engine: Truth, scene: Scene, same_anchors: bool) -> Finding:
    kind = kind_of(leaf)
    try:
        opinion = _opinion(leaf, scene)
    except TooMany:
        return Finding(kind, Standing.SKIPPED)
    promised = same_anchors and _is_sharp(Same(leaf), Same(scene))
    standing = Standing.WRONG
    if engine is opinion:
        standing = Standing.EQUAL
    elif engine is Truth.UNKNOWN:
        standing = Standing.TOO_WEAK if promised else Standing.LESS_SHARP
    return Finding(kind, standing, engine, opinion, leaf, promised)


def kind_of(leaf: Leaf) -> str:
    """The kind of a leaf, as the report counts them."""
    if isinstance(leaf, JudgementLeaf):
        return "judgement confirmed by" if leaf.confirmed_by else "judgement"
    word = leaf.judging.value if isinstance(leaf.judging, Use) else type(leaf.judging).__name__
    if isinstance(leaf, OccurrenceLeaf):
        return f"{leaf.variable.kind.value}: {'occurs' if leaf.judging is None else word}"
    derived = leaf.variable.derived
    sort = leaf.variable.kind.value if derived is None else f"computed {type(derived).__name__}"
    return f"{sort}: {word}"

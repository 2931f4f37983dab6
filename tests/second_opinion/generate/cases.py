"""Random cases: a trial of a few criteria, the chart of a patient, and the day."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

from eligibility.language.plan import (
    EVER,
    Anchor,
    Condition,
    Criterion,
    OccurrenceLeaf,
    ReadingLeaf,
    Section,
    Trial,
)
from eligibility.possible import Days
from eligibility.records.facts import Chart
from tests.second_opinion.generate.charts import ChartMaker
from tests.second_opinion.generate.conditions import Maker
from tests.second_opinion.generate.dice import Dice, DrawnDice, SeededDice
from tests.second_opinion.generate.vocabulary import SMALL, codes, event_codes
from tests.second_opinion.generate.windows import TODAYS, Times, window


@dataclass(frozen=True)
class Case:
    """What is screened, and as of which day."""

    trial: Trial
    chart: Chart
    today: Days


def seeded_case(seed: str) -> Case:
    """The case of a seed."""
    return case(SeededDice(seed))


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Cases that Hypothesis chooses, and shrinks."""
    return case(DrawnDice(draw))


def case(dice: Dice) -> Case:
    """A case, by the choices of a dice."""
    today = dice.pick(TODAYS)
    times = Times(today, hot=[today])
    anchors = _anchors(dice, times)
    maker = Maker(dice, times)
    criteria = tuple(_criterion(dice, maker, number) for number in range(dice.pick((1, 1, 2))))
    names = maker.names | {_source(anchor) for anchor in anchors}
    chart = ChartMaker(dice, times, names, maker.judgements).chart()
    as_of = anchors[0].name if anchors and _windowless(anchors[0]) and dice.chance(4) else None
    trial = Trial("T1", {"en": "Generated"}, SMALL, criteria, anchors=anchors, screen_as_of=as_of)
    return Case(trial, chart, Days(today, today + 1) if dice.chance(1) else Days(today, today))


def _criterion(dice: Dice, maker: Maker, number: int) -> Criterion:
    section = dice.pick((Section.INCLUSION, Section.EXCLUSION))
    return Criterion(
        f"{section.value[0].upper()}{number}",
        {"en": "Generated"},
        section,
        maker.condition(),
        applies_when=_sometimes(dice, maker),
        unless=_sometimes(dice, maker),
    )


def _sometimes(dice: Dice, maker: Maker) -> Condition | None:
    return maker.condition(0) if dice.chance(10) else None


def _windowless(anchor: Anchor) -> bool:
    """Whether an anchor does not itself count from the screening date."""
    return anchor.leaf is None or not anchor.leaf.window.stated


# ---- anchors ---------------------------------------------------------------------------------------------------


def _anchors(dice: Dice, times: Times) -> tuple[Anchor, ...]:
    """Up to two named days; the second may count from the first."""
    anchors: list[Anchor] = []
    for name in ("first_event", "second_event")[: dice.pick((0, 0, 1, 1, 2))]:
        anchors.append(_anchor(dice, times, name))
        times.anchors[name] = times.today - dice.pick((0, 3, 8, 40))
        times.hot.append(times.anchors[name])
    return tuple(anchors)


def _anchor(dice: Dice, times: Times, name: str) -> Anchor:
    sort = dice.pick(("treatment", "treatment", "response", "planned_dose"))
    variable = SMALL.variables[sort]
    if sort == "planned_dose":
        return Anchor(name, date=variable)
    made = window(dice, times, future=False) if dice.chance(30) else EVER
    last = dice.chance(30)
    if sort == "response":
        return Anchor(name, ReadingLeaf(variable, codes("CR", "PR"), made), last)
    leaf = OccurrenceLeaf(
        variable, event_codes("treatment", dice.pick(("antitumour", "targeted", "tace"))), made
    )
    return Anchor(name, leaf, last)


def _source(anchor: Anchor) -> str:
    source = anchor.date or (anchor.leaf.variable if anchor.leaf is not None else None)
    assert source is not None
    return source.name

"""What a person answered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from eligibility.language.plan import JudgementLeaf
from eligibility.possible import EVER_AFTER, EVER_BEFORE, Days, Truth
from eligibility.records.facts import Answer
from tests.second_opinion.naive.logic import settled
from tests.second_opinion.naive.readings import Seen, confirmed, latest
from tests.second_opinion.naive.scene import Scene, anchor_missing, in_future, span, with_anchors
from tests.second_opinion.naive.spread import days_of, ways


def judgement_leaf(leaf: JudgementLeaf, scene: Scene) -> Truth:
    """The latest answer to this question of this trial; answers of one day must agree."""
    if anchor_missing(leaf.window, scene):
        return Truth.UNKNOWN
    answers = [each for each in scene.chart.answers if (each.trial, each.name) == (scene.trial.id, leaf.name)]
    days = tuple(day for each in answers for day in (_days(each, scene).first, _days(each, scene).last))
    return settled(
        _judge(leaf, [seen for seen in chosen if seen is not None], here)
        for here in with_anchors(scene, [leaf.window], days)
        for chosen in ways([_forms(leaf, each, answers, here) for each in answers])
    )


def _judge(leaf: JudgementLeaf, chosen: Sequence[Seen], scene: Scene) -> Truth:
    if not chosen or in_future(leaf.window, scene):
        return Truth.UNKNOWN
    return latest(chosen) if leaf.confirmed_by is None else confirmed(chosen, leaf.confirmed_by.number)


def _forms(leaf: JudgementLeaf, answer: Answer, answers: Sequence[Answer], scene: Scene) -> list[Seen | None]:
    ends = span(leaf.window, scene)
    assert ends is not None
    forms: dict[Seen | None, None] = {}
    for day in days_of(_days(answer, scene), (*ends, scene.today)):
        chosen = ends[0] <= day <= ends[1] and day <= scene.today
        for who in _people(answer, answers) if leaf.confirmed_by else [""]:
            forms[Seen(day, answer.answer, who) if chosen else None] = None
    return list(forms)


def _people(answer: Answer, answers: Sequence[Answer]) -> list[str]:
    """Who may have answered; an answer without a name may be anybody's."""
    return [answer.who] if answer.who else sorted({each.who for each in answers} | {"somebody else"})


def _days(answer: Answer, scene: Scene) -> Days:
    """The possible days of an answer; one without a date counts as known at the screening date."""
    if isinstance(answer.date, date):
        return Days.on(answer.date)
    read = Days.read(answer.date) if answer.date else None
    return read or Days(EVER_BEFORE, min(EVER_AFTER, scene.today))

"""Which answers and which readings an explanation of a judgement names."""

from __future__ import annotations

from eligibility.engines.interpreter import screen_chart
from eligibility.possible import Days
from eligibility.records.facts import Answer, Fact, Record, Source
from eligibility.records.understand import understand
from eligibility.results.model import Explanation
from tests.engines.explaining import lines, window
from tests.laws.worlds import trial_of

TRIAL = trial_of("""
inclusion:
- {id: I1, label: Coagulation, judgement: normal, ask: 'Normal?', show: [inr, albumin], within: 28 days before screening}
""")
FILE = Source("answers.csv", 2)


def answer(yes: bool, day: str, who: str = "Dr A") -> Answer:
    return Answer(TRIAL.id, "normal", yes, who=who, date=day, source=FILE)


def explained(*answers: Answer, facts: tuple[Fact, ...] = ()) -> Explanation:
    on = Days.read("2026-03-20")
    assert on is not None
    chart = understand(Record("P", facts, answers=answers), TRIAL.vocabulary, on)
    return screen_chart(TRIAL, chart, on)[0].criteria[0].condition


def test_an_answer_is_shown_with_who_gave_it_and_where_it_stands() -> None:
    found = explained(answer(True, "2026-03-10"))
    assert lines(found.used) == ["yes of 2026-03-10: judged, TRUE"]
    (used,) = found.used
    assert (used.fact.source, used.fact.attributes) == (FILE, {"who": frozenset({"Dr A"})})
    assert window(found) == "2026-02-20 to 2026-03-20"


def test_a_no_is_shown_as_such() -> None:
    found = explained(answer(False, "2026-03-10", who=""))
    assert lines(found.used) == ["no of 2026-03-10: judged, FALSE"]
    assert found.used[0].fact.attributes == {}


def test_the_newest_reading_of_each_variable_is_laid_beside() -> None:
    readings = [Fact("inr", value, date=day) for value, day in (("1.2", "2026-03-05"), ("1.1", "2026-01-01"))]
    found = explained(answer(True, "2026-03-10"), facts=tuple(readings))
    assert lines(found.used) == ["yes of 2026-03-10: judged, TRUE", "1.2 of 2026-03-05: shown"]
    older_last = explained(facts=tuple(reversed(readings)))
    assert lines(older_last.used) == ["1.2 of 2026-03-05: shown"]
    assert [reason.value for reason in older_last.reasons] == ["judgement"]

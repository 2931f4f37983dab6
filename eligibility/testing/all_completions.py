"""All ways in which what is open in a record could turn out, or many of them where there are too many."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import islice

from eligibility.language.plan import Trial
from eligibility.possible import Days
from eligibility.records.facts import Chart, Record
from eligibility.records.understand import understand
from eligibility.records.written_days import read_days
from eligibility.testing.completing import complete
from eligibility.testing.interests import interests_of
from eligibility.testing.picks import at_random, every_way

MOST = 500


def completions(record: Record | Chart, trial: Trial, on: date | str, *, most: int = MOST) -> Iterator[Chart]:
    """The ways in which the unknowns of a record could turn out, as charts of which everything is known.

    Each open thing of the given facts (value, day, unit, limit, attribute, status, end, code) is replaced by one
    possibility; no fact is added. Of the possible values those are tried between which the trial can tell a difference:
    every limit, and one value on either side of each. If there are more than `most` ways, so many are drawn, the same
    ones every time.

    >>> from eligibility import Fact, Record, load_trial
    >>> patient = Record("P1", (Fact("platelets", "<80", unit="10^9/L", date="2026-03-01"),))
    >>> ways = completions(patient, load_trial("NCT05349331"), "2026-03-20")
    >>> [str(way.readings["platelets"][0].value) for way in ways]
    ['0', '37.5', '75', '77.5']
    """
    day = day_of(on)
    chart = chart_of(record, trial, day)
    interests = interests_of(trial, day)
    first = list(islice(every_way(lambda pick: complete(chart, interests, pick)), most + 1))
    if len(first) <= most:
        yield from first
    else:
        yield from (complete(chart, interests, at_random(seed)) for seed in range(most))


def chart_of(record: Record | Chart, trial: Trial, on: date) -> Chart:
    """The record as a trial's vocabulary understands it."""
    return record if isinstance(record, Chart) else understand(record, trial.vocabulary, Days.on(on))


def day_of(on: date | str) -> date:
    """A screening date, as it is or as a text. Raises ValueError for one that is no day."""
    days = read_days(on)
    if days is None or not days.is_exact:
        raise ValueError("The screening date is no day: write it as 2026-03-20.")
    return date.fromordinal(days.first)

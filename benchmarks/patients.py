"""Made-up patients for the benchmarks: most of what NCT05349331 asks, with some of the mess of real data."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from datetime import date, timedelta
from io import StringIO

from eligibility import Fact, Record

SCREENING = date(2025, 6, 30)

# variable, unit, lowest, highest, decimals, upper limit of normal
LABORATORY = [
    ("platelets", "10^9/L", 40, 300, 0, 350),
    ("leukocytes", "10^9/L", 2, 11, 1, 9.5),
    ("neutrophils", "10^9/L", 1, 8, 2, 6.3),
    ("bilirubin", "umol/L", 5, 60, 1, 23),
    ("alt", "U/L", 8, 220, 0, 50),
    ("ast", "U/L", 8, 220, 0, 40),
    ("albumin", "g/L", 24, 50, 1, 55),
    ("creatinine", "umol/L", 40, 180, 0, 97),
    ("inr", None, 0.9, 2.2, 2, 1.2),
    ("qtc", "ms", 380, 500, 0, None),
]


def records(number: int, seed: int = 1) -> Iterator[Record]:
    """That many records; the same for the same seed."""
    chance = random.Random(seed)
    for n in range(number):
        yield Record(f"P{n:06}", tuple(_facts(chance)))


def _facts(chance: random.Random) -> Iterator[Fact]:
    yield Fact("sex", chance.choice(["male", "male", "male", "female"]))
    yield Fact("birth_date", _day(chance, 14_000, 30_000))
    yield Fact("diagnosis", "hepatocellular_carcinoma", date=_day(chance, 200, 900))
    yield Fact("ecog", str(chance.choice([0, 0, 1, 1, 2])), date=_day(chance, 0, 20))
    yield Fact("ascites", chance.choice(["none", "none", "slight"]), date=_day(chance, 0, 20))
    yield Fact("encephalopathy", "none", date=_day(chance, 0, 20))
    yield Fact("extrahepatic_spread", "false", date=_day(chance, 0, 400))
    yield from _laboratory(chance)
    yield from _markers(chance)
    yield from _course(chance)


def _laboratory(chance: random.Random) -> Iterator[Fact]:
    for variable, unit, low, high, decimals, upper in LABORATORY:
        if chance.random() < 0.08:
            continue
        value = f"{chance.uniform(low, high):.{decimals}f}"
        limit = None if upper is None else str(upper)
        yield Fact(variable, value, unit=unit, date=_day(chance, 0, 28), upper=limit)


def _markers(chance: random.Random) -> Iterator[Fact]:
    for variable, unit, high, upper in (("afp", "ug/L", 60_500, "7"), ("pivka_ii", "mAU/mL", 20_000, "40")):
        for days in (300, 120, 80, 40, 5):
            late = days < 150
            value = f"{chance.uniform(1, 10 if late else high):.1f}"
            yield Fact(variable, value, unit=unit, date=_ago(days), upper=upper)


def _course(chance: random.Random) -> Iterator[Fact]:
    start = _day(chance, 200, 280)
    yield Fact("treatment", chance.choice(["tace", "haic"]), date=start)
    yield Fact(
        "treatment", chance.choice(["lenvatinib", "sorafenib", "donafenib"]), start=start, end=_ago(20)
    )
    yield Fact("treatment", "sintilimab", start=start, end=_ago(20))
    for days in (110, 70, 30):
        yield Fact("mrecist_response", chance.choice(["CR", "CR", "CR", "PR", "NE"]), date=_ago(days))
    for rater in ("A", "B"):
        surgeon = {"rater": rater, "specialty": "liver_surgeon"}
        yield Fact("resectability", "unresectable", date=_ago(290), attributes=surgeon)
        yield Fact("resectability", "resectable", date=_ago(10), attributes=surgeon)
    if chance.random() < 0.05:
        yield Fact("diagnosis", "stroke", date=_day(chance, 10, 700))


def _day(chance: random.Random, least: int, most: int) -> date:
    return _ago(chance.randint(least, most))


def _ago(days: int) -> date:
    return SCREENING - timedelta(days=days)


def wide_csv(number: int, seed: int = 1) -> str:
    """A wide table whose headers are names of variables, with units: no mapping is needed."""
    chance = random.Random(seed)
    text = StringIO()
    table = csv.writer(text)
    units = [f"{variable} [{unit}]" if unit else variable for variable, unit, *_ in LABORATORY]
    table.writerow(
        ["patient_id", "sex", "age [years]", "ecog", "ascites", "encephalopathy", *units, "afp [ug/L]"]
    )
    for n in range(number):
        values = [f"{chance.uniform(low, high):.{digits}f}" for _, _, low, high, digits, _ in LABORATORY]
        person = [
            chance.choice(["male", "female"]),
            chance.randint(30, 85),
            chance.choice([0, 1, 2]),
            "none",
            "none",
        ]
        table.writerow([f"P{n:03}", *person, *values, f"{chance.uniform(1, 5000):.1f}"])
    return text.getvalue()

"""A small ward over two years, made up: facts as they arrive, one a line. `python examples/live/ward.py > ward.ndjson`

The same lines every time. Results come late, some are corrected, one is withdrawn, and the date goes on.
"""

from __future__ import annotations

import json
import random
from datetime import date, timedelta

START = date(2024, 1, 8)
DAYS = 730
LABORATORY = (
    ("platelets", "10^9/L", 60, 220, 0, None),
    ("leukocytes", "10^9/L", 2.5, 8, 1, None),
    ("neutrophils", "10^9/L", 1.2, 5, 1, None),
    ("bilirubin", "umol/L", 8, 40, 0, 23),
    ("alt", "U/L", 15, 140, 0, 50),
    ("ast", "U/L", 15, 130, 0, 40),
    ("albumin", "g/L", 29, 46, 0, None),
    ("creatinine", "umol/L", 50, 140, 0, 97),
    ("inr", None, 0.9, 1.6, 1, None),
)


def main() -> None:
    """Print the lines."""
    chance = random.Random(20240108)
    planned: dict[int, list[dict[str, object]]] = {}
    for n in range(12):
        plan(chance, f"W{n + 1:02}", chance.randrange(0, 400), planned)
    for day in range(DAYS):
        today = START + timedelta(days=day)
        if day in planned or today.day == 1:
            say({"advance": today.isoformat()})
        for line in planned.get(day, []):
            say(line)


def plan(
    chance: random.Random, patient: str, begins: int, planned: dict[int, list[dict[str, object]]]
) -> None:
    """The course of one patient: treatment, images, markers and laboratory results."""

    def add(day: int, fact: dict[str, object], late: int = 0) -> None:
        on = (START + timedelta(days=day)).isoformat()
        planned.setdefault(day + late, []).append({"patient": patient, **fact, "date": on})

    born = START - timedelta(days=chance.randrange(16_000, 28_000))
    add(begins, {"birth_date": born.isoformat()})
    add(begins, {"sex": chance.choice(["male", "male", "female"])})
    add(begins, {"diagnosis": "hepatocellular_carcinoma"})
    add(begins, {"extrahepatic_spread": "false"})
    add(begins, {"afp": f"{chance.randrange(500, 20_000)} ug/L", "upper": "7"})
    for surgeon in ("A", "B"):
        add(begins, {"resectability": "unresectable", "rater": surgeon, "specialty": "liver_surgeon"})
    for code in ("tace", "lenvatinib", "sintilimab"):
        add(begins + 7, {"treatment": code})
    for visit in range(60, 300, 35):
        image(chance, add, begins + visit, visit)
    if chance.random() < 0.3:
        add(begins + chance.randrange(100, 300), {"diagnosis": "stroke"}, late=3)
    closing(add, begins + 250)


def image(chance: random.Random, add: object, day: int, visit: int) -> None:
    """An image, the markers, and laboratory results that may come days late."""
    assert callable(add)
    good = chance.random() < 0.85
    add(day, {"mrecist_response": "CR" if good else chance.choice(["PR", "NE"])}, late=2)
    add(
        day, {"afp": f"{chance.randrange(1, 9 if good else 90)} ug/L", "upper": "7"}, late=chance.randrange(3)
    )
    add(day, {"pivka_ii": f"{chance.randrange(10, 45)} mAU/mL", "upper": "40"})
    for name, unit, low, high, digits, upper in LABORATORY:
        value = f"{chance.uniform(low, high):.{digits}f}" + ("" if unit is None else f" {unit}")
        limit = {} if upper is None else {"upper": str(upper)}
        add(day, {name: value, **limit, "id": f"{name}-{visit}"}, late=chance.randrange(4))
    for name, value in (("ecog", "1"), ("ascites", "none"), ("encephalopathy", "none"), ("qtc", "430 ms")):
        add(day, {name: value})


def closing(add: object, day: int) -> None:
    """What the ward asks when a patient looks promising."""
    assert callable(add)
    for surgeon in ("A", "B"):
        add(day, {"resectability": "resectable", "rater": surgeon, "specialty": "liver_surgeon"})
    add(day, {"life_expectancy": "12 months"})
    for name, answer in (
        ("first_regimen_combined", True),
        ("normal_coagulation", True),
        ("serious_organ_dysfunction", False),
        ("otherwise_unsuitable", False),
    ):
        add(day, {"judgement": name, "answer": answer, "who": "Dr A"})


def say(line: dict[str, object]) -> None:
    """One line."""
    print(json.dumps(line))  # noqa: T201


if __name__ == "__main__":
    main()

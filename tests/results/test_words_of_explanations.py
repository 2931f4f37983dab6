"""Explanations of trials written as text: the words for limits with an offset, means, exceptions, people who answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from eligibility import Fact, Record, explain

HEAD = "trial: x\ntitle: t\nvocabulary: [general, oncology, liver]\n"
DAY = "2026-03-01"
MS = [
    Fact("qtcf", value, unit="ms", date=f"2026-03-0{day}")
    for day, value in enumerate(("450", "460", "460"), 1)
]
MANY = [
    Fact("treatment", "sorafenib", start=f"2025-01-{day:02}", end=f"2025-01-{day:02}") for day in range(1, 29)
]


def said(folder: Path, criteria: str, *facts: Fact) -> str:
    path = folder / "x.yaml"
    path.write_text(HEAD + criteria, "utf-8")
    return explain(path, Record("P1", facts), on="2026-03-20")


@pytest.mark.parametrize(
    ("condition", "facts", "lines"),
    [
        (
            'prothrombin_time: "<= ULN + 6 s"',  # 12.5 s + 6 s
            [Fact("prothrombin_time", "14", unit="s", upper="12.5", date=DAY)],
            [
                "14 s on 2026-03-01, 4.5 s under the limit of 18.5 s (ULN + 6 s; ULN: 12.5 s, printed with the result)"
            ],
        ),
        (
            'qtcf: "<= 470 ms", use: mean of latest 3',  # 1370 / 3
            MS,
            ["mean of 3: 456.7 ms, 13.33 ms under the limit of 470 ms"],
        ),
        (
            "judgement: fit, ask: Fit?, confirmed by: {different: who, at least: 2}",
            [],
            ["- answers by at least 2 different people to: Fit?"],
        ),
        (
            "treatment: any, where: {not: {treatment: sorafenib}}",
            [Fact("treatment", "lenvatinib", start="2025-01-01")],
            ["met: Treatment: any, with not (sorafenib)", "Lenvatinib from 2025-01-01, end not recorded"],
        ),
        (
            "pregnant: false, unless: {lactating: true}",
            [Fact("pregnant", "yes", date=DAY), Fact("lactating", "yes", date=DAY)],
            ["The exception holds, so the criterion does not count against the patient."],
        ),
        ('treatment: sorafenib, count: ">= 2"', MANY, ["further records"]),
    ],
)
def test_what_is_said(tmp_path: Path, condition: str, facts: list[Fact], lines: list[str]) -> None:
    text = said(tmp_path, f"inclusion: [{{id: I1, label: A, {condition}}}]\n", *facts)
    for line in lines:
        assert line in text

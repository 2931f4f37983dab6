"""Where sharpness is promised, UNKNOWN means that it could turn out either way.

Promised for a comparison under `latest`, `earliest`, `any`, `every`, for occurrences without a judging word, and for
`count`. Windows that count from uncertain anchors are left out, and so is a class of codes: it may be a code that nobody
listed, which no completion can name.
"""

from __future__ import annotations

from itertools import islice

import pytest
from hypothesis import given

from eligibility.possible import Truth
from eligibility.records.facts import Chart, Record
from eligibility.records.understand import understand
from eligibility.testing import SCREENED_ON
from eligibility.testing.completing import complete
from eligibility.testing.interests import interests_of
from eligibility.testing.picks import every_way
from tests.laws.worlds import ON, law, record_for, screened, seeds, trial_of, vocabulary

MOST = 1500
LEAVES = (
    'platelets: "> 75 10^9/L"',
    'platelets: ">= 50 and < 100 10^9/L"\n    within: 28 days before screening',
    'platelets: "> 75 10^9/L"\n    use: earliest',
    'platelets: "> 75 10^9/L"\n    use: any\n    within: 12 months before screening',
    'platelets: "> 75 10^9/L"\n    use: every\n    after: 3 years before screening',
    'alt: "<= 3 ULN"',
    'alt: "LLN to ULN"',
    'alt: "> 1.5 ULN"\n    within: 28 days before screening\n    use: any',
    'prothrombin_time: "<= ULN + 6 s"',
    'bilirubin: "<= 2 mg/dL"',
    'hba1c: "7.0 to 10.0 % (53 to 86 mmol/mol)"',
    'ecog: "0 to 1"\n    more than: 28 days before screening',
    "response: [CR, PR]",
    "pregnant: false",
    "ascites: none\n    where: {found_by: imaging}",
    "diagnosis: stroke\n    within: 12 months before screening",
    "diagnosis: stroke\n    at: screening",
    "treatment: [sorafenib, tace]\n    before: 28 days before screening",
    "treatment: insulin\n    where: {intent: therapeutic}",
    'diagnosis: stroke\n    count: ">= 2"',
    'treatment: insulin\n    count: "1 to 2"\n    within: 12 months before screening',
    "procedure: any\n    more than: 3 years before screening",
)


def is_coarse(record: Record, chart: Chart) -> bool:
    """Whether a fact has the code of a class, or one that is not in the vocabulary."""
    return any(
        fact.any_code or any(len(vocabulary().members_of(fact.variable, code)) > 1 for code in fact.codes)
        for group in chart.occurrences.values()
        for fact in group
    )


@pytest.mark.parametrize("leaf", LEAVES)
def test_what_is_unknown_could_turn_out_either_way(leaf: str) -> None:
    trial = trial_of(f"inclusion:\n  - id: A\n    label: A\n    {leaf}\n")
    interests = interests_of(trial, SCREENED_ON)

    @law(40)
    @given(seeds)
    def sharp(seed: int) -> None:
        record = record_for(trial, seed)
        chart = understand(record, trial.vocabulary, ON)
        known = screened(trial, chart).criteria[0]
        if known.truth is not Truth.UNKNOWN or is_coarse(record, chart):
            return
        ways = list(islice(every_way(lambda pick: complete(chart, interests, pick)), MOST + 1))
        if len(ways) > MOST:
            return
        truths = {screened(trial, way).criteria[0].truth for way in ways}
        assert truths not in ({Truth.TRUE}, {Truth.FALSE}), record.facts

    sharp()

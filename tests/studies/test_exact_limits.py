"""Values on a limit, censored, without a unit or a limit, or twice on a day: verdicts worked out by hand."""

from __future__ import annotations

from typing import Any

import pytest

from eligibility import Verdict
from tests.studies.judging import judged, verdict

WATCH, SOR_TACE, EARLIER = "NCT05349331", "NCT04103398", "NCT04103398-earlier"
PASS, FAIL, UNKNOWN = Verdict.PASS, Verdict.FAIL, Verdict.UNKNOWN
DAY = "2026-02-20"


def lab(name: str, value: str, upper: str | None = None, date: str = DAY, **more: Any) -> dict[str, Any]:
    limit = {} if upper is None else {"upper": upper}
    return {name: value, "date": date, **limit, **more}


@pytest.mark.parametrize(
    ("value", "upper", "expected"),
    [
        ("1.8 mg/dL", "1.2 mg/dL", FAIL),  # 1.5 x 1.2 = 1.8, and the limit is strict
        ("1.79 mg/dL", "1.2 mg/dL", PASS),
        ("159.1 umol/L", "1.2 mg/dL", PASS),  # 1.8 mg/dL / 113.12 g/mol = 159.12 umol/L
        ("159.2 umol/L", "1.2 mg/dL", FAIL),
        ("<1.8 mg/dL", "1.2 mg/dL", PASS),
        ("<=1.8 mg/dL", "1.2 mg/dL", UNKNOWN),
        (">=1.8 mg/dL", "1.2 mg/dL", FAIL),
        ("1.0 mg/dL", None, UNKNOWN),
        ("1.0", "1.2", UNKNOWN),
    ],
)
def test_creatinine_below_one_and_a_half_times_the_upper_limit(
    value: str, upper: str | None, expected: Verdict
) -> None:
    assert verdict(WATCH, "I11", [lab("creatinine", value, upper)]) is expected


@pytest.mark.parametrize(
    ("bilirubin", "upper", "expected"),
    [
        ("1.8 mg/dL", "1.2 mg/dL", PASS),  # 1.5 x 1.2 counts; binary floating point says otherwise
        ("1.81 mg/dL", "1.2 mg/dL", FAIL),
        ("30.78 umol/L", "1.2 mg/dL", PASS),  # 1.8 mg/dL / 584.66 g/mol = 30.787 umol/L
        ("30.79 umol/L", "1.2 mg/dL", FAIL),
        ("30 umol/L", "20 umol/L", PASS),
        (">30 umol/L", "20 umol/L", FAIL),
        (">=30 umol/L", "20 umol/L", UNKNOWN),
        ("30 mmol/L", "20 umol/L", UNKNOWN),  # 1754 mg/dL: not plausible, never repaired
    ],
)
def test_bilirubin_up_to_one_and_a_half_times_the_upper_limit(
    bilirubin: str, upper: str, expected: Verdict
) -> None:
    assert verdict(SOR_TACE, "I8e", [lab("bilirubin", bilirubin, upper)]) is expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [("2.92 mg/dL", PASS), ("2.93 mg/dL", FAIL), ("50 umol/L", PASS), ("50.1 umol/L", FAIL)],
)
def test_bilirubin_up_to_50_umol_per_litre(value: str, expected: Verdict) -> None:
    # 29.2 mg/L / 584.66 g/mol = 49.94 umol/L, 29.3 mg/L = 50.11 umol/L
    assert verdict(EARLIER, "I8e", [lab("bilirubin", value)]) is expected


@pytest.mark.parametrize(
    "value", ["75 10^9/L", "75 K/uL", "7.5 万/μL", "75000 /mm3", "0.075 10^12/L", "<75 10^9/L"]
)
def test_75_platelets_are_not_more_than_75(value: str) -> None:
    others = [lab("leukocytes", "3.1 10^9/L"), lab("neutrophils", "1.6 10^9/L")]
    assert verdict(WATCH, "I7", [lab("platelets", value), *others]) is FAIL
    assert verdict(WATCH, "I7", [lab("platelets", "75.1 G/L"), *others]) is PASS
    assert verdict(EARLIER, "I8b", [lab("platelets", value)]) is (FAIL if "<" in value else PASS)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("3.0 g/dL", PASS),
        ("2.99 g/dL", FAIL),
        ("<30 g/L", FAIL),
        ("<=30 g/L", UNKNOWN),
        ("<3.1 g/dL", UNKNOWN),
        (">=30 g/L", PASS),
        ("3 g/L", UNKNOWN),  # not plausible
        ("30", UNKNOWN),  # no unit
        ("30 mg", UNKNOWN),
    ],
)
def test_albumin_of_at_least_30(value: str, expected: Verdict) -> None:
    assert verdict(SOR_TACE, "I8d", [lab("albumin", value)]) is expected


def test_transaminases_in_other_units_and_exactly_on_the_limit() -> None:
    assert verdict(SOR_TACE, "I8f", [lab("alt", "200 U/L", "40 U/L")]) is FAIL  # below 5 ULN is asked
    assert verdict(SOR_TACE, "I8f", [lab("alt", "199 IU/L", "40 U/L")]) is PASS
    assert verdict(SOR_TACE, "I8f", [lab("alt", "20 U/L")]) is UNKNOWN
    both = [lab("bilirubin", "5 umol/L", "20 umol/L"), lab("alt", "120 U/L", "40 U/L")]
    assert verdict(WATCH, "I8", [*both, lab("ast", "120 U/L", "40 U/L")]) is PASS  # up to 3 ULN
    assert verdict(WATCH, "I8", [*both, lab("ast", "120.1 U/L", "40 U/L")]) is FAIL
    assert verdict(WATCH, "I8", [*both, lab("ast", "20 U/L")]) is UNKNOWN


@pytest.mark.parametrize(
    ("written", "expected"), [("0-1", PASS), ("1-2", UNKNOWN), (">=2", FAIL), (">=1", UNKNOWN), ("2", FAIL)]
)
def test_performance_status(written: str, expected: Verdict) -> None:
    assert verdict(WATCH, "I12", [{"ecog": written, "date": DAY}]) is expected


def test_two_results_on_one_day_must_agree() -> None:
    low, high = lab("albumin", "29 g/L"), lab("albumin", "31 g/L")
    found = judged(SOR_TACE, "I8d", [low, high], "2026-03-01")
    assert (found.verdict, {reason.value for reason in found.reasons}) == (UNKNOWN, {"conflicting"})
    assert verdict(SOR_TACE, "I8d", [low, lab("albumin", "28 g/L")]) is FAIL
    assert verdict(SOR_TACE, "I8d", [low, lab("albumin", "31 g/L", date="2026-02-21")]) is PASS


def test_which_of_two_results_is_the_latest_may_be_open() -> None:
    dated = lab("albumin", "31 g/L", date="2026-02-15")
    assert verdict(SOR_TACE, "I8d", [dated, lab("albumin", "29 g/L", date="2026-02")]) is UNKNOWN
    assert verdict(SOR_TACE, "I8d", [dated, lab("albumin", "29 g/L", date="2026-01")]) is PASS
    assert verdict(SOR_TACE, "I8d", [dated, {"albumin": "29 g/L"}]) is UNKNOWN
    assert (
        verdict(SOR_TACE, "I8d", [dated, lab("albumin", "29 g/L", date="2026-03-02")]) is PASS
    )  # after screening
    assert (
        verdict(SOR_TACE, "I8d", [dated, lab("albumin", "溶血")]) is UNKNOWN
    )  # not skipped for an older one


@pytest.mark.parametrize(
    ("sex", "qtc", "expected"),
    [
        ("male", "450 ms", PASS),
        ("male", "450.1 ms", FAIL),
        ("female", "470 ms", PASS),
        ("female", "0.4701 s", FAIL),
        (None, "450 ms", PASS),
        (None, "451 ms", UNKNOWN),
        (None, "471 ms", FAIL),
    ],
)
def test_qtc_by_sex(sex: str | None, qtc: str, expected: Verdict) -> None:
    known = [] if sex is None else [{"sex": sex}]
    assert verdict(WATCH, "E3b", [*known, lab("qtc", qtc)]) is expected


CHILD = {
    "bilirubin": "20 umol/L",
    "albumin": "40 g/L",
    "inr": "1.1",
    "ascites": "none",
    "encephalopathy": "none",
}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, PASS),  # 5 points
        ({"bilirubin": "2.0 mg/dL"}, PASS),  # 2 points: 6
        (
            {"albumin": "35 g/L", "bilirubin": "34.2 umol/L"},
            PASS,
        ),  # 2 mg/dL is 34.208 umol/L: 1 + 2, 6 in all
        ({"albumin": "35 g/L", "bilirubin": "34.3 umol/L"}, FAIL),  # 7
        ({"bilirubin": "3.0 mg/dL", "inr": "1.69"}, PASS),  # 3 mg/dL still scores 2: 6
        ({"bilirubin": "3.01 mg/dL"}, FAIL),  # 7
        ({"inr": "2.3"}, PASS),  # 6
        ({"inr": "2.31"}, FAIL),  # 7
        ({"albumin": "2.8 g/dL"}, PASS),  # 6
        ({"albumin": "27.9 g/L"}, FAIL),  # 7
        ({"encephalopathy": None}, UNKNOWN),  # 5 to 7
        ({"encephalopathy": None, "albumin": "35 g/L", "bilirubin": "2 mg/dL"}, FAIL),  # 7 to 9
        ({"albumin": "<36 g/L"}, UNKNOWN),  # 5 to 7
    ],
)
def test_child_pugh_class_a(change: dict[str, str | None], expected: Verdict) -> None:
    given = {**CHILD, **change}
    assert verdict(WATCH, "I10", [lab(name, said) for name, said in given.items() if said]) is expected


def test_a_marker_in_arbitrary_units_is_not_converted() -> None:
    treated = {"treatment": "tace", "date": "2025-02-01"}
    before = {"date": "2025-01-15"}
    assert verdict(WATCH, "I3", [treated, {"afp": ">60500 ng/mL", **before}]) is PASS
    assert verdict(WATCH, "I3", [treated, {"afp": "400 ng/mL", **before}]) is PASS
    assert verdict(WATCH, "I3", [treated, {"afp": "9000 IU/mL", **before}]) is UNKNOWN
    assert (
        verdict(
            WATCH, "I3", [treated, {"afp": "9000 IU/mL", **before}, {"pivka_ii": "1000 mAU/mL", **before}]
        )
        is PASS
    )
    low = [{"afp": "399.9 ng/mL", **before}, {"pivka_ii": "999 mAU/mL", **before}]
    assert verdict(WATCH, "I3", [treated, *low]) is FAIL
    assert (
        verdict(WATCH, "I3", [treated, *low, {"afp": "4000 ng/mL", "date": "2025-02-02"}]) is FAIL
    )  # too late
    assert (
        verdict(WATCH, "I3", [treated, *low, {"afp": "4000 ng/mL", "date": "2025-02-01"}]) is PASS
    )  # that day

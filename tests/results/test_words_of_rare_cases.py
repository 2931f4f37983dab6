"""Explanations where little is known, or where a site or a laboratory says things in its own way."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from eligibility import Fact, Record, explain, load_trial, screen
from eligibility.possible import Truth
from eligibility.records.facts import Site, SiteFactor
from eligibility.results.counting import Tally
from eligibility.results.model import Explanation, PatientResult
from eligibility.results.text.patient import patient_text
from eligibility.results.text.summary import summary_text
from eligibility.results.walk import open_leaves, parts_open
from eligibility.units import StatedFactor, Unit, read_unit
from tests.laws.worlds import screened, trial_of
from tests.results.small import COUNTS

DAY = "2026-03-01"
HEAD = "trial: x\ntitle: t\nvocabulary: [general, oncology, liver, diabetes, ctcae]\n"
FIRST_DOSE = "anchors: {first_dose: {first: {treatment: sorafenib}}}\n"
PLANNED = "anchors: {first_dose: {date: planned_first_dose}}\n"
IU, NG = (read_unit(text) for text in ("IU/mL", "ng/mL"))
assert isinstance(IU, Unit) and isinstance(NG, Unit)
ASSAY = Site(factors={"afp": (SiteFactor(StatedFactor(IU, NG, Fraction("1.21"), "a sheet")),)})
RUN = "mrecist_response: CR, consecutive: 2, apart: 28 days"


def said(folder: Path, condition: str, *facts: Fact, head: str = "", site: Site | None = None) -> str:
    path = folder / "x.yaml"
    path.write_text(f"{HEAD}{head}inclusion: [{{id: I1, label: A, {condition}}}]\n", "utf-8")
    return explain(path, Record("P1", facts, site=site or Site()), on="2026-03-20")


def test_a_restated_limit_is_the_one_of_the_reported_unit(tmp_path: Path) -> None:
    fact = Fact("hba1c", "60", unit="mmol/mol", date=DAY)
    text = said(tmp_path, "hba1c: 7.0 to 10.0 % (53 to 86 mmol/mol)", fact)
    assert "60 mmol/mol on 2026-03-01, 7 mmol/mol over the limit of 53 mmol/mol" in text


def test_an_offset_in_a_unit_that_does_not_convert_gives_no_limit(tmp_path: Path) -> None:
    fact = Fact("afp", "20", unit="IU/mL", upper="7", date=DAY)
    text = said(tmp_path, "afp: '<= ULN + 10 ng/mL'", fact)
    assert "20 IU/mL on 2026-03-01 [the unit does not fit the variable]\n" in text


def test_what_is_not_recorded_of_a_formula_is_named(tmp_path: Path) -> None:
    facts = [Fact("weight", "70", unit="kg", date=DAY), Fact("sex", "male"), Fact("birth_date", "1960-01-01")]
    text = said(tmp_path, "creatinine_clearance: '>= 50 mL/min'", *facts)
    assert "\n        not recorded: creatinine\n" in text


def test_a_recorded_score_stands_beside_the_computed_one(tmp_path: Path) -> None:
    text = said(tmp_path, "child_pugh_class: A", Fact("child_pugh_score", "6", date=DAY))
    assert "as recorded: 6 on 2026-03-01\n" in text


def test_all_codes_of_an_attribute_are_named(tmp_path: Path) -> None:
    drugs = Fact("systemic_line", date=DAY, attributes={"drugs": ("sorafenib", "lenvatinib")})
    text = said(tmp_path, "systemic_line: any, where: {drugs: sorafenib}", drugs)
    assert "drugs sorafenib and lenvatinib" in text


def test_a_judgement_waits_for_the_day_from_which_it_counts(tmp_path: Path) -> None:
    text = said(tmp_path, "judgement: fit, after: first_dose", head=FIRST_DOSE)
    assert "To settle it:\n      - the day of first dose\n" in text


def test_the_day_of_a_planned_dose_is_that_of_its_fact(tmp_path: Path) -> None:
    planned = Fact("planned_first_dose", "2026-03-10", date=DAY)
    text = said(tmp_path, "judgement: fit, after: first_dose", planned, head=PLANNED)
    assert "\nFirst dose: 2026-03-10 (2026-03-10)\n" in text


def test_how_long_a_site_lets_a_reading_stand(tmp_path: Path) -> None:
    old = Fact("platelets", "80", unit="10^9/L", date="2025-12-01")
    text = said(tmp_path, "platelets: '> 75 10^9/L'", old, site=Site(readings_stand=28))
    assert "as long as this site lets a reading stand: between 2026-02-20 and 2026-03-20\n" in text


def test_a_window_that_begins_before_all_days_has_an_end_only(tmp_path: Path) -> None:
    text = said(tmp_path, "platelets: '> 75 10^9/L', within: 3000 years before screening")
    assert "- a result of platelets on or before 2026-03-20\n" in text


def test_in_a_run_that_is_open_nobody_says_which_do_not_count(tmp_path: Path) -> None:
    facts = [Fact("mrecist_response", "CR", date=day) for day in ("2025-12-01", "2025-12-08")]
    sure = said(tmp_path, RUN, *facts)
    assert "CR on 2025-12-08: accepted, but less than 28 days after the one that counts\n" in sure
    either = Fact("mrecist_response", ("CR", "PD"), date="2026-01-02")
    assert "CR on 2025-12-08: counts\n" in said(tmp_path, RUN, *facts, either)


def test_of_what_is_known_nothing_is_open() -> None:
    known = Explanation(COUNTS, Truth.TRUE)
    unknown = Explanation(COUNTS, Truth.UNKNOWN)
    assert list(open_leaves(known)) == []
    assert list(open_leaves(unknown)) == [unknown]
    trial = trial_of("inclusion:\n  - {id: C1, label: One, ecog: '0'}\n")
    fit = screened(trial, Record("P1", (Fact("ecog", "0", date=DAY),)))
    assert parts_open(fit.criteria[0]) == ()


# ---- summaries -----------------------------------------------------------------------------------


def test_a_summary_of_decided_patients_misses_nothing() -> None:
    fit = screened(trial_of("inclusion:\n  - {id: C1, label: One, ecog: '0'}\n"), _ecog("0"))
    text = _summary(fit)
    assert "Screened 1 patient as of 2026-03-20." in text
    assert "Missing most" not in text


def test_a_summary_without_a_screening_date_names_none(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(
        f"{HEAD}screen as of: first_dose\n{FIRST_DOSE}inclusion: [{{id: I1, label: A, ecog: '0'}}]\n", "utf-8"
    )
    (result,) = screen(load_trial(path), [_ecog("0")])
    assert "Screened 1 patient.\n" in _summary(result)


def test_problems_of_many_kinds_are_counted_together() -> None:
    """Ten kinds: eight are listed, two more are only counted."""
    names = ("platelets", "albumin", "bilirubin", "alt", "afp", "weight", "height", "inr", "qt", "rr")
    trial = trial_of("inclusion:\n  - {id: C1, label: One, ecog: '0'}\n")
    result = screened(trial, Record("P1", tuple(Fact(name, "rubbish", date=DAY) for name in names)))
    text = _summary(result)
    assert "Problems in the data: 10 values could not be used as written" in text
    assert "\n  2  of other kinds\n" in text


def _ecog(value: str) -> Record:
    return Record("P1", (Fact("ecog", value, date=DAY),))


def _summary(*results: PatientResult) -> str:
    tally = Tally()
    tally.add(results)
    return summary_text(tally.summary())


def test_a_run_of_grades_without_the_limits_of_the_laboratory_says_what_is_not_given() -> None:
    trial = trial_of("inclusion:\n  - {id: C1, label: One, alt_grade: '0', consecutive: 2, apart: 28 days}\n")
    facts = [Fact("alt", "20", unit="U/L", date=day) for day in ("2026-01-01", "2026-02-20")]
    lines = patient_text(screened(trial, Record("P1", tuple(facts))))
    wanted = "To settle it:\n      - ALT grade: 0, 2 times in a row, at least 28 days apart: "
    assert f"{wanted}the laboratory's limit is not given\n" in lines


AFP = Fact("afp", "200", unit="IU/mL", upper="7", date=DAY)


def test_a_limit_restated_in_a_unit_that_only_the_site_converts() -> None:
    trial = trial_of("inclusion:\n  - {id: C1, label: One, afp: '<= 400 ng/mL (<= 300 IU/mL)'}\n")
    text = patient_text(screened(trial, Record("P1", (AFP,), site=ASSAY)))
    assert "200 IU/mL on 2026-03-01, 100 IU/mL under the limit of 300 IU/mL\n" in text


def test_an_offset_that_only_the_site_converts_gives_no_limit_in_words() -> None:
    trial = trial_of("inclusion:\n  - {id: C1, label: One, afp: '<= ULN + 10 ng/mL'}\n")
    text = patient_text(screened(trial, Record("P1", (AFP,), site=ASSAY)))
    assert "200 IU/mL on 2026-03-01" in text
    assert "the limit of" not in text

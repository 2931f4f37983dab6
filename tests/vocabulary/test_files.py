"""Whole vocabulary files: good ones, and bad ones with what is said of them.

Beside each file of `bad/` stands a text with one line for each finding: line:column, code, message | remedy.
"""

from __future__ import annotations

import json
from copy import deepcopy
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eligibility.documents import DefinitionError, Diagnostic, Listing, Position, load, plain
from eligibility.possible import Interval, PeriodUnit, Truth
from eligibility.vocabulary import Vocabulary, check_vocabulary, load_vocabulary
from eligibility.vocabulary.model import (
    Bands,
    CountItems,
    Elapsed,
    Extreme,
    Formula,
    Kind,
    Lasts,
    Points,
    ShareOfLabelMaximum,
    Together,
)

HERE = Path(__file__).parent
BAD = sorted(path.name for path in (HERE / "bad").glob("*.yaml"))


@pytest.fixture(scope="module")
def example() -> Vocabulary:
    return load_vocabulary(["good/example.yaml"], HERE)


def said(diagnostic: Diagnostic) -> str:
    at = diagnostic.position
    place = f"{at.line}:{at.column}" if at else "-"
    return f"{place} {diagnostic.code} {diagnostic.message} | {diagnostic.remedy}".strip()


@pytest.mark.parametrize("name", BAD)
def test_bad_files(name: str) -> None:
    with pytest.raises(DefinitionError) as raised:
        load_vocabulary([f"bad/{name}"], HERE)
    expected = (HERE / "bad" / name).with_suffix(".txt").read_text(encoding="utf-8").splitlines()
    assert [said(diagnostic).rstrip(" |") for diagnostic in raised.value.diagnostics] == expected


@pytest.mark.parametrize("name", BAD)
def test_every_finding_shows_its_line(name: str) -> None:
    with pytest.raises(DefinitionError) as raised:
        load_vocabulary([f"bad/{name}"], HERE)
    for diagnostic in raised.value.diagnostics:
        assert diagnostic.position is not None
        if diagnostic.position.file == f"bad/{name}":
            lines = (HERE / "bad" / name).read_text(encoding="utf-8").splitlines()
            assert diagnostic.line == lines[diagnostic.position.line - 1]


def test_the_example_has_no_findings() -> None:
    assert check_vocabulary(["good/example.yaml"], HERE)[1] == ()


def test_a_file_of_ones_own_adds_to_another() -> None:
    vocabulary = load_vocabulary(["./good/ours.yaml"], HERE)
    assert vocabulary.names == ("example", "ours")
    assert set(vocabulary.hashes) == {"./example.yaml", "./good/ours.yaml"}
    assert "ourinib" in vocabulary.members_of("treatment", "antitumour_treatment")
    assert vocabulary.variables["our_marker"].vocabulary == "ours"


def test_the_same_files_are_read_once() -> None:
    assert load_vocabulary(["good/example.yaml"], HERE) is load_vocabulary(["good/example.yaml"], HERE)


def test_all_names_that_are_wrong_are_told() -> None:
    with pytest.raises(DefinitionError) as raised:
        load_vocabulary(["genral", "nothing"])
    assert [diagnostic.code for diagnostic in raised.value.diagnostics] == ["V010", "V010"]
    assert "`general`" in raised.value.diagnostics[0].remedy


def test_variables(example: Vocabulary) -> None:
    bilirubin = example.variables["bilirubin"]
    assert bilirubin.kind is Kind.QUANTITY
    assert str(bilirubin.unit) == "umol/L"
    assert bilirubin.molar_mass == Fraction("584.66")
    assert bilirubin.plausible == Interval(Fraction(1, 2), Fraction(1500))
    assert [(code.system, code.code, str(code.unit)) for code in bilirubin.codes] == [
        ("loinc", "1975-2", "mg/dL"),
        ("loinc", "14631-6", "umol/L"),
    ]
    assert bilirubin.title("zh") == "总胆红素"
    assert example.variables["sex"].lasts is Lasts.FOREVER
    assert example.variables["dialysed_twice_in_week"].domain == {"true", "false"}
    assert example.variables["resectability"].judged


def test_every_fact_has_attributes_without_saying_so(example: Vocabulary) -> None:
    assert {"start", "end", "date", "status", "dose"} <= example.variables["treatment"].attributes.keys()
    assert {"date", "laboratory", "sample", "status"} <= example.variables["albumin"].attributes.keys()
    assert {"date", "modality", "status"} <= example.variables["lesion"].attributes.keys()
    status = example.variables["treatment"].attributes["status"]
    assert status.spellings["疑似"] == "suspected"
    assert status.spellings["ruledout"] == status.spellings["ruled_out"] == "ruled_out"
    assert example.variables["treatment"].attributes["stop_reason"].known_at_end


def test_concepts(example: Vocabulary) -> None:
    sorafenib = example.concepts["treatment"]["sorafenib"]
    assert sorafenib.half_life_hours == 48
    assert sorafenib.label_maximum is not None
    assert (str(sorafenib.label_maximum[0]), str(sorafenib.label_maximum[1])) == ("800", "mg/day")
    assert example.concepts["treatment"]["dt_tace"].half_life_hours == 48
    assert example.concepts["treatment"]["dt_tace"].lasts is Lasts.A_DAY
    assert example.concepts["diagnosis"]["cirrhosis"].lasts is Lasts.FOREVER
    assert example.concepts["diagnosis"]["arrhythmia"].lasts is None
    assert example.members_of("treatment", "targeted_therapy") == {
        "targeted_therapy",
        "sorafenib",
        "donafenib",
    }


def test_a_code_is_accepted_ruled_out_or_a_class_of_which_a_member_is_asked(example: Vocabulary) -> None:
    asked = frozenset({"sorafenib"})
    assert example.matches("treatment", "sorafenib", asked) is Truth.TRUE
    assert example.matches("treatment", "donafenib", asked) is Truth.FALSE
    assert example.matches("treatment", "targeted_therapy", asked) is Truth.UNKNOWN
    others = example.others("treatment", asked)
    assert "donafenib" in others
    assert not others & {"sorafenib", "targeted_therapy", "antitumour_treatment"}
    assert example.others("treatment", frozenset(example.concepts["treatment"])) == frozenset()


def test_family_history_has_the_codes_of_diagnoses(example: Vocabulary) -> None:
    assert example.concepts["family_history"].keys() == example.concepts["diagnosis"].keys()
    assert example.concepts["family_history"]["myocardial_infarction"].lasts is Lasts.FOREVER
    assert example.members_of("family_history", "arrhythmia") == {"arrhythmia", "atrial_fibrillation"}


def test_derived_variables(example: Vocabulary) -> None:
    derived = {name: variable.derived for name, variable in example.variables.items()}
    assert derived["age"] == Elapsed("birth_date", PeriodUnit.YEARS)
    score = derived["child_pugh_score"]
    assert isinstance(score, Points)
    assert [[each.variable for each in line] for line in score.lines] == [
        ["bilirubin"],
        ["albumin"],
        ["inr", "prothrombin_time_over_control"],
        ["ascites"],
        ["encephalopathy"],
    ]
    assert isinstance(derived["child_pugh_class"], Bands)
    assert derived["lesion_count"] == CountItems("lesion")
    assert derived["largest_lesion_diameter"] == Extreme("lesion", "longest_diameter", highest=True)
    assert example.variables["treatment"].attributes["share"].derived == ShareOfLabelMaximum("dose")


def test_formulas(example: Vocabulary) -> None:
    qtcf, meld = example.variables["qtcf"].derived, example.variables["meld_na"].derived
    assert isinstance(qtcf, Formula)
    assert isinstance(meld, Formula)
    assert (qtcf.together, str(qtcf.result_unit), qtcf.exact) == (Together.SAME_SAMPLE, "ms", False)
    assert [name for name, _ in meld.steps] == ["cr", "meld", "gap"]
    egfr = example.variables["egfr_ckd_epi_2021"].derived
    assert isinstance(egfr, Formula)
    assert egfr.by[0][0] == "sex"
    assert egfr.by[0][1]["female"] == {"k": Fraction("0.7"), "a": Fraction("-0.241"), "f": Fraction("1.012")}
    apri = example.variables["apri"].derived
    assert isinstance(apri, Formula)
    assert (apri.inputs[0].over_upper_limit, apri.exact) == (True, True)


TEXT = (HERE / "good" / "example.yaml").read_text(encoding="utf-8")
LINES = TEXT.splitlines()


PIECES = ["", "[]", "{}", "x", "0", '""', "[a, b]", "{a: b}", ": ", ", ", "ULN", "any", "-1", "albumin"]


@settings(deadline=None, max_examples=40)
@given(data=st.data())
def test_a_broken_file_is_refused_with_findings(data: st.DataObject) -> None:
    """Whatever is torn out of a file or put into it: findings or a vocabulary, never another exception."""
    lines = list(LINES)
    for _ in range(data.draw(st.integers(1, 4))):
        number = data.draw(st.integers(0, len(lines) - 1))
        line = lines[number]
        start = data.draw(st.integers(0, len(line)))
        stop = min(len(line), start + data.draw(st.integers(0, 12)))
        lines[number] = line[:start] + data.draw(st.sampled_from(PIECES)) + line[stop:]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "example.yaml"
        path.write_text("\n".join(lines), encoding="utf-8")
        diagnostics = findings_of(path)
    assert all(diagnostic.message and diagnostic.code for diagnostic in diagnostics)


def findings_of(path: Path) -> tuple[Diagnostic, ...]:
    try:
        return check_vocabulary([str(path)])[1]
    except DefinitionError as error:
        return error.diagnostics


FORM = json.dumps(plain(load(TEXT, "example.yaml").root or Listing((), Position(""))))
VALUES: list[object] = [
    "",
    "x",
    "0",
    "any",
    "ULN",
    "1 to 2",
    "<= 3 ULN",
    "> 3 g/L",
    "true",
    "albumin",
    "a",
    [],
    {},
    ["a"],
]


@settings(deadline=None, max_examples=40)
@given(data=st.data())
def test_a_file_with_other_values_is_refused_with_findings(data: st.DataObject) -> None:
    """The same with whole values exchanged, so that the form mostly stays right."""
    form = json.loads(FORM)
    for _ in range(data.draw(st.integers(1, 3))):
        node: object = form
        while isinstance(node, (dict, list)) and node:
            keys: list[object] = list(node) if isinstance(node, dict) else list(range(len(node)))
            key = data.draw(st.sampled_from(keys))
            below = node[key]  # type: ignore[call-overload]
            if not isinstance(below, (dict, list)) or data.draw(st.integers(0, 5)) == 0:
                other = data.draw(st.sampled_from(VALUES))
                node[key] = deepcopy(other)  # type: ignore[call-overload]
                break
            node = below
    with TemporaryDirectory() as folder:
        path = Path(folder) / "example.yaml"
        path.write_text(json.dumps(form), encoding="utf-8")
        diagnostics = findings_of(path)
    assert all(diagnostic.message and diagnostic.code for diagnostic in diagnostics)


@pytest.mark.parametrize(
    "text",
    [
        "a: {kind: quantity, plausible: '0 to NINES'}",
        "a: {kind: quantity, unit: g/L, molar mass: NINES g/mol}",
        "a: {kind: quantity, unit: ug/L, factor: {from: IU/mL, to: ng/mL, times: NINES, source: x}}",
        "a: {kind: quantity, derived: {points: [{b: {NINES: '<= 1', --1: '> 1'}}]}}\n  b: {kind: quantity}",
        "a: {kind: quantity, derived: {formula: NINES * 2}}",
    ],
)
def test_numbers_of_any_length_are_findings(text: str, tmp_path: Path) -> None:
    path = tmp_path / "long.yaml"
    path.write_text(
        f"vocabulary: long\nvariables:\n  {text.replace('NINES', '9' * 6000)}\n", encoding="utf-8"
    )
    assert findings_of(path)

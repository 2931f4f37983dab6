"""Mapping files: what they say, and every mistake at its line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligibility.documents import DefinitionError
from eligibility.records import Complete, SiteLimit
from eligibility.records.mapping.loading import check_mapping, load_mapping
from tests.records.files import HEAD, Folder

GOOD = """
files:
  - file: a.csv
    shape: wide
    patient: id
    columns:
      PLT: {variable: platelets, unit: {/uL: ">= 10000", 10^9/L: "5 to 1000"}}
      HIV: {variable: diagnosis, code: hiv_infection, present: "1", absent: "0"}
limits: [{variable: alt, laboratory: central, sex: male, from: "2021-01-01", upper: 50 U/L}]
factors: [{variable: afp, from: IU/mL, to: ng/mL, times: 1.21, source: assay sheet}]
complete: [{variable: treatment, code: antitumour_treatment, since: "2018", until: "2024-05-31"}]
stand for: {negatives: 28 days, readings: 2 weeks, pregnant: 7 days}
ignore: [{variable: diagnosis, code: Z00}]
always: [{variable: diagnosis, code: hepatocellular_carcinoma, source: the list}]
"""


def test_what_a_mapping_says_of_its_site(folder: Folder) -> None:
    site = load_mapping(folder.mapping(GOOD)).site
    assert site.complete == (Complete("treatment", "antitumour_treatment", 736695, 739037),)
    assert (site.negatives_stand, site.readings_stand, dict(site.stand_for)) == (28, 14, {"pregnant": 7})
    assert site.limits == (SiteLimit("alt", None, "50 U/L", "central", "male", 737791, None),)
    assert site.ignored == {("diagnosis", "Z00")}
    assert site.supplies == {("platelets", None), ("diagnosis", "hiv_infection")}
    assert str(site.factors["afp"][0].factor.times) == "121/100"
    assert "mapping.yaml" in site.hashes
    assert "general.yaml" in site.hashes


FILE = "files:\n  - file: a.csv\n    shape: wide\n    patient: id\n    columns:\n      X: "
LONG = "files:\n  - {file: a.csv, shape: long, patient: id, "
BAD = [
    ("M001", FILE + "{variable: platelets, unti: g/L}", "did you mean `unit`?"),
    ("M002", "files: [{file: a.csv, shape: wide}]", ""),
    ("M004", "files: [{file: a.csv, shape: round, patient: id}]", ""),
    ("M010", "files: [{file: a.csv, shape: wide, patient: id}]", ""),
    ("M010", LONG + "value: V}", ""),
    ("M010", LONG + "variable: alt}", "add it"),
    ("M010", FILE + "{variable: sex, unit: g/L}", ""),
    ("M010", FILE + '{variable: alt, present: "1"}', ""),
    ("M011", FILE + "{variable: platlets}", "did you mean `platelets`?"),
    ("M012", FILE + "{variable: diagnosis, code: strok}", "did you mean `stroke`?"),
    ("M012", FILE + '{variable: sex, values: {"1": man, "2": purple}}', ""),
    ("M012", FILE + '{variable: ecog, values: {"5": many}}', ""),
    ("M012", FILE + '{variable: platelets, values: {"5": many}}', ""),
    ("M013", FILE + "{variable: platelets, unit: K/uLL}", ""),
    ("M013", FILE + "{variable: inr, unit: g/L}", "leave the unit out"),
    ("M014", "files: [{file: a.csv, shape: wide, patient: id, value: V, columns: {X: {variable: ecog}}}]", ""),
    ("M014", LONG + "variable: ecog, value: V, columns: {X: {variable: ecog}}}", ""),
    ("M015", FILE + "{variable: ecog, attributes: {colour: C}}", ""),
    ("M016", FILE + "{variable: birth_date, format: DD/MM/YY}", "write for example `DD/MM/YYYY`"),
    ("M016", "screening date: tomorrow\n" + FILE + "{variable: ecog}", ""),
    ("M017", FILE + "{variable: platelets, unit: {/uL: many}}", ""),
    ("M018", "factors: [{variable: afp, from: IU/mL, to: ng/mL, times: some, source: x}]\n" + FILE + "{variable: ecog}", ""),
    ("M018", "limits: [{variable: alt, upper: high}]\n" + FILE + "{variable: ecog}", ""),
    ("M013", "limits: [{variable: alt, upper: '50'}]\n" + FILE + "{variable: ecog}", "write `50 U/L`"),
    ("M013", "factors: [{variable: alt, from: U/L, to: kU/L, times: '2', source: x}]\n" + FILE + "{variable: ecog}", ""),
    ("M019", "files: [{file: a.csv, shape: wide, patient: id, encoding: klingon, columns: {X: {variable: ecog}}}]", ""),
    ("M020", "stand for: {negatives: 2 months}\n" + FILE + "{variable: ecog}", ""),
    ("M021", "complete: [{variable: alt}]\n" + FILE + "{variable: ecog}", ""),
    ("M011", "always: [{variable: diagnose, code: x, source: x}]\n" + FILE + "{variable: ecog}", ""),
    ("M011", "stand for: {pregnent: 7 days}\n" + FILE + "{variable: ecog}", ""),
]  # fmt: skip


@pytest.mark.parametrize(("code", "text", "remedy"), BAD)
def test_a_mistake(folder: Folder, code: str, text: str, remedy: str) -> None:
    mapping, found = check_mapping(folder.mapping(text))
    assert mapping is None
    assert code in [each.code for each in found], [(each.code, each.message) for each in found]
    (first, *_) = [each for each in found if each.code == code]
    assert first.position is not None
    assert first.position.line > 2
    assert first.line
    assert remedy in first.remedy


def test_every_mistake_at_once(folder: Folder) -> None:
    text = FILE + "{variable: platlets}\n      Y: {variable: sex, unit: g/L}\ncomplete: [{variable: alt}]\n"
    with pytest.raises(DefinitionError) as caught:
        load_mapping(folder.mapping(text))
    assert [each.code for each in caught.value.diagnostics] == ["M011", "M010", "M021"]


def test_a_vocabulary_that_is_not_there(folder: Folder) -> None:
    text = "mapping: x\nvocabulary: [generel]\nfiles: [{file: a.csv, shape: wide, patient: id}]\n"
    mapping, found = check_mapping(folder.mapping(text))
    assert mapping is None
    assert found[0].position is not None


KEYS = st.sampled_from(["files", "file", "shape", "wide", "long", "patient", "columns", "variable", "alt", "unit", "values", "limits", "date", "code", "start", "{", "}", "[", "]", ":", ",", "-", '"', "'", "1", "x"])  # fmt: skip


@given(st.lists(KEYS, max_size=30))
def test_no_mapping_breaks_the_reader(tmp_path_factory: pytest.TempPathFactory, words: list[str]) -> None:
    folder = Folder(tmp_path_factory.getbasetemp())
    check_mapping(folder.write("any.yaml", HEAD + "files: " + " ".join(words)))

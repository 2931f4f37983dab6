"""A vocabulary, a trial and patients that are small enough to work out by hand."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from eligibility.engines.interpreter import screen_chart
from eligibility.language.plan import (
    SCREENING,
    All,
    AttributeIs,
    Condition,
    Consecutive,
    Criterion,
    JudgementLeaf,
    OccurrenceLeaf,
    Point,
    ReadingLeaf,
    Section,
    Trial,
    Window,
)
from eligibility.possible import Days, Interval, Period, PeriodUnit
from eligibility.records.facts import Answer, Fact, Record, Site, Source
from eligibility.records.understand import understand
from eligibility.results.model import PatientResult
from eligibility.units import Unit, read_unit
from eligibility.vocabulary.model import (
    Bound,
    Codes,
    Concept,
    Kind,
    Lasts,
    Limit,
    Points,
    PointsOf,
    Range,
    Reference,
    Variable,
    Vocabulary,
)

ON = "2026-03-20"


def unit(text: str) -> Unit:
    found = read_unit(text)
    assert isinstance(found, Unit)
    return found


def over(number: str, of_unit: str, text: str = "") -> Range:
    """`> number unit`."""
    limit = Limit(Fraction(number), unit(of_unit))
    bound = Bound(limit, open=True, lower=True)
    return Range(text or f"> {number} {of_unit}", (bound,), Interval.above(Fraction(number)), unit(of_unit))


def up_to_uln(times: str, *, included: bool = True) -> Range:
    """`<= times ULN`."""
    bound = Bound(Limit(Fraction(times), of=Reference.ULN), open=not included, lower=False)
    return Range(f"{'<=' if included else '<'} {times} ULN", (bound,), Interval())


def _at_most(number: str, of_unit: str) -> Range:
    bound = Bound(Limit(Fraction(number), unit(of_unit)), open=False, lower=False)
    held = Interval.below(Fraction(number), included=True)
    return Range(f"<= {number} {of_unit}", (bound,), held, unit(of_unit))


def _whole(low: str, high: str) -> Range:
    bounds = (Bound(Limit(Fraction(low)), False, True), Bound(Limit(Fraction(high)), False, False))
    return Range(f"{low} to {high}", bounds, Interval(Fraction(low), Fraction(high)))


PLATELETS = Variable(
    "platelets",
    Kind.QUANTITY,
    {"en": "Platelets", "zh": "血小板"},
    unit=unit("10^9/L"),
    plausible=Interval(Fraction(1), Fraction(3000)),
)
ALBUMIN = Variable("albumin", Kind.QUANTITY, {"en": "Albumin"}, unit=unit("g/L"))
ALT = Variable("alt", Kind.QUANTITY, {"en": "ALT"}, unit=unit("U/L"))
RESPONSE = Variable("mrecist_response", Kind.CODE, {"en": "mRECIST response"}, values=("CR", "PR", "NE"))
SEX = Variable("sex", Kind.CODE, {"en": "Sex"}, values=("female", "male"), lasts=Lasts.FOREVER)
PREGNANT = Variable("pregnant", Kind.BOOLEAN, {"en": "Pregnant"}, values=("true", "false"))
GRADE = Variable("ctcae_grade", Kind.CODE, {"en": "CTCAE grade"}, values=("1", "2", "3"), ordered=True)
DIAGNOSIS = Variable("diagnosis", Kind.EVENT, {"en": "Diagnosis"}, attributes={"ctcae_grade": GRADE})
SCORE = Variable(
    "liver_score",
    Kind.QUANTITY,
    {"en": "Liver score"},
    derived=Points(
        (
            (PointsOf("albumin", ((1, over("35", "g/L")), (2, _at_most("35", "g/L")))),),
            (
                PointsOf(
                    "ascites",
                    (
                        (1, Codes("none", frozenset({"none"}), ("none",))),
                        (3, Codes("some", frozenset({"some"}), ("some",))),
                    ),
                ),
            ),
        )
    ),
)
ASCITES = Variable("ascites", Kind.CODE, {"en": "Ascites"}, values=("none", "some"), ordered=True)
CONCEPTS = {
    "diagnosis": {
        name: Concept(name, "diagnosis", label={"en": label}, lasts=Lasts.A_DAY)
        for name, label in (
            ("stroke", "Stroke"),
            ("myocardial_infarction", "Myocardial infarction"),
            ("arrhythmia", "Arrhythmia"),
        )
    }
}
VARIABLES = (PLATELETS, ALBUMIN, ALT, RESPONSE, SEX, PREGNANT, DIAGNOSIS, SCORE, ASCITES)
VOCABULARY = Vocabulary(
    ("small",),
    {variable.name: variable for variable in VARIABLES},
    CONCEPTS,
    {"diagnosis": {name: frozenset({name}) for name in CONCEPTS["diagnosis"]}},
)


def codes(*names: str) -> Codes:
    return Codes(", ".join(names), frozenset(names), names)


def _before_screening(count: int, of_unit: PeriodUnit, text: str) -> Window:
    return Window(Point(SCREENING, period=Period(count, of_unit), sign=-1), Point(SCREENING), text)


LAST_YEAR = _before_screening(12, PeriodUnit.MONTHS, "within 12 months before screening")
LAST_MONTH = _before_screening(1, PeriodUnit.MONTHS, "within 1 month before screening")

COUNTS = ReadingLeaf(PLATELETS, over("75", "10^9/L"))
RECENT_COUNTS = ReadingLeaf(PLATELETS, over("75", "10^9/L"), window=LAST_MONTH)
ENZYMES = ReadingLeaf(ALT, up_to_uln("1.5"))
RUN = ReadingLeaf(
    RESPONSE, codes("CR"), judging=Consecutive(2, Period(28, PeriodUnit.DAYS), frozenset({"NE"}))
)
HEART = OccurrenceLeaf(DIAGNOSIS, codes("stroke", "myocardial_infarction"), window=LAST_YEAR)
RHYTHM = OccurrenceLeaf(DIAGNOSIS, codes("arrhythmia"), where=AttributeIs("ctcae_grade", codes("2", "3")))
LIVER = ReadingLeaf(SCORE, _whole("2", "3"))
COAGULATION = JudgementLeaf("normal_coagulation", {"en": "Is coagulation normal?"}, show=(ALBUMIN,))


def criterion(
    condition: Condition,
    section: Section = Section.INCLUSION,
    id: str = "I1",
    label: str = "What is asked",
    applies_when: Condition | None = None,
    unless: Condition | None = None,
) -> Criterion:
    return Criterion(id, {"en": label}, section, condition, applies_when=applies_when, unless=unless)


def trial(*criteria: Criterion, id: str = "TRIAL") -> Trial:
    return Trial(id, {"en": "A small trial"}, VOCABULARY, criteria)


def cell(row: int, column: str) -> Source:
    return Source("labs.csv", row, column)


def patient(
    of: Trial,
    *facts: Fact,
    answers: Sequence[Answer] = (),
    site: Site | None = None,
    on: str = ON,
    name: str = "P1",
) -> PatientResult:
    """The result of a patient with these facts on a trial."""
    record = Record(name, facts, tuple(answers), site=site or Site())
    return screen_chart(of, understand(record, of.vocabulary), Days.read(on))[0]


def result(
    condition: Condition, *facts: Fact, section: Section = Section.INCLUSION, **given: object
) -> PatientResult:
    """The result of a trial with one criterion."""
    return patient(trial(criterion(condition, section)), *facts, **given)  # type: ignore[arg-type]


BOTH = All((COUNTS, ENZYMES))

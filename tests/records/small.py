"""A small vocabulary for tests of records."""

from __future__ import annotations

from fractions import Fraction

from eligibility.possible import Interval
from eligibility.records import Chart, Fact, Occurrence, Reading, Record, Site, understand
from eligibility.units import Unit, read_unit
from eligibility.vocabulary.model import Code, Concept, Kind, Lasts, Variable, Vocabulary


def unit(text: str) -> Unit:
    found = read_unit(text)
    assert isinstance(found, Unit)
    return found


def quantity(name: str, own: str | None, low: str, high: str, **more: object) -> Variable:
    plausible = Interval(Fraction(low), Fraction(high))
    return Variable(name, Kind.QUANTITY, unit=unit(own) if own else None, plausible=plausible, **more)  # type: ignore[arg-type]


_INTENT = Variable("intent", Kind.CODE, values=("therapeutic", "prophylactic"))
_DOSE = Variable("dose", Kind.QUANTITY, unit=unit("mg/day"))
_DRUGS = Variable("drugs", Kind.CODE, concepts_of="treatment", several=True)
VARIABLES = (
    quantity("platelets", "10^9/L", "0", "5000", also=("PLT",)),
    quantity("albumin", "g/L", "5", "80"),
    quantity("bilirubin", "umol/L", "0.5", "1500", molar_mass=Fraction("584.66"), codes=(Code("loinc", "1975-2", unit("mg/dL")),)),
    quantity("alt", "U/L", "1", "20000"),
    quantity("afp", "ng/mL", "0", "50000000"),
    quantity("fev1", "L", "0.1", "10"),
    quantity("inr", None, "0.5", "20"),
    Variable("ecog", Kind.CODE, values=tuple("012345"), ordered=True),
    Variable("ascites", Kind.CODE, values=("none", "slight", "moderate_or_severe"), ordered=True, spellings={"无": "none"}),
    Variable("urine_protein", Kind.CODE, values=("negative", "1+", "2+", "3+"), ordered=True, spellings={"-": "negative", "neg": "negative", "++": "2+", "阴性": "negative"}),
    Variable("response", Kind.CODE, values=("CR", "PR", "SD", "PD", "NE"), attributes={"rater": Variable("rater", Kind.TEXT)}),
    Variable("sex", Kind.CODE, values=("male", "female"), spellings={"男": "male", "m": "male"}, lasts=Lasts.FOREVER),
    Variable("pregnant", Kind.BOOLEAN, values=("true", "false"), spellings={"yes": "true", "no": "false", "阳性": "true"}),
    Variable("birth_date", Kind.DATE, lasts=Lasts.FOREVER),
    Variable("age", Kind.QUANTITY, unit=unit("years"), plausible=Interval(Fraction(0), Fraction(125))),
    Variable("diagnosis", Kind.EVENT),
    Variable("treatment", Kind.EVENT, attributes={"intent": _INTENT, "dose": _DOSE, "drugs": _DRUGS}),
    Variable("lesion", Kind.ITEM, attributes={"longest_diameter": Variable("longest_diameter", Kind.QUANTITY, unit=unit("mm"))}),
)  # fmt: skip
CONCEPTS = {
    "diagnosis": {
        "cirrhosis": Concept("cirrhosis", "diagnosis", lasts=Lasts.FOREVER, codes=(Code("icd10", "K74*"),)),
        "stroke": Concept("stroke", "diagnosis", lasts=Lasts.A_DAY, label={"zh": "脑卒中"}, codes=(Code("icd10", "I63*"),)),
        "infarction": Concept("infarction", "diagnosis", lasts=Lasts.A_DAY, codes=(Code("icd10", "I25*"),), history_codes=(Code("icd10", "I25.2"),)),
        "ulcer": Concept("ulcer", "diagnosis"),
    },
    "treatment": {
        "sorafenib": Concept("sorafenib", "treatment", also=("多吉美",), codes=(Code("atc", "L01EX02"),)),
        "lenvatinib": Concept("lenvatinib", "treatment"),
        "tace": Concept("tace", "treatment", lasts=Lasts.A_DAY),
    },
}  # fmt: skip
SMALL = Vocabulary(
    ("small",),
    {variable.name: variable for variable in VARIABLES},
    CONCEPTS,
    {variable: {code: frozenset({code}) for code in codes} for variable, codes in CONCEPTS.items()},
)


def chart(*facts: Fact, site: Site | None = None) -> Chart:
    record = Record("P1", facts) if site is None else Record("P1", facts, site=site)
    return understand(record, SMALL)


def reading(fact: Fact, site: Site | None = None) -> Reading:
    (only,) = chart(fact, site=site).readings[fact.variable]
    return only


def occurrence(fact: Fact) -> Occurrence:
    (only,) = chart(fact).occurrences[fact.variable]
    return only

"""Every code of a finding in a trial file: what it means, and an example of the mistake and of its cure.

The pages of the docs are generated from this table. An example is a part of a trial file: its keys take the place of
those of `EXAMPLE`, and a test holds that the bad one is found and the good one is not.
"""

# ruff: noqa: E501 (a table)

from __future__ import annotations

from dataclasses import dataclass

EXAMPLE = {
    "trial": "trial: EXAMPLE",
    "title": "title: An example",
    "vocabulary": "vocabulary: [general, oncology, liver]",
    "inclusion": 'inclusion: [{id: I1, label: Adult, age: ">= 18 years"}]',
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One kind of finding. Without examples where a part of a file cannot show it."""

    code: str
    title: str
    explanation: str
    bad: str = ""
    good: str = ""


def _criterion(condition: str) -> str:
    return f"inclusion: [{{id: I1, label: Example, {condition}}}]"


FORM = (
    Finding(
        "T001",
        "A key is not known here",
        "The header, an anchor, a window and the ledger know a closed set of keys.",
        "sauce: Registry entry",
        "source: Registry entry",
    ),
    Finding(
        "T002",
        "A key is missing",
        "A trial needs `trial`, `title` and `vocabulary`; a criterion `id` and `label`; an item under `not encoded` says why.",
        "not encoded: [{item: Adequate organ function}]",
        "not encoded: [{item: Adequate organ function, why: The text gives no limits.}]",
    ),
    Finding(
        "T003",
        "A text, a list or a mapping stands where another is expected",
        "`all`, `any` and `of` take a list of conditions, `not`, `when`, `then`, `else`, `where` and `each` a mapping, most other words a text.",
        _criterion("any: {pregnant: true}"),
        _criterion("any: [{pregnant: true}]"),
    ),
    Finding(
        "T004",
        "A value cannot stand here",
        "A list may not be empty where at least one entry is needed.",
        "vocabulary: []",
        "vocabulary: [general]",
    ),
    Finding(
        "T006",
        "The file and the trial have different names",
        "A trial is found by the name of its file, and shown by its id. A warning.",
    ),
    Finding(
        "T007",
        "The vocabulary cannot be used",
        "A vocabulary that the trial names is not there or has mistakes of its own, which follow.",
        "vocabulary: [generl]",
        "vocabulary: [general]",
    ),
    Finding("T008", "No trial has this name", "Neither a shipped trial nor a file is called so."),
)

CRITERIA = (
    Finding(
        "T010",
        "The trial has no criteria",
        "At least one criterion stands under `inclusion` or `exclusion`.",
        "inclusion: []",
        _criterion("pregnant: false"),
    ),
    Finding(
        "T012",
        "Two criteria have one id",
        "Verdicts are told apart by the id, over both sections. When one item of the source holds two, number them E9a and E9b.",
        "inclusion: [{id: I1, label: A, pregnant: false}, {id: I1, label: B, lactating: false}]",
        "inclusion: [{id: I1a, label: A, pregnant: false}, {id: I1b, label: B, lactating: false}]",
    ),
    Finding(
        "T013",
        "A cohort is not declared",
        "The cohorts of a criterion stand in the header under `cohorts`.",
        _criterion("cohorts: [main], pregnant: false"),
        "cohorts: {main: Main cohort}\n" + _criterion("cohorts: [main], pregnant: false"),
    ),
    Finding(
        "T014",
        "An item is both encoded and not",
        "The ledger lists what the criteria do not cover. If a part of an item is not encoded, say which.",
        "not encoded: [{item: I1, why: It gives no limits.}]",
        "not encoded: [{item: The end of I1, why: It gives no limits.}]",
    ),
)

CONDITIONS = (
    Finding(
        "T020",
        "A condition has no subject",
        "It needs exactly one: a variable, or one of `all`, `any`, `not`, `at least`, `when`, `judgement`.",
        _criterion("within: 7 days before screening"),
        _criterion("pregnancy_test: negative, within: 7 days before screening"),
    ),
    Finding(
        "T021",
        "A condition has two subjects",
        "Which of them a word beside them is meant for would not be clear. Join them.",
        _criterion("pregnant: false, lactating: false"),
        _criterion("all: [{pregnant: false}, {lactating: false}]"),
    ),
    Finding(
        "T022",
        "A variable is not known",
        "No vocabulary that the trial names declares it. A code (a disease, a drug) stands after its variable.",
        _criterion('platlets: "> 75 10^9/L"'),
        _criterion('platelets: "> 75 10^9/L"'),
    ),
    Finding(
        "T023",
        "A word is not known",
        "The words of the language are closed. `id`, `label`, `note`, `source`, `cohorts`, `applies when` and `unless` belong to a criterion, not to the conditions in it.",
        _criterion("pregnancy_test: negative, withn: 7 days before screening"),
        _criterion("pregnancy_test: negative, within: 7 days before screening"),
    ),
    Finding(
        "T024",
        "A word cannot act here",
        "Some words need another one (`apart` needs `consecutive`), and some are for readings or for events only. `when` and computed ages take no window.",
        _criterion("mrecist_response: CR, apart: 28 days"),
        _criterion("mrecist_response: CR, consecutive: 2, apart: 28 days"),
    ),
    Finding(
        "T025",
        "A word that belongs to it is missing",
        "`at least` needs `of`; `when` needs `then` and `else`. (Only for women is `applies when`.)",
        _criterion("when: {sex: female}, then: {pregnant: false}"),
        _criterion("applies when: {sex: female}, pregnant: false"),
    ),
    Finding(
        "T026",
        "Two words judge",
        "At most one of `use`, `mean of`, `consecutive`, `confirmed by`, `each`, `count`, `in total` and `lasting` stands beside a variable.",
        _criterion("mrecist_response: CR, use: any, consecutive: 2"),
        _criterion("mrecist_response: CR, consecutive: 2"),
    ),
    Finding(
        "T027",
        "A group has no members, or fewer than it asks for",
        "`at least: 3` of two conditions can never be true.",
        _criterion("at least: 3, of: [{pregnant: false}, {lactating: false}]"),
        _criterion("at least: 2, of: [{pregnant: false}, {lactating: false}]"),
    ),
)

VALUES = (
    Finding(
        "T035",
        "A date or a free text is no condition",
        "A date is named under `anchors`, and windows count from there; what stands in free text a person has to judge.",
        _criterion('consent_date: "2019-08-01"'),
        "anchors: {consent: {date: consent_date}}\n" + _criterion("pregnancy_test: negative, after: consent"),
    ),
)

WINDOWS = (
    Finding(
        "T040",
        "Time is not said from something",
        "Every window says from when it counts.",
        _criterion("diagnosis: stroke, within: 12 months"),
        _criterion("diagnosis: stroke, within: 12 months before screening"),
    ),
    Finding(
        "T041",
        "A window cannot be read",
        "A window takes a point: an anchor, a length of time before or after an anchor, or a day as YYYY-MM-DD. Numbers are digits, and units days, weeks, months, years or half-lives.",
        _criterion("diagnosis: stroke, within: one year before screening"),
        _criterion("diagnosis: stroke, within: 1 year before screening"),
    ),
    Finding(
        "T042",
        "An anchor is not declared",
        "`screening` is built in; every other anchor stands under `anchors`.",
        _criterion("diagnosis: stroke, before: first_dose"),
        "anchors: {first_dose: {date: planned_first_dose}}\n"
        + _criterion("diagnosis: stroke, before: first_dose"),
    ),
    Finding(
        "T043",
        "Two windows bound the same side",
        "`before` and `after` together mean between. Two other windows beside each other would hide one of them.",
        _criterion("diagnosis: stroke, within: 12 months before screening, before: screening"),
        _criterion("diagnosis: stroke, within: 12 months before screening"),
    ),
    Finding(
        "T044",
        "Half-lives of something that has none",
        "Half-lives are those of the fact's own drug, so they count for treatments only.",
        _criterion("diagnosis: stroke, within: 5 half-lives before screening"),
        _criterion("treatment: sorafenib, within: 5 half-lives before screening"),
    ),
    Finding(
        "T045",
        "A window beside a variable that counts up to the screening date",
        "An age has no other day than the screening date. It cannot inherit a window from its group either.",
        _criterion('age: ">= 18 years", within: 12 months before screening'),
        _criterion('age: ">= 18 years"'),
    ),
)

SETS = (
    Finding(
        "T050",
        "An attribute is not known",
        "The attributes of a variable stand in the vocabulary. Events also have `start`, `end`, `date` and `status`; readings `date`, `laboratory` and `sample`; items `date` and `modality`.",
        _criterion("treatment: sorafenib, where: {intend: therapeutic}"),
        _criterion("treatment: sorafenib, where: {intent: therapeutic}"),
    ),
    Finding(
        "T051",
        "A date attribute needs a window",
        "What is asked of a date is when it is.",
        _criterion('treatment: sorafenib, where: {end: "2019-08-01"}'),
        _criterion("treatment: sorafenib, where: {end: {before: 2019-08-01}}"),
    ),
    Finding(
        "T052",
        "A window stands beside what is not a date",
        "Only a date attribute takes a window.",
        _criterion("treatment: sorafenib, where: {intent: {before: screening}}"),
        _criterion("treatment: sorafenib, where: {intent: therapeutic}"),
    ),
    Finding(
        "T053",
        "A code is expected in `other than`, or there are no codes",
        "`other than` lists codes of the leaf's own variable, or sets of attributes. Quantities have no codes, and `any` would except everything.",
        _criterion('platelets: "> 75 10^9/L", other than: [central]'),
        _criterion('platelets: "> 75 10^9/L", other than: [{laboratory: central}]'),
    ),
    Finding(
        "T054",
        "A set is empty",
        "`where`, `each` and the sets of `other than` name at least one attribute.",
        _criterion("treatment: sorafenib, where: {}"),
        _criterion("treatment: sorafenib"),
    ),
)

JUDGING = (
    Finding(
        "T060",
        "A whole number is needed",
        "`consecutive` and `confirmed by` need at least 2, `at least` at least 1, in plain digits.",
        _criterion("mrecist_response: CR, consecutive: 1"),
        _criterion("mrecist_response: CR, consecutive: 2"),
    ),
    Finding(
        "T061",
        "`use` does not know this",
        "`use` is one of `latest`, `earliest`, `any`, `every` and `mean of latest 3`.",
        _criterion("mrecist_response: CR, use: newest"),
        _criterion("mrecist_response: CR, use: latest"),
    ),
    Finding(
        "T062",
        "A mean that cannot be taken",
        "Only quantities have a mean. It is of at least two readings, and no reference limit belongs to it.",
        _criterion('qtcf: "<= 470 ms", use: mean of 3'),
        _criterion('qtcf: "<= 470 ms", use: mean of latest 3'),
    ),
    Finding(
        "T063",
        "A length of time cannot be read",
        "`apart` takes days, weeks, months or years, in plain digits.",
        _criterion("mrecist_response: CR, consecutive: 2, apart: a month"),
        _criterion("mrecist_response: CR, consecutive: 2, apart: 1 month"),
    ),
    Finding(
        "T064",
        "A code cannot be tolerated",
        "What is tolerated neither counts nor breaks the run: it must be a code of the variable, and none that is accepted.",
        _criterion("mrecist_response: CR, consecutive: 2, tolerate: NA"),
        _criterion("mrecist_response: CR, consecutive: 2, tolerate: NE"),
    ),
    Finding(
        "T065",
        "A number of facts or days cannot be read",
        "`count` takes bare numbers, `in total` days or weeks, `lasting` a sign (`>=` or `>`) and a length of time.",
        _criterion('treatment: sorafenib, lasting: "90 days"'),
        _criterion('treatment: sorafenib, lasting: ">= 90 days"'),
    ),
    Finding(
        "T066",
        "Facts cannot differ in this",
        "`different` names an attribute of the variable; of a judgement, `rater`.",
        _criterion("resectability: resectable, confirmed by: {different: surgeon, at least: 2}"),
        _criterion("resectability: resectable, confirmed by: {different: rater, at least: 2}"),
    ),
    Finding(
        "T067",
        "A computed variable has no series of readings",
        "A score of several inputs has one value, the present one, unless its inputs come from the same sample or day. Any `use` but `latest`, means and `consecutive` cannot act on it.",
        _criterion("child_pugh_class: A, consecutive: 2"),
        _criterion("child_pugh_class: A"),
    ),
    Finding(
        "T068",
        "`no record means` knows only `absent`",
        "It turns a missing record into a no, for criteria that ask what is known.",
        _criterion('diagnosis: hiv_infection, no record means: "false"'),
        _criterion("diagnosis: hiv_infection, no record means: absent"),
    ),
)

ANCHORS = (
    Finding(
        "T070",
        "An anchor needs exactly one of `first`, `last` and `date`",
        "It is the day of the first or last fact that matches, or a variable of kind date.",
        "anchors: {start: {date: platelets}}",
        "anchors: {start: {date: planned_first_dose}}\n" + _criterion("pregnant: false, after: start"),
    ),
    Finding(
        "T071",
        "Anchors count from each other in a circle",
        "Each anchor counts from others that do not count from it. The anchor of `screen as of` cannot count from `screening`.",
        "anchors: {a: {first: {treatment: tace, after: b}}, b: {first: {treatment: tace, after: a}}}",
        "anchors: {a: {first: {treatment: tace}}, b: {first: {treatment: tace, after: a}}}\n"
        + _criterion("pregnant: false, after: b"),
    ),
    Finding(
        "T072",
        "A name cannot be that of an anchor",
        "Small letters, digits and `_`; no word of the language; `screening` is built in.",
        "anchors: {First dose: {date: planned_first_dose}}",
        "anchors: {first_dose: {date: planned_first_dose}}\n"
        + _criterion("pregnant: false, before: first_dose"),
    ),
    Finding(
        "T073",
        "An anchor is the day of one fact",
        "It takes one variable with what it must be, its window, `where` and `other than`; no group, judgement or judging word.",
        "anchors: {confirmed: {first: {mrecist_response: CR, consecutive: 2}}}",
        "anchors: {response: {first: {mrecist_response: CR}}}\n"
        + _criterion("pregnant: false, after: response"),
    ),
    Finding(
        "T074",
        "`screen as of` names no anchor",
        "It names one of the anchors of the trial.",
        "screen as of: second_line",
        "anchors: {second_line: {first: {treatment: sorafenib}}}\nscreen as of: second_line",
    ),
)

JUDGEMENTS = (
    Finding(
        "T080",
        "A name cannot be that of a judgement",
        "Answers are filed under it: small letters, digits and `_`. The question stands under `ask`.",
        _criterion('judgement: "Is the patient fit?"'),
        _criterion('judgement: fit, ask: "Is the patient fit?"'),
    ),
    Finding(
        "T081",
        "Something that cannot be shown",
        "`show` lists readings of the vocabulary.",
        _criterion("judgement: normal_coagulation, show: [diagnosis]"),
        _criterion("judgement: normal_coagulation, show: [inr]"),
    ),
    Finding(
        "T082",
        "One judgement is asked in two ways",
        "An answer is filed under the name of the judgement, so all that share it ask the same question.",
        "inclusion: [{id: I1, label: A, judgement: fit, ask: Fit for surgery?}, {id: I2, label: B, judgement: fit, ask: Fit for travel?}]",
        "inclusion: [{id: I1, label: A, judgement: fit_for_surgery}, {id: I2, label: B, judgement: fit_for_travel}]",
    ),
)

COMPARISONS = (
    Finding(
        "T201",
        "A comparison cannot be read",
        "A comparison is a sign and a limit, `a to b`, or two bounds joined by `and`. Numbers are plain digits; one space stands between the parts.",
        _criterion('platelets: "=> 75 10^9/L"'),
        _criterion('platelets: ">= 75 10^9/L"'),
    ),
    Finding(
        "T202",
        "A unit is missing",
        "A quantity that has a unit is always written with one; of two limits the last one carries it.",
        _criterion('platelets: "> 75"'),
        _criterion('platelets: "> 75 10^9/L"'),
    ),
    Finding(
        "T203",
        "A bare number has a unit",
        "INR and scores have no unit.",
        _criterion('inr: "<= 1.5 mg"'),
        _criterion('inr: "<= 1.5"'),
    ),
    Finding(
        "T204",
        "A unit is not known",
        "Units come from a closed table; `eligibility units` lists it.",
        _criterion('albumin: ">= 3 gg/dL"'),
        _criterion('albumin: ">= 3 g/dL"'),
    ),
    Finding(
        "T205",
        "A unit does not convert",
        "The unit is known, but it measures something else than the variable, or the way between them depends on the assay.",
        _criterion('platelets: "> 75 mg/L"'),
        _criterion('platelets: "> 75 10^9/L"'),
    ),
    Finding(
        "T206",
        "Nothing is accepted",
        "No number lies between the limits, or no code in the range.",
        _criterion('age: "75 to 18 years"'),
        _criterion('age: "18 to 75 years"'),
    ),
    Finding(
        "T207",
        "A code is not known",
        "The vocabulary lists the codes of each variable; your own vocabulary file can add some.",
        _criterion("treatment: sorafenip"),
        _criterion("treatment: sorafenib"),
    ),
    Finding(
        "T208",
        "The codes have no order",
        "A range needs codes that the vocabulary orders; other codes are listed.",
        _criterion('mrecist_response: "CR to PR"'),
        _criterion("mrecist_response: [CR, PR]"),
    ),
    Finding(
        "T209",
        "A list stands where one comparison is expected",
        "Lists are for codes. Several ranges are several conditions under `any`.",
        _criterion('age: ["< 18 years", "> 75 years"]'),
        _criterion('any: [{age: "< 18 years"}, {age: "> 75 years"}]'),
    ),
    Finding(
        "T210",
        "Yes and no are `true` and `false`",
        "Other words are refused, since readers of YAML do not agree on them.",
        _criterion("pregnant: no"),
        _criterion("pregnant: false"),
    ),
    Finding(
        "T211",
        "`any` stands beside a reading",
        "`any` makes no demand on the code of an event or item. Of a reading something must be asked.",
        _criterion("platelets: any"),
        _criterion('platelets: "> 75 10^9/L"'),
    ),
    Finding(
        "T213",
        "What stands in brackets does not restate the limit",
        "The brackets hold the same limit in one other unit, with the same signs.",
        _criterion('albumin: ">= 30 g/L (<= 3 g/dL)"'),
        _criterion('albumin: ">= 30 g/L (>= 3.0 g/dL)"'),
    ),
    Finding(
        "T214",
        "The two forms of a limit do not agree",
        "Converted, the limit in brackets differs from the first by more than rounding explains. A warning.",
        _criterion('albumin: ">= 30 g/L (>= 3.5 g/dL)"'),
        _criterion('albumin: ">= 30 g/L (>= 3.0 g/dL)"'),
    ),
    Finding(
        "T215",
        "No plausible value is accepted",
        "The limit lies outside what the vocabulary takes as possible; most often the unit is wrong. A warning.",
        _criterion('albumin: ">= 300 g/L"'),
        _criterion('albumin: ">= 30 g/L"'),
    ),
    Finding(
        "T216",
        "Every plausible value is accepted",
        "The limit lies outside what the vocabulary takes as possible, so nobody fails it; most often the unit is wrong. A warning.",
        _criterion('albumin: ">= 3 g/L"'),
        _criterion('albumin: ">= 3 g/dL"'),
    ),
    Finding(
        "T217",
        "A code stands twice in a list",
        "Perhaps another one was meant. A warning.",
        _criterion("treatment: [sorafenib, sorafenib]"),
        _criterion("treatment: [sorafenib, lenvatinib]"),
    ),
    Finding(
        "T218",
        "Nothing is said",
        "A variable needs a comparison, a code or a list of codes.",
        _criterion('pregnancy_test: ""'),
        _criterion("pregnancy_test: negative"),
    ),
)

CHECKS = (
    Finding(
        "T101",
        "Two criteria contradict each other",
        "No patient can meet both, so nobody can be eligible. A warning.",
        "inclusion: [{id: I1, label: A, inr: '<= 1.5'}]\nexclusion: [{id: E1, label: B, inr: '< 2'}]",
        "inclusion: [{id: I1, label: A, inr: '<= 1.5'}]\nexclusion: [{id: E1, label: B, inr: '> 2'}]",
    ),
    Finding(
        "T102",
        "One limit is strict here and inclusive there",
        "Two criteria name the same limit, but only one accepts the limit itself. A warning.",
        "inclusion: [{id: I1, label: A, inr: '<= 1.5'}]\nexclusion: [{id: E1, label: B, inr: '>= 1.5'}]",
        "inclusion: [{id: I1, label: A, inr: '<= 1.5'}]\nexclusion: [{id: E1, label: B, inr: '> 1.5'}]",
    ),
    Finding(
        "T103",
        "A criterion can never pass, or never fail",
        "It does not depend on the patient: it accepts every code, or no value at all. A warning.",
        _criterion("sex: [male, female]"),
        _criterion("sex: female"),
    ),
    Finding(
        "T104",
        "Two criteria ask the same",
        "Most often one was copied and not changed. A warning.",
        "inclusion: [{id: I1, label: ALT, alt: '<= 3 ULN'}, {id: I2, label: AST, alt: '<= 3 ULN'}]",
        "inclusion: [{id: I1, label: ALT, alt: '<= 3 ULN'}, {id: I2, label: AST, ast: '<= 3 ULN'}]",
    ),
    Finding(
        "T105",
        "A window never matches",
        "Its end lies before its start, or all of it after the screening date. A warning.",
        _criterion("diagnosis: stroke, after: screening, before: 4 weeks before screening"),
        _criterion("diagnosis: stroke, after: 4 weeks before screening, before: screening"),
    ),
    Finding(
        "T106",
        "The mapping does not supply a variable",
        "With a mapping, the variables that the trial needs are held against those that it delivers. What hangs on others stays unknown. A warning.",
    ),
    Finding(
        "T107",
        "Nothing counts from an anchor",
        "It may have been forgotten in a window. A warning.",
        "anchors: {surgery: {last: {treatment: hepatectomy}}}",
        "anchors: {surgery: {last: {treatment: hepatectomy}}}\n"
        + _criterion("platelets: '> 75 10^9/L', after: surgery"),
    ),
    Finding(
        "T108",
        "A translation is missing",
        "The title is given in a language in which a label or a question is not. A note.",
        "title: {en: An example, zh: 示例}",
        "title: {en: An example, zh: 示例}\ninclusion: [{id: I1, label: {en: Adult, zh: 成人}, age: '>= 18 years'}]",
    ),
    Finding(
        "T109",
        "A double negative",
        "An exclusion of what is not so is hard to read. Write what is required under `inclusion`, with its printed id. A warning.",
        "exclusion: [{id: E1, label: No negative test, not: {pregnancy_test: negative}}]",
        "inclusion: [{id: E1, label: Negative test, pregnancy_test: negative}]",
    ),
    Finding(
        "T110",
        "A number of the source is missing",
        "The ids leave out a number that the ledger does not list either. A note.",
        "inclusion: [{id: I1, label: A, pregnant: false}, {id: I3, label: B, lactating: false}]",
        "inclusion: [{id: I1, label: A, pregnant: false}, {id: I3, label: B, lactating: false}]\n"
        "not encoded: [{item: I2, why: The text gives no limits.}]",
    ),
    Finding(
        "T111",
        "An exception has no effect",
        "What `other than` names is not among what is asked for, or is all of it. A warning.",
        _criterion("treatment: sorafenib, other than: [lenvatinib]"),
        _criterion("treatment: targeted_therapy, other than: [sorafenib]"),
    ),
    Finding(
        "T112",
        "What happens on one day does not last",
        "`lasting` and `in total` measure days; a session of TACE is one day. A warning.",
        _criterion("treatment: tace, in total: '> 7 days'"),
        _criterion("treatment: tace, count: '>= 2'"),
    ),
)

FINDINGS = {
    finding.code: finding
    for finding in (
        *FORM,
        *CRITERIA,
        *CONDITIONS,
        *VALUES,
        *WINDOWS,
        *SETS,
        *JUDGING,
        *ANCHORS,
        *JUDGEMENTS,
        *COMPARISONS,
        *CHECKS,
    )
}

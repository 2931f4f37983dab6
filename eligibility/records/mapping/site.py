"""What a mapping declares about its data beyond the facts: the site."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from fractions import Fraction

from eligibility.documents import suggest
from eligibility.records.facts import Complete, Site, SiteFactor, SiteLimit
from eligibility.records.mapping.findings import KEY, NUMBER, PERIOD, UNIT, VARIABLE, Findings, Path
from eligibility.records.mapping.form import CompleteForm, FactorForm, LimitForm, MappingForm
from eligibility.records.mapping.plan import FactPlan, FilePlan, NamePlan
from eligibility.records.numerals import read_number
from eligibility.records.printed_limits import read_limits
from eligibility.records.written_days import read_days
from eligibility.units import StatedFactor
from eligibility.vocabulary.model import Vocabulary

_PERIOD = re.compile(r"(\d{1,5}) (day|days|week|weeks)")


def site_of(
    form: MappingForm, files: Iterable[FilePlan], hashes: Mapping[str, str], findings: Findings
) -> Site:
    """The site that a mapping describes."""
    stand = {name: _days(text, ("stand for", name), findings) for name, text in form.stand_for.items()}
    for name in stand.keys() - {"negatives", "readings"} - findings.vocabulary.variables.keys():
        known = ["negatives", "readings", *findings.vocabulary.variables]
        findings.error(
            ("stand for", name), VARIABLE, f"`{name}` is no variable.", suggest(name, known), at_value=False
        )
    return Site(
        name=form.mapping,
        complete=tuple(_complete(each, ("complete", n), findings) for n, each in enumerate(form.complete)),
        negatives_stand=stand.pop("negatives", 0),
        readings_stand=stand.pop("readings", None),
        stand_for=stand,
        supplies=supplies(files, findings.vocabulary),
        ignored=frozenset(_ignored(form, findings)),
        factors=_factors(form, findings),
        limits=tuple(_limit(each, ("limits", n), findings) for n, each in enumerate(form.limits)),
        hashes=dict(hashes),
    )


def supplies(files: Iterable[FilePlan], vocabulary: Vocabulary) -> frozenset[tuple[str, str | None]]:
    """The codes, or whole variables, that the files could deliver."""
    return frozenset(each for plan in files for fact in plan.facts for each in _supplied(fact, vocabulary))


def _supplied(fact: FactPlan, vocabulary: Vocabulary) -> Iterable[tuple[str, str | None]]:
    if isinstance(fact.variable, NamePlan):
        if fact.code is None:
            return []  # a table of results: nobody looks for diagnoses in it
        return [(name, None) for name, each in vocabulary.variables.items() if each.kind.is_occurrence]
    fixed = fact.code.fixed if fact.code and fact.code.column is None else None
    return [(fact.variable, fixed)]


def _days(text: str, path: Path, findings: Findings) -> int:
    match = _PERIOD.fullmatch(text)
    if match is None:
        findings.error(path, PERIOD, f"`{text[:40]}` is no number of days.", "write for example `28 days`")
        return 0
    return int(match[1]) * (7 if match[2].startswith("week") else 1)


def _complete(form: CompleteForm, path: Path, findings: Findings) -> Complete:
    variable = findings.event(form.variable, (*path, "variable"))
    code = form.code
    if variable is not None and code is not None:
        code = findings.code(variable, code, (*path, "code"))
    since = _bound(form.since, (*path, "since"), findings, last=False)
    until = _bound(form.until, (*path, "until"), findings, last=True)
    return Complete(form.variable, code, since, until)


def _bound(text: str | None, path: Path, findings: Findings, *, last: bool) -> int | None:
    """The first or the last day of a date that a mapping states."""
    if text is None:
        return None
    findings.date(text, path)
    days = read_days(text)
    return None if days is None else days.last if last else days.first


def _ignored(form: MappingForm, findings: Findings) -> Iterable[tuple[str, str]]:
    for number, each in enumerate(form.ignore):
        findings.event(each.variable, ("ignore", number, "variable"))
        yield from ((each.variable, code) for code in each.code)


def _factors(form: MappingForm, findings: Findings) -> dict[str, tuple[SiteFactor, ...]]:
    factors: dict[str, tuple[SiteFactor, ...]] = {}
    for number, each in enumerate(form.factors):
        factor = _factor(each, ("factors", number), findings)
        if factor is not None:
            factors[each.variable] = (*factors.get(each.variable, ()), factor)
    return factors


def _factor(form: FactorForm, path: Path, findings: Findings) -> SiteFactor | None:
    variable = findings.variable(form.variable, (*path, "variable"))
    times, plus = read_number(form.times), read_number(form.plus)
    for key, number in (("times", times), ("plus", plus)):
        if number is None or (key == "times" and number <= 0):
            findings.error((*path, key), NUMBER, "A number is expected here.", "write it in plain digits")
    if variable is None or times is None or plus is None:
        return None
    frm = findings.unit(variable, form.from_, (*path, "from"))
    to = findings.unit(variable, form.to, (*path, "to"))
    if frm is None or to is None:
        return None
    if frm.kind == to.kind:
        findings.error(
            path, UNIT, f"{frm} and {to} are units of one kind; they convert by themselves.", "take it out"
        )
    return SiteFactor(StatedFactor(frm, to, times, form.source, plus or Fraction(0)), form.laboratory)


def _limit(form: LimitForm, path: Path, findings: Findings) -> SiteLimit:
    variable = findings.variable(form.variable, (*path, "variable"))
    if form.lower is None and form.upper is None:
        findings.error(path, KEY, "A limit needs `lower` or `upper`.", "add one", at_value=False)
    if variable is not None:
        for key, text in (("lower", form.lower), ("upper", form.upper)):
            flaws = read_limits("", text, variable.unit, variable, None).flaws if text else ()
            for flaw in flaws:
                findings.error(
                    (*path, key), NUMBER, f"`{str(text)[:40]}`: {flaw.why}.", "write for example `50 U/L`"
                )
            if (
                text
                and not flaws
                and variable.unit is not None
                and not any(c.isalpha() or c in "%/" for c in text)
            ):
                findings.error(
                    (*path, key), UNIT, f"`{text[:40]}` has no unit.", f"write `{text} {variable.unit}`"
                )
    since = _bound(form.from_, (*path, "from"), findings, last=False)
    until = _bound(form.until, (*path, "until"), findings, last=True)
    return SiteLimit(form.variable, form.lower, form.upper, form.laboratory, form.sex, since, until)

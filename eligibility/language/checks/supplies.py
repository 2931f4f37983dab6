"""Variables that a site cannot deliver."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from eligibility.documents import Diagnostic
from eligibility.language.checks.remarks import remark
from eligibility.language.plan import Criterion, JudgementLeaf, Trial
from eligibility.language.streams import inputs_of
from eligibility.language.walk import leaves_of
from eligibility.vocabulary.model import Variable


def unsupplied(trial: Trial, supplied: Collection[str]) -> Iterator[Diagnostic]:
    """Variables of the trial that the mapping does not deliver: what hangs on them stays unknown."""
    told: set[str] = set()
    for criterion, leaf in leaves_of(trial):
        if isinstance(leaf, JudgementLeaf):
            continue
        for name in sorted(_missing(leaf.variable, trial, frozenset(supplied)) - told):
            told.add(name)
            yield _unsupplied(name, criterion, leaf.variable, trial)


def _unsupplied(name: str, criterion: Criterion, variable: Variable, trial: Trial) -> Diagnostic:
    whose = "" if name == variable.name else f", from which `{variable.name}` is computed"
    title = trial.vocabulary.variables[name].title()
    message = f"The mapping does not supply `{name}` ({title}){whose}: `{criterion.id}` can stay unknown."
    return remark("T106", message, criterion.at, "map a column to it, if the site has one")


def _missing(variable: Variable, trial: Trial, supplied: frozenset[str]) -> frozenset[str]:
    """The recorded variables that are needed and not there; a computed one may be recorded itself."""
    if variable.name in supplied:
        return frozenset()
    inputs = [
        trial.vocabulary.variables[name] for name in inputs_of(variable) if name in trial.vocabulary.variables
    ]
    if not inputs:
        return frozenset({variable.name})
    return frozenset().union(*(_missing(each, trial, supplied) for each in inputs))

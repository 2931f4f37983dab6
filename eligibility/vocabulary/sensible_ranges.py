"""Whether a range of numbers makes sense beside the plausible values of its variable."""

from __future__ import annotations

from eligibility.documents import Severity
from eligibility.vocabulary.mistakes import Mistake, shortened
from eligibility.vocabulary.model import Range, Variable


def beside_the_plausible(accepted: Range, variable: Variable) -> tuple[Mistake, ...]:
    """A warning if no plausible value is accepted, or all are: most often the unit is a wrong one."""
    plausible = variable.plausible
    if plausible is None or accepted.needs_reference:
        return ()
    text = shortened(accepted.text)
    known = f"{plausible}{f' {variable.unit}' if variable.unit else ''}"
    if not accepted.interval.meets(plausible):
        message = f"`{text}` accepts no plausible value of {variable.name} ({known})."
        return (Mistake("215", message, "check the number and the unit", Severity.WARNING),)
    if plausible.within(accepted.interval):
        message = f"`{text}` accepts every plausible value of {variable.name} ({known})."
        return (Mistake("216", message, "check the number and the unit", Severity.WARNING),)
    return ()

"""How sure a fact is: confirmed, suspected, ruled out, or the explicit statement that it never happened."""

from __future__ import annotations

from eligibility.records.flaws import Flaw
from eligibility.records.reasons import Reason
from eligibility.records.spelled import fold
from eligibility.vocabulary.model import Variable

CONFIRMED, SUSPECTED, RULED_OUT, ABSENT = "confirmed", "suspected", "ruled_out", "absent"
STATUSES = (CONFIRMED, SUSPECTED, RULED_OUT, ABSENT)


class StatusReader:
    """Reads the status of the facts of one variable, in the spellings of its vocabulary."""

    def __init__(self, variable: Variable) -> None:
        attribute = variable.attributes.get("status")
        spelled = attribute.spellings if attribute else {}
        self._known = {fold(spelling): status for spelling, status in spelled.items()}
        self._known |= {fold(status): status for status in STATUSES} | {"": CONFIRMED}

    def read(self, written: str) -> tuple[str, Flaw | None]:
        """The status. One that cannot be read may be any: such a fact is suspected."""
        if written == CONFIRMED:
            return CONFIRMED, None
        known = self._known.get(fold(written))
        if known is not None:
            return known, None
        return SUSPECTED, Flaw(Reason.UNKNOWN_CODE, "status", f"none of {', '.join(STATUSES)}")

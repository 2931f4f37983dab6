"""What a made-up patient is wished to have."""

from __future__ import annotations

from dataclasses import dataclass

from eligibility.records.facts import Answer, Fact

MOST_WAYS = 8  # of one thing, that are tried


@dataclass(frozen=True)
class Wish:
    """Facts and answers of a patient to be."""

    facts: tuple[Fact, ...] = ()
    answers: tuple[Answer, ...] = ()

    def plus(self, other: Wish) -> Wish:
        """Both; what both say is said once."""
        facts = (*self.facts, *(each for each in other.facts if each not in self.facts))
        answers = (*self.answers, *(each for each in other.answers if each not in self.answers))
        return Wish(facts, answers)

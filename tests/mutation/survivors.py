"""The list of mutants that may survive, each with the reason; and what differs from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from tests.mutation.mutants import Mutant
from tests.mutation.trying import Attempt, Fate

LISTS = tuple(sorted(Path(__file__).parent.glob("survivors*.yaml")))
OPEN = (Fate.SURVIVED, Fate.NOT_REACHED)
Key = tuple[str, str]  # the function's whole name, the change


@dataclass(frozen=True)
class Explained:
    """The reasons by mutant."""

    reasons: Mapping[Key, str]

    def reason(self, mutant: Mutant) -> str | None:
        """Why this mutant may survive; None if nobody has said so."""
        return self.reasons.get(key(mutant))

    def unexplained(self, attempts: Iterable[Attempt]) -> list[Attempt]:
        """Survivors that are not listed."""
        return [
            attempt for attempt in attempts if attempt.fate in OPEN and self.reason(attempt.mutant) is None
        ]

    def outdated(self, attempts: Sequence[Attempt]) -> list[Key]:
        """What is listed of the functions that were tried, and did not survive or does not exist."""
        tried = {attempt.mutant.name for attempt in attempts}
        surviving = {key(attempt.mutant) for attempt in attempts if attempt.fate in OPEN}
        return [each for each in self.reasons if each[0] in tried and each not in surviving]


def key(mutant: Mutant) -> Key:
    """What a mutant is listed by: it does not change when another function does."""
    return mutant.name, mutant.change


def explained(paths: Iterable[Path] = LISTS) -> Explained:
    """Read the lists."""
    return Explained({key: why for path in paths for key, why in _read(path)})


def _read(path: Path) -> Iterator[tuple[Key, str]]:
    written = yaml.safe_load(path.read_text(encoding="utf-8"))
    general = written["reasons"]
    for name, groups in written["survivors"].items():
        for group in groups:
            for change in group["changes"]:
                yield (name, change.strip()), general.get(group["why"], group["why"])


def as_list(attempts: Iterable[Attempt]) -> str:
    """Survivors as they are written in the list, with the reasons still to be found."""
    entries: dict[str, list[str]] = {}
    for attempt in attempts:
        lines = attempt.mutant.change.replace("\n", "\n          ")
        entries.setdefault(attempt.mutant.name, []).append(f"        - |\n          {lines}\n")
    return "".join(
        f"  {name}:\n    - why: ''\n      changes:\n{''.join(changes)}" for name, changes in entries.items()
    )

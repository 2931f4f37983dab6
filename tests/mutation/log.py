"""What earlier runs found: a mutant that was killed once need not be tried again while its function stays as it is."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from tests.mutation.mutants import Mutant
from tests.mutation.trying import Attempt, Fate

SETTLED = (Fate.KILLED, Fate.TIMED_OUT)
Key = tuple[str, str, str]  # the function's whole name, the change, a hash of the changed function


@dataclass
class Log:
    """A file with a line of JSON for each attempt; without a path nothing is remembered."""

    path: Path | None = None
    _settled: dict[Key, Fate] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.path is None or not self.path.exists():
            return
        for line in self.path.read_text(encoding="utf-8").splitlines():
            entry = json.loads(line)
            fate = Fate(entry["fate"])
            if fate in SETTLED:
                self._settled[entry["function"], entry["change"], entry["hash"]] = fate

    def attempt(self, mutant: Mutant) -> Attempt | None:
        """The attempt of an earlier run that killed this mutant."""
        fate = self._settled.get(_key(mutant))
        return None if fate is None else Attempt(mutant, fate)

    def note(self, made: Attempt) -> None:
        """Write an attempt of this run down."""
        if self.path is None or self.attempt(made.mutant) is not None:
            return
        function, change, digest = _key(made.mutant)
        by = made.by.nodeid if made.by is not None else None
        entry = {"function": function, "change": change, "hash": digest, "fate": made.fate.value, "by": by}
        with self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(entry, ensure_ascii=False) + "\n")


def _key(mutant: Mutant) -> Key:
    return mutant.name, mutant.change, sha256(mutant.source.encode()).hexdigest()[:16]

"""The figures of a campaign, by module, in `docs/proof/mutants.json`. A run replaces those of its own modules."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.mutation.survivors import OPEN, Explained
from tests.mutation.trying import Attempt, Fate

FILE = Path(__file__).parents[2] / "docs" / "proof" / "mutants.json"


def figures_of(attempts: Sequence[Attempt], listed: Explained, command: str) -> dict[str, dict[str, Any]]:
    """What became of the mutants of each module."""
    modules: dict[str, list[Attempt]] = {}
    for attempt in attempts:
        modules.setdefault(attempt.mutant.module, []).append(attempt)
    day = datetime.now(UTC).date().isoformat()
    return {
        module: {"date": day, "command": command, **_figures(of_module, listed)}
        for module, of_module in modules.items()
    }


def _figures(attempts: Sequence[Attempt], listed: Explained) -> dict[str, Any]:
    fates = Counter(attempt.fate for attempt in attempts)
    reasons = Counter(listed.reason(each.mutant) or "unexplained" for each in attempts if each.fate in OPEN)
    return {
        "mutants": len(attempts),
        **{fate.value: fates[fate] for fate in Fate},
        "reasons": dict(sorted(reasons.items())),
    }


def write(new: dict[str, dict[str, Any]], path: Path = FILE) -> None:
    """Put the figures in the place of older ones of the same modules."""
    old = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(dict(sorted((old | new).items())), indent=2, ensure_ascii=False)
    path.write_text(text + "\n", encoding="utf-8")

"""Lines of NDJSON, as `eligibility watch` takes them in."""

from __future__ import annotations

import json
from pathlib import Path

from eligibility.live.lines import BadLine, LineReader, apply
from eligibility.live.monitor import Monitor
from tests.fuzzing.tables import showcase
from tests.hostile.files import DAY


def lines(data: bytes, folder: Path) -> None:
    """Some lines, one after the other, and what is announced of them."""
    monitor = Monitor(showcase(), on=DAY, engine="re-evaluation")
    reader = LineReader(monitor.trials)
    for raw in data.split(b"\n")[:8]:
        try:
            announced = apply(reader.read(raw.decode("utf-8")), monitor)
        except (BadLine, UnicodeDecodeError):
            continue
        for each in announced:
            assert json.dumps(each.to_dict(), ensure_ascii=False).encode()
            assert each.sentence

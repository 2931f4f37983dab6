"""The files in `docs/proof/`: what campaigns and measurements found, for the page `docs/proof.md`."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "proof"


def read(name: str) -> dict[str, Any] | None:
    """The file of a name; None if nobody has measured yet."""
    path = FOLDER / f"{name}.json"
    if not path.is_file():
        return None
    held: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return held


def write(name: str, command: str, held: dict[str, Any]) -> None:
    """Write a file, with the command that did and the day."""
    FOLDER.mkdir(exist_ok=True)
    whole = {"command": command, "date": date.today().isoformat(), **held}  # noqa: DTZ011 - a day for people
    (FOLDER / f"{name}.json").write_text(json.dumps(whole, indent=2, ensure_ascii=False) + "\n", "utf-8")

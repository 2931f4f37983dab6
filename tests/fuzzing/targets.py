"""One target for each border: bytes in; a result or our own findings come out, and nothing else.

A target raises what must not be raised, and an AssertionError where a result breaks a promise.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.fuzzing import definitions, seeds, tables, texts, watching


@dataclass(frozen=True)
class Target:
    """`run` takes an input and a folder in which files may be written; `seeds` are good and bad inputs of the project."""

    run: Callable[[bytes, Path], object]
    seeds: Callable[[], list[bytes]]
    longest: int = 4096  # bytes of an input

    def once(self, data: bytes) -> None:
        """One input, in a folder of its own."""
        with TemporaryDirectory() as folder:
            self.run(data, Path(folder))


TARGETS: Mapping[str, Target] = {
    "trial": Target(definitions.trial, seeds.trials),
    "vocabulary": Target(definitions.vocabulary, seeds.vocabularies),
    "mapping": Target(definitions.mapping, seeds.mappings),
    "cases": Target(definitions.cases, seeds.cases),
    "answers": Target(tables.answers, seeds.answers),
    "wide": Target(tables.wide, seeds.wide_tables, 2048),
    "long": Target(tables.long, seeds.long_tables, 2048),
    "cell": Target(texts.cell, seeds.cells, 256),
    "unit": Target(texts.unit, seeds.units, 128),
    "comparison": Target(texts.comparison, seeds.comparisons, 256),
    "formula": Target(texts.formula, seeds.formulas, 256),
    "watch": Target(watching.lines, seeds.lines, 1024),
}

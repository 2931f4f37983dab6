"""`python -m tests.mutation eligibility/possible eligibility/units`: which small changes do the tests not notice?"""

from __future__ import annotations

import argparse
import shlex
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from time import monotonic

from tests.mutation.campaign import CannotStartError, run
from tests.mutation.figures import figures_of, write
from tests.mutation.log import Log
from tests.mutation.mutants import Mutant, mutants_of
from tests.mutation.survivors import LISTS, Explained, as_list, explained
from tests.mutation.trying import Attempt, Fate

# The tests that have to notice a change in a layer; of the package itself: its doctests.
TESTS = {
    "possible": ("tests/possible", "eligibility/possible"),
    "units": ("tests/units", "eligibility/units"),
    "vocabulary": ("tests/vocabulary", "eligibility/vocabulary"),
    "engines": tuple(
        f"tests/{folder}" for folder in ("engines", "spec", "second_opinion", "studies", "derived", "results")
    ),
}


def main(arguments: Sequence[str]) -> int:
    """Run the campaign; 1 if a mutant survived that is not listed, or one is listed that did not; 2 if the tests fail."""
    asked = _parser().parse_args(arguments)
    mutants = [each for path in asked.modules for each in _mutants(path) if asked.only in each.function]
    print(f"{len(mutants)} mutants", flush=True)
    started = monotonic()
    try:
        attempts = run(mutants, asked.tests or tests_of(mutants), asked.budget, Log(asked.log), asked.jobs)
    except CannotStartError as error:
        print(f"These tests fail before anything is changed:\n{error}", file=sys.stderr)
        return 2
    listed = explained(asked.survivors)
    print(f"{monotonic() - started:.0f} seconds")
    if asked.only == "" and asked.figures:
        write(
            figures_of(attempts, listed, f"python -m tests.mutation {shlex.join(_without_log(arguments))}"),
            asked.figures,
        )
    return _report(attempts, listed)


def _without_log(arguments: Sequence[str]) -> list[str]:
    """What others can type as well: the log is a file of this machine."""
    places = [place for place, word in enumerate(arguments) if word == "--log"]
    return [word for place, word in enumerate(arguments) if not {place, place - 1} & set(places)]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    here = Path(__file__).parent
    parser.add_argument("modules", nargs="+", type=Path, help="files or folders of the package")
    parser.add_argument("--tests", nargs="+", help="what pytest collects; otherwise the tests of the layers")
    parser.add_argument("--jobs", type=int, default=1, help="mutants tried at a time")
    parser.add_argument("--budget", type=float, default=20.0, help="seconds of tests for one mutant")
    parser.add_argument("--only", default="", help="functions whose name holds this; no figures are written")
    parser.add_argument(
        "--log", type=Path, help="where attempts are written; what was killed is not tried again"
    )
    parser.add_argument("--survivors", type=Path, nargs="+", default=LISTS)
    parser.add_argument("--figures", type=Path, default=here.parents[1] / "docs" / "proof" / "mutants.json")
    return parser


def tests_of(mutants: Sequence[Mutant]) -> list[str]:
    """The tests of the layers that are changed."""
    layers = dict.fromkeys(each.module.split(".")[1] for each in mutants)
    return [path for layer in layers for path in TESTS[layer]]


def _mutants(path: Path) -> list[Mutant]:
    files = sorted(path.rglob("*.py")) if path.is_dir() else [path]
    return [each for file in files for each in mutants_of(_dotted(file), file)]


def _dotted(file: Path) -> str:
    return ".".join(file.with_suffix("").parts).removesuffix(".__init__")


def _report(attempts: Sequence[Attempt], listed: Explained) -> int:
    fates = Counter((attempt.mutant.module, attempt.fate) for attempt in attempts)
    for module in dict.fromkeys(attempt.mutant.module for attempt in attempts):
        print(module, *(f"{fate.value} {fates[module, fate]}" for fate in Fate), sep="  ")
    for attempt in attempts:
        if attempt.fate is Fate.TIMED_OUT and attempt.by is not None:
            print(f"timed out in {attempt.by.nodeid}: {attempt.mutant.name}\n{attempt.mutant.change}")
    unexplained, outdated = listed.unexplained(attempts), listed.outdated(attempts)
    if unexplained:
        print(f"{len(unexplained)} that are not listed survived:\n{as_list(unexplained)}")
    for name, change in outdated:
        print(f"listed, but it does not survive: {name}\n{change}")
    return 1 if unexplained or outdated else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""The page `docs/proof.md`, made of the files in `docs/proof/`. What is not there is not measured yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from docs.proof_files import read

Held = dict[str, Any]
_NOT_YET = "Not measured yet."
_HEAD = [
    "# Proof",
    "\n<!-- Written by docs/generate.py from docs/proof/; do not edit. -->\n",
    "What was done to show that verdicts can be trusted, in figures. Each part was measured by the command and on the",
    "day that it names; `python -m docs.generate` makes the page. What is promised, and why:",
    "[semantics](semantics.md), [decisions](decisions/README.md).",
]


def proof() -> str:
    """The whole page."""
    lines = list(_HEAD)
    for title, name, words, part in PARTS:
        lines += ["", f"## {title}", "", *words, ""]
        held = read(name)
        lines += [_NOT_YET] if held is None else [*part(held), "", _made(held)]
    return "\n".join(lines) + "\n"


def _made(held: Held) -> str:
    if "command" not in held:  # of mutants
        return "The command and the day of each module: [mutants.json](proof/mutants.json)."
    return f"Made by `{held['command']}`, {held['date']}."


def _second_opinion(held: Held) -> list[str]:
    return _table(
        ("", "number"),
        [
            ("cases generated", held["cases"]),
            ("comparisons", held["comparisons"]),
            ("equal", held["equal"]),
            ("of those whose sharpness is promised", held["promised"]),
            ("less sharp, where sharpness is not promised", held["less sharp"]),
            ("too many completions to enumerate", held["skipped"]),
            ("less sharp where sharpness is promised", held["too weak"]),
            ("contradictions", held["wrong"]),
        ],
    )


def _laws(held: Held) -> list[str]:
    laws: dict[str, int] = held["laws"]
    by_file: dict[str, list[int]] = {}
    for law, examples in laws.items():
        by_file.setdefault(law.partition("::")[0].rpartition("/")[2], []).append(examples)
    rows = [(f"`{file}`", len(found), sum(found)) for file, found in sorted(by_file.items())]
    return _table(("file", "laws", "examples"), [*rows, ("all", len(laws), sum(laws.values()))])


_OF_MUTANTS = ("mutants", "killed", "timed out", "survived", "not reached")


def _mutants(held: Held) -> list[str]:
    """The modules, each of which names its own command and day."""
    modules = {name: _counts(of_module) for name, of_module in held.items()}
    total = sum(modules.values(), Counter[str]())
    rows = [_of_module(f"`{name}`", counts) for name, counts in modules.items()]
    return _table(
        ("module", *_OF_MUTANTS, "explained", "killed or timed out"), [*rows, _of_module("all", total)]
    )


def _counts(of_module: Held) -> Counter[str]:
    explained = sum(number for reason, number in of_module["reasons"].items() if reason != "unexplained")
    return Counter({**{each: of_module[each] for each in _OF_MUTANTS}, "explained": explained})


def _of_module(name: str, counts: Counter[str]) -> tuple[str | int, ...]:
    share = _share(counts["killed"] + counts["timed out"], counts["mutants"])
    return (name, *(counts[each] for each in _OF_MUTANTS), counts["explained"], share)


def _fuzzing(held: Held) -> list[str]:
    columns = ("inputs", "edges", "features", "findings", "seconds")
    targets: dict[str, Held] = held["targets"]
    rows = [(name, *(counts[each] for each in columns)) for name, counts in targets.items()]
    total = ("all", sum(counts["inputs"] for counts in targets.values()), "", "")
    rows.append(
        (*total, *(sum(counts[each] for counts in targets.values()) for each in ("findings", "seconds")))
    )
    return _table(("border", "inputs", "edges reached", "features", "open findings", "seconds"), rows)


def _coverage(held: Held) -> list[str]:
    packages: dict[str, dict[str, int]] = held["packages"]
    keys = ("lines", "lines_covered", "branches", "branches_covered")
    total = {key: sum(counts[key] for counts in packages.values()) for key in keys}
    rows = [
        (
            f"`{name}`" if name != "all" else name,
            counts["lines"],
            _share(counts["lines_covered"], counts["lines"]),
            counts["branches"],
            _share(counts["branches_covered"], counts["branches"]),
        )
        for name, counts in [*packages.items(), ("all", total)]
    ]
    explained, unexplained = held["explained"], held["unexplained"]
    return [
        *_table(("package", "lines", "covered", "branches", "covered"), rows),
        "",
        f"Gaps (lines that follow each other, or a branch): {len(explained) + len(unexplained)}. Of these "
        f"{len(explained)} have a reason in [uncovered.yaml](proof/uncovered.yaml); {len(unexplained)} have none yet.",
        *_reasons(explained),
    ]


def _reasons(explained: Iterable[Held]) -> list[str]:
    lines: list[str] = []
    for gap in explained:
        lines += [f"- `{gap['file']}`: `{gap['code']}`: {gap['why']}"]
    return ["", *lines] if lines else []


def _real_data(held: Held) -> list[str]:
    return [
        f"{held['patients']} real patients (HCC Survival), {held['criteria']} criteria: "
        f"{held['equal']} of {held['verdicts']} verdicts are those of an independent program.",
    ]


def _table(head: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> list[str]:
    """Rows of a table; numbers to the right."""
    lines = [f"| {' | '.join(head)} |", "|---|" + "---:|" * (len(head) - 1)]
    return [*lines, *(f"| {' | '.join(map(_cell, row))} |" for row in rows)]


def _cell(value: object) -> str:
    return f"{value:,}" if isinstance(value, int) else str(value)


def _share(part: int, whole: int) -> str:
    """A share in percent, rounded down: 100 % is all.

    >>> _share(1999, 2000), _share(2, 2), _share(0, 0)
    ('99.9 %', '100 %', '-')
    """
    if not whole:
        return "-"
    tenths = 1000 * part // whole
    return f"{tenths // 10}.{tenths % 10} %" if tenths < 1000 else "100 %"


Part = tuple[str, str, list[str], Callable[[Held], list[str]]]
PARTS: tuple[Part, ...] = (
    (
        "A second opinion",
        "second_opinion",
        [
            "A deliberately naive evaluator, written from the semantics alone, enumerates every way in which a",
            "record can turn out, and is held against the engine: each leaf, join, anchor and verdict. The cases come",
            "from numbered seeds.",
        ],
        _second_opinion,
    ),
    (
        "Laws",
        "laws",
        [
            "Properties that must hold for all trials and records, with the examples that Hypothesis tried in one run."
        ],
        _laws,
    ),
    (
        "Mutants",
        "mutants",
        [
            "Small mistakes are put into the code one by one; the tests must notice. What survives is explained, or",
            "it is a gap.",
        ],
        _mutants,
    ),
    (
        "Hostile input",
        "fuzzing",
        [
            "Inputs guided by coverage, at every border: nothing but our own findings may come out, soon and in little",
            "memory. What was found is fixed; its shortest input is a test (`tests/hostile/found`).",
            "[How](decisions/0016-fuzzing.md).",
        ],
        _fuzzing,
    ),
    (
        "Coverage",
        "coverage",
        ["Lines and branches that the tests run, and why the others are not."],
        _coverage,
    ),
    ("Real data", "real_data", ["The data is not part of the project."], _real_data),
)

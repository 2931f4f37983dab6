"""Records from files: with a mapping, or by headers that are ours."""

from __future__ import annotations

import hashlib
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from fnmatch import fnmatchcase
from pathlib import Path
from weakref import finalize

from eligibility.documents import DataError, Diagnostic, Position, suggest
from eligibility.records.answers import Answers, read_answers
from eligibility.records.facts import Problem, Record, Site, Source
from eligibility.records.mapping.loading import load_mapping
from eligibility.records.mapping.plan import FilePlan, MappingPlan
from eligibility.records.mapping.site import supplies
from eligibility.records.reasons import Reason
from eligibility.records.sources.headers import PATIENT, plan_of_headers
from eligibility.records.sources.joining import joined
from eligibility.records.sources.streams import Stream
from eligibility.records.sources.tables import Table
from eligibility.vocabulary import Vocabulary, load_vocabulary, shipped_vocabularies

STDIN = "-"
MOST_PROBLEMS = 10_000  # are listed; more are only counted
AnyPath = Path | str


def read_records(
    *paths: AnyPath,
    mapping: MappingPlan | AnyPath | None = None,
    answers: AnyPath | None = None,
    vocabulary: Vocabulary | Sequence[str] | None = None,
) -> Records:
    """The patients of one or more CSV files (also gzipped; `-` is standard input), one `Record` after the other.

    Without a mapping the headers must be ours: `patient_id`, `platelets [10^9/L]`, `afp_1`, `afp_1_date`,
    `diagnosis.stroke`; or, in a long file, `patient_id, variable, value, unit, date`. The names are those of
    `vocabulary` (a loaded one, or names; all shipped ones if not said). Without paths, the files of the mapping are
    looked for beside it. The answer can be iterated more than once; memory holds one patient at a time.

    Raises DefinitionError if the mapping or the answers are wrong, DataError if a file cannot be read as a table.
    """
    known = load_mapping(mapping) if isinstance(mapping, (str, Path)) else mapping
    with ExitStack() as temporary:
        found = [_local(path, temporary) for path in paths]
        answered = read_answers(answers) if answers else Answers()
        if known is not None:
            records = _with_mapping(known, found, answered)
        else:
            words = (
                vocabulary
                if isinstance(vocabulary, Vocabulary)
                else load_vocabulary(vocabulary or shipped_vocabularies())
            )
            records = _by_headers(found, words, answered)
        finalize(records, temporary.pop_all().close)
    return records


def _with_mapping(mapping: MappingPlan, paths: Sequence[Path], answers: Answers) -> Records:
    complete = {each.variable for each in mapping.site.complete}
    bound = _bound(mapping, paths or _beside(mapping))
    streams = [
        Stream(Table(path, plan.encoding, plan.delimiter), plan, mapping.vocabulary, complete)
        for path, plan in bound
    ]
    return Records(streams, mapping, mapping.site, answers)


def _by_headers(paths: Sequence[Path], vocabulary: Vocabulary, answers: Answers) -> Records:
    if not paths:
        raise DataError([Diagnostic("D000", "No data was given.", remedy="give one or more CSV files")])
    streams = [_stream_by_headers(Table(path), vocabulary) for path in paths]
    site = Site(supplies=supplies([stream.plan for stream in streams], vocabulary))
    return Records(streams, None, site, answers)


class Records:
    """The patients of one or more files; iterating reads the files.

    `problems` are those of the last pass that belong to no patient: rows without a patient, names that are not known,
    answers for nobody. `unused_columns` are those that no fact comes from, by file.
    """

    def __init__(
        self, streams: Sequence[Stream], mapping: MappingPlan | None, site: Site, answers: Answers
    ) -> None:
        self.mapping = mapping
        self.site = site
        self.problems: tuple[Problem, ...] = ()
        self.problem_count = 0
        self._streams = streams
        self._answers = answers

    def __iter__(self) -> Iterator[Record]:
        found = _Problems()
        always = self.mapping.always if self.mapping else ()
        screening = self.mapping.screening if self.mapping else None
        answered = self._answers.by_patient
        met: set[str] = set()
        for stream in self._streams:
            stream.unknown.clear()
        for patient, part in joined(self._streams, found.add):
            answers = answered.get(patient, ())
            if answers:
                met.add(patient)
            facts = (*always, *part.facts)
            day = part.screening() if part.screenings else screening
            yield Record(patient, facts, answers, day, self.site, tuple(part.problems))
        for problem in (*self._unknown_names(), *self._answers.of_others(met)):
            found.add(problem)
        self.problems, self.problem_count = tuple(found.listed), found.count

    @property
    def unused_columns(self) -> Mapping[str, tuple[str, ...]]:
        """The columns of each file that nothing is made of."""
        used: dict[str, set[str]] = {}
        headers: dict[str, list[str]] = {}
        for stream in self._streams:
            used.setdefault(stream.table.name, set()).update(stream.used)
            headers[stream.table.name] = stream.table.header
        unused = {
            name: tuple(each for each in header if each and each not in used[name])
            for name, header in headers.items()
        }
        return {name: columns for name, columns in unused.items() if columns}

    @property
    def hashes(self) -> Mapping[str, str]:
        """The SHA-256 of every file that went in, by name; reads the data files."""
        files = {stream.table.name: stream.table.path for stream in self._streams}
        return {**self.site.hashes, **self._answers.hashes} | {
            name: _sha256(path) for name, path in files.items()
        }

    def _unknown_names(self) -> Iterator[Problem]:
        for stream in self._streams:
            for name, count in _sorted(stream.unknown):
                why = f"no variable of the vocabulary ({count} row{'s' if count > 1 else ''})"
                yield Problem(Reason.UNKNOWN_CODE, "", "variable", name[:100], why, Source(stream.table.name))


class _Problems:
    """Lists problems, up to a limit, and counts them all."""

    def __init__(self) -> None:
        self.listed: list[Problem] = []
        self.count = 0

    def add(self, problem: Problem) -> None:
        """One more."""
        self.count += 1
        if len(self.listed) < MOST_PROBLEMS:
            self.listed.append(problem)


def _sorted(counter: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counter.items(), key=lambda pair: (-pair[1], pair[0]))


# ---- which file is which -------------------------------------------------------------------------


def _local(path: AnyPath, temporary: ExitStack) -> Path:
    """The path of a file; standard input is kept in a temporary file, so that it can be read twice."""
    if str(path) != STDIN:
        return Path(path)
    folder = temporary.enter_context(tempfile.TemporaryDirectory(prefix="eligibility-"))
    kept = Path(folder) / "standard input.csv"
    with kept.open("wb") as file:
        shutil.copyfileobj(sys.stdin.buffer, file)
    return kept


def _bound(mapping: MappingPlan, paths: Sequence[Path]) -> list[tuple[Path, FilePlan]]:
    """Each file with each plan that the mapping has for it. Raises DataError for files and plans left over."""
    names = {plan.file for plan in mapping.files}
    if len(paths) == 1 and len(names) == 1:  # the export of today may have another name
        return [(paths[0], plan) for plan in mapping.files]
    pairs = [(path, plan) for plan in mapping.files for path in sorted(paths) if _matches(path, plan.file)]
    taken = {path for path, _ in pairs}
    served = {plan.file for _, plan in pairs}
    found = [_not_in_mapping(path, mapping, names) for path in paths if path not in taken]
    found += [_not_given(name, mapping) for name in sorted(names - served)]
    if found:
        raise DataError(found)
    return pairs


def _matches(path: Path, pattern: str) -> bool:
    parts = Path(pattern).parts
    own = path.parts[-len(parts) :]
    return len(own) == len(parts) and all(
        fnmatchcase(part, each) or fnmatchcase(part, f"{each}.gz")
        for part, each in zip(own, parts, strict=True)
    )


def _not_in_mapping(path: Path, mapping: MappingPlan, names: set[str]) -> Diagnostic:
    message = f"The mapping {mapping.name} does not say how {path.name} is read."
    return Diagnostic(
        "D011", message, Position(mapping.path), suggest(path.name, names) or "add it under `files`"
    )


def _not_given(name: str, mapping: MappingPlan) -> Diagnostic:
    message = f"The mapping {mapping.name} reads {name}, which was not given: what it holds would seem to be missing."
    remedy = "give the file too, or take it out of the mapping"
    return Diagnostic("D012", message, Position(mapping.path), remedy)


def _beside(mapping: MappingPlan) -> list[Path]:
    """The files of a mapping in its own folder."""
    folder = Path(mapping.path).parent
    return sorted({path for plan in mapping.files for path in folder.glob(plan.file)})


def _stream_by_headers(table: Table, vocabulary: Vocabulary) -> Stream:
    plan = plan_of_headers(table, vocabulary)
    if plan is not None:
        return Stream(table, plan, vocabulary)
    message = f"The headers of the file, {len(table.header)} columns, are not ours."
    remedy = f"draft a mapping with `eligibility map {table.name}`, or name the columns `{PATIENT[0]}`, `ecog`, ..."
    raise table.refusal("D013", message, remedy)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

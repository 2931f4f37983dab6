"""From the tree of a trial file to the plan, with everything that is wrong on the way."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from pydantic import ValidationError

from eligibility.documents import Block, DefinitionError, Diagnostic, Loaded, Severity, plain
from eligibility.documents.schema_errors import diagnose
from eligibility.language.anchors import declared_anchors, read_anchors, read_screen_as_of
from eligibility.language.context import Context, block_at, key_at, per_language, text_at, texts_of
from eligibility.language.criteria import read_criteria, read_not_encoded
from eligibility.language.documents import TrialFile
from eligibility.language.plan import Trial
from eligibility.vocabulary import load_vocabulary
from eligibility.vocabulary.model import Vocabulary


@dataclass(frozen=True, slots=True)
class Checked:
    """A trial file that was read: the plan, unless there are errors, and every finding."""

    trial: Trial | None
    findings: tuple[Diagnostic, ...]


def resolve(loaded: Loaded, base: Path | None = None, vocabulary: Vocabulary | None = None) -> Checked:
    """The plan of a loaded trial file. `base` is the folder from which paths of vocabularies count.

    `vocabulary` takes the place of those that the file names.
    """
    root = loaded.root
    found = [*loaded.diagnostics, *_check_form(loaded)]
    if not isinstance(root, Block):
        return Checked(None, tuple(found))
    if vocabulary is None:
        vocabulary, mistakes = _load_vocabulary(root, loaded, base)
        found.extend(mistakes)
    trial = None
    if vocabulary is not None:
        context = Context(loaded, vocabulary, found=found)
        trial = _read_trial(root, context)
    return Checked(None if _has_errors(found) else trial, _in_order(found))


def _check_form(loaded: Loaded) -> list[Diagnostic]:
    if loaded.root is None:
        return []
    try:
        TrialFile.model_validate(plain(loaded.root))
    except ValidationError as error:
        return diagnose(error, loaded, "T", TrialFile)
    return []


def _load_vocabulary(
    root: Block, loaded: Loaded, base: Path | None
) -> tuple[Vocabulary | None, list[Diagnostic]]:
    names = [said.value for said in texts_of(root.get("vocabulary"))]
    if not names:
        return None, []
    try:
        return load_vocabulary(names, base), []
    except DefinitionError as error:
        at = key_at(root, "vocabulary")
        remedy = "mend it first: the conditions cannot be read without it"
        ours = loaded.diagnostic("T007", "The vocabulary cannot be used.", at, remedy)
        return None, [
            ours,
            *(
                finding if finding.position else replace(finding, position=at)
                for finding in error.diagnostics
            ),
        ]


def _read_trial(root: Block, context: Context) -> Trial | None:
    context.anchors = declared_anchors(root, context)
    cohorts = block_at(root, "cohorts")
    context.cohorts = frozenset(cohorts.entries if cohorts is not None else ())
    anchors = read_anchors(root, context)
    criteria = read_criteria(root, context)
    name, title = text_at(root, "trial"), per_language(root.get("title"))
    not_encoded = read_not_encoded(root, criteria, context)
    screen_as_of = read_screen_as_of(root, anchors, context)
    if name is None or not title:
        return None
    _check_file_name(name.value, root, context)
    loaded = context.loaded
    return Trial(
        id=name.value,
        title=title,
        vocabulary=context.vocabulary,
        criteria=criteria,
        version=_text(root, "version"),
        source=_text(root, "source"),
        anchors=anchors,
        screen_as_of=screen_as_of,
        cohorts=_labels(cohorts),
        not_encoded=not_encoded,
        hashes={PurePath(loaded.file).name: loaded.sha256, **context.vocabulary.hashes},
        file=loaded.file,
    )


def _text(root: Block, key: str) -> str:
    said = text_at(root, key)
    return said.value if said is not None else ""


def _labels(cohorts: Block | None) -> dict[str, str]:
    """The cohorts with their labels, in English where there are several languages."""
    labels: dict[str, str] = {}
    for key, entry in (cohorts.entries if cohorts is not None else {}).items():
        said = per_language(entry.value)
        labels[key] = said.get("en") or next(iter(said.values()), key)
    return labels


def _check_file_name(name: str, root: Block, context: Context) -> None:
    stem = PurePath(context.loaded.file).stem
    if stem != name:
        message = f"The file is called `{stem[:80]}`, and the trial `{name[:80]}`."
        context.warn("T006", message, key_at(root, "trial"), "give both the same name")


def _has_errors(found: list[Diagnostic]) -> bool:
    return any(finding.severity is Severity.ERROR for finding in found)


def _in_order(found: list[Diagnostic]) -> tuple[Diagnostic, ...]:
    """As they stand in the file; what stands in other files comes last."""

    def place(finding: Diagnostic) -> tuple[int, int, int]:
        at = finding.position
        if at is None:
            return (0, 0, 0)
        return (0 if finding.code.startswith(("T", "Y")) else 1, at.line, at.column)

    return tuple(sorted(dict.fromkeys(found), key=place))

"""The two lists of a trial file, and the ledger of what is not encoded."""

from __future__ import annotations

from eligibility.documents import Block, Position, suggest
from eligibility.language.conditions import read_condition
from eligibility.language.context import Context, block_at, blocks_of, key_at, per_language, text_at, texts_of
from eligibility.language.plan import Condition, Criterion, NotEncoded, Section
from eligibility.language.subjects import CRITERION_WORDS

_BESIDE = frozenset(CRITERION_WORDS)


def read_criteria(root: Block, context: Context) -> tuple[Criterion, ...]:
    """Every criterion that can be used, in the order of the file."""
    blocks = [(section, block) for section in Section for block in blocks_of(root.get(section.value))]
    if not blocks and not context.found:  # a misspelt `inclusion` has been told already
        context.error(
            "T010", "The trial has no criteria.", root.at, "list them under `inclusion:` and `exclusion:`"
        )
    _check_ids([block for _, block in blocks], context)
    read = [_read_criterion(block, section, context) for section, block in blocks]
    return tuple(criterion for criterion in read if criterion is not None)


def read_not_encoded(
    root: Block, criteria: tuple[Criterion, ...], context: Context
) -> tuple[NotEncoded, ...]:
    """The items that are not checked by machine."""
    encoded = {criterion.id: criterion.at for criterion in criteria}
    ledger = []
    for block in blocks_of(root.get("not encoded")):
        item, why = text_at(block, "item"), text_at(block, "why")
        if item is None or why is None:
            continue
        if item.value in encoded:
            places = [at for at in [encoded[item.value]] if at is not None]
            message = f"`{item.value}` is both encoded and listed under `not encoded`."
            context.error(
                "T014", message, item.at, "take it out of one, or say which part is not encoded", places
            )
        ledger.append(NotEncoded(item.value, why.value))
    return tuple(ledger)


def _read_criterion(block: Block, section: Section, context: Context) -> Criterion | None:
    said = text_at(block, "id")
    label = per_language(block.get("label"))
    applies_when = _read_inner(block, "applies when", context, label)
    unless = _read_inner(block, "unless", context, label)
    condition = read_condition(block, context, label, beside=_BESIDE)
    cohorts = _read_cohorts(block, context)
    source = text_at(block, "source")
    if condition is None or said is None or not label:
        return None
    return Criterion(
        said.value,
        label,
        section,
        condition,
        per_language(block.get("note")),
        source.value if source is not None else "",
        cohorts,
        applies_when,
        unless,
        key_at(block, "id"),
    )


def _read_inner(block: Block, key: str, context: Context, label: dict[str, str]) -> Condition | None:
    inner = block_at(block, key)
    return read_condition(inner, context, label) if inner is not None else None


def _read_cohorts(block: Block, context: Context) -> tuple[str, ...]:
    for said in texts_of(block.get("cohorts")):
        if said.value not in context.cohorts:
            remedy = suggest(said.value, context.cohorts) or "declare it under `cohorts:`"
            context.error("T013", f"Unknown cohort `{said.value[:80]}`.", said.at, remedy)
    return tuple(dict.fromkeys(said.value for said in texts_of(block.get("cohorts"))))


def _check_ids(blocks: list[Block], context: Context) -> None:
    seen: dict[str, Position] = {}
    for block in blocks:
        said = text_at(block, "id")
        if said is None:
            continue
        if said.value in seen:
            message = f"Two criteria have the id `{said.value[:80]}`."
            context.error(
                "T012", message, said.at, "number them as the source does: E9a, E9b", [seen[said.value]]
            )
        seen.setdefault(said.value, said.at)

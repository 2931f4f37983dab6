"""The form of a vocabulary file. The reference and the JSON Schema are generated from these models."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, WithJsonSchema

# In YAML a scalar may look like a number or a date to an editor; for us it is always text.
_ANY_SCALAR = WithJsonSchema({"type": ["string", "number", "boolean"]})
_NAME_PATTERN = r"^[a-z][a-z0-9_]*$"


def _true_or_false(value: Any) -> Any:
    if value in ("true", "false", True, False):
        return value in ("true", True)
    raise ValueError("Only `true` or `false` can stand here.")


def _one_or_several(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Words = Annotated[str, _ANY_SCALAR]
Name = Annotated[str, StringConstraints(pattern=_NAME_PATTERN, max_length=80)]
TrueOrFalse = Annotated[bool, BeforeValidator(_true_or_false), WithJsonSchema({"type": "boolean"})]
OneOrSeveral = Annotated[
    tuple[str, ...],
    BeforeValidator(_one_or_several),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]
Languages = dict[str, Words]
AcceptedText = Words | list[Words]
PointsText = dict[str, AcceptedText]
KindText = Literal["quantity", "code", "boolean", "date", "event", "item", "text"]


class Form(BaseModel):
    """Every mapping of a vocabulary file: no key is unknown, and nothing changes once it is read."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class ElapsedForm(Form):
    """Completed units of time since a date."""

    since: str = Field(description="The variable, of kind date, from which time is counted.")
    in_: Literal["days", "weeks", "months", "years"] = Field(
        alias="in", description="Completed units of this are counted."
    )


class ItemsForm(Form):
    """The items of the latest set that meet all tests."""

    item: str = Field(description="The item variable, such as `lesion`.")
    where: dict[str, AcceptedText] = Field(
        default={},
        description="Attributes and what is accepted of them; all of them, of one and the same item.",
    )


class ExtremeForm(ItemsForm):
    """The highest or lowest of an attribute over the items of the latest set."""

    attribute: str = Field(description="The attribute whose highest or lowest is taken.")


class InsteadForm(Form):
    """For some items, another attribute."""

    attribute: str = Field(description="The attribute that is summed of these items.")
    where: dict[str, AcceptedText] = Field(
        description="Which items: attributes and what is accepted of them."
    )


class SumForm(ItemsForm):
    """The sum of an attribute over the items of a set."""

    attribute: str = Field(description="The attribute that is summed.")
    over: Literal["latest", "first", "smallest"] = Field(
        "latest", description="The latest set, the first one, or the set whose sum is the smallest."
    )
    instead: InsteadForm | None = Field(
        None, description="Another attribute for some items, such as the short axis of nodes."
    )


class DerivedForm(Form):
    """How a variable is computed: exactly one of the forms below, with what belongs to it."""

    elapsed: ElapsedForm | None = Field(None, description="Completed units of time up to the screening date.")
    points: list[dict[str, PointsText | list[dict[str, PointsText]]]] | None = Field(
        None,
        min_length=1,
        description="A score. Each line names a variable and, for each number of points, what is accepted for it; the "
        "points of all lines are added. `first of` takes the first of its lines that has a reading.",
    )
    bands: dict[str, dict[str, AcceptedText]] | None = Field(
        None,
        min_length=1,
        max_length=1,
        description="One input variable and, for each value of this variable, what is accepted of the input for it.",
    )
    formula: Words | None = Field(
        None,
        description="Arithmetic over the inputs: + - * / ^, brackets, ln log10 sqrt cbrt min max clamp round if.",
    )
    in_: dict[str, Words] | None = Field(
        None,
        alias="in",
        description='The inputs of the formula, each with the unit in which it enters; "" for a bare number or yes/no '
        "(1 or 0); ULN for the value divided by the upper limit printed with it.",
    )
    let: dict[Name, Words] | None = Field(None, description="Intermediate results of the formula, in order.")
    by: dict[str, dict[str, dict[Name, Words]]] | None = Field(
        None, description="Constants of the formula for each value of another variable, such as sex."
    )
    together: Literal["same sample", "same day"] | None = Field(
        None,
        description="The inputs must be of one sample, or of one day; the latest that has all of them counts.",
    )
    count: ItemsForm | None = Field(None, description="How many items the latest set holds.")
    highest: ExtremeForm | None = Field(
        None, description="The highest of an attribute over the latest set of items."
    )
    lowest: ExtremeForm | None = Field(
        None, description="The lowest of an attribute over the latest set of items."
    )
    sum: SumForm | None = Field(None, description="The sum of an attribute over the items of a set.")
    share_of_label_maximum: str | None = Field(
        None,
        alias="share of label maximum",
        description="For an attribute of a treatment: this dose attribute in % of the label maximum of the drug.",
    )


class FactorForm(Form):
    """A conversion that the units alone do not give."""

    from_: Words = Field(alias="from", description="The unit that is converted; the factor works both ways.")
    to: Words = Field(description="The unit that it is converted to.")
    times: Words = Field(description="What the number is multiplied with.")
    plus: Words = Field("0", description="What is added after that.")
    source: Words = Field(min_length=1, description="Where the factor comes from.")


class AttributeForm(Form):
    """Something that is said of one fact: the dose of a treatment, the grade of a diagnosis."""

    kind: KindText = Field(description="What kind of value it has.")
    label: Languages = Field(default={}, description="What people call it, by language.")
    unit: Words | None = Field(
        None, description="Of a quantity: its unit. A quantity without one is a bare number."
    )
    plausible: Words | None = Field(
        None, description='Of a quantity: the values that can occur, "A to B UNIT".'
    )
    values: tuple[Words, ...] | None = Field(None, description="Of a code: its values.")
    ordered: TrueOrFalse = Field(
        False, description="Of a code: whether the values are listed in ascending order."
    )
    spellings: dict[str, tuple[Words, ...]] = Field(default={}, description="How data may write each value.")
    judged: TrueOrFalse = Field(False, description="An opinion: while it is missing, a person must decide.")
    known_at: Literal["end"] | None = Field(
        None, alias="known at", description="Known only when the fact has ended."
    )
    of: str | None = Field(None, description="Of a code: its values are the concepts of this event variable.")
    several: TrueOrFalse = Field(False, description="It may hold several codes at once.")
    derived: DerivedForm | None = Field(
        None, description="How it is computed where the record does not give it."
    )
    note: Words = Field("", description="What a reader must know.")
    source: Words = Field("", description="Where it comes from.")


class VariableForm(Form):
    """One thing that can be asked of a patient."""

    kind: KindText = Field(
        description="quantity, code, boolean, date and text are readings; event and item are things that happen."
    )
    label: Languages = Field(default={}, description="What people call it, by language.")
    also: tuple[Words, ...] = Field(default=(), description="Further names under which data may hold it.")
    unit: Words | None = Field(
        None, description="Of a quantity: its own unit. A quantity without one is a bare number."
    )
    molar_mass: Words | None = Field(None, alias="molar mass", description='"N g/mol"; opens mass to moles.')
    plausible: Words | None = Field(
        None, description='The values that can occur, "A to B UNIT". Others are not used.'
    )
    codes: dict[str, dict[str, Words] | tuple[Words, ...]] = Field(
        default={},
        description='Codes that name it, by terminology: each with its unit ("" for none), or a plain list.',
    )
    values: tuple[Words, ...] | None = Field(None, description="Of a code: its values.")
    ordered: TrueOrFalse = Field(
        False, description="Of a code: whether the values are listed in ascending order."
    )
    spellings: dict[str, tuple[Words, ...]] = Field(default={}, description="How data may write each value.")
    judged: TrueOrFalse = Field(False, description="An opinion: while it is missing, a person must decide.")
    lasts: Literal["forever", "a day"] | None = Field(
        None,
        description="How long it goes on when the record does not say; of an event, the default of its concepts.",
    )
    note: Words = Field("", description="What a reader must know.")
    source: Words = Field("", description="Where it comes from; `unverified` if nobody has confirmed it.")
    attributes: dict[Name, AttributeForm] = Field(
        default={}, description="What may be said of one fact of it."
    )
    derived: DerivedForm | None = Field(None, description="How it is computed.")
    factor: FactorForm | tuple[FactorForm, ...] | None = Field(
        None, description="Conversions that the units alone do not give, each with its source."
    )
    concepts_of: str | None = Field(
        None,
        alias="concepts of",
        description="Of an event: its codes are the concepts of this other event variable.",
    )


class ConceptForm(Form):
    """A code of an event variable, or a class of such codes."""

    is_: tuple[str, ...] = Field(default=(), alias="is", description="The classes to which it belongs.")
    label: Languages = Field(default={}, description="What people call it, by language.")
    also: tuple[Words, ...] = Field(default=(), description="Further names under which data may hold it.")
    note: Words = Field("", description="What a reader must know.")
    source: Words = Field("", description="Where it comes from; `unverified` if nobody has confirmed it.")
    lasts: Literal["forever", "a day"] | None = Field(
        None, description="How long it goes on when the record does not say; by default as its class."
    )
    half_life: Words | None = Field(None, alias="half life", description='Of a drug: "48 h".')
    label_maximum: Words | None = Field(None, alias="label maximum", description='Of a drug: "2000 mg/day".')
    codes: dict[str, OneOrSeveral] = Field(
        default={},
        description="Codes that name it, by terminology (icd10, snomed, atc); `I21*` is every code that begins so.",
    )
    history_codes: dict[str, OneOrSeveral] = Field(
        default={},
        alias="history codes",
        description='Codes that say "history of": it happened, on a day not known.',
    )


class VocabularyForm(Form):
    """A vocabulary file."""

    vocabulary: Name = Field(description="Its name, the same as the file's.")
    title: Words | Languages = Field(default={}, description="One line on what it holds, by language.")
    uses: tuple[str, ...] = Field(default=(), description="Other vocabularies on which it builds.")
    spellings: dict[str, tuple[Words, ...]] = Field(
        default={},
        description="How data may write true, false, confirmed, suspected and ruled_out, for all variables.",
    )
    variables: dict[Name, VariableForm] = Field(default={}, description="The variables, by name.")
    concepts: dict[str, dict[Name, ConceptForm]] = Field(
        default={},
        description="The codes of event variables, by the name of the variable and of the concept.",
    )

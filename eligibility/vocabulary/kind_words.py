"""Which words may stand on a variable or attribute of which kind: a word that cannot act is an error."""

from __future__ import annotations

from eligibility.vocabulary.documents import AttributeForm, VariableForm
from eligibility.vocabulary.model import Kind
from eligibility.vocabulary.sources import Findings, Spot

_QUANTITY = frozenset({Kind.QUANTITY})
_CODE = frozenset({Kind.CODE})
_READINGS = frozenset(kind for kind in Kind if not kind.is_occurrence)
# The field of a form, the word in the file, and the kinds that know it.
_KINDS = (
    ("unit", "unit", _QUANTITY),
    ("molar_mass", "molar mass", _QUANTITY),
    ("plausible", "plausible", _QUANTITY),
    ("factor", "factor", _QUANTITY),
    ("values", "values", _CODE),
    ("ordered", "ordered", _CODE),
    ("spellings", "spellings", frozenset({Kind.CODE, Kind.BOOLEAN})),
    ("several", "several", _CODE),
    ("of", "of", _CODE),
    ("judged", "judged", _READINGS),
    ("codes", "codes", _READINGS),
    ("lasts", "lasts", _READINGS | {Kind.EVENT}),
    ("derived", "derived", frozenset({Kind.QUANTITY, Kind.CODE, Kind.BOOLEAN, Kind.DATE})),
    ("concepts_of", "concepts of", frozenset({Kind.EVENT})),
)


def check_words(form: VariableForm | AttributeForm, kind: Kind, spot: Spot, findings: Findings) -> None:
    """Reports each word that has no meaning for the kind."""
    given = form.model_fields_set
    for attribute, word, kinds in _KINDS:
        if attribute in given and kind not in kinds:
            message = f"`{word}` has no meaning for {kind.with_article}."
            findings.error(spot.below(word), "023", message, "remove it, or change the kind")
    if isinstance(form, AttributeForm) and kind.is_occurrence:
        findings.error(
            spot.below("kind"), "023", f"An attribute cannot be {kind.with_article}.", "use another kind"
        )

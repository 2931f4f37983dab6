"""Words that no variable, attribute or concept may be called: the language needs them."""

from __future__ import annotations

# The single words of trial files (language.md, section 2). Words with a blank can never be names.
RESERVED = frozenset(
    {
        "all", "any", "not", "of", "when", "then", "else", "judgement", "ask", "show",
        "id", "label", "note", "source", "cohorts", "unless", "item", "why",
        "within", "before", "after", "at", "where", "each", "use", "mean", "consecutive", "apart", "tolerate",
        "count", "lasting", "unchanged", "different", "first", "last", "screening", "to", "and", "true", "false",
    }
)  # fmt: skip
# What every fact of a kind has without saying so; the vocabulary cannot declare them again.
OF_EVENTS = ("start", "end", "date", "status")
OF_READINGS = ("date", "laboratory", "sample", "status")
OF_ITEMS = ("date", "modality", "status")
STATUSES = ("confirmed", "suspected", "ruled_out")

"""YAML's syntax errors in plain English."""

from __future__ import annotations

_QUOTE = "put the text in quotes"
_KEY = "check the indentation; a text in quotes must end with its quote"
_COLON = "put a text that holds `: ` in quotes; check the indentation"
_LIST = "begin the list on a line of its own, or put the text in quotes"
_START = "put the text in quotes; indent with spaces, never with tabs"
_BRACES = "inside {...} put a text that begins with `?`, `,` or `:` in quotes"
_CLOSE = "close the bracket; inside {...} put prose in quotes"
_SIGN = 'put the comparison in quotes, for example ">= 3"'
# (part of the parser's context, part of its problem, what is wrong, what to do)
_KNOWN = (
    ("block scalar", "", "A value that begins with `>` or `|` must be in quotes.", _SIGN),
    ("alias", "", "A text that begins with `*` must be in quotes.", _QUOTE),
    ("anchor", "", "A text that begins with `&` must be in quotes.", _QUOTE),
    ("quoted scalar", "end of stream", "The quote that opens here is never closed.", "close the quote"),
    ("quoted scalar", "escape", "An unknown escape in double quotes.", "double the backslash, or use '...'"),
    ("", "mapping values are not allowed", "A colon is not expected here.", _COLON),
    ("", "block sequence entries", "A list cannot begin on this line.", _LIST),
    ("", "cannot start any token", "A text cannot begin with this character.", _START),
    ("flow", "did not find expected node content", "A value is expected here.", _BRACES),
    ("flow", "", "The bracket is not closed, or a text holds `: ` or a quote.", _CLOSE),
    ("", "did not find expected node content", "A value is expected here.", _QUOTE),
    ("plain scalar", "", "A text that holds `:` stands here without quotes.", _QUOTE),
    ("", "did not find expected key", "A key is expected here.", _KEY),
    ("", "did not find expected '-'", "An item of the list is expected here.", "begin it with `- `"),
    ("", "tag", "A text that begins with `!` or `%` must be in quotes.", _QUOTE),
)


def explain(context: str, problem: str) -> tuple[str, str]:
    """What is wrong and what to do, for the words of the YAML parser.

    >>> explain("while scanning a block scalar", "did not find expected comment or line break")[0]
    'A value that begins with `>` or `|` must be in quotes.'
    """
    for in_context, in_problem, message, remedy in _KNOWN:
        if in_context in context and in_problem in problem:
            return message, remedy
    words = " ".join(part for part in (context, problem) if part) or "it cannot be parsed"
    return f"This is not YAML: {words}.", "check quotes, brackets and indentation"

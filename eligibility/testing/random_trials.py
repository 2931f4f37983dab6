"""Random trials over a vocabulary: every word of the language, in any combination that is allowed."""

from __future__ import annotations

from typing import Any

import yaml

from eligibility.testing.picks import Pick, subset
from eligibility.testing.random_comparisons import ComparisonWriter, WindowWriter, Words
from eligibility.vocabulary.model import Elapsed, Kind, ShareOfLabelMaximum, Variable, Vocabulary

NAME = "RANDOM"
_ANCHORS = ("first_event", "last_event", "planned")


def write_trial(vocabulary: Vocabulary, names: tuple[str, ...], pick: Pick) -> str:
    """The YAML text of a made-up trial; `names` are what it says under `vocabulary:`."""
    return trial_text(_TrialWriter(vocabulary, pick).document(names))


def trial_text(document: Words) -> str:
    """A trial document as YAML."""
    text: str = yaml.dump(document, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100)
    return text


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


class _TrialWriter:
    def __init__(self, vocabulary: Vocabulary, pick: Pick) -> None:
        self._vocabulary = vocabulary
        self._pick = pick
        self._variables = [each for each in vocabulary.variables.values() if each.kind is not Kind.TEXT]
        self._anchors: dict[str, Words] = {}
        self._leaves = LeafWriter(vocabulary, (), pick)

    def document(self, names: tuple[str, ...]) -> Words:
        for name in subset(_ANCHORS, 2, self._pick):
            self._anchors[name] = self._anchor(name)
        self._leaves = LeafWriter(self._vocabulary, tuple(self._anchors), self._pick)
        head: Words = {"trial": NAME, "title": "A made-up trial", "vocabulary": list(names)}
        if self._anchors:
            head["anchors"] = self._anchors
        number = self._pick((1, 1, 2, 3))
        criteria = [self._criterion(f"C{place}") for place in range(1, number + 1)]
        cut = self._pick(range(number + 1))
        sections = {"inclusion": criteria[:cut], "exclusion": criteria[cut:]}
        return head | {section: listed for section, listed in sections.items() if listed}

    def _anchor(self, name: str) -> Words:
        if name == "planned":
            dates = [each.name for each in self._variables if each.kind is Kind.DATE and not each.derived]
            return {"date": self._pick(dates)} if dates else {"first": self._event()}
        return {"first" if name == "first_event" else "last": self._event()}

    def _event(self) -> Words:
        events = [each for each in self._variables if each.kind is Kind.EVENT]
        variable = self._pick(events)
        return {variable.name: ComparisonWriter(self._vocabulary, self._pick).codes(variable)}

    def _criterion(self, name: str) -> Words:
        words: Words = {"id": name, "label": f"Criterion {name}"}
        match self._pick(("plain", "plain", "plain", "applies when", "unless")):
            case "plain":
                pass
            case word:
                words[word] = self._leaves.leaf()
        return words | self._condition(2)

    def _condition(self, depth: int) -> Words:
        kinds = ("leaf", "leaf", "leaf", "all", "any", "not", "at least", "when")
        match "leaf" if depth == 0 else self._pick(kinds):
            case "leaf":
                return self._leaves.leaf()
            case "not":
                return {"not": self._condition(depth - 1)}
            case "when":
                return {word: self._condition(depth - 1) for word in ("when", "then", "else")}
            case "at least":
                members = [self._condition(depth - 1) for _ in range(self._pick((2, 3)))]
                return {"at least": str(self._pick((1, 2))), "of": members}
            case word:
                members = [self._condition(depth - 1) for _ in range(self._pick((2, 3)))]
                return {word: members} | self._group_window(members)

    def _group_window(self, members: list[Words]) -> Words:
        """A window of the group; where the members include an age or a question, none."""
        told = str(members)
        if "'age'" in told or "'judgement'" in told or self._pick((True, True, False)):
            return {}
        return self._leaves.windows.window()


class LeafWriter:
    """Writes conditions on one variable."""

    def __init__(self, vocabulary: Vocabulary, anchors: tuple[str, ...], pick: Pick) -> None:
        self._pick = pick
        self._comparisons = ComparisonWriter(vocabulary, pick)
        self.windows = WindowWriter(anchors, pick)
        self._readings = [
            each
            for each in vocabulary.variables.values()
            if each.kind in (Kind.QUANTITY, Kind.CODE, Kind.BOOLEAN)
        ]
        self._events = [each for each in vocabulary.variables.values() if each.kind.is_occurrence]

    def leaf(self) -> Words:
        """A reading, an event, or a judgement."""
        match self._pick(("reading",) * 5 + ("event",) * 4 + ("judgement",)):
            case "judgement":
                return {"judgement": self._pick(("suitable", "willing")), "ask": "What do you think?"}
            case "event":
                return self.occurrence(self._pick(self._events))
            case _:
                return self.reading(self._pick(self._readings))

    def reading(self, variable: Variable) -> Words:
        """A condition on a reading."""
        words: Words = {variable.name: self._comparisons.accepted(variable)}
        if isinstance(variable.derived, Elapsed):
            return words
        accepted: str | list[str] = words[variable.name]
        words |= self.windows.window() | self._judging(variable, accepted)
        if variable.attributes and variable.derived is None and self._pick((True, False, False)):
            words["where"] = self._facts(variable)
        return words

    def _judging(self, variable: Variable, accepted: str | list[str]) -> Words:
        if variable.derived is not None:
            return {}
        ways: tuple[Words, ...] = (
            {},
            {},
            {},
            {"use": "earliest"},
            {"use": "any"},
            {"use": "every"},
            {}
            if variable.kind is not Kind.QUANTITY or _by_laboratory(accepted)
            else {"use": "mean of latest 2"},
            self._streak(variable, accepted),
            self._confirmed(variable),
        )
        return dict(self._pick(ways))

    def _streak(self, variable: Variable, accepted: str | list[str]) -> Words:
        apart = self._pick(("28 days", "1 months", "7 days"))
        streak: Words = {"consecutive": str(self._pick((2, 3))), "apart": apart}
        listed = [accepted] if isinstance(accepted, str) else accepted
        free = [value for value in variable.values if value not in listed]
        plain = all(value in variable.values for value in listed)
        return (
            streak | {"tolerate": free[-1]}
            if variable.kind is Kind.CODE and plain and len(free) > 1
            else streak
        )

    def _confirmed(self, variable: Variable) -> Words:
        names = [name for name in ("rater", "modality") if name in variable.attributes]
        return {"confirmed by": {"different": names[0], "at least": "2"}} if names else {}

    def occurrence(self, variable: Variable) -> Words:
        """A condition on events or items."""
        words: Words = {variable.name: self._comparisons.codes(variable)}
        words |= self.windows.window()
        words |= self._pick(({"where": self._facts(variable)}, {}, {}))
        if self._pick((False, False, False, True)):
            words["other than"] = self._exceptions(variable)
        if self._pick((False, False, False, False, True)):
            words["no record means"] = "absent"
        return words | self._judging_events(variable)

    def _exceptions(self, variable: Variable) -> list[Any]:
        codes = self._comparisons.codes(variable)
        named = [] if codes == "any" else [codes] if isinstance(codes, str) else codes
        return [*named, *([self._facts(variable)] if variable.attributes else [])] or [self._facts(variable)]

    def _judging_events(self, variable: Variable) -> Words:
        period = self._pick(("90 days", "3 months", "1 days"))
        lasting: Words = {"lasting": f"{self._pick(('>=', '>'))} {period}"}
        if self._pick((True, False)):
            lasting["unchanged"] = variable.name
        ways: tuple[Words, ...] = (
            {},
            {},
            {},
            {"count": self._pick((">= 2", "<= 1", "2 to 3", "= 1"))},
            {"each": self._facts(variable)} if variable.attributes else {},
            {"in total": self._pick(("> 7 days", ">= 30 days", "<= 28 days"))}
            if variable.kind is Kind.EVENT
            else {},
            lasting if variable.kind is Kind.EVENT else {},
            self._confirmed(variable),
        )
        return dict(self._pick(ways))

    def _facts(self, variable: Variable) -> Words:
        """What must be true of one and the same fact."""
        names = [
            name
            for name, each in variable.attributes.items()
            if each.kind is not Kind.TEXT and not isinstance(each.derived, ShareOfLabelMaximum)
        ]
        chosen = subset(names, 2, self._pick) or names[:1]
        words = {name: self._attribute(variable.attributes[name]) for name in chosen}
        if variable.kind is Kind.EVENT and self._pick((False, False, False, True)):
            words["end"] = self.windows.window() or {"before": "screening"}
        if len(words) == 2 and self._pick((False, False, True)):
            return {"any": [{name: value} for name, value in words.items()]}
        return words

    def _attribute(self, declared: Variable) -> Any:
        if declared.kind is Kind.DATE:
            return self.windows.window() or {"before": "screening"}
        return self._comparisons.accepted(declared, printed=False)


def _by_laboratory(accepted: str | list[str]) -> bool:
    return isinstance(accepted, str) and ("ULN" in accepted or "LLN" in accepted)

"""A watch from the command line: lines in, transitions out, and a file from which it can go on after a kill."""

from __future__ import annotations

import gc
import json
import signal
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from types import FrameType, TracebackType

from eligibility.live.input import LONGEST, Lines
from eligibility.live.lines import BadLine, LineReader, apply
from eligibility.live.monitor import AnyTrial, Monitor
from eligibility.live.output import Output
from eligibility.live.standing import Transition
from eligibility.live.state import State
from eligibility.records.facts import NO_SITE, Fact, Site

SETTLING = 2_000  # lines


class Watch:
    """One run of `eligibility watch`. SIGTERM ends it between two lines."""

    def __init__(
        self,
        trials: Sequence[AnyTrial],
        mapping: Path | None,
        state: Path | None,
        on: str | None,
        follow: Path | None,
        engine: str,
        language: str,
    ) -> None:
        self._ending = False
        self._fixed = on is not None
        self._state = None if state is None else State(state)
        self._readable = sys.stdout.isatty()
        self._output = Output(1)
        self._number = int(self._remembered("number") or 0)
        day = max(on or "", self._remembered("day") or "") or _today()
        site, always = _site(mapping)
        self._monitor = Monitor(trials, site, always=always, on=day, engine=engine, language=language)
        self._reader = LineReader(self._monitor.trials)
        self._lines = (
            Lines(0, follow=False, ended=self._ended, idle=self._midnight)
            if follow is None
            else Lines.of_file(follow, self._ended, self._midnight)
        )
        self._source = "-" if follow is None else str(follow.resolve())
        self._line = 0

    def __enter__(self) -> Watch:
        self._old = signal.signal(signal.SIGTERM, self._end)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        signal.signal(signal.SIGTERM, self._old)
        if self._state is not None:
            self._state.close()

    def run(self) -> None:
        """Take in lines until they end, or until SIGTERM."""
        self._go_on()
        self._midnight()
        _settle()
        for line in self._lines:
            self._line += 1
            self._take_in(line)
            self._midnight()
            if self._line % SETTLING == 0:
                _settle()
        self._keep("", None, [])

    # ---- from an earlier watch -------------------------------------------------------------------

    def _go_on(self) -> None:
        """Take up what an earlier watch has left: facts, outcomes, what was not written, where to read on."""
        if self._state is None:
            return
        self._output.resume(self._state.waiting(), int(self._remembered("output") or 0))
        told = self._state.outcomes()
        found: dict[tuple[str, str, str], Transition] = {}
        for text in self._state.lines():
            for each in apply(self._reader.read(text), self._monitor):
                found[(each.patient, each.trial, each.cohort)] = each
        self._lines.begin_at(int(self._remembered(f"input {self._source}") or 0))
        self._line = int(self._remembered(f"line {self._source}") or 0) if self._lines.position else 0
        changed = [each for key, each in found.items() if told.get(key) != each.after.value]
        if changed:  # the trial file or the date is another one than before
            self._keep("", None, changed)

    def _remembered(self, name: str) -> str | None:
        return None if self._state is None else self._state.progress(name)

    # ---- lines -----------------------------------------------------------------------------------

    def _take_in(self, raw: bytes) -> None:
        if not raw.strip():
            return
        if len(raw) > LONGEST:
            self._report(f"it is longer than {LONGEST:,} bytes")
            return
        try:
            text = raw.decode("utf-8-sig" if self._line == 1 else "utf-8")
            line = self._reader.read(text)
            transitions = apply(line, self._monitor)
        except UnicodeDecodeError:
            self._report("this is no UTF-8")
        except BadLine as error:
            self._report(str(error))
        else:
            kept = None if line.does in ("advance", "close") else text
            self._keep(line.patient, kept, transitions, closed=line.does == "close")

    def _report(self, why: str) -> None:
        print(f"line {self._line}: {why}; skipped", file=sys.stderr, flush=True)  # noqa: T201
        self._keep("", None, [])

    def _keep(
        self, patient: str, text: str | None, transitions: Sequence[Transition], *, closed: bool = False
    ) -> None:
        """Remember a line with what it brought about, in one transaction; then write."""
        came = self._output.position
        written, position = [], came
        for each in transitions:
            self._number += 1
            shown = self._shown(each)
            position += len(shown.encode())
            written.append((shown, position))
        if self._state is not None:
            progress = {"number": str(self._number), "output": str(came), "day": self._monitor.day}
            progress[f"input {self._source}"] = str(self._lines.position)
            progress[f"line {self._source}"] = str(self._line)
            self._state.take_in(patient, text, transitions, written, progress, closed=closed)
        for shown, _ in written:
            self._output.write(shown.encode())

    def _shown(self, transition: Transition) -> str:
        if self._readable:
            cohort = f" ({transition.cohort})" if transition.cohort else ""
            return (
                f"{transition.on}  {transition.patient}  {transition.trial}{cohort}  {transition.sentence}\n"
            )
        return json.dumps({"number": self._number, **transition.to_dict()}, ensure_ascii=False) + "\n"

    # ---- time and the end ------------------------------------------------------------------------

    def _midnight(self) -> None:
        """Without a fixed date the watch goes on with the calendar."""
        if not self._fixed and _today() > self._monitor.day:
            self._keep("", None, self._monitor.advance(_today()))

    def _ended(self) -> bool:
        return self._ending

    def _end(self, number: int, frame: FrameType | None) -> None:
        self._ending = True


def _settle() -> None:
    """Trials and facts are here to stay: a full collection, which looks at all of them, would hold up a line."""
    gc.collect(1)
    gc.freeze()


def _today() -> str:
    return datetime.now().astimezone().date().isoformat()


def _site(mapping: Path | None) -> tuple[Site, tuple[Fact, ...]]:
    """What a mapping declares about its site, and of every patient."""
    if mapping is None:
        return NO_SITE, ()
    from eligibility.records.mapping.loading import load_mapping

    plan = load_mapping(mapping)
    return plan.site, tuple(plan.always)

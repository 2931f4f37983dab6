"""Writes the files of a test, and reads the records that they make."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from eligibility.records import Chart, Fact, Record, Records, read_records, understand
from eligibility.vocabulary import Vocabulary, load_vocabulary

VOCABULARY = load_vocabulary(["general", "oncology", "liver"])
HEAD = "mapping: test\nvocabulary: [general, oncology, liver]\n"


class Folder:
    """A folder of files, and what is read from them."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def write(self, name: str, content: str | bytes) -> Path:
        path = self.path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def mapping(self, text: str) -> Path:
        return self.write("mapping.yaml", text if text.startswith("mapping") else HEAD + text)

    def read(
        self, files: dict[str, str | bytes], mapping: str | None = None, answers: str | None = None
    ) -> Records:
        paths = [self.write(name, content) for name, content in files.items()]
        said = None if mapping is None else self.mapping(mapping)
        answered = None if answers is None else self.write("answers.csv", answers)
        return read_records(*paths, mapping=said, answers=answered, vocabulary=None if said else VOCABULARY)

    def facts(self, files: dict[str, str | bytes], mapping: str | None = None) -> list[Fact]:
        (record,) = self.read(files, mapping)
        return list(record.facts)


def charts(records: Iterable[Record], vocabulary: Vocabulary = VOCABULARY) -> dict[str, Chart]:
    return {record.patient: understand(record, vocabulary) for record in records}

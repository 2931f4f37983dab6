"""One target under atheris, in this process: `python -m tests.fuzzing.guided TARGET CORPUS FINDINGS SECONDS`.

atheris never returns: libFuzzer ends the process. So a finding is written when it is met, and the counts are what
libFuzzer prints at the end.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

TIMEOUT = 60  # seconds after which an input counts as endless
MEMORY = 2500  # megabytes that the process may hold


def main(name: str, corpus: Path, findings: Path, seconds: str) -> None:
    """Fuzz one target; does not return."""
    import atheris  # which is not installed where nobody fuzzes

    with atheris.instrument_imports(include=["eligibility"]):
        from tests.fuzzing.dictionary import as_libfuzzer
        from tests.fuzzing.targets import TARGETS
        from tests.fuzzing.watchdog import Finding, finding

        target = TARGETS[name]
        sown = _sow(corpus / "seeds", target.seeds(), target.longest)
        for seed in sown[:20]:  # loads what is imported only when it is needed
            finding(target, seed)
    words = corpus / "words.dict"
    words.write_text(as_libfuzzer(), "ascii")
    met: set[Finding] = set()

    def once(data: bytes) -> None:
        found = finding(target, data)
        if found is not None and found not in met:
            met.add(found)
            _keep(findings, found, data)

    grown = corpus / "grown"
    grown.mkdir(exist_ok=True)
    options = [f"-max_total_time={seconds}", f"-max_len={target.longest}", f"-timeout={TIMEOUT}"]
    options += [f"-rss_limit_mb={MEMORY}", f"-artifact_prefix={findings}/", f"-dict={words}", "-seed=1"]
    atheris.Setup([name, *options, "-print_final_stats=1", str(grown), str(corpus / "seeds")], once)
    atheris.Fuzz()


def _sow(folder: Path, seeds: list[bytes], longest: int) -> list[bytes]:
    """Write the seeds where libFuzzer looks for them."""
    folder.mkdir(parents=True, exist_ok=True)
    sown = [seed[:longest] for seed in seeds]
    for seed in sown:
        (folder / hashlib.sha256(seed).hexdigest()[:20]).write_bytes(seed)
    return sown


def _keep(folder: Path, found: object, data: bytes) -> None:
    name = "".join(letter if letter.isalnum() else "_" for letter in str(found))
    (folder / name).write_bytes(data)
    sys.stderr.write(f"finding: {found}\n")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4])

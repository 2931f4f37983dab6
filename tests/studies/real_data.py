"""`python -m tests.studies.real_data`: counts the verdicts on real patients, for docs/proof/real_data.json.

The data is looked for as in `test_hcc_survival`.
"""

from __future__ import annotations

import sys

from docs.proof_files import write
from tests.studies.test_hcc_survival import DATA, compared


def main() -> int:
    """Compare and write; the exit code is 1 if a verdict differs."""
    if not (DATA / "expected.csv").is_file():
        raise SystemExit(
            "The HCC Survival data set is not here; set ELIGIBILITY_DATA to the folder that holds it."
        )
    wanted, wrong = compared()
    counts = {
        "patients": len({patient for patient, _, _ in wanted}),
        "criteria": len({criterion for _, criterion, _ in wanted}),
        "verdicts": len(wanted),
        "equal": len(wanted) - len(wrong),
    }
    write("real_data", "python -m tests.studies.real_data", counts)
    sys.stdout.write(f"{counts}\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

"""Bare numbers, fractions, ratios, indices and counts that have no volume."""

from __future__ import annotations

from eligibility.units.table.row import Row, rows

# A bare number (INR, a score) is no fraction: a prothrombin activity of 85 % is not an INR of 0.85.
BARE: tuple[Row, ...] = rows(
    "bare number",
    (("", "1", "dimensionless", "1 {INR} {ratio} {score} 分 个", "inr ratio score points index 比值 评分"),),
)

FRACTION: tuple[Row, ...] = rows(
    "fraction",
    (
        ("%", "%", "percent", "[%] vol% L/100L mL/100mL mL/dL", "percent pct 百分比"),
        ("‰", "[ppth]", "permille", "[ppth]", "permille"),
        ("L/L", "L/L", "litre/litre", "V/V v/v"),
    ),
)

# HbA1c in % (NGSP) and in mmol/mol (IFCC) are tied by a regression, not by a unit: a stated factor.
AMOUNT_RATIO: tuple[Row, ...] = rows(
    "amount ratio",
    (
        ("mol/mol", "mol/mol", "mole/mole"),
        ("mmol/mol", "mmol/mol", "millimole/mole", "umol/mmol mmol/molHb mmol/molCr"),
        ("umol/mol", "umol/mol", "micromole/mole", "nmol/mmol umol/molCr nmol/mmolCr"),
        ("nmol/mol", "nmol/mol", "nanomole/mole"),
        ("mmol/mmol", "mmol/mmol", "millimole/millimole"),
    ),
)

MASS_RATIO: tuple[Row, ...] = rows(
    "mass ratio",
    (
        ("g/g", "g/g", "gram/gram", "mg/mg g/gCr mg/mgCr"),
        (
            "mg/g",
            "mg/g",
            "milligram/gram",
            "ug/mg g/kgCr ug/mgCr mg/g{creat}",
            "mg/gCr mg/gCrea mg/gcreatinine 毫克/克肌酐",
        ),
        ("ug/g", "ug/g", "microgram/gram", "ng/mg ug/gCr ng/mgCr ug/gstool"),
        ("ng/g", "ng/g", "nanogram/gram"),
    ),
)

MASS_PER_AMOUNT: tuple[Row, ...] = rows(
    "mass per amount",
    (
        ("mg/mmol", "mg/mmol", "milligram/millimole", "g/mol mg/mmolCr mg/mmol{creat}"),
        ("g/mmol", "g/mmol", "gram/millimole"),
        ("ug/mmol", "ug/mmol", "microgram/millimole", "mg/mol ug/mmolCr"),
        ("ug/umol", "ug/umol", "microgram/micromole"),
    ),
)

AMOUNT_PER_MASS: tuple[Row, ...] = rows(
    "amount per mass",
    (
        ("mmol/kg", "mmol/kg", "millimole/kilogram"),
        ("mmol/g", "mmol/g", "millimole/gram"),
        ("umol/g", "umol/g", "micromole/gram"),
        ("nmol/g", "nmol/g", "nanomole/gram"),
    ),
)

COUNTED: tuple[Row, ...] = (
    rows("count per field", (("/HPF", "/[HPF]", "cell/high_power_field", "/[HPF]", "/hpf /高倍视野"),))
    + rows(
        "count per low-power field",
        (("/LPF", "/[LPF]", "cell/low_power_field", "/[LPF]", "/lpf /lp /低倍视野"),),
    )
    + rows(
        "cells per body mass",
        (
            ("/kg", "/kg", "cell/kilogram"),
            ("10^6/kg", "10*6/kg", "megacell/kilogram"),
        ),
    )
    + rows(
        "signal to cut-off",
        (("S/CO", "{s_co_ratio}", "cutoff_ratio", "{s_co_ratio} {COI}", "s/co s/cutoff coi"),),
    )
    + rows("titre", (("titre", "{titer}", "titre", "{titer} {titre}", "titre titer titers titres 滴度"),))
)

HABITS: tuple[Row, ...] = (
    rows(
        "smoking history",
        (
            (
                "pack-years",
                "{pack-years}",
                "pack_year",
                "{pack-years}",
                "pack-year pack-years packyear packyears pack-yr pack-yrs 包年",
            ),
        ),
    )
    + rows(
        "cigarettes per day",
        (
            (
                "cigarettes/day",
                "{cigarettes}/d",
                "cigarette/day",
                "{cigarettes}/day",
                "cigarette/day cigs/day cig/day 支/day",
            ),
        ),
    )
    + rows(
        "drinks per time",
        (
            ("drinks/day", "{drinks}/d", "drink/day", "{drinks}/day", "drink/day standarddrinks/day"),
            ("drinks/week", "{drinks}/wk", "drink/week", "{drinks}/week", "drink/week standarddrinks/week"),
        ),
    )
    + rows("metabolic equivalents", (("METs", "[MET]", "metabolic_equivalent", "MET [MET] METS"),))
    + rows("Hounsfield scale", (("HU", "[hnsf'U]", "hounsfield_unit", "[hnsf'U]"),))
)

RATIOS: tuple[Row, ...] = (
    BARE + FRACTION + AMOUNT_RATIO + MASS_RATIO + MASS_PER_AMOUNT + AMOUNT_PER_MASS + COUNTED + HABITS
)

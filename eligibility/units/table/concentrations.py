"""Mass, amount, equivalents and numbers per volume."""

from __future__ import annotations

from eligibility.units.table.row import Row, rows

MASS: tuple[Row, ...] = rows(
    "mass concentration",
    (
        ("g/L", "g/L", "gram/litre"),
        ("g/dL", "g/dL", "gram/decilitre", "G/dL G/DL g/100mL g% gm% gm/100mL"),
        ("g/mL", "g/mL", "gram/millilitre"),
        ("mg/L", "mg/L", "milligram/litre"),
        ("mg/dL", "mg/dL", "milligram/decilitre", "mg/100mL mg%"),
        ("mg/mL", "mg/mL", "milligram/millilitre"),
        ("ug/L", "ug/L", "microgram/litre"),
        ("ug/dL", "ug/dL", "microgram/decilitre", "ug/100mL µg% ug% mcg%"),
        ("ug/mL", "ug/mL", "microgram/millilitre"),
        ("ng/L", "ng/L", "nanogram/litre"),
        ("ng/dL", "ng/dL", "nanogram/decilitre", "ng/100mL ng%"),
        ("ng/mL", "ng/mL", "nanogram/millilitre"),
        ("ng/uL", "ng/uL", "nanogram/microlitre"),
        ("pg/L", "pg/L", "picogram/litre"),
        ("pg/dL", "pg/dL", "picogram/decilitre", "pg/100mL"),
        ("pg/mL", "pg/mL", "picogram/millilitre"),
        ("fg/mL", "fg/mL", "femtogram/millilitre"),
    ),
)

# D-dimer is reported as fibrinogen-equivalent or as D-dimer units; an FEU weighs about twice a DDU, and no
# factor holds for every assay, so each is a kind of its own, apart from plain mass.
FEU: tuple[Row, ...] = rows(
    "mass concentration, fibrinogen-equivalent units",
    (
        ("mg/L FEU", "mg{FEU}/L", "milligram_feu/litre"),
        ("ug/mL FEU", "ug{FEU}/mL", "microgram_feu/millilitre"),
        ("ug/L FEU", "ug{FEU}/L", "microgram_feu/litre"),
        ("ng/mL FEU", "ng{FEU}/mL", "nanogram_feu/millilitre"),
    ),
)

DDU: tuple[Row, ...] = rows(
    "mass concentration, D-dimer units",
    (
        ("mg/L DDU", "mg{DDU}/L", "milligram_ddu/litre"),
        ("ug/mL DDU", "ug{DDU}/mL", "microgram_ddu/millilitre"),
        ("ug/L DDU", "ug{DDU}/L", "microgram_ddu/litre"),
        ("ng/mL DDU", "ng{DDU}/mL", "nanogram_ddu/millilitre"),
    ),
)

AMOUNT: tuple[Row, ...] = rows(
    "amount concentration",
    (
        ("mol/L", "mol/L", "mole/litre", "mol/dm3"),
        ("mmol/L", "mmol/L", "millimole/litre", "mM mmol/dm3"),
        ("mmol/dL", "mmol/dL", "millimole/decilitre"),
        ("mmol/mL", "mmol/mL", "millimole/millilitre"),
        ("umol/L", "umol/L", "micromole/litre", "uM µM µmol/dm3"),
        ("umol/dL", "umol/dL", "micromole/decilitre"),
        ("umol/mL", "umol/mL", "micromole/millilitre"),
        ("nmol/L", "nmol/L", "nanomole/litre", "nM"),
        ("nmol/dL", "nmol/dL", "nanomole/decilitre"),
        ("nmol/mL", "nmol/mL", "nanomole/millilitre"),
        ("pmol/L", "pmol/L", "picomole/litre", "pM"),
        ("pmol/dL", "pmol/dL", "picomole/decilitre"),
        ("pmol/mL", "pmol/mL", "picomole/millilitre"),
        ("fmol/L", "fmol/L", "femtomole/litre", "fM"),
        ("fmol/mL", "fmol/mL", "femtomole/millilitre"),
    ),
)

# 1 mEq/L is 1 mmol/L for sodium and half of that for calcium: the variable must say so (a stated factor).
EQUIVALENT: tuple[Row, ...] = rows(
    "equivalent concentration",
    (
        ("Eq/L", "eq/L", "equivalent/litre"),
        ("mEq/L", "meq/L", "milliequivalent/litre"),
        ("mEq/dL", "meq/dL", "milliequivalent/decilitre"),
        ("mEq/mL", "meq/mL", "milliequivalent/millilitre"),
        ("uEq/L", "ueq/L", "microequivalent/litre"),
    ),
)

THOUSANDS = "th/uL thou/uL ths/uL thsd/uL tsd/uL thousand/uL thousands/uL 千/uL"
MILLIONS = "mil/uL mill/uL mio/uL million/uL millions/uL 百万/uL"

NUMBER: tuple[Row, ...] = rows(
    "number concentration",
    (
        ("/L", "/L", "cell/litre"),
        ("/mL", "/mL", "cell/millilitre"),
        ("/uL", "/uL", "cell/microlitre"),
        ("10^2/uL", "10*2/uL", "hectocell/microlitre", "百/uL"),
        ("10^3/uL", "10*3/uL", "kilocell/microlitre", "K/uL k/uL", THOUSANDS),
        ("10^4/uL", "10*4/uL", "myriacell/microlitre", "万/uL 萬/uL"),
        ("10^6/uL", "10*6/uL", "megacell/microlitre", "M/uL", MILLIONS),
        ("10^3/mL", "10*3/mL", "kilocell/millilitre", "K/mL k/mL 千/mL"),
        ("10^4/mL", "10*4/mL", "myriacell/millilitre", "万/mL 萬/mL"),
        ("10^6/mL", "10*6/mL", "megacell/millilitre", "", "mil/mL mill/mL mio/mL million/mL 百万/mL"),
        ("10^3/L", "10*3/L", "kilocell/litre"),
        ("10^6/L", "10*6/L", "megacell/litre", "", "mio/L million/L 百万/L"),
        ("10^9/L", "10*9/L", "gigacell/litre", "G/L Gpt/L GPt/L Gpt/l", "giga/L billion/L bil/L 十亿/L"),
        ("10^12/L", "10*12/L", "teracell/litre", "T/L Tpt/L TPt/L", "tera/L trillion/L 万亿/L"),
    ),
)

COPIES: tuple[Row, ...] = rows(
    "copies per volume",
    (
        ("copies/mL", "{copies}/mL", "copy/millilitre", "拷贝/mL cp/mL cps/mL c/mL", "copy/mL"),
        ("copies/uL", "{copies}/uL", "copy/microlitre", "拷贝/uL cp/uL", "copy/uL"),
        ("copies/L", "{copies}/L", "copy/litre", "拷贝/L cp/L", "copy/L"),
        (
            "10^3copies/mL",
            "10*3.{copies}/mL",
            "kilocopy/millilitre",
            "10^3.{copies}/mL 10^3拷贝/mL kcopies/mL Kcopies/mL",
        ),
        ("10^6copies/mL", "10*6.{copies}/mL", "megacopy/millilitre", "10^6.{copies}/mL 10^6拷贝/mL"),
    ),
)

COLONIES: tuple[Row, ...] = rows(
    "colony-forming units per volume",
    (
        ("CFU/mL", "[CFU]/mL", "colony/millilitre", "[CFU]/mL", "cfu/mL 菌落/mL"),
        ("CFU/L", "[CFU]/L", "colony/litre", "[CFU]/L", "cfu/L"),
        ("10^3CFU/mL", "10*3.[CFU]/mL", "kilocolony/millilitre", "10^3.[CFU]/mL", "10^3cfu/mL"),
    ),
)

OSMOTIC: tuple[Row, ...] = rows(
    "osmolality",
    (("mOsm/kg", "mosm/kg", "milliosmole/kilogram", "", "mosm/kgH2O mosmol/kgH2O mosm/kg(H2O) 毫渗/kg"),),
) + rows("osmolarity", (("mOsm/L", "mosm/L", "milliosmole/litre", "", "mosm/L mosmol/L 毫渗/L"),))

CONCENTRATIONS: tuple[Row, ...] = (
    MASS + FEU + DDU + AMOUNT + EQUIVALENT + NUMBER + COPIES + COLONIES + OSMOTIC
)

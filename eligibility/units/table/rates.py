"""What goes by time: clearances, flows, doses and excretions by day, frequencies, speeds."""

from __future__ import annotations

from eligibility.units.table.row import Row, rows

# A clearance and a clearance per 1.73 m2 of body surface are different quantities, not interchangeable.
FLOW: tuple[Row, ...] = rows(
    "volume rate",
    (
        ("mL/min", "mL/min", "millilitre/minute"),
        ("mL/s", "mL/s", "millilitre/second"),
        ("mL/h", "mL/h", "millilitre/hour"),
        ("mL/day", "mL/d", "millilitre/day"),
        ("mL/24h", "mL/(24.h)", "millilitre/day", "mL/(24.h)"),
        ("L/min", "L/min", "litre/minute"),
        ("L/s", "L/s", "litre/second"),
        ("L/day", "L/d", "litre/day", "L/24h L/(24.h)"),
    ),
)

NORMALISED_CLEARANCE: tuple[Row, ...] = rows(
    "volume rate per standard body surface",
    (
        (
            "mL/min/1.73m2",
            "mL/min/{1.73_m2}",
            "millilitre/minute/standard_body_surface",
            "mL/(min.1.73m2) mL/(min*1.73m2) mL/min.1.73m2 mL/min*1.73m2 mL/min/1.73.m2 mL/min/1.73*m2",
        ),
        ("mL/s/1.73m2", "mL/s/{1.73_m2}", "millilitre/second/standard_body_surface", "mL/(s.1.73m2)"),
    ),
)

BY_BODY: tuple[Row, ...] = (
    rows("volume rate per area", (("L/min/m2", "L/min/m2", "litre/minute/metre**2", "L/(min.m2)"),))
    + rows(
        "volume rate per body mass",
        (
            ("mL/kg/h", "mL/kg/h", "millilitre/kilogram/hour", "mL/(kg.h) mL/h/kg"),
            ("mL/kg/min", "mL/kg/min", "millilitre/kilogram/minute", "mL/(kg.min) mL/min/kg"),
            ("mL/kg/day", "mL/kg/d", "millilitre/kilogram/day", "mL/(kg.day) mL/day/kg"),
        ),
    )
    + rows(
        "mass rate per body mass",
        (
            ("g/kg/day", "g/kg/d", "gram/kilogram/day", "g/(kg.day) g/day/kg"),
            ("mg/kg/day", "mg/kg/d", "milligram/kilogram/day", "mg/(kg.day) mg/day/kg mg/kg/24h"),
            ("ug/kg/min", "ug/kg/min", "microgram/kilogram/minute", "ug/(kg.min) ug/min/kg"),
        ),
    )
    + rows("mass rate per area", (("mg/m2/day", "mg/m2/d", "milligram/metre**2/day", "mg/(m2.day)"),))
)

# `g/24h` is how a urine collection is printed, `g/day` how a dose is; they are worth the same.
MASS_RATE: tuple[Row, ...] = rows(
    "mass rate",
    (
        ("g/day", "g/d", "gram/day"),
        ("mg/day", "mg/d", "milligram/day"),
        ("ug/day", "ug/d", "microgram/day"),
        ("g/24h", "g/(24.h)", "gram/day", "g/(24.h) g/24.h"),
        ("mg/24h", "mg/(24.h)", "milligram/day", "mg/(24.h) mg/24.h"),
        ("ug/24h", "ug/(24.h)", "microgram/day", "ug/(24.h) ug/24.h"),
        ("g/week", "g/wk", "gram/week"),
        ("mg/week", "mg/wk", "milligram/week"),
        ("mg/h", "mg/h", "milligram/hour"),
        ("ug/h", "ug/h", "microgram/hour"),
        ("ug/min", "ug/min", "microgram/minute"),
    ),
)

AMOUNT_RATE: tuple[Row, ...] = rows(
    "amount rate",
    (
        ("mmol/24h", "mmol/(24.h)", "millimole/day", "mmol/(24.h)"),
        ("umol/24h", "umol/(24.h)", "micromole/day", "umol/(24.h)"),
        ("nmol/24h", "nmol/(24.h)", "nanomole/day", "nmol/(24.h)"),
        ("mmol/day", "mmol/d", "millimole/day"),
        ("umol/day", "umol/d", "micromole/day"),
        ("nmol/day", "nmol/d", "nanomole/day"),
    ),
) + rows("equivalent rate", (("mEq/24h", "meq/(24.h)", "milliequivalent/day", "mEq/day mEq/(24.h)"),))

FREQUENCY: tuple[Row, ...] = rows(
    "frequency",
    (
        (
            "/min",
            "/min",
            "event/minute",
            "次/min {beats}/min {breaths}/min",
            "bpm beats/min beat/min breaths/min 次/分",
        ),
        ("/day", "/d", "event/day", "次/day", "times/day 次/日 次/天"),
        ("/week", "/wk", "event/week", "次/week", "times/week 次/周"),
    ),
)

SPEED: tuple[Row, ...] = (
    rows("speed", (("m/s", "m/s", "metre/second"), ("cm/s", "cm/s", "centimetre/second")))
    + rows("sedimentation rate", (("mm/h", "mm/h", "millimetre/hour", "mm/1h mm/60min mm/1stHr mm/1sthr"),))
    + rows("concentration rate", (("ng/mL/h", "ng/mL/h", "nanogram/millilitre/hour", "ng/(mL.h) ng/mL.h"),))
    + rows("energy rate", (("kcal/day", "kcal/d", "kilocalorie/day", "", "kcal/day"),))
    + rows(
        "vascular resistance",
        (
            ("dyn.s/cm5", "dyn.s/cm5", "dyne*second/centimetre**5", "dyn.s.cm-5 dyn.s.cm^-5 dyn*s/cm5"),
            ("WU", "[wood'U]", "wood_unit", "[wood'U]", "woodunits woodunit"),
        ),
    )
)

RATES: tuple[Row, ...] = FLOW + NORMALISED_CLEARANCE + BY_BODY + MASS_RATE + AMOUNT_RATE + FREQUENCY + SPEED

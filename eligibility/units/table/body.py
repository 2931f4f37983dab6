"""Time, size, mass, pressure, temperature, radiation: what is measured on a body rather than in a sample."""

from __future__ import annotations

from eligibility.units.table.row import Row, rows

TIME: tuple[Row, ...] = rows(
    "time",
    (
        ("ms", "ms", "millisecond"),
        ("s", "s", "second"),
        ("min", "min", "minute"),
        ("h", "h", "hour"),
        ("days", "d", "day", "day"),
        ("weeks", "wk", "week", "week"),
    ),
)

# Months and years are calendar periods: they are never turned into days.
CALENDAR: tuple[Row, ...] = rows(
    "calendar period",
    (("months", "mo", "month", "month"), ("years", "a", "year", "year")),
)

LENGTH: tuple[Row, ...] = rows(
    "length",
    (
        ("um", "um", "micrometre", "µm", "micron microns micrometre micrometer 微米"),
        ("mm", "mm", "millimetre", "MM", "millimetre millimeter millimetres millimeters 毫米"),
        ("cm", "cm", "centimetre", "CM", "centimetre centimeter centimetres centimeters 厘米 公分"),
        ("m", "m", "metre", "", "metre meter metres meters 米"),
        ("in", "[in_i]", "inch", "[in_i] [in_us]", "inch inches 英寸"),
        ("ft", "[ft_i]", "foot", "[ft_i] [ft_us]", "foot feet 英尺"),
    ),
)

AREA: tuple[Row, ...] = rows(
    "area",
    (
        ("m2", "m2", "metre**2", "sqm", "sqm 平方米"),
        ("cm2", "cm2", "centimetre**2", "sqcm", "sqcm 平方厘米"),
        ("mm2", "mm2", "millimetre**2", "sqmm", "sqmm 平方毫米"),
    ),
)

VOLUME: tuple[Row, ...] = rows(
    "volume",
    (
        ("L", "L", "litre"),
        ("dL", "dL", "decilitre"),
        ("mL", "mL", "millilitre"),
        ("uL", "uL", "microlitre"),
        ("fL", "fL", "femtolitre", "um3 µm3 cu.um"),
    ),
)

MASS: tuple[Row, ...] = rows(
    "mass",
    (
        ("kg", "kg", "kilogram"),
        ("g", "g", "gram"),
        ("mg", "mg", "milligram"),
        ("ug", "ug", "microgram"),
        ("ng", "ng", "nanogram"),
        ("pg", "pg", "picogram"),
        ("lb", "[lb_av]", "pound", "[lb_av] LB LBS lbs", "pound pounds 磅"),
        ("oz", "[oz_av]", "ounce", "[oz_av]", "ounce ounces 盎司"),
        ("jin", "[jin]", "jin", "[jin]", "斤 市斤 jin"),
    ),
)

AMOUNT: tuple[Row, ...] = rows(
    "amount",
    (
        ("mol", "mol", "mole"),
        ("mmol", "mmol", "millimole"),
        ("umol", "umol", "micromole"),
        ("nmol", "nmol", "nanomole"),
        ("pmol", "pmol", "picomole"),
        ("fmol", "fmol", "femtomole"),
    ),
) + rows("equivalents", (("mEq", "meq", "milliequivalent"),))

BODY_RATIOS: tuple[Row, ...] = (
    rows(
        "mass per area",
        (
            ("kg/m2", "kg/m2", "kilogram/metre**2"),
            ("g/m2", "g/m2", "gram/metre**2"),
            ("mg/m2", "mg/m2", "milligram/metre**2"),
            ("g/cm2", "g/cm2", "gram/centimetre**2"),
        ),
    )
    + rows("volume per area", (("mL/m2", "mL/m2", "millilitre/metre**2"),))
    + rows("area per area", (("cm2/m2", "cm2/m2", "centimetre**2/metre**2"),))
    + rows(
        "mass per body mass",
        (
            ("g/kg", "g/kg", "gram/kilogram"),
            ("mg/kg", "mg/kg", "milligram/kilogram"),
            ("ug/kg", "ug/kg", "microgram/kilogram"),
        ),
    )
    + rows("volume per body mass", (("mL/kg", "mL/kg", "millilitre/kilogram"),))
)

# The conventional millimetre of mercury, 13.5951 g/cm3 x 9.80665 m/s2 x 1 mm (NIST SP 811, B.8).
PRESSURE: tuple[Row, ...] = rows(
    "pressure",
    (
        ("mmHg", "mm[Hg]", "millimetre_mercury", "mm[Hg] mmhg MMHG mmHG torr", "毫米汞柱"),
        ("cmH2O", "cm[H2O]", "centimetre_water", "cm[H2O] cmh2o CMH2O", "厘米水柱"),
        ("kPa", "kPa", "kilopascal", "KPA kpa KPa", "千帕"),
        ("Pa", "Pa", "pascal"),
        ("hPa", "hPa", "hectopascal"),
    ),
)

TEMPERATURE: tuple[Row, ...] = rows(
    "temperature",
    (
        ("degC", "Cel", "degree_celsius", "°C ºC C Cel oC", "degc celsius 摄氏度 度"),
        ("degF", "[degF]", "degree_fahrenheit", "°F ºF F [degF] oF", "degf fahrenheit 华氏度"),
    ),
)

RADIATION: tuple[Row, ...] = (
    rows(
        "absorbed dose",
        (
            ("Gy", "Gy", "gray", "GY", "gray 戈瑞"),
            ("cGy", "cGy", "centigray", "CGY rad"),
            ("mGy", "mGy", "milligray"),
        ),
    )
    + rows(
        "radioactivity",
        (
            ("GBq", "GBq", "gigabecquerel", "GBQ"),
            ("MBq", "MBq", "megabecquerel", "MBQ"),
            ("mCi", "mCi", "millicurie", "MCI"),
        ),
    )
    + rows("attenuation", (("dB/m", "dB/m", "decibel/metre", "db/m DB/M"),))
)

BODY: tuple[Row, ...] = (
    TIME
    + CALENDAR
    + LENGTH
    + AREA
    + VOLUME
    + MASS
    + AMOUNT
    + BODY_RATIOS
    + PRESSURE
    + TEMPERATURE
    + RADIATION
)

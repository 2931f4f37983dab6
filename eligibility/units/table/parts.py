"""How people spell the parts of a unit: `mcg` for `ug`, `l` or `升` for `L`, `d` or `天` for `day`.

A spelling that is not in a row is taken apart at `/`, each part is replaced by ours, and the result is looked up
in the table: a fraction is readable only if the table holds it. In SYMBOLS case counts, in WORDS it does not.

All-capital symbols (`MG/DL`, `MMOL/L`) are the case-insensitive variant of UCUM, in which M is milli; old
laboratory systems print them. They are listed only where no unit of the mega kind can be meant: `MU`, `MIU` and
`MAU` are not.
"""

from __future__ import annotations

SYMBOLS: dict[str, str] = {
    # mass
    "kg": "KG Kg KGS kgs",
    "g": "gm gms GM",
    "mg": "MG mgs mgm",
    "ug": "UG µg mcg MCG µgm",
    "ng": "NG",
    "pg": "PG",
    "fg": "FG",
    # amount
    "mol": "MOL Mol",
    "mmol": "MMOL mMol mmole",
    "umol": "UMOL µmol mcmol µMol uMol mcM µmole umole",
    "nmol": "NMOL nMol nmole",
    "pmol": "PMOL pMol pmole",
    "fmol": "FMOL fMol",
    "Eq": "eq val EQ",
    "mEq": "meq MEQ mval meqv mEqv",
    "uEq": "ueq UEQ µEq µeq",
    "mOsm": "mosm mosmol mOsmol MOSM MOSMOL",
    # volume; a cubic millimetre is a microlitre
    "L": "l ℓ dm3",
    "dL": "dl DL",
    "100mL": "100ml 100ML 100cc 100毫升",
    "mL": "ml ML cc cm3 mℓ",
    "uL": "ul UL µl µL mcl mcL MCL mm3 cumm cmm cu.mm CUMM µℓ",
    "fL": "fl FL",
    # activity
    "U": "u",
    "mU": "mu",
    "uU": "µU uu µu mcU u[arb'U]",
    "kU": "KU ku k[arb'U]",
    "IU": "iu [IU] [iU] [iu] I.U. UI",
    "mIU": "miu m[IU] m[iU] mUI m[iu]",
    "uIU": "uiu u[IU] µIU mcIU u[iU] µ[IU] µiu uUI µUI",
    "kIU": "kiu k[IU] KIU k[iU] kUI",
    "AU": "au [arb'U]",
    "mAU": "mau m[arb'U]",
    "nkat": "NKAT",
    "ukat": "µkat UKAT mckat",
    "mkat": "MKAT",
    # numbers: a bare count has no symbol
    "": "1 # {#} {cells} {cell} {count} {WBC} {RBC} 个",
    "copies": "{copies} {copy}",
    # length and area
    "m2": "M2 m*2 sqm",
    "1.73m2": "{1.73_m2} {1.73m2} (1.73m2) 1.73m*2 1.73M2 1.73sqm 1.73_m2",
    "min": "MIN",
    "s": "SEC",
    "ms": "msec msecs MSEC MS",
    "h": "hr H HR hrs",
    "day": "d D",
    "week": "wk wks",
    "month": "mo mos mon",
    "year": "yr yrs a y Y",
    "24h": "24hr 24hrs 24H 24HR 24hours",
    "HPF": "HP",
}

WORDS: dict[str, str] = {
    "kg": "kilogram kilograms 千克 公斤",
    "g": "gram grams gramme grammes 克",
    "mg": "milligram milligrams 毫克",
    "ug": "microgram micrograms 微克",
    "ng": "nanogram nanograms 纳克 毫微克",
    "pg": "picogram picograms 皮克",
    "mol": "mole moles 摩尔",
    "mmol": "millimole millimoles 毫摩尔 毫摩",
    "umol": "micromole micromoles 微摩尔 微摩",
    "nmol": "nanomole nanomoles 纳摩尔",
    "pmol": "picomole picomoles 皮摩尔",
    "mEq": "毫当量",
    "L": "litre liter litres liters 升 公升",
    "dL": "decilitre deciliter decilitres deciliters 分升",
    "mL": "millilitre milliliter millilitres milliliters 毫升",
    "uL": "microlitre microliter microlitres microliters 微升 立方毫米",
    "fL": "femtolitre femtoliter femtolitres femtoliters 飞升",
    "IU": "国际单位",
    "mIU": "毫国际单位",
    "uIU": "微国际单位",
    "U": "unit units 单位",
    "copies": "copy copies 拷贝",
    "": "cell cells 个细胞",
    "m": "米",
    "cm": "厘米",
    "mm": "毫米",
    "m2": "平方米",
    "1.73m2": "1.73平方米",
    "min": "minute minutes mins 分钟 分",
    "s": "second seconds sec secs 秒",
    "ms": "millisecond milliseconds 毫秒",
    "h": "hour hours 小时 时",
    "day": "days day 天 日",
    "week": "weeks week 周 星期",
    "month": "months month 月 个月",
    "year": "years year 年 岁 周岁",
    "24h": "24hour 24小时",
}

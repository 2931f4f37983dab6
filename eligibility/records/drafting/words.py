"""The words by which headers say what a column holds, in English and Chinese."""

from __future__ import annotations

from collections.abc import Iterable

from eligibility.records.drafting.samples import Column
from eligibility.vocabulary.folding import fold_name

PATIENT = (
    "patient_id", "patient", "id", "mrn", "pid", "subject_id", "subject", "patient number", "case number", "record id",
    "病历号", "住院号", "病案号", "患者编号", "患者ID", "病人ID", "登记号", "受试者编号", "筛选号", "编号",
)  # fmt: skip
SCREENING = ("screening_date", "screening", "screened", "date of screening", "筛选日期", "筛选时间", "筛选日")
VALUE = (
    "value",
    "result",
    "result value",
    "numeric result",
    "结果",
    "检验结果",
    "检查结果",
    "数值",
    "结果值",
)
UNIT = ("unit", "units", "result unit", "单位")
LOWER = ("lower", "low", "lln", "ref low", "reference low", "lower limit", "参考下限", "下限", "参考值下限")
UPPER = (
    "upper",
    "high",
    "uln",
    "ref high",
    "reference high",
    "upper limit",
    "参考上限",
    "上限",
    "参考值上限",
)
RANGE = (
    "range",
    "reference range",
    "ref range",
    "reference",
    "normal range",
    "参考范围",
    "参考值",
    "参考区间",
)
DATE = (
    "date", "collected", "collection date", "sample date", "test date", "result date", "visit date", "report date",
    "time", "datetime", "日期", "时间", "采样时间", "采样日期", "检验日期", "检查日期", "报告时间", "报告日期",
    "就诊日期",
)  # fmt: skip
START = (
    "start",
    "start date",
    "begin",
    "from",
    "onset",
    "onset date",
    "diagnosis date",
    "开始",
    "开始日期",
    "开始时间",
    "起始日期",
    "诊断日期",
)
END = ("end", "end date", "stop", "stop date", "to", "until", "结束", "结束日期", "结束时间", "停止日期")
STATUS = ("status", "certainty", "状态")
LABORATORY = ("laboratory", "lab", "实验室", "检验科室")
_KNOWN = PATIENT + SCREENING + VALUE + UNIT + LOWER + UPPER + RANGE + DATE + START + END + STATUS + LABORATORY
_FOLDED = frozenset(fold_name(word) for word in _KNOWN)


def is_known_word(header: str) -> bool:
    """Whether a header is one of the words for the parts of a fact."""
    return fold_name(header) in _FOLDED


def by_words(columns: Iterable[Column], words: Iterable[str]) -> str | None:
    """The column whose header is the first of these words."""
    headers = {fold_name(column.name): column.name for column in columns}
    return next((headers[folded] for word in words if (folded := fold_name(word)) in headers), None)

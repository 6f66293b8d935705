"""Days, months and deadlines as people write them in cells; what could be read in two ways is refused.

A month stays a month: which of its days counts is a question for the rules.
"""

from __future__ import annotations

import re
from calendar import month_abbr, month_name
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Final
from unicodedata import normalize

from rectcore.model.deadline import Deadline, DeadlineClass
from rectcore.model.period import Period, PeriodKind
from rectcore.sheets.grid import Cell

SERIALS: Final = (Decimal(36526), Decimal(73050))
"""Numbers that spreadsheets keep for the days from 2000-01-01 to 2099-12-31."""
_EPOCH: Final = date(1899, 12, 30)

_CLASSES: Final = {
    DeadlineClass.IMMEDIATE: ("立行立改", "立即整改", "立改", "immediate", "immediately", "at once"),
    DeadlineClass.LONG_TERM: (
        "长期坚持", "长期", "长期整改", "长期推进", "持续推进", "持续整改", "常态化",
        "long term", "long-term", "long_term", "ongoing",
    ),
}  # fmt: skip
_BY_CLASS: Final = {word: kind for kind, words in _CLASSES.items() for word in words}
_ENGLISH: Final = {name.casefold(): n for names in (month_name, month_abbr) for n, name in enumerate(names) if name}
_MONTH_WORD: Final = "(" + "|".join(sorted(_ENGLISH, key=len, reverse=True)) + r")\.?"
_BEFORE: Final = re.compile(r"(?:月份?|\d)(?:之前|以前|前)")
_AROUND: Final = re.compile(
    r"^(?:于|在|by |before the end of |end of |by the end of )+|(?:之前|以前|前|完成|止|底|末)+$"
)


def is_serial(value: Cell) -> bool:
    """Whether a number is probably a day as spreadsheets keep it, shown as a number."""
    return isinstance(value, Decimal) and value == value.to_integral_value() and SERIALS[0] <= value < SERIALS[1]


def read_day(value: Cell) -> date:
    """A day: a day of the spreadsheet, or `2023-10-31`, `2023年10月31日`, `2023.10.31`, `2023/10/31`, `20231031`.

    Raises:
        ValueError: anything else, and a day that does not exist.
    """
    found = _point(value)
    if isinstance(found, Period):
        raise ValueError("a month is no day")  # noqa: TRY004 - what is wrong is the text
    return found


def read_month(value: Cell) -> Period:
    """A month: `2023年10月`, `2023-10`, `202310`; of a day, the month it lies in.

    Raises:
        ValueError: anything else.
    """
    found = _point(value)
    return found if isinstance(found, Period) else Period.containing(PeriodKind.MONTH, found)


def read_period(value: Cell) -> Period:
    """A period that a report covers: a month as above, or one as the ledger file writes it, `2023-Q2`.

    Raises:
        ValueError: anything else.
    """
    text = _plain(value) if isinstance(value, str) else ""
    quarter = re.fullmatch(r"(\d{4})年?第?([1-4一二三四])季度", text)
    if quarter:
        return Period.parse(f"{quarter[1]}-Q{_digit(quarter[2])}")
    half = re.fullmatch(r"(\d{4})年?([上下])半年", text)
    if half:
        return Period.parse(f"{half[1]}-H{1 if half[2] == '上' else 2}")
    if re.fullmatch(r"\d{4}-(Q[1-4]|H[12]|W\d\d)|\d{4}-\d\d-D[123]", text, re.IGNORECASE):
        return Period.parse(text.upper())
    return read_month(value)


def read_deadline(value: Cell, *, month: bool = False) -> Deadline:
    """A deadline: a day, a month (`2023年10月底前`), an end of year, half-year or quarter, or a class such as 长期坚持.

    Args:
        value: of the cell.
        month: the cell shows only the month of its day.

    Raises:
        ValueError: anything else; a class beside a day says two things.
    """
    if isinstance(value, str):
        text = _plain(value)
        kind = _BY_CLASS.get(text) or _BY_CLASS.get(_AROUND.sub("", text))
        if kind is not None:
            return Deadline(None, kind)
        end = _end_of(text)
        if end is not None:
            return Deadline(end)
    found = read_month(value) if month else _point(value)
    return Deadline(found)


def _end_of(text: str) -> Period | None:
    """The last month of a year, half-year or quarter."""
    text = re.sub(r"(?:之前|以前|前|完成|止)+$", "", text)
    year = re.fullmatch(r"(?:by )?(?:the )?(?:end of )?(\d{4})年?(底|末|年底|年末)", text)
    if year is None:
        year = re.fullmatch(r"(?:by )?(?:the )?end of (\d{4})", text)
    if year:
        return Period.month(int(year[1]), 12)
    half = re.fullmatch(r"(\d{4})年?([上下])半年[底末]?", text)
    if half:
        return Period.month(int(half[1]), 6 if half[2] == "上" else 12)
    quarter = re.fullmatch(r"(\d{4})年?第?([1-4一二三四])季度[底末]?", text)
    if quarter:
        return Period.month(int(quarter[1]), 3 * _digit(quarter[2]))
    return None


def _point(value: Cell) -> date | Period:
    if isinstance(value, date):
        return value
    if isinstance(value, Decimal) and not isinstance(value, bool):
        if is_serial(value):
            return _EPOCH + timedelta(days=int(value))
        value = f"{value:f}" if value == value.to_integral_value() and value.adjusted() < 9 else ""
        value = value.split(".")[0]
    if not isinstance(value, str):
        raise ValueError("not a day")  # noqa: TRY004 - what is wrong is the text
    whole = _plain(value)
    text = _AROUND.sub("", whole)
    for pattern, build in _FORMS:
        match = pattern.fullmatch(text)
        if match is not None:
            found = build(match)
            if isinstance(found, Period) and _BEFORE.search(whole):
                raise ValueError("the month itself may count or not")
            return found
    raise ValueError("not a day")


def _plain(value: str) -> str:
    text = normalize("NFKC", value).casefold()
    text = re.sub(r"(?<=[\u3400-\u9fff])\s+|\s+(?=[\u3400-\u9fff])", "", text.strip())
    text = re.sub(r"(?<=\d)\s*([./-])\s*(?=\d)", r"\1", text)
    return " ".join(text.split()).rstrip("。.;；")


def _digit(text: str) -> int:
    return "一二三四".index(text) + 1 if text in "一二三四" else int(text)


def _day_of(match: re.Match[str]) -> date:
    return date(int(match["y"]), int(match["m"]), int(match["d"]))


def _month_of(match: re.Match[str]) -> Period:
    return Period.month(int(match["y"]), int(match["m"]))


def _english_day(match: re.Match[str]) -> date:
    return date(int(match["y"]), _ENGLISH[match["m"]], int(match["d"]))


def _english_month(match: re.Match[str]) -> Period:
    return Period.month(int(match["y"]), _ENGLISH[match["m"]])


_Y, _M, _D = r"(?P<y>\d{4})", r"(?P<m>\d{1,2})", r"(?P<d>\d{1,2})"
_WORD = _MONTH_WORD.replace("(", "(?P<m>", 1)
_FORMS: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], date | Period]], ...]] = (
    (re.compile(rf"{_Y}年{_M}月{_D}[日号]"), _day_of),
    (re.compile(rf"{_Y}([-./]){_M}\2{_D}"), _day_of),
    (re.compile(r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})"), _day_of),
    (re.compile(rf"{_Y}年{_M}月份?"), _month_of),
    (re.compile(rf"{_Y}[-./]{_M}"), _month_of),
    (re.compile(r"(?P<y>\d{4})(?P<m>\d{2})"), _month_of),
    (re.compile(rf"{_D} {_WORD},? {_Y}"), _english_day),
    (re.compile(rf"{_WORD} {_D},? {_Y}"), _english_day),
    (re.compile(rf"{_WORD},? {_Y}"), _english_month),
)

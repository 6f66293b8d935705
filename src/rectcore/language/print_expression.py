"""Conditions and arithmetic as text, with as few parentheses as can be read without thinking."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from rectcore.language import keywords, tree
from rectcore.language.style import BREAK, Spelt, Style, number, period
from rectcore.model.duration import SpanUnit

# How tightly an expression holds together; one that is looser than its place asks for stands in parentheses.
_CONDITION: Final = 0
_OR: Final = 1
_AND: Final = 2
_NOT: Final = 3
_COMPARISON: Final = 4
_SUM: Final = 5
_PRODUCT: Final = 6
_ATOM: Final = 7


def print_expression(expr: tree.Expression, dialect: str, names: Mapping[int, Spelt] | None = None) -> str:
    """An expression on one line, as it would stand in a file of the dialect."""
    return condition(expr, Style(dialect, names)).replace(BREAK, " ")


def condition(expr: tree.Expression, style: Style) -> str:
    """An expression that stands alone; where the line may be broken, `BREAK` stands for a blank."""
    return _Printer(style).at(expr, _CONDITION)


def operand(expr: tree.Expression, style: Style) -> str:
    """An expression that stands beside other words."""
    return _Printer(style).at(expr, _SUM)


def value(expr: tree.Expression, style: Style) -> str:
    """An expression behind `is` or a colon, where `no` is a value."""
    if isinstance(expr, tree.YesNo) and not expr.value:
        return style.keyword("no", keywords.TYPE)
    return operand(expr, style)


def path(node: tree.Path, style: Style) -> str:
    """A path."""
    return ".".join(([style.keyword("this")] if node.this else []) + [style.word(w) for w in node.words])


def duration(node: tree.Duration, style: Style, *, within: bool = False) -> str:
    """A duration; `within` gives the Chinese unit its ending, `10个工作日内`."""
    amount = operand(node.amount, style)
    if node.unit is None:
        return amount
    phrases = keywords.phrases(node.unit.value, style.dialect, keywords.INSIDE)
    unit = phrases[0]
    if style.wide:
        unit += "内" if within else ""
    elif amount == "1" and node.unit is SpanUnit.MONTHS:
        unit = style.keyword("month")
    elif amount == "1":
        unit = phrases[-1]
    glued = style.wide and isinstance(node.amount, tree.Number)
    return amount + ("" if glued else " ") + unit


def binder(node: tree.Binder, style: Style) -> str:
    """An entity and the name its rows go by."""
    return style.word(node.entity) + (f" {style.word(node.name)}" if node.name is not None else "")


RELATIVE: Final = {
    "this": "this period",
    "previous": "the previous period",
    "last year": "the same period last year",
}
"""The keywords of a period that is told from another one."""


def reading(node: tree.Reading, style: Style) -> str:
    """A series with its period: `pm25 for 2025`, `2025年 的 细颗粒物浓度`."""
    series = path(node.series, style)
    if isinstance(node.period, tree.Path):
        return f"{series} {style.keyword('for')} {path(node.period, style)}"
    if isinstance(node.period, tree.RelativePeriod):
        told = style.keyword(RELATIVE[node.period.which])
    else:
        assert isinstance(node.period, tree.PeriodValue)
        told = period(node.period.value) if style.wide else str(node.period.value)
    return f"{told} {style.keyword('of')} {series}" if style.wide else f"{series} {style.keyword('for')} {told}"


def drawn(node: tree.Drawn, style: Style) -> str:
    """Who was drawn: `t drawn in checks for 2026-Q1`, `双随机抽查 于 2026-Q1 抽中 t`."""
    sample = tree.Reading(node.sample, node.period) if node.period is not None else node.sample
    shown = reading(sample, style) if isinstance(sample, tree.Reading) else path(sample, style)
    row = "" if node.row is None else path(node.row, style)
    word = style.keyword("drawn in")
    return " ".join(p for p in ((shown, word, row) if style.wide else (row, word, shown)) if p)


def placed(node: tree.Placed, style: Style) -> str:
    """A place at either end: `air among the last 3`, `空气质量排名 位列后3名`."""
    word, number_ = style.keyword(f"among the {node.end}"), operand(node.number, style)
    shown = f"{operand(node.ranking, style)} {style.close(word, number_)}"
    if not style.wide:
        return shown
    return shown + ("" if isinstance(node.number, tree.Number) else " ") + style.keyword("places")


class _Printer:
    def __init__(self, style: Style) -> None:
        self.style = style

    def at(self, expr: tree.Expression, least: int) -> str:
        level, text = self.write(expr)
        return text if level >= least else self.style.round(text)

    def write(self, expr: tree.Expression) -> tuple[int, str]:
        """How tightly the text holds together, and the text."""
        match expr:
            case tree.Or() | tree.And():
                word = "or" if isinstance(expr, tree.Or) else "and"
                between = f"{BREAK}{self.style.keyword(word)} "
                level = _OR if word == "or" else _AND
                return level, between.join(self.at(o, _NOT) for o in expr.operands)
            case tree.Not():
                return _NOT, f"{self.style.keyword('not')} {self.at(expr.operand, _SUM)}"
            case tree.IfThen():
                then = self.at(expr.then, _CONDITION)
                when = self.at(expr.condition, _CONDITION)
                return _CONDITION, f"{self.style.keyword('if')} {when} {self.style.keyword('then')} {then}"
            case tree.Quantified():
                return _CONDITION, self.quantified(expr)
            case (
                tree.Compare()
                | tree.Within()
                | tree.WithinLast()
                | tree.IsKnown()
                | tree.By()
                | tree.Drawn()
                | tree.Placed()
            ):
                return _COMPARISON, self.comparison(expr)
            case tree.Arithmetic():
                level = _PRODUCT if expr.op == "*" else _SUM
                left, right = self.at(expr.left, level), self.at(expr.right, level + 1)
                return level, f"{left} {self.style.keyword(expr.op)} {right}"
            case _:
                return _ATOM, self.atom(expr)

    def quantified(self, expr: tree.Quantified) -> str:
        style = self.style
        binders = style.and_so_on.join(binder(b, style) for b in expr.binders)
        text = f"{style.keyword(expr.how)} {binders}"
        if expr.condition is None:
            return text
        link = "satisfy" if expr.how == "all" else "where"
        return f"{text} {style.keyword(link)} {self.at(expr.condition, _CONDITION)}"

    def comparison(
        self,
        expr: tree.Compare | tree.Within | tree.WithinLast | tree.IsKnown | tree.By | tree.Drawn | tree.Placed,
    ) -> str:
        style = self.style
        word = style.keyword
        match expr:
            case tree.Compare():
                right = value(expr.right, style) if expr.op in ("is", "is not") else self.at(expr.right, _SUM)
                left = self.at(expr.left, _SUM)
                if expr.op in ("at least", "at most", "more than", "less than"):
                    return f"{left} {style.close(word(expr.op), right)}"
                return f"{left} {word(expr.op)} {right}"
            case tree.Within():
                return f"{self.at(expr.value, _SUM)} {word('within')} {self.at(expr.period, _SUM)}"
            case tree.WithinLast():
                last = style.close(word("the last"), duration(expr.span_of, style))
                return f"{self.at(expr.value, _SUM)} {word('within')} {last}"
            case tree.IsKnown():
                return f"{self.at(expr.value, _SUM)} {word('is')} {word('known' if expr.known else 'missing')}"
            case tree.Drawn():
                return drawn(expr, style)
            case tree.Placed():
                return placed(expr, style)
            case _:
                return self.by(expr)

    def by(self, expr: tree.By) -> str:
        style = self.style
        event, post, by = path(expr.event, style), style.word(expr.post), style.keyword("by")
        of = style.keyword("of")
        if style.wide:
            unit = f"{path(expr.of, style)} {of} " if expr.of is not None else ""
            return f"{event} {by} {unit}{post} {style.keyword('acting')}"
        return f"{event} {by} {post}" + (f" {of} {path(expr.of, style)}" if expr.of is not None else "")

    def count(self, expr: tree.Count) -> str:
        style = self.style
        what = binder(expr.binder, style)
        if expr.condition is not None:
            what += f" {style.keyword('where')} {self.at(expr.condition, _CONDITION)}"
        grouped = expr.condition is not None or expr.binder.name is not None
        what = style.round(what) if grouped else what
        if style.wide:
            return what + ("" if grouped else " ") + style.keyword("in a row" if expr.in_a_row else "in number")
        return f"{style.keyword('count in a row of' if expr.in_a_row else 'count of')} {what}"

    def days_between(self, expr: tree.DaysBetween) -> str:
        style, unit = self.style, expr.unit.value
        first, last = self.at(expr.first, _ATOM), self.at(expr.last, _ATOM)
        between = f"{style.keyword('from')} {first} {style.keyword('to')} {last}"
        if style.wide:
            return f"{between} {style.keyword(f'in {unit}')}"
        return f"{style.keyword(unit)} {between}"

    def atom(self, expr: tree.Expression) -> str:
        style = self.style
        match expr:
            case tree.Number():
                return number(expr.value)
            case tree.Percent():
                return number(expr.value.scaleb(2)) + "%"
            case tree.TextValue():
                return style.text(expr.value)
            case tree.Day():
                return expr.value.isoformat()
            case tree.PeriodValue():
                return period(expr.value)
            case tree.YesNo():
                return style.keyword("true" if expr.value else "false")
            case tree.Nothing():
                return style.keyword("none")
            case tree.AsOf():
                return style.keyword("as of")
            case tree.ListValue():
                return style.square(style.comma.join(self.at(i, _SUM) for i in expr.items))
            case tree.Path():
                return path(expr, style)
            case tree.Duration():
                return duration(expr, style)
            case tree.Count():
                return self.count(expr)
            case tree.RelativePeriod():
                return style.keyword(RELATIVE[expr.which])
            case tree.Reading():
                return reading(expr, style)
            case tree.Extreme():
                inner = style.round(style.comma.join(self.at(o, _SUM) for o in expr.operands))
                return style.keyword(expr.op) + ("" if style.wide else " ") + inner
            case tree.DaysBetween():
                return self.days_between(expr)
            case tree.AsAt():
                day = style.close(style.keyword("as at"), self.at(expr.day, _SUM))
                return style.round(f"{self.at(expr.value, _CONDITION)} {day}")
            case tree.HeldFor():
                span = style.close(style.keyword("held for"), duration(expr.span_of, style))
                return style.round(f"{self.at(expr.condition, _CONDITION)} {span}")
            case tree.OrElse():
                default = self.at(expr.default, _SUM)
                return style.round(f"{self.at(expr.value, _SUM)} {style.keyword('or else')} {default}")
            case _:
                raise AssertionError(f"no text for {expr!r}")

"""The lines of a score, as text."""

from __future__ import annotations

from rectcore.language import keywords, tree
from rectcore.language.print_expression import binder, condition, operand
from rectcore.language.style import Style


def points(node: tree.Points, style: Style) -> str:
    """`1 for each supervision where …, at most 10`."""
    parts = [_rule(node, style)]
    if node.whole:
        parts.append(style.keyword("in whole steps"))
    if node.most is not None:
        parts.append(style.close(style.keyword("at most"), _amount(node.most, style)))
    return style.comma.join(parts)


def _amount(node: tree.Expression, style: Style) -> str:
    """How many points; only Chinese says the word."""
    shown = operand(node, style)
    if not style.wide:
        return shown
    return shown + ("" if isinstance(node, tree.Number) else " ") + style.keyword("points")


def _rule(node: tree.Points, style: Style) -> str:
    word, amount = style.keyword, _amount(node.points, style)
    if node.by == "step":
        assert node.of is not None
        assert node.step is not None
        of, step = operand(node.of, style), operand(node.step, style)
        if style.wide:
            return f"{of} {style.close(word('for every'), step)}{style.comma}{amount}"
        return f"{amount} {word('for every')} {step} {word('of')} {of}"
    if node.by == "if":
        assert node.condition is not None
        when = f"{word('if')} {_closed(node.condition, style)}"
        return f"{when}{style.comma}{amount}" if style.wide else f"{amount} {when}"
    assert node.binder is not None
    rows = f"{keywords.phrases('for each', style.dialect)[-1 if style.wide else 0]} {binder(node.binder, style)}"
    if node.condition is not None:
        rows += f" {style.keyword('where')} {_closed(node.condition, style)}"
    return f"{rows}{style.comma}{amount}" if style.wide else f"{amount} {rows}"


def _closed(node: tree.Expression, style: Style) -> str:
    """A condition before a comma; one that would go on behind it stands in parentheses."""
    last = node
    while isinstance(last, tree.Quantified) and last.condition is not None:
        last = last.condition
    text = condition(node, style)
    return style.round(text) if isinstance(last, tree.Quantified) else text


def grade(node: tree.GradeLine, style: Style) -> str:
    """`grade good "良好": at least 80, less than 90`."""
    name = " ".join([style.word(node.name.word), *map(style.text, node.name.also)])
    bounds = [("at least", node.low), ("less than", node.high)]
    shown = style.comma.join(
        style.close(style.keyword(w), operand(bound, style)) for w, bound in bounds if bound is not None
    )
    return f"{style.keyword('grade', keywords.LINE_START)} {name}{style.colon}{shown}"

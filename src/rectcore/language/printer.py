"""Tree to text: the canonical layout, in either dialect.

Printing a file and parsing it again gives the same tree; printing that gives the same text. Comments stand above what
they are about. Nothing but the condition of a clause is ever broken into several lines, and only before `and` and
`or`, so that no line begins with what could be a key or a header.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import zip_longest
from typing import Final, cast

from rectcore.language import keywords, tree
from rectcore.language.dialect import dialect_line
from rectcore.language.forms import BELOW_RUNG, FORMS
from rectcore.language.print_aggregate import measured, over, when_empty
from rectcore.language.print_expression import condition, duration, operand, path, print_expression, value
from rectcore.language.print_score import grade, points
from rectcore.language.print_table import print_also, print_type, table_lines, value_names
from rectcore.language.style import Spelt, Style, fold
from rectcore.model.period import Period, PeriodKind

__all__ = ["print_expression", "print_file", "print_form"]

_INDENT: Final = "  "


def print_file(file: tree.File, dialect: str | None = None, names: Mapping[int, Spelt] | None = None) -> str:
    """A file in canonical layout.

    Args:
        file: what to print; forms that did not parse are not in it.
        dialect: the dialect to print in, if not the file's own: keywords, word order and the halves of texts change.
        names: how names are spelt, by where they stand in the file; the others stay as they are.
    """
    style = Style(dialect or file.dialect, names)
    blocks = ["\n".join(_form(form, style)) for form in file.forms]
    if file.trailing:
        blocks.append("\n".join(_comments(file.trailing, "")))
    return "\n".join([dialect_line(style.dialect), "\n\n".join(blocks)]).rstrip("\n") + "\n"


def print_form(form: tree.Form, dialect: str, names: Mapping[int, Spelt] | None = None) -> str:
    """A form in canonical layout."""
    return "\n".join(_form(form, Style(dialect, names))) + "\n"


def _form(form: tree.Form, style: Style) -> Iterator[str]:
    yield from _comments(form.comments, "")
    clauses = list(form.clauses)
    if form.kind == "measures":
        shown = value_names(clauses[0].value, style) if clauses else ""
        yield from _comments(clauses[0].comments if clauses else (), "")
        yield f"{style.keyword('measures', keywords.KEY)}{style.colon}{shown}"
        return
    yield _header(form, style)
    labels = _labels(clauses)
    rows = iter(table_lines(clauses, style))
    for clause, following in zip_longest(clauses, clauses[1:]):
        indent = _INDENT * 2 if form.kind == "ladder" and clause.key in BELOW_RUNG else _INDENT
        yield from _comments(clause.comments, indent)
        if clause.key == "|":
            yield f"{indent}{next(rows)}"
        elif isinstance(clause.value, tree.RungLine):
            level = following is not None and following.key in ("when any", "when all")
            yield f"{indent}{_rung(clause.value, style, level=level)} {_act(clause.value.act, style)}"
        else:
            yield from _clause(form.kind, clause, labels, style, indent)


def _comments(comments: Iterable[str], indent: str) -> Iterator[str]:
    for comment in comments:
        yield f"{indent}# {comment}".rstrip()


def _labels(clauses: Iterable[tree.Clause]) -> Iterator[str]:
    """Labels for the bullets that have none."""
    taken = {
        b.label.text
        for c in clauses
        if isinstance(c.value, tuple)
        for b in c.value
        if isinstance(b, tree.Bullet) and b.label is not None
    }
    at = 0
    while True:
        at += 1
        if f"c{at}" not in taken:
            yield f"c{at}"


# -- headers


def _header(form: tree.Form, style: Style) -> str:
    word = style.keyword
    parts = [word(form.kind, keywords.LINE_START)]
    if form.id is not None:
        parts.append(style.word(form.id))
    if form.kind == "use" and form.title is not None:
        parts.append(style.text(form.title.en or form.title.zh))
    elif form.title is not None:
        parts.append(style.bilingual(form.title))
    parts += print_also(form.also, style)
    if form.on is not None:
        parts += [word("on"), path(form.on, style)]
    if form.each is not None:
        parts += [word(form.each)] if style.wide else [word("each"), word(form.each)]
    if form.for_each is not None:
        parts += [word("for each"), style.word(form.for_each)]
    if form.unit is not None:
        unit = style.word(form.unit) if isinstance(form.unit, tree.Word) else style.text(form.unit.value)
        parts += [word("for"), unit]
    if form.overrides is not None:
        parts += [word("overrides"), style.word(form.overrides)]
    if form.part_of:
        parts += [word("part of"), style.words(form.part_of, style.and_so_on)]
    if isinstance(form.complete, tree.Word):
        parts += [word("complete through"), style.word(form.complete)]
    elif form.complete is not None:
        parts.append(word(form.complete))
    if form.clock is not None:
        parts.append(word(f"counted by {form.clock}"))
    line = " ".join(parts)
    return line if form.type is None else f"{line}{style.colon}{print_type(form.type, style)}"


# -- clauses


def _clause(kind: str, clause: tree.Clause, labels: Iterator[str], style: Style, indent: str) -> Iterator[str]:
    shape = FORMS[kind].key(clause.key)
    if shape is not None and shape.line:
        yield f"{indent}{_line(clause.value, style)}"
        return
    head = f"{indent}{style.keyword(clause.key, keywords.KEY)}{style.colon}"
    if isinstance(clause.value, tuple) and clause.value and isinstance(clause.value[0], tree.Bullet):
        yield head.rstrip()
        for bullet in (b for b in clause.value if isinstance(b, tree.Bullet)):
            yield from _bullet(bullet, labels, style, indent + _INDENT)
        return
    yield from fold(head + _value(clause.value, style), indent + _INDENT * 2)


def _bullet(bullet: tree.Bullet, labels: Iterator[str], style: Style, indent: str) -> Iterator[str]:
    yield from _comments(bullet.comments, indent)
    label = style.word(bullet.label) if bullet.label is not None else next(labels)
    yield from fold(f"{indent}- {style.square(label)} {_behind_label(bullet.condition, style)}", indent + _INDENT * 2)


def _behind_label(shown: tree.Expression, style: Style) -> str:
    return points(shown, style) if isinstance(shown, tree.Points) else condition(shown, style)


def _value(shown: tree.Value, style: Style) -> str:
    """What stands behind a key."""
    match shown:
        case str():
            typed = any(r.id == shown and r.place == keywords.TYPE for r in keywords.table())
            return style.keyword(shown, keywords.TYPE if typed else keywords.INSIDE)
        case tuple():
            names = tuple(w for w in shown if isinstance(w, tree.Word))
            if names:
                return style.words(names, style.and_so_on)
            cites = (c for c in shown if isinstance(c, tree.Cite))
            return style.comma.join(_cite(c, style) for c in cites)
        case tree.Bilingual():
            return style.bilingual(shown)
        case tree.Word():
            return style.word(shown)
        case tree.Due():
            return _due(shown, style)
        case tree.OwnGrid():
            return _own_grid(shown, style)
        case tree.Rolling():
            return _rolling(shown, style)
        case tree.Fulfilment():
            return _fulfilment(shown, style)
        case tree.Effect():
            return _effect(shown, style)
        case tree.Validity():
            days = (("from", shown.first), ("to", shown.last))
            return " ".join(style.close(style.keyword(w), d.isoformat()) for w, d in days if d is not None)
        case tree.Act():
            return _act(shown, style)
        case tree.Layers():
            levels = style.words(shown.levels, style.and_so_on)
            return levels if shown.only is None else style.comma.join([levels, style.keyword(shown.only)])
        case tree.Over():
            return over(shown, style)
        case tree.Measured():
            return measured(shown, style)
        case tree.WhenEmpty():
            return when_empty(shown, style)
        case _:
            return condition(cast("tree.Expression", shown), style)  # the keys of all else begin lines of their own


def _cite(cite: tree.Cite, style: Style) -> str:
    parts = [style.word(w) for w in (cite.source, cite.clause) if w is not None]
    return " ".join([*parts, *([style.bilingual(cite.place)] if cite.place is not None else [])])


def _due(due: tree.Due, style: Style) -> str:
    parts = [_due_rule(due.rule, style)]
    if due.roll is not None:
        parts.append(style.keyword(due.roll))
    return style.comma.join(parts)


def _due_rule(rule: tree.DueRule, style: Style) -> str:
    word = style.keyword
    match rule:
        case tree.ByDay():
            day, period = operand(rule.day, style), word(f"{rule.which} period")
            if not style.wide:
                return f"{word('by day')} {day} {word('of' if rule.which == 'this' else 'of the')} {period}"
            glue = "" if isinstance(rule.day, tree.Number) else " "
            return f"{style.close(period, day)}{glue}{word('days cut-off')}"
        case tree.EndOf():
            return _end_of(rule.which, style)
        case tree.After():
            span, start = duration(rule.span_of, style, within=True), operand(rule.start, style)
            wide = f"{word('from')} {start} {word('counting from')} {span}"
            text = wide if style.wide else f"{span} {word('after')} {start}"
            return text + (style.comma + word("first day counted") if rule.first_day_counted else "")
        case tree.DueOf():
            inner = style.round(style.comma.join(_due_rule(r, style) for r in rule.rules))
            return word(rule.op) + ("" if style.wide else " ") + inner
        case _:
            return operand(rule.day, style)


def _own_grid(grid: tree.OwnGrid, style: Style) -> str:
    word, span, anchor = style.keyword, duration(grid.span_of, style), grid.anchor.isoformat()
    if not style.wide:
        return f"{span} {word('from')} {anchor}"
    return f"{style.close(word('from'), anchor)}{word('counting from')}{style.close(word('every'), span)}"


def _rolling(node: tree.Rolling, style: Style) -> str:
    last, span = style.keyword("after the last one"), duration(node.span_of, style)
    text = style.close(last, span) if style.wide else f"{span} {last}"
    return text if node.roll is None else style.comma.join([text, style.keyword(node.roll)])


def _end_of(which: Period | str, style: Style) -> str:
    word = style.keyword("by end of")
    if isinstance(which, str):
        phrases = keywords.phrases(f"{which} period", style.dialect)
        return f"{phrases[0]} {word}" if style.wide else f"{word} {phrases[-1]}"
    if not style.wide:
        return f"{word} {which}"
    if which.kind is PeriodKind.MONTH:
        return f"{which.first.year:04d}年{which.first.month}月{word}"
    return f"{which}年{word}" if which.kind is PeriodKind.YEAR else f"{which} {word}"


def _fulfilment(node: tree.Fulfilment, style: Style) -> str:
    parts = [style.word(node.what)]
    if node.name is not None:
        parts.append(style.word(node.name))
    if node.condition is not None:
        parts += [style.keyword("where"), condition(node.condition, style)]
    return " ".join(parts)


def _effect(effect: tree.Effect, style: Style) -> str:
    parts = [style.keyword(effect.kind)]
    if effect.labels:
        parts.append(style.square(style.words(effect.labels, style.comma)))
    if effect.due is not None:
        parts.append(_due(effect.due, style))
    return " ".join(parts)


def _act(act: tree.Act, style: Style) -> str:
    word = style.keyword
    parts = []
    if act.sent_to is not None:
        parts.append(f"{word('sent to')} {path(act.sent_to, style)}")
    if act.copied_to is not None:
        parts.append(f"{word('copied to')} {path(act.copied_to, style)}")
    if act.proposed_by is not None:
        parts.append(_post(act.proposed_by, ("by", "proposing"), "proposed by", style))
    if act.approved_by is not None:
        parts.append(_post(act.approved_by, ("through", "approving"), "approved by", style))
    if act.by is not None:
        parts.append(_post(act.by, ("by", "acting"), "by", style))
    found = [(style.comma if style.wide else " ").join([style.word(act.measure), *parts])]
    if act.due_in is not None:
        found.append(style.close(word("due in"), duration(act.due_in, style)))
    if act.answered_by is not None:
        found.append(_answered(act.answered_by, act.answered_within, style))
    return style.comma.join(found)


def _post(post: tree.Word, around: tuple[str, str], before: str, style: Style) -> str:
    """Who does something: `proposed by POST`; in Chinese the word stands around it."""
    if not style.wide:
        return f"{style.keyword(before)} {style.word(post)}"
    return f"{style.keyword(around[0])} {style.word(post)} {style.keyword(around[1])}"


def _answered(by: tree.Path, within: tree.Duration | None, style: Style) -> str:
    parts = [style.keyword("answered by"), path(by, style)]
    if within is not None:
        parts.append(style.close(style.keyword("within"), duration(within, style, within=True)))
    return " ".join([*parts, style.keyword("answering")] if style.wide else parts)


# -- lines that begin with a word of their own


def _line(shown: object, style: Style) -> str:
    start = keywords.LINE_START
    match shown:
        case tree.SourceLine():
            head = f"{style.keyword('source', start)} {style.word(shown.id)}"
            return f"{head}{style.colon}{style.bilingual(shown.title)}"
        case tree.ClauseLine():
            head = f"{style.keyword('clause', start)} {style.word(shown.id)} {style.bilingual(shown.title)}"
            if not shown.narrative:
                return head
            why = f" {style.bilingual(shown.reason)}" if shown.reason is not None else ""
            return f"{head}{style.comma}{style.keyword('narrative')}{why}"
        case tree.HasLine():
            head = " ".join([style.keyword("has", start), style.word(shown.name), *print_also(shown.also, style)])
            more = f" {style.keyword('current only')}" if shown.current_only else ""
            more += f"{style.comma}{style.keyword('assume constant since opened')}" if shown.constant else ""
            return f"{head}{style.colon}{print_type(shown.type, style)}{more}"
        case tree.DatedValue():
            given = style.keyword("repealed") if shown.value is None else value(shown.value, style)
            return f"{style.keyword('from', start)} {shown.since.isoformat()}{style.colon}{given}"
        case tree.GradeLine():
            return grade(shown, style)
        case tree.Given():
            facts = style.comma.join(f"{style.word(f.name)}{style.colon}{value(f.value, style)}" for f in shown.facts)
            head = f"{style.keyword('given', start)} {style.word(shown.entity)} {style.word(shown.id)}"
            return f"{head} {style.curly(facts)}" if facts else head
        case tree.Expect():
            return f"{style.keyword('expect', start)} {_expect(shown, style)}"
        case _:
            raise AssertionError(f"no line for {shown!r}")


def _rung(rung: tree.RungLine, style: Style, *, level: bool) -> str:
    """Where a rung is reached: `第2次起`, by conditions `第2级`."""
    start = keywords.LINE_START
    if rung.count is not None:
        word, count = style.keyword("rung", start), operand(rung.count, style)
        arrow = keywords.phrases("->", style.dialect)[-1 if level else 0]
        glue = "" if style.wide and isinstance(rung.count, tree.Number) else " "
        return f"{word}{glue}{count}{glue}{arrow}"
    assert rung.after is not None
    word, span = style.keyword("rung after", start), duration(rung.after, style)
    if not style.wide:
        return f"{word} {span} {style.keyword('->')}"
    glue = "" if isinstance(rung.after.amount, tree.Number) else " "
    return f"{style.close(word, span)}{glue}{style.keyword('counting from')}"


def _expect(node: tree.Expect, style: Style) -> str:
    rule = style.keyword("next change") if node.rule is None else style.word(node.rule)
    rule += f".{style.word(node.part)}" if node.part is not None else ""
    args = style.comma.join(style.word(a) if isinstance(a, tree.Word) else str(a.value) for a in node.args)
    is_ = style.keyword("is not" if node.negated else "is")
    text = f"{rule}{style.round(args)}{'' if style.wide else ' '}{is_} {value(node.result, style)}"
    if node.labels is None:
        return text
    return f"{text} {style.square(style.words(node.labels, style.comma))}"

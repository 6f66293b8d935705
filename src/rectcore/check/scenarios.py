"""Scenarios: facts, a day, and what is expected on it."""

from __future__ import annotations

from typing import Any

from rectcore.check import table_messages, type_messages
from rectcore.check.declare import NAMED, Header
from rectcore.check.desk import Declared, Desk
from rectcore.check.givens import Givens
from rectcore.check.literals import literal
from rectcore.check.overrides import check_labels
from rectcore.check.rulebook import Expectation, Scenario
from rectcore.check.rungs import by_conditions
from rectcore.check.scope import ASKED
from rectcore.check.scored import grades_of
from rectcore.check.states import FITTING, STATES, state
from rectcore.check.texts import text
from rectcore.check.types import DATE, YES_NO, Name, Type
from rectcore.diagnostics import Text
from rectcore.language import tree
from rectcore.model.period import Period

NEXT_CHANGE = "next change"
_BY_PERIOD = ("duty", "score", "sample", "ranking")
_EXPECTED = tuple(kind for kind in NAMED if kind not in ("parameter", "exception"))


def scenario(desk: Desk, header: Header) -> Scenario | None:
    """A scenario."""
    as_of = desk.one("as of", tree.Day)
    opened = header.in_force.first or (as_of.value if as_of is not None else None)
    givens = Givens(desk, opened, broken=desk.form.broken)
    rows = givens.rows(desk.every("given", tree.Given))
    expects = [_expectation(node, givens) for node in desk.every("expect", tree.Expect)]
    known_at, through = desk.one("known at", tree.Day), desk.one("complete through", tree.Day)
    if as_of is None:
        return None
    return Scenario(
        text(desk.form.title),
        rows,
        as_of.value,
        tuple(e for e in expects if e is not None),
        known_at.value if known_at is not None else None,
        through.value if through is not None else None,
        span=desk.form.span,
    )


def _expectation(node: tree.Expect, givens: Givens) -> Expectation | None:
    desk = givens.desk
    declared = None
    if node.rule is not None:
        declared = _expected(node.rule, desk)
        if declared is None or declared.broken:
            return None
    about = _about(node, declared, givens)
    part, type_ = _output(node, declared, desk) if node.part is not None else (None, None)
    if node.part is not None and part is None:
        return None
    if node.part is None and declared is not None and declared.kind == "table" and not _alone(node, declared, desk):
        return None
    result = _inspector(node.result, declared, givens)
    if result is None:
        result = _result(node.result, declared, desk, type_)
    labels = _labels(node, declared, desk)
    if about is None or result is None:
        return None
    return Expectation(
        declared.name.id if declared is not None else None,
        declared.kind if declared is not None else NEXT_CHANGE,
        *about,
        result,
        negated=node.negated,
        labels=labels,
        part=part,
        span=node.span,
    )


def _output(node: tree.Expect, declared: Declared | None, desk: Desk) -> tuple[str | None, Type | None]:
    """The result of a table that an expectation names, and its type; reported where there is none."""
    assert node.part is not None
    table = desk.world.table_of(declared) if declared is not None and declared.kind == "table" else None
    name, type_ = (table.output(node.part.text) if table is not None else None) or (None, None)
    if name is not None:
        desk.resolved(node.part, name)
        return name.id, type_
    if table is not None or declared is None or declared.kind != "table":
        names = [name for name, _ in table.outputs if name is not None] if table is not None else []
        desk.unknown(node.part, Text("result", "结果"), names)
    return None, None


def _alone(node: tree.Expect, declared: Declared, desk: Desk) -> bool:
    """Whether a table has a result without a name; reported where it has not."""
    table = desk.world.table_of(declared)
    if table is None or table.output(None) is not None:
        return True
    desk.report(table_messages.no_output(node.rule, table, desk.dialect))
    return False


def _expected(word: tree.Word, desk: Desk) -> Declared | None:
    """The rule or name that something is expected of."""
    found = desk.world.declared.get(word.text)
    if found is None:
        names = {d.name.id: d.name for d in desk.world.declared.values() if d.kind in _EXPECTED}
        desk.unknown(word, Text("rule", "规则"), list(names.values()))
        return None
    if found.kind not in _EXPECTED and not found.broken:
        desk.report(
            type_messages.wrong_place(
                word, f"nothing can be expected of the {found.kind} `{word.text}`", f"不能对 `{word.text}` 作出预期"
            )
        )
        return None
    desk.resolved(word, found.name)
    return found


def _about(node: tree.Expect, declared: Declared | None, givens: Givens) -> tuple[str, Any] | None:
    """The subject and, for one of several instances, which: a period, or an event."""
    desk = givens.desk
    first, *rest = node.args
    if not isinstance(first, tree.Word) or len(rest) > 1:
        desk.report(
            type_messages.wrong_place(
                node,
                "write the subject and, for one of several, its period or event: `(T1, 2026-03)`",
                "请先写对象，需要时再写周期或记录：`（T1，2026-03）`",
            )
        )
        return None
    if not _given(first, givens):
        return None
    subject, detail = first.text, rest[0] if rest else None
    entity = givens.entities.get(subject)
    if entity is not None and entity.event:
        if detail is not None:
            _surplus(detail, desk)
            return None
        return givens.subjects.get(subject, subject), subject
    if isinstance(detail, tree.Word):
        return (subject, detail.text) if _given(detail, givens) else None
    every = declared.form.get("every") if declared is not None and declared.kind in _BY_PERIOD else None
    if every is not None and isinstance(every.value, tree.OwnGrid | tree.Rolling):
        return _from_a_day(node, detail, subject, every.value, desk)
    if isinstance(detail, tree.Day):
        _surplus(detail, desk)
        return None
    if every is not None and (detail is None or detail.value.kind.value != every.value):
        desk.report(
            type_messages.wrong_place(
                detail or first,
                f"`{node.rule.text if node.rule else ''}` has an instance for each {every.value}: name one",
                f"`{node.rule.text if node.rule else ''}` 每个周期一次：请写明哪一个",
                Text("such as `(T1, 2026-03)`", "如 `（T1，2026-03）`"),
            )
        )
        return None
    if every is None and detail is not None:
        if declared is not None and declared.desk.lacks_period:
            return None
        _surplus(detail, desk)
        return None
    return subject, _period(detail)


def _from_a_day(
    node: tree.Expect, detail: tree.Node | None, subject: str, every: tree.OwnGrid | tree.Rolling, desk: Desk
) -> tuple[str, Any] | None:
    """The instance that begins on a day; without a day, of a duty that runs from the last one the present one."""
    if isinstance(detail, tree.Day):
        return subject, detail.value
    if detail is None and isinstance(every, tree.Rolling):
        return subject, None
    desk.report(
        type_messages.wrong_place(
            detail or node.args[0],
            "an instance of this duty is named by the day it begins",
            "该时限要求以每次的起始日指明",
            Text("such as `(T1, 2026-03-15)`", "如 `（T1，2026-03-15）`"),
        )
    )
    return None


def _period(detail: tree.PeriodValue | None) -> Period | None:
    return detail.value if detail is not None else None


def _surplus(detail: tree.Node, desk: Desk) -> None:
    desk.report(
        type_messages.wrong_place(
            detail, "there is only one instance here, and nothing to choose", "此处只有一次，无须另行指明"
        )
    )


def _given(word: tree.Word, givens: Givens) -> bool:
    """Whether a row of that id is given, or mentioned as a unit; reported where it is not."""
    if word.text in givens.entities or word.text in givens.mentioned:
        return True
    if not givens.broken:
        givens.desk.unknown(word, Text("row", "给定项"), [Name(id_) for id_ in givens.entities])
    return False


def _result(node: tree.Expression, declared: Declared | None, desk: Desk, own: Type | None = None) -> Any:
    """What is expected: a state, a measure, a value, `none`, `unknown`."""
    if isinstance(node, tree.Nothing):
        return "none"
    word = node.words[0] if isinstance(node, tree.Path) and len(node.words) == 1 and not node.this else None
    if declared is None:
        return literal(node, DATE, desk)
    if declared.kind == "score" and word is not None:
        return _grade(word, declared, desk)
    if declared.kind in (*ASKED, "sample"):
        type_ = YES_NO if declared.kind in ("judgement", "sample") else own or desk.world.type_of(declared)
        if type_ is None:
            return None
        known = state(word.text) if word is not None and type_.value(word.text) is None else None
        if word is not None and known in ("unknown", "not-applicable"):
            desk.resolved(word, STATES[known])
            return known
        return literal(node, type_, desk)
    if word is None:
        found = Text("something else", "其他内容")
        desk.report(type_messages.wrong_kind(node, Text("a state or a measure", "状态或处置措施"), found))
        return None
    known = state(word.text)
    fitting = FITTING.get(declared.kind, ())
    if known is not None and known in fitting:
        desk.resolved(word, STATES[known])
        return known
    measure = desk.world.vocabulary.measure(word.text)
    if measure is None:
        if not desk.run_together(word):
            measures = () if declared.kind == "gate" else desk.world.vocabulary.measures
            desk.no_value(word, word.text, [*(STATES[s] for s in fitting), *measures])
        return None
    desk.resolved(word, measure)
    return measure.id


def _inspector(node: tree.Expression, declared: Declared | None, givens: Givens) -> str | None:
    """The person expected to inspect what was drawn; None where it is not about one."""
    if declared is None or declared.kind != "sample" or not isinstance(node, tree.Path) or len(node.words) != 1:
        return None
    (word,) = node.words
    entity = givens.entities.get(word.text)
    return word.text if entity is not None and entity.id == "Person" else None


def _grade(word: tree.Word, declared: Declared, desk: Desk) -> str | None:
    """The grade expected of a score, or that it is not known."""
    grades = grades_of(declared.form).values
    found = next((g for g in grades if word.text in g.all), None)
    if found is None and state(word.text) == "unknown":
        found = STATES["unknown"]
    if found is None:
        desk.no_value(word, word.text, [*grades, STATES["unknown"]])
        return None
    desk.resolved(word, found)
    return found.id


def _labels(node: tree.Expect, declared: Declared | None, desk: Desk) -> tuple[str, ...] | None:
    if node.labels is None:
        return None
    if declared is None or not (declared.kind == "gate" or by_conditions(declared.form)):
        desk.report(
            type_messages.wrong_place(
                node,
                "only a gate, or a ladder by conditions, has labels",
                "只有前置条件和以情形为准的递进措施才有标签",
            )
        )
        return None
    check_labels(desk, node.labels, declared)
    return tuple(label.text for label in node.labels)

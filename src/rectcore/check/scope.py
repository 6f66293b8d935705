"""Names in scope: a path of words comes in, a term with its type goes out.

A word is looked up in every place it could come from, and two finds are an error: nothing hides anything. A name of a
broken form is found and passes in silence (the term is None).
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve, frozen

from rectcore.check import name_messages, ranked, scored, table_messages, type_messages, wording
from rectcore.check.desk import Declared, Desk
from rectcore.check.states import FITTING, STATES
from rectcore.check.table import Table
from rectcore.check.terms import (
    Actor,
    Aggregated,
    Defined,
    Field,
    Judged,
    OfDuty,
    Param,
    Ranked,
    Scored,
    Self,
    Tabled,
    Term,
    This,
    ThisPeriod,
    Var,
)
from rectcore.check.terms import Reading as SeriesReading
from rectcore.check.types import DATE, YES_NO, Kind, Name, Type
from rectcore.check.vocabulary import Entity
from rectcore.diagnostics import Text
from rectcore.language import tree
from rectcore.language.keywords import phrases
from rectcore.source import Span

_VALUES = ("as of", "none", "true", "false", "this")
_TODAY = frozenset({"today", "now", "今天", "今日", "当前日期"})
ASKED = ("define", "judgement", "table", "series", "aggregate", "score", "ranking")
"""The forms whose name is asked of something."""

ACTOR = Name("actor", ("办理人",))
PERIOD_WORD = Name("period", ("周期",))


@frozen
class Scope:
    """What words can mean at a place.

    Args:
        desk: the form.
        subject: the entity the rule is about; None in a broken form.
        this: the act of a gate, or the event of a rule for each of a kind.
        period: `this.period` can be asked.
        actor: `actor` can be asked.
        variables: names bound by quantifiers, with their rows.
        anonymous: rows whose fields are plain names.
        convicts: absence of an event can turn into a breach here.
        closing: a series without a period is asked for the one that the due day closes.
    """

    desk: Desk
    subject: Entity | None
    this: This | None = None
    period: bool = False
    actor: bool = False
    variables: tuple[tuple[str, Var], ...] = ()
    anonymous: tuple[Var, ...] = ()
    convicts: bool = False
    closing: bool = False

    @property
    def self(self) -> Self | None:
        """What the rule is about."""
        return Self(self.subject.id) if self.subject is not None else None

    def inside(self, variables: tuple[tuple[str, Var], ...], anonymous: tuple[Var, ...]) -> Scope:
        """The scope of a quantifier's condition."""
        return evolve(
            self,
            variables=(*self.variables, *variables),
            anonymous=(*self.anonymous, *anonymous),
        )

    def silent(self) -> Scope:
        """The scope in which a word that names nothing passes, since what it may belong to is at fault."""
        return evolve(self, subject=None)


@frozen
class Reading:
    """One thing a word can mean: a term (None: it passes in silence), its name, and the thing in words."""

    term: Term | None
    name: Name
    what: Text
    owner: Entity | None = None


def readings(word: str, scope: Scope) -> tuple[Reading, ...]:
    """Everything a word can mean here."""
    return tuple(_readings(word, scope))


def _readings(word: str, scope: Scope) -> Iterator[Reading]:
    for name, variable in scope.variables:
        if name == word:
            what = Text(f"the {variable.entity} `{word}`", f"所绑定的 `{word}`")
            yield Reading(variable, scope.desk.spelling(word), what)
    vocabulary = scope.desk.world.vocabulary
    for variable in scope.anonymous:
        yield from _on(variable, vocabulary[variable.entity], word, scope)
    if scope.self is not None and scope.subject is not None:
        yield from _on(scope.self, scope.subject, word, scope)
    declared = scope.desk.world.declared.get(word)
    if declared is not None and declared.kind == "parameter":
        type_ = scope.desk.world.type_of(declared)
        term = None if type_ is None else Param(declared.name.id, type_)
        yield Reading(term, declared.name, Text("the parameter", "参数"))
    if scope.actor and word in ACTOR.all:
        yield Reading(Actor(), ACTOR, Text("who does the act", "办理人"))


def _on(of: Term, entity: Entity, word: str, scope: Scope) -> Iterator[Reading]:
    """What a word can mean as a part of something: its field, or a definition or judgement asked of it."""
    attribute = entity.attribute(word)
    if attribute is not None:
        what = Text(f"a field of {entity.name.in_('en')}", f"{entity.name.in_('zh')}的属性")
        yield Reading(Field(of, entity.id, attribute.name.id, attribute.type), attribute.name, what, entity)
    declared = scope.desk.world.declared.get(word)
    if declared is None or declared.kind not in ASKED:
        return
    if declared.entity == entity.id:
        article = "an" if declared.kind == "aggregate" else "a"
        what = Text(f"{article} {declared.kind} on {entity.name.in_('en')}", f"针对{entity.name.in_('zh')}的名称")
        yield Reading(_asked(declared, of, scope), declared.name, what, entity)
    elif declared.entity is None:
        yield Reading(None, declared.name, Text("a name", "名称"), entity)


def _asked(declared: Declared, of: Term, scope: Scope) -> Term | None:
    if declared.broken:
        return None
    if declared.kind == "judgement":
        return Judged(declared.name.id, of, YES_NO)
    type_ = scope.desk.world.type_of(declared)
    if type_ is None:
        return None
    if declared.kind == "table":
        return Tabled(declared.name.id, of, None, type_)
    if declared.kind == "series":
        return SeriesReading(declared.name.id, of, None, type_)
    if declared.kind == "aggregate":
        return Aggregated(declared.name.id, of, type_)
    if declared.kind == "score":
        return scored.scored(declared, of, scope.desk, period=scope.period)
    if declared.kind == "ranking":
        return ranked.ranked(declared, of, scope.desk, period=scope.period)
    return Defined(declared.name.id, of, type_)


def follow(of: Term, path: tree.Path, scope: Scope) -> Term | None:
    """What a path of fields leads to from something."""
    return _follow(evolve(of, span=path.span), list(path.words), scope)


def resolve(path: tree.Path, scope: Scope) -> Term | None:
    """What a path names; reported where it names nothing, or two things."""
    if path.this:
        return _this(path, scope)
    first, *rest = path.words
    found = readings(first.text, scope)
    if not found and rest and _is_duty(first, scope):
        return _of_duty(path, scope)
    if not found:
        _unknown(first, scope)
        return None
    if len(found) > 1 and not (len(found) == 2 and found[0].term is found[1].term is None):
        _ambiguous(first, found, scope)
        return None
    scope.desk.resolved(first, found[0].name)
    return _follow(_at(found[0].term, first), rest, scope)


DUTY_FIELDS = {
    "done": (Name("done", ("完成日",)), evolve(DATE, optional=True)),
    "due": (Name("due", ("到期日",)), evolve(DATE, optional=True)),
    "state": (Name("state", ("状态",)), Type(Kind.ONE_OF, values=tuple(STATES[s] for s in FITTING["duty"]))),
}
"""What can be asked of a duty that is owed once."""


def _is_duty(word: tree.Word, scope: Scope) -> bool:
    declared = scope.desk.world.declared.get(word.text)
    return declared is not None and declared.kind == "duty" and not declared.broken


def _of_duty(path: tree.Path, scope: Scope) -> Term | None:
    """What became of a duty: `FIX.done`. Only of one that the subject owes once."""
    first, field, *more = path.words
    desk = scope.desk
    declared = desk.world.declared[first.text]
    each = declared.form.for_each
    entity = desk.world.vocabulary.entity(each.text) if each is not None else None
    if entity is None or scope.subject is None:
        return None
    if entity.id != scope.subject.id:
        owner = entity.name
        desk.report(
            type_messages.wrong_place(
                first,
                f"`{first.text}` is owed of a {owner.in_('en')}, and this is about something else",
                f"`{first.text}` 针对{owner.in_('zh')}，而此处针对其他对象",
            )
        )
        return None
    if declared.form.get("every") is not None:
        desk.report(
            type_messages.wrong_place(
                first, f"`{first.text}` is owed more than once", f"`{first.text}` 不止一次，不能指为某一次"
            )
        )
        return None
    found = next(((id_, x) for id_, x in DUTY_FIELDS.items() if field.text in x[0].all), None)
    if found is None:
        desk.unknown(field, Text("field of a duty", "时限要求的属性"), [x[0] for x in DUTY_FIELDS.values()])
        return None
    id_, (name, type_) = found
    desk.resolved(first, declared.name)
    desk.resolved(field, name)
    return _follow(OfDuty(declared.name.id, id_, type_, span=path.span), more, scope)


def _at(term: Term | None, word: tree.Word) -> Term | None:
    return None if term is None else evolve(term, span=word.span)


def _this(path: tree.Path, scope: Scope) -> Term | None:
    if path.words and path.words[0].text in PERIOD_WORD.all and _no_field_period(scope):
        if not scope.period:
            scope.desk.no_period(
                type_messages.wrong_place(
                    path,
                    "`this.period` is the period of a duty with `every:`, and this has none",
                    "“本.周期”指有“频次”的时限要求的周期，此处没有",
                )
            )
            return None
        scope.desk.resolved(path.words[0], PERIOD_WORD)
        return _follow(ThisPeriod(span=path.span), list(path.words[1:]), scope)
    start = scope.this if scope.actor else scope.this or scope.self  # of a gate it is the act, or nothing known
    return None if start is None else _follow(evolve(start, span=path.span), list(path.words), scope)


def _no_field_period(scope: Scope) -> bool:
    """Whether `period` after `this` can only be that of the instance."""
    if scope.this is None:
        return True
    event = scope.desk.world.vocabulary[scope.this.entity]
    return all(event.attribute(word) is None for word in PERIOD_WORD.all)


def _follow(term: Term | None, words: list[tree.Word], scope: Scope) -> Term | None:
    """Where further words of a path lead."""
    for word in words:
        if term is None:
            return None
        chosen = _output(term, word, scope)
        if chosen is not None:
            term = chosen
            continue
        type_ = term.type
        if isinstance(term, Scored) and (asked := scored.part(term, word, scope.desk)) is not None:
            term = evolve(asked, span=_joined(term, word))
            continue
        if isinstance(term, Ranked) and (places := ranked.part(term, word, scope.desk)) is not None:
            term = evolve(places, span=_joined(term, word))
            continue
        if type_.kind is not Kind.ENTITY or type_.entity is None or type_.many:
            found = wording.describe(type_)
            scope.desk.report(
                type_messages.wrong_place(
                    word,
                    f"`{word.text}` is asked of {found.en}, which has no fields",
                    f"`{word.text}` 所问的是{found.zh}，没有属性",
                )
            )
            return None
        entity = scope.desk.world.vocabulary[type_.entity]
        parts = tuple(_on(term, entity, word.text, scope))
        if not parts:
            if entity.id not in scope.desk.world.vague:
                what = Text(f"field of {entity.name.in_('en')}", f"{entity.name.in_('zh')}属性")
                scope.desk.unknown(word, what, [a.name for a in entity.attributes], _definitions(entity, scope))
            return None
        scope.desk.resolved(word, parts[0].name)
        term = None if parts[0].term is None else evolve(parts[0].term, span=_joined(term, word))
    return _single(term, scope)


def _table(term: Tabled, scope: Scope) -> Table:
    found = scope.desk.world.table_of(scope.desk.world.declared[term.id])
    assert found is not None, term  # one at fault makes no term
    return found


def _output(term: Term, word: tree.Word, scope: Scope) -> Term | None:
    """The result of a table that a word names."""
    if not isinstance(term, Tabled) or term.output is not None:
        return None
    name, type_ = _table(term, scope).output(word.text) or (None, term.type)
    if name is None:
        return None
    scope.desk.resolved(word, name)
    return evolve(term, output=name.id, type=type_, span=_joined(term, word))


def _single(term: Term | None, scope: Scope) -> Term | None:
    """The term, unless it is a table of several results none of which was named; that is reported."""
    if isinstance(term, Tabled) and term.output is None:
        table = _table(term, scope)
        if table.output(None) is None:
            scope.desk.report(table_messages.no_output(term.span, table, scope.desk.dialect))
            return None
    return term


def _joined(term: Term, word: tree.Word) -> Span | None:
    return term.span.to(word.span) if term.span is not None and word.span is not None else None


def _definitions(entity: Entity, scope: Scope) -> list[str]:
    return [word for word, d in scope.desk.world.declared.items() if d.entity == entity.id]


def _unknown(word: tree.Word, scope: Scope) -> None:
    """Report a word without a meaning here, unless a broken declaration may be the one that had it."""
    vocabulary = scope.desk.world.vocabulary
    entities = [vocabulary[v.entity] for v in scope.anonymous]
    if scope.subject is None:
        return
    entities.append(scope.subject)
    if any(e.id in scope.desk.world.vague for e in entities):
        return
    declared = scope.desk.world.declared.get(word.text)
    if declared is not None:
        _elsewhere(word, declared, scope)
        return
    fields = [a.name for e in entities for a in e.attributes]
    others = [name for name, _ in scope.variables]
    others += [w for e in entities for w in _definitions(e, scope)]
    others += [w for w, d in scope.desk.world.declared.items() if d.kind == "parameter"]
    others += [*ACTOR.all] if scope.actor else []
    others += [p for id_ in _VALUES for p in phrases(id_, scope.desk.dialect)]
    if word.text in _TODAY:
        today = phrases("as of", scope.desk.dialect)[0]
        scope.desk.report(name_messages.unknown_name(word, word.text, Text("name", "名称"), today))
        return
    way = _way_to(word.text, scope)
    if way is not None:
        scope.desk.report(name_messages.through(word, word.text, way))
        return
    scope.desk.unknown(word, Text("name", "名称"), fields, others)


def _way_to(word: str, scope: Scope) -> str | None:
    """How an event's rule says a field of what the event is about: `task.lead_unit`."""
    vocabulary = scope.desk.world.vocabulary
    if scope.subject is None or not scope.subject.event:
        return None
    for part in scope.subject.attributes:
        owner = vocabulary.entity(part.type.entity or "") if part.type.entity in scope.subject.part_of else None
        if owner is not None and not part.type.many and owner.attribute(word) is not None:
            return f"{part.name.in_(scope.desk.dialect)}.{word}"
    return None


def _elsewhere(word: tree.Word, declared: Declared, scope: Scope) -> None:
    """Report a name that is known, and means nothing here."""
    if declared.broken:
        return
    if declared.entity is not None and declared.kind in ASKED:
        owner = scope.desk.world.vocabulary[declared.entity].name
        scope.desk.report(
            type_messages.wrong_place(
                word,
                f"`{word.text}` is asked of a {owner.in_('en')}, and this is about something else",
                f"`{word.text}` 针对{owner.in_('zh')}，而此处针对其他对象",
                Text(f"say whose it is: `x.{word.text}`", f"请写明所属：`甲.{word.text}`"),
            )
        )
    else:
        scope.desk.report(
            type_messages.wrong_place(
                word, f"`{word.text}` is a rule, and has no value", f"`{word.text}` 是规则，没有取值"
            )
        )


def _ambiguous(word: tree.Word, found: tuple[Reading, ...], scope: Scope) -> None:
    entity = found[0].owner
    hint = Text("name what is meant", "请为所指取名")
    if scope.anonymous and entity is not None:
        en, zh = entity.name.in_("en"), entity.name.in_("zh")
        hint = Text(f"name the event: `{en} u where u.{word.text} …`", f"请为记录取名：`{zh} 甲 满足 甲.{word.text} …`")
    scope.desk.report(name_messages.ambiguous(word, word.text, [r.what for r in found], hint))

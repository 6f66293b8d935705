"""What a sentence may say of the ledger: rows by their names, events by who did them and when, and what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from attrs import Factory, frozen

from rectcore.check.core import EVENT_FIELDS, SUBJECT_KINDS
from rectcore.check.rulebook import Rulebook
from rectcore.check.types import Kind, Type
from rectcore.check.vocabulary import Entity, convert
from rectcore.diagnostics import Text
from rectcore.engine.reference.amounts import Amount, Between
from rectcore.engine.trace import NOT_APPLICABLE, Row
from rectcore.explain.phrases import (
    both,
    clause,
    counted,
    duration,
    field_name,
    named,
    noun,
    number,
    percent,
    post_name,
    rounded,
    run,
    same,
    words,
)
from rectcore.model.events import Event, Subject
from rectcore.model.facts import NONE, Invalid, Missing, Unknown, Why
from rectcore.model.fold import known_events, reopened
from rectcore.model.ledger import Ledger
from rectcore.model.period import Period, PeriodKind

ENTITY_OF = {kind: entity for entity, kind in SUBJECT_KINDS.items()}
_OWN = frozenset(a.name.id for a in EVENT_FIELDS)

PERIOD = Text("the period", "本周期")


@frozen
class Scene:
    """What a sentence is about.

    Args:
        as_of, known_at: the days of the verdict, where they are known.
        subject: the row the rule is about.
        period: what `this.period` is called.
        day: parameters are shown with their value on this day.
        names: what a variable is called; an empty text leaves it out.
    """

    rulebook: Rulebook
    ledger: Ledger
    as_of: date | None = None
    known_at: date | None = None
    subject: Row | None = None
    period: Text = PERIOD
    day: date | None = None
    names: Mapping[int, Text] = Factory(dict)

    def entity(self, id: str) -> Entity:  # noqa: A002 - the word of the language
        """An entity of the vocabulary."""
        return self.rulebook.vocabulary[id]


def nothing(id: str = "") -> Ledger:  # noqa: A002
    """A ledger without rows, for sentences about rules alone."""
    return Ledger(id)


# -- rows and values ----------------------------------------------------------------------------------------------


def row_name(row: Row, scene: Scene, *, with_id: bool = False) -> Text:
    """A row by its title or name where it has one; `with_id` adds the id, so that namesakes are told apart."""
    ledger = scene.ledger
    title = None
    if row.entity == "Unit" and (unit := ledger.unit(row.id)) is not None:
        title = unit.title
    if row.entity == "Person" and (person := ledger.person(row.id)) is not None:
        title = person.name
    if row.entity == "Plan" and ledger.plan is not None:
        title = ledger.plan.title
    if scene.entity(row.entity).record:
        return same(f"{row.entity}({', '.join(row.id.rsplit('/', 1))})")
    if not row.id:
        return both("the {x} asked about", "拟办的{x}", x=noun(scene.entity(row.entity)))
    if title is None or title == row.id:
        return same(row.id)
    return both("{title} ({id})", "{title}（{id}）", title=title, id=row.id) if with_id else same(title)


def value_text(value: Any, type_: Type, scene: Scene, *, with_id: bool = False) -> Text:
    """A value in the words of both languages."""
    if value is NONE:
        return Text("none", "无")
    if value is NOT_APPLICABLE:
        return Text("not applicable", "不适用")
    if value is None or isinstance(value, Unknown | Invalid):
        return Text("not known", "不明")
    if isinstance(value, tuple):
        return run(value_text(v, type_, scene, with_id=with_id) for v in value)
    match value:
        case Row():
            return row_name(value, scene, with_id=with_id)
        case Between(low=low, high=high):
            ends = [None if x is None else value_text(x, type_, scene) for x in (low, high)]
            return _bounds_text(*ends, dates=type_.kind is Kind.DATE)
        case Amount(number=amount, unit=unit):
            return duration(number(amount), unit)
        case bool():
            return Text("yes", "是") if value else Text("no", "否")
        case date():
            return same(value.isoformat())
        case Period():
            return Text(str(value), f"{value}年" if value.kind is PeriodKind.YEAR else str(value))
        case int() | Decimal():
            return same(percent(rounded(value)) if type_.kind is Kind.PERCENT else number(rounded(value)))
    if type_.kind is Kind.ONE_OF and (found := type_.value(str(value))) is not None:
        return named(found)
    return both("“{x}”", "“{x}”", x=str(value))


def _bounds_text(low: Text | None, high: Text | None, *, dates: bool) -> Text:
    if low is not None and high is not None:
        return both("{low} to {high}", "{low}至{high}", low=low, high=high)
    if low is not None:
        return both("{x} or later", "{x}或以后", x=low) if dates else both("{x} or more", "{x}以上", x=low)
    assert high is not None
    return both("{x} or earlier", "{x}或以前", x=high) if dates else both("{x} or less", "{x}以下", x=high)


def event_of(row: Row, scene: Scene) -> Event | None:
    """The event of a row as known on the day of the verdict."""
    first = scene.ledger.event(row.id)
    if first is None or first.kind != row.entity:
        return None
    seen = known_events(scene.ledger, first.subject, scene.as_of or date.max, scene.known_at or date.max)
    return next((k.event for k in seen if k.event.id == row.id), first)


def shown(row: Row, scene: Scene) -> Text:
    """A row with what matters of it: an event with who did it and when it was entered."""
    event = event_of(row, scene)
    if event is None:
        return row_name(row, scene, with_id=True)
    details = event_details(event, scene)
    return both("{id} ({details})", "{id}（{details}）", id=event.id, details=run(details, ", ", "，"))


def event_details(event: Event, scene: Scene) -> list[Text]:
    """What matters of an event: who did it, what it gives, the day it names, the day it was entered."""
    details: list[Text] = []
    if isinstance(event.post, str):
        details.append(post_name(scene.rulebook, event.post))
    if isinstance(event.person, str):
        details.append(row_name(Row("Person", event.person), scene))
    elif isinstance(event.unit, str):
        details.append(row_name(Row("Unit", event.unit), scene))
    details += _particulars(event, scene)
    if event.on != event.recorded:
        details.append(both("dated {day}", "载明{day}", day=event.on.isoformat()))
    details.append(both("recorded {day}", "{day}录入", day=event.recorded.isoformat()))
    return details


def _particulars(event: Event, scene: Scene) -> list[Text]:
    """The fields of its kind that an event gives: the period it covers, the result."""
    found: list[Text] = []
    entity = scene.entity(event.kind)
    for attribute in entity.attributes:
        raw = event.fields.get(attribute.name.id)
        if attribute.name.id in _OWN or raw is None or attribute.type.kind is Kind.TEXT:
            continue
        value = convert(raw, attribute.type)
        if attribute.type.kind is Kind.ENTITY and isinstance(value, str):
            value = Row(attribute.type.entity or "", value)
        name = field_name(entity, attribute.name.id)
        found.append(both("{name} {value}", "{name}{value}", name=name, value=value_text(value, attribute.type, scene)))
    return found[:3]


def on_record(kind: str, scene: Scene) -> bool:
    """Whether the subject has an event of that kind that a rule about it sees, since its last reopening."""
    if scene.subject is None or scene.subject.entity not in SUBJECT_KINDS:
        return False
    subject = Subject(SUBJECT_KINDS[scene.subject.entity], scene.subject.id)
    seen = known_events(scene.ledger, subject, scene.as_of or date.max, scene.known_at or date.max)
    again = reopened(seen)
    return any(k.event.kind == kind and (again is None or k.event.on >= again) for k in seen)


def owner_of(row: Row, scene: Scene) -> Row:
    """The task, unit or plan an event belongs to; anything else itself."""
    event = scene.ledger.event(row.id)
    if row.entity in SUBJECT_KINDS or event is None:
        return row
    return Row(ENTITY_OF[event.subject.kind], event.subject.id)


def place_of(row: Row | None, scene: Scene) -> Text | None:
    """Where a post is looked for, by its title; None where it is not plain from the card."""
    if row is None:
        return None
    owner = owner_of(row, scene)
    ledger = scene.ledger
    unit: Any = owner.id if owner.entity == "Unit" else None
    if owner.entity == "Task":
        if any(e.kind == "amendment" for e in ledger.events_of(Subject("task", owner.id))):
            return None
        task = ledger.task(owner.id)
        unit = task.territory if task is not None else None
    elif owner.entity == "Plan" and ledger.plan is not None:
        unit = ledger.plan.unit
    return row_name(Row("Unit", unit), scene) if isinstance(unit, str) else None


# -- what is missing ----------------------------------------------------------------------------------------------


def missing_text(missing: Missing, scene: Scene) -> Text:
    """One thing that is not known, and why."""
    what, of = _what(missing, scene), _of(missing, scene)
    match missing.why:
        case Why.NOT_GIVEN:
            return both("`{what}` of {of} was not given", "{of}的“{what}”未填写", what=what, of=of)
        case Why.INVALID:
            return both(
                "what was given for `{what}` of {of} cannot be used",
                "{of}的“{what}”填写有误，不能采用",
                what=what,
                of=of,
            )
        case Why.CONTRADICTORY:
            return both(
                "two entries of one day contradict each other on `{what}` of {of}",
                "{of}的“{what}”有同日相互矛盾的记录",
                what=what,
                of=of,
            )
        case Why.INCOMPLETE:
            return _incomplete(missing, what, of, scene)
        case Why.BEYOND_CALENDAR:
            return Text("the working days of that time are not published yet", "相应时期的工作日安排尚未公布")
        case Why.NO_JUDGEMENT:
            return both("no judgement on `{what}` in force for {of}", "{of}的“{what}”尚无有效认定", what=what, of=of)
        case Why.NO_HOLDER:
            return both(
                "nobody is on record as {what} of {of} on that day", "{of}当日无“{what}”的任职记录", what=what, of=of
            )
        case Why.NO_VALUE:
            if missing.what == "due":
                return Text("the due day has no number in force", "完成时限的日数无有效取值")
            return both("the parameter `{what}` has no value on that day", "参数“{what}”当日无有效取值", what=what)
        case Why.NO_READING | Why.NO_FINAL_READING:
            series, _, period = missing.what.partition(" ")
            found = scene.rulebook.find(series)
            indicator = named(found.name) if found is not None else same(words(series))
            told = both("{x} for {p}", "{p}“{x}”", x=indicator, p=period)
            if missing.why is Why.NO_FINAL_READING:
                return both(
                    "no reading of {x} made after its end is recorded for {of}",
                    "{of}没有周期终了后录得的{x}的监测数据",
                    x=told,
                    of=of,
                )
            return both("no reading of {x} is recorded for {of}", "{of}没有{x}的监测数据", x=told, of=of)
        case Why.CURRENT_ONLY:
            return both(
                "of `{what}` of {of} only the present value is known",
                "{of}的“{what}”仅有现值，此前情况不明",
                what=what,
                of=of,
            )
        case Why.NO_DRAW:
            drawn, _, period = missing.what.partition(" ")
            found = scene.rulebook.find(drawn)
            named_so = named(found.name) if found is not None else same(words(drawn))
            return both("no draw of {x} for {p} is recorded", "没有{p}“{x}”的抽签记录", x=named_so, p=period)
        case Why.ASKED:
            if missing.what == "actor":
                return Text("it was not said who is to act", "未说明由谁办理")
            return both(
                "`{what}` of the {of} is not known before it is recorded",
                "{of}尚未录入，“{what}”不明",
                what=what,
                of=of,
            )
        case Why.NOT_YET:
            return both("{day} had not come on the day judged", "{day}晚于基准日", day=missing.what)
        case Why.BEFORE:
            return both("there was no {of} yet on {day}", "{day}尚无{of}", of=of, day=missing.what)
        case Why.CONFLICT:
            return both("exceptions disagree ({what})", "例外规定相互冲突（{what}）", what=_clauses(missing, scene))


def _clauses(missing: Missing, scene: Scene) -> Text:
    """The exceptions that disagree, each with its clause."""
    shown = []
    for name in missing.what.split(", "):
        found = scene.rulebook.find(name)
        cites = run((clause(c) for c in found.cites), "; ", "；") if found is not None else Text()
        shown.append(both("{x}: {c}", "{x}：{c}", x=name, c=cites) if cites.en else same(name))
    return run(shown, "; ", "；")


def _what(missing: Missing, scene: Scene) -> Text:
    vocabulary = scene.rulebook.vocabulary
    if missing.why is Why.NO_HOLDER:
        return post_name(scene.rulebook, missing.what)
    declared = scene.rulebook.find(missing.what)
    if missing.why in (Why.NO_JUDGEMENT, Why.NO_VALUE) and declared is not None:
        return Text(declared.name.in_("en"), declared.name.in_("zh"))
    entity = _entity_of(missing.of, scene)
    attribute = vocabulary[entity].attribute(missing.what) if entity is not None else None
    if attribute is None:
        found = (e.attribute(missing.what) for e in vocabulary.entities)
        attribute = next((a for a in found if a is not None), None)
    if missing.why is not Why.INCOMPLETE or vocabulary.entity(missing.what) is None:
        if attribute is not None:
            return Text(attribute.name.in_("en"), attribute.name.in_("zh"))
        if declared is not None and hasattr(declared, "name"):
            return Text(declared.name.in_("en"), declared.name.in_("zh"))
    kind = vocabulary.entity(missing.what)
    return noun(kind) if kind is not None else same(words(missing.what))


def _entity_of(of: str, scene: Scene) -> str | None:
    """The entity of the row of that id."""
    ledger = scene.ledger
    if (event := ledger.event(of)) is not None:
        return event.kind
    if ledger.task(of) is not None:
        return "Task"
    if ledger.unit(of) is not None:
        return "Unit"
    if ledger.plan is not None and ledger.plan.id == of:
        return "Plan"
    if ledger.person(of) is not None:
        return "Person"
    return of if scene.rulebook.vocabulary.entity(of) is not None else None


def _of(missing: Missing, scene: Scene) -> Text:
    entity = _entity_of(missing.of, scene)
    if entity == missing.of and missing.why is Why.ASKED:
        return noun(scene.entity(entity))
    return row_name(Row(entity, missing.of), scene) if entity is not None and missing.of else same(missing.of)


def _incomplete(missing: Missing, what: Text, of: Text, scene: Scene) -> Text:
    """Why absence says nothing: rows were refused, or a feed does not reach far enough."""
    ledger = scene.ledger
    kind = scene.rulebook.vocabulary.entity(missing.what)
    entity = _entity_of(missing.of, scene)
    subject = Subject(SUBJECT_KINDS[entity], missing.of) if entity in SUBJECT_KINDS else None
    if subject is not None and ledger.refusals_of(subject):
        return both(
            "a refused row on {of} may have been about it ({what})",
            "{of}有记录未被接收，可能涉及“{what}”",
            of=of,
            what=what,
        )
    if ledger.cut:
        return Text("the ledger file is cut off, so rows may be missing", "台账文件不完整，可能缺少记录")
    if kind is None or kind.completeness is None or kind.completeness.may_be_incomplete:
        return both("the data on {what} may be incomplete", "“{what}”的数据可能不全", what=_several(kind, what))
    feed = kind.completeness.feed or "ledger"
    mark = ledger.watermark(feed, scene.known_at or date.max)
    source = Text("the ledger", "台账") if feed == "ledger" else both("the feed {x}", "数据来源{x}", x=feed)
    if mark is None:
        return both("{source} does not say to which day it is complete", "{source}未注明数据完整至何日", source=source)
    return both("{source} is complete only to {day}", "{source}数据仅完整至{day}", source=source, day=mark.isoformat())


def _several(kind: Entity | None, what: Text) -> Text:
    return what if kind is None else Text(counted(kind, 2).en.removeprefix("2 "), what.in_("zh"))

"""What the ledger holds, as sheets: its items, its units with their numbers, its records.

The sheet of items has the headers that `import` reads: what is exported can be imported again.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from decimal import Decimal
from typing import Any, Final

from attrs import define, field

from rectcore.diagnostics import Text
from rectcore.engine.results import Finding, State
from rectcore.model.events import Subject
from rectcore.model.facts import Unknown
from rectcore.model.fold import current_deadline, known_events, status
from rectcore.model.task import Task
from rectcore.sheets.grid import Cell
from rectcore.sheets.into import text_of
from rectcore.sheets.table import Table
from rectcore.sheets.voice import Voice

_STATES: Final = {
    "open": Text("open", "在办"),
    "closed": Text("closed", "已销号"),
    "suspended": Text("suspended", "中止"),
}
_COUNTED: Final = (State.FULFILLED, State.LATE, State.MISSED, State.PENDING, State.UNDETERMINED)


def _standing(task: Task, voice: Voice) -> tuple[str | None, date | None]:
    """The status of an item on the day, and its current deadline; None where they are not known."""
    events = known_events(voice.ledger, Subject("task", task.id), voice.report.as_of, voice.report.known_at)
    state = status(voice.ledger, task, events, voice.report.as_of)
    due = current_deadline(voice.ledger, task, events)
    return None if isinstance(state, Unknown) else state, due if isinstance(due, date) else None


def items(voice: Voice) -> Table:
    """Every item, as `import` reads it, and where it stands on the day."""
    own = list(dict.fromkeys(name for task in voice.ledger.tasks for name in task.fields))
    heads = voice.heads(
        ("ID", "编号"),
        ("kind of item", "事项种类"),
        ("title", "标题"),
        ("problem", "反馈问题"),
        ("category", "问题类别"),
        ("origin", "来源"),
        ("goal", "整改目标"),
        ("territory", "属地"),
        ("lead unit", "牵头单位"),
        ("responsible units", "责任单位"),
        ("supporting units", "配合单位"),
        ("supervising unit", "督导单位"),
        ("accepting unit", "验收单位"),
        ("opened", "立项日"),
        ("deadline", "办结期限"),
        ("priority", "重点件"),
        ("current deadline", "现行期限"),
        ("current state", "当前状态"),
        ("to send today", "今日应发数"),
    )
    sending = Counter(f.subject for f in voice.report.to_send)
    rows = [[*_item(t, sending, voice), *(_own(t.fields.get(name)) for name in own)] for t in voice.ledger.tasks]
    colours = {heads[17]: {_STATES["closed"].in_(voice.names.language): "good"}}
    title = voice.say("Items", "事项")
    return Table(title, (*heads, *own), rows, colours, {heads[16]: voice.report.as_of})


def _item(task: Task, sending: Counter[Subject], voice: Voice) -> list[Cell]:
    state, due = _standing(task, voice)
    return [
        task.id,
        voice.item_kind(task.kind),
        *(voice.text(v) for v in (task.title, task.problem, task.category, task.origin, task.goal)),
        *(voice.unit(v) for v in (task.territory, task.lead_unit, task.responsible_units, task.supporting_units)),
        *(voice.unit(v) for v in (task.supervising_unit, task.accepting_unit)),
        task.opened,
        voice.deadline(task.deadline),
        voice.yes_no(task.priority),
        due if state != "closed" else None,
        voice.say("unknown", "不明") if state is None else _STATES[state].in_(voice.names.language),
        Decimal(sending[Subject("task", task.id)]),
    ]


def _own(value: Any) -> Cell:
    return value if isinstance(value, str | bool | Decimal) or value is None else text_of(value)


@define
class _Numbers:
    """What is counted for a unit."""

    items: Counter[str] = field(factory=Counter)
    obligations: Counter[State] = field(factory=Counter)
    sent: list[Finding] = field(factory=list)


def units(voice: Voice) -> Table:
    """Each unit that leads, owes or is written to: its items, its obligations by state, what is to be sent to it."""
    found: dict[str, _Numbers] = defaultdict(_Numbers)
    lead = {t.id: t.lead_unit for t in voice.ledger.tasks if isinstance(t.lead_unit, str)}
    for task in voice.ledger.tasks:
        if task.id in lead:
            state, due = _standing(task, voice)
            late = state == "open" and due is not None and due < voice.report.as_of
            found[lead[task.id]].items.update(("all", state or "unknown", *(("late",) if late else ())))
    for owed in voice.report.obligations:
        unit = owed.owner.id if owed.owner.kind == "unit" else lead.get(owed.owner.id)
        if unit is not None:
            found[unit].obligations[owed.state] += 1
    for finding in voice.report.to_send:
        for unit in finding.addressees:
            found[unit].sent.append(finding)
    owed_heads = (f"{voice.say('obligations ', '应办：')}{voice.state(s)}" for s in _COUNTED)
    heads = (
        *voice.heads(("unit", "单位"), ("items led", "牵头事项"), ("items open", "在办"), ("items closed", "已销号")),
        *voice.heads(("past deadline", "已超期")),
        *owed_heads,
        *voice.heads(("to send today", "今日应发数"), ("harshest measure", "最严措施")),
    )
    rows = [_unit(u.id, found[u.id], voice) for u in voice.ledger.units if u.id in found]
    return Table(voice.say("Units", "单位"), heads, rows, {heads[-1]: voice.measures()})


def _unit(id_: str, numbers: _Numbers, voice: Voice) -> list[Cell]:
    items = (numbers.items[word] for word in ("all", "open", "closed", "late"))
    counts = (*items, *(numbers.obligations[s] for s in _COUNTED), len(numbers.sent))
    harshest = max(numbers.sent, key=voice.weight, default=None)
    measure = voice.names.measure(harshest.measure) if harshest is not None else None
    return [voice.names.unit(id_), *map(Decimal, counts), measure]


def records(voice: Voice) -> Table:
    """Every event, as it was first recorded; corrections name what they change."""
    heads = voice.heads(
        ("record", "记录编号"),
        ("act", "事由"),
        ("of item", "所属事项"),
        ("happened on", "发生于"),
        ("entered on", "录入于"),
        ("by unit", "填报者"),
        ("person", "人员"),
        ("text", "内容"),
        ("further", "其他内容"),
        ("changes", "所更正的记录"),
    )
    rows: list[list[Cell]] = [
        [
            e.id,
            voice.names.event_kind(e.kind),
            voice.names.subject(e.subject),
            e.on,
            e.recorded,
            voice.unit(e.unit),
            voice.text(e.person),
            voice.text(e.note),
            "; ".join(f"{k}: {text_of(v)}" for k, v in {**e.fields, **e.changes}.items()) or None,
            e.target,
        ]
        for e in voice.ledger.events
    ]
    return Table(voice.say("Records", "记录"), heads, rows)

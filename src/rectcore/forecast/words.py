"""What an entry says to people, in both languages."""

from __future__ import annotations

from typing import Final

from rectcore.check.rulebook import Rulebook
from rectcore.diagnostics import Text
from rectcore.explain.phrases import both, measure_name, noun, sentence, title_of
from rectcore.forecast.entries import ASSUMPTION, Entry, What
from rectcore.model.events import Subject
from rectcore.model.ledger import Ledger

WHAT: Final = {
    What.DUE: Text("due", "到期"),
    What.MEASURE_DUE: Text("measure due", "措施到期"),
    What.ANSWER_DUE: Text("answer due", "答复到期"),
    What.MISSED: Text("missed", "逾期未完成"),
    What.LATE: Text("late", "逾期完成"),
    What.OVERDUE: Text("measure overdue", "措施逾期"),
    What.UNANSWERED: Text("unanswered", "逾期未答复"),
    What.RUNG_UP: Text("next rung", "升档"),
    What.RUNG_DOWN: Text("lower rung", "降档"),
    What.BEGINS: Text("begins", "出现"),
    What.UNDETERMINED: Text("cannot be judged", "待核实"),
    What.LAPSES: Text("judgement lapses", "认定失效"),
    What.CLOSES: Text("act blocked", "不可办理"),
    What.OPENS: Text("act open", "可以办理"),
    What.ENDS: Text("ends", "终止"),
}
"""The word for each kind of entry, as tables and calendars show it."""

_SAYS: Final = {
    What.DUE: ("{t} is due", "{t}到期"),
    What.MEASURE_DUE: ("{t}: last day for the measure “{m}”", "{t}：{m}的最后一日"),
    What.ANSWER_DUE: ("{t}: last day for the reply to “{m}”", "{t}：答复{m}的最后一日"),
    What.MISSED: ("{t} is missed", "{t}逾期未完成"),
    What.LATE: ("{t} is done late", "{t}逾期完成"),
    What.OVERDUE: ("{t}: the day for the measure “{m}” is over", "{t}：{m}的期限已过"),
    What.UNANSWERED: ("{t}: the day for the reply to “{m}” is over", "{t}：答复{m}的期限已过"),
    What.RUNG_UP: ("{t}: one rung up", "{t}升档"),
    What.RUNG_DOWN: ("{t}: down to a lower rung", "{t}降档"),
    What.BEGINS: ("{t}: begins", "{t}出现"),
    What.UNDETERMINED: ("{t}: can no longer be judged", "{t}转为待核实"),
    What.LAPSES: ("{t}: the judgement no longer holds", "{t}：认定失效"),
    What.CLOSES: ("{t}: blocked from this day on", "自当日起不可办理{t}"),
    What.OPENS: ("{t}: may be done from this day on", "自当日起可以办理{t}"),
    What.ENDS: ("{t}: no longer so", "{t}终止"),
}


def title_of_entry(entry: Entry, rulebook: Rulebook) -> Text:
    """What an entry is about: the rule with its period, or the act."""
    if entry.kind == "act":
        return noun(rulebook.vocabulary[entry.rule])
    title = title_of(rulebook, entry.rule)
    if entry.period is not None:
        return both("{t} for {p}", "{p}“{t}”", t=title, p=entry.period)
    return both("{t}", "“{t}”", t=title)


def message_of(entry: Entry, rulebook: Rulebook) -> Text:
    """An entry in a sentence."""
    en, zh = _SAYS[entry.what]
    measure = measure_name(rulebook, entry.measure) if entry.measure is not None else Text("the measure", "措施")
    note = Text(" (provisional: working days of that time not yet published)", "（暂定：相应时期的工作日安排尚未公布）")
    said = both(en, zh, t=entry.title, m=measure)
    return sentence(both("{s}{n}", "{s}{n}", s=said, n=note if entry.provisional else Text()))


def assumption_of(entry: Entry) -> Text:
    """What an entry rests on, and the last safe day."""
    if entry.last_safe is None:
        return both("If {a}.", "前提：{a}。", a=ASSUMPTION)
    return both(
        "If {a}. Last safe day: {d}.", "前提：{a}。最后安全日：{d}。", a=ASSUMPTION, d=entry.last_safe.isoformat()
    )


def subject_of(subject: Subject, ledger: Ledger) -> str:
    """A subject as people know it: a task by id and title, a unit or the plan by title, an event by what it is on."""
    if subject.kind == "task":
        task = ledger.task(subject.id)
        title = task.title if task is not None and isinstance(task.title, str) else ""
        return f"{subject.id} {title}".rstrip()
    if subject.kind == "unit":
        unit = ledger.unit(subject.id)
        return (unit.title if unit is not None else None) or subject.id
    if subject.kind == "plan":
        plan = ledger.plan
        return (plan.title if plan is not None else None) or subject.id
    event = ledger.event(subject.id)
    return f"{subject.id} ({subject_of(event.subject, ledger)})" if event is not None else subject.id

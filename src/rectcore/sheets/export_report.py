"""What is owed and found, as sheets: what to send today, findings, obligations, scores and rankings, data gaps."""

from __future__ import annotations

from typing import Final

from rectcore.engine.results import Finding, State
from rectcore.explain.names import REASONS
from rectcore.sheets.grid import Cell
from rectcore.sheets.table import Table
from rectcore.sheets.voice import Voice

_COLOURS: Final = {State.MISSED: "bad", State.LATE: "look", State.UNDETERMINED: "look", State.FULFILLED: "good"}


def _message(finding: Finding, voice: Voice) -> str:
    return finding.message.in_(voice.names.language) or voice.names.rule(finding.rule)


def to_send(voice: Voice) -> Table:
    """What to send today, the harshest measure first; a last day that is over is red."""
    heads = voice.heads(
        ("call for", "应采取措施"),
        ("about", "对象编号"),
        ("concerning", "对象"),
        ("to", "主送"),
        ("copy", "抄送"),
        ("by", "办理"),
        ("last day", "最迟日"),
        ("since", "起始日"),
        ("message", "情况说明"),
        ("finding id", "判定结果编号"),
    )
    found = sorted(voice.report.to_send, key=lambda f: (-voice.weight(f), f.since, f.id))
    rows: list[list[Cell]] = [
        [
            voice.names.measure(f.measure),
            f.subject.id,
            voice.names.subject(f.subject),
            voice.names.units(f.addressees),
            voice.names.units(f.copied_to),
            voice.names.post(f.by),
            f.due,
            f.since,
            _message(f, voice),
            f.id,
        ]
        for f in found
    ]
    colours = {heads[0]: voice.measures()}
    return Table(voice.say("To send", "今日应发"), heads, rows, colours, {heads[6]: voice.report.as_of})


def findings(voice: Voice) -> Table:
    """Everything that holds."""
    language = voice.names.language
    heads = voice.heads(
        ("rule", "规则"),
        ("about", "对象编号"),
        ("concerning", "对象"),
        ("call for", "应采取措施"),
        ("in period", "所属时段"),
        ("since", "起始日"),
        ("acted on by", "处置记录"),
        ("message", "情况说明"),
        ("clause", "依据"),
        ("finding id", "判定结果编号"),
    )
    rows: list[list[Cell]] = [
        [
            voice.names.rule(f.rule),
            f.subject.id,
            voice.names.subject(f.subject),
            voice.names.measure(f.measure),
            f.period,
            f.since,
            f.acted_on,
            _message(f, voice),
            "; ".join(f"{c.title.in_(language)} {c.place.in_(language)}".rstrip() for c in f.cites),
            f.id,
        ]
        for f in voice.report.findings
    ]
    return Table(voice.say("Findings", "判定结果"), heads, rows, {heads[3]: voice.measures()})


def obligations(voice: Voice) -> Table:
    """Every instance of a duty, with its state in colour."""
    heads = voice.heads(
        ("rule", "规则"),
        ("about", "对象编号"),
        ("concerning", "对象"),
        ("owner", "责任主体"),
        ("in period", "所属时段"),
        ("last day", "最迟日"),
        ("provisional", "暂定"),
        ("outcome", "办理结果"),
        ("fulfilled by", "完成记录"),
        ("fulfilled on", "完成于"),
    )
    rows: list[list[Cell]] = [
        [
            voice.names.rule(o.rule),
            o.subject.id,
            voice.names.subject(o.subject),
            voice.names.subject(o.owner),
            o.period,
            o.due,
            voice.say("yes", "是") if o.provisional else None,
            voice.state(o.state),
            o.served_by,
            o.served_on,
        ]
        for o in voice.report.obligations
    ]
    colours = {heads[7]: {voice.state(s): colour for s, colour in _COLOURS.items()}}
    return Table(voice.say("Obligations", "应办事项"), heads, rows, colours)


def ratings(voice: Voice) -> Table:
    """Scores and rankings, each number as far as it is known."""
    heads = voice.heads(
        ("rule", "规则"),
        ("rated unit", "受评单位"),
        ("in period", "所属时段"),
        ("number", "数值"),
        ("grade or rank", "等次或名次"),
        ("of", "参评数"),
    )
    rows: list[list[Cell]] = [
        [
            voice.names.rule(s.score),
            voice.names.subject(s.subject),
            s.period,
            voice.figure(s.points),
            " / ".join(s.grades) or None,
            None,
        ]
        for s in voice.report.scores
    ]
    rows += [
        [
            voice.names.rule(r.ranking),
            voice.names.subject(r.subject),
            r.period,
            voice.figure(r.by),
            voice.say("left out", "不参评") if r.left_out else voice.figure(r.rank),
            voice.figure(r.ranked),
        ]
        for r in voice.report.rankings
    ]
    return Table(voice.say("Ratings", "评级"), heads, rows)


def gaps(voice: Voice) -> Table:
    """What could not be judged, and why."""
    heads = voice.heads(
        ("why", "原因"), ("rule", "规则"), ("concerning", "对象"), ("in period", "所属时段"), ("message", "情况说明")
    )
    rows: list[list[Cell]] = [
        [
            REASONS[g.reason].in_(voice.names.language) if g.reason in REASONS else g.reason,
            voice.names.rule(g.rule) or None,
            voice.names.subject(g.subject) or None,
            g.period,
            g.message.in_(voice.names.language) or g.event,
        ]
        for g in voice.report.data_gaps
    ]
    return Table(voice.say("Data gaps", "数据缺口"), heads, rows)

"""What a finding says to the one who gets it, in one sentence of each language."""

from __future__ import annotations

from datetime import date
from urllib.parse import unquote

from attrs import evolve

from rectcore.check.rulebook import Gate, Ladder, Notice, Rulebook
from rectcore.diagnostics import Text
from rectcore.engine.results import Finding, LabelResult, Obligation
from rectcore.engine.trace import Row
from rectcore.explain.acts import counts_checks, measure_by
from rectcore.explain.facts import ENTITY_OF, Scene
from rectcore.explain.phrases import (
    both,
    day_of_rest,
    duration,
    measure_name,
    noun,
    run,
    same,
    sentence,
    shortened,
    title_of,
)
from rectcore.explain.reasons import reason_of
from rectcore.explain.targets import course_text
from rectcore.model.duration import SpanUnit
from rectcore.model.escalation import Counting
from rectcore.model.ledger import Ledger


def finding_message(finding: Finding, rulebook: Rulebook, ledger: Ledger, as_of: date) -> Text:
    """One sentence: what was missed or holds, since when, and what it calls for."""
    entity = ENTITY_OF.get(finding.subject.kind, finding.subject.kind)
    scene = Scene(rulebook, ledger, as_of, subject=Row(entity, finding.subject.id))
    kinds = {
        "duty": _missed,
        "ladder": _ladder,
        "standing": _standing,
        "notice": _notice,
        "target": _target,
        "gate": _gate,
    }
    said = kinds[finding.kind](finding, scene, as_of)
    return sentence(both("{s}{a}", "{s}{a}", s=said, a=_acted(finding)))


def _acted(finding: Finding) -> Text:
    if finding.acted_on is None:
        return Text()
    return both(" (done: {x}{a})", "（已办理：{x}{a}）", x=finding.acted_on, a=_answered(finding))


def _answered(finding: Finding) -> Text:
    """Whether the act was answered, or by when it is to be."""
    if finding.answer is not None:
        return both("; answered: {x}", "；已答复：{x}", x=finding.answer)
    if finding.answer_due is not None and not finding.answer_due_provisional:
        return both("; to be answered by {d}", "；应至迟于{d}答复", d=finding.answer_due.isoformat())
    return Text()


def _calling(finding: Finding, scene: Scene) -> Text:
    """The measure and its day, and the rung it may come to."""
    if finding.measure is None:
        return _higher(finding, scene)
    due = None if finding.due_provisional else finding.due
    measure = measure_by(scene, finding.measure, due)
    return both(": {m}{h}", "，{m}{h}", m=measure, h=_higher(finding, scene))


def _higher(finding: Finding, scene: Scene) -> Text:
    """`at interview if what is still to be verified was missed too`."""
    if finding.rung_hi is None or finding.ladder is None:
        return Text()
    step = scene.rulebook.ladder(finding.ladder).steps[finding.rung_hi - 1]
    return both(
        "; {m} if what is not yet verified proves to be a breach",
        "；待核实情况如属违反要求，则应予{m}",
        m=measure_name(scene.rulebook, step.act.measure),
    )


def _days(first: date, day: date) -> Text:
    return duration(str((day - first).days), SpanUnit.DAYS)


# -- by kind ------------------------------------------------------------------------------------------------------


def _missed(finding: Finding, scene: Scene, as_of: date) -> Text:
    owed = finding.obligation
    title = title_of(scene.rulebook, finding.rule)
    what = _instance(title, owed, finding.period)
    if owed is None or owed.due is None:
        return both("{w} has not come{c}", "{w}未按期完成{c}", w=what, c=_calling(finding, scene))
    return both(
        "{w} was due on {d}{note} and has not come ({n} ago){c}",
        "{w}完成时限为{d}{note}，至今未完成，已逾期{n}{c}",
        w=what,
        d=owed.due.isoformat(),
        note=due_note(owed),
        n=_days(owed.due, as_of),
        c=_calling(finding, scene),
    )


def _instance(title: Text, owed: Obligation | None, period: str | None) -> Text:
    if period is not None:
        return both("{t} for {p}", "{p}“{t}”", t=title, p=period)
    if owed is not None and owed.subject != owed.owner:
        return both("{t} ({x})", "“{t}”（{x}）", t=title, x=owed.subject.id)
    return both("{t}", "“{t}”", t=title)


def due_note(owed: Obligation) -> Text:
    """Why the due day is not the one a reader would count out: moved from a day of rest, or the month is short."""
    notes: list[Text] = []
    if owed.clamped:
        notes.append(Text("the last day of a month that has no such day", "当月无该日，以月末为准"))
    if owed.rolled_from is not None and owed.due is not None:
        later = owed.due > owed.rolled_from
        notes.append(
            both(
                "{d} is {why}, so the " + ("next working day" if later else "working day before"),
                "{d}为{why}，" + ("顺延至下一工作日" if later else "提前至上一工作日"),
                d=owed.rolled_from.isoformat(),
                why=day_of_rest(owed.rolled_from),
            )
        )
    if owed.provisional:
        notes.append(Text("working days of that time not yet published", "相应时期的工作日安排尚未公布"))
    return both(" ({n})", "（{n}）", n=run(notes, "; ", "；")) if notes else Text()


def _ladder(finding: Finding, scene: Scene, as_of: date) -> Text:
    ladder = scene.rulebook.ladder(finding.ladder or finding.rule)
    title = title_of(scene.rulebook, finding.rule)
    if ladder.by_condition:
        return both(
            "{t}: since {d}{r}{c}",
            "“{t}”：自{d}起{r}{c}",
            t=title,
            d=finding.since.isoformat(),
            r=_because(finding, scene),
            c=_calling(finding, scene),
        )
    if ladder.by_days:
        n = duration(str((as_of - finding.episode).days + 1), SpanUnit.DAYS)
        return both(
            "{t}: lasting since {d} ({n}){c}",
            "“{t}”：自{d}起已持续{n}{c}",
            t=title,
            d=finding.episode.isoformat(),
            n=n,
            c=_calling(finding, scene),
        )
    how = Text("in a row", "连续") if ladder.counting is Counting.CONSECUTIVE else Text("in total", "累计")
    once = Text("missed", "")
    if ladder.counts_on_time:
        how, once = both("on time {h}", "{h}按期完成", h=how), Text("on time", "按期完成")
    elif counts_checks(ladder, scene):
        once = Text("time", "")
    names = shortened([same(x) for x in _counted(finding, ladder)], ", ", "、")
    return both(
        "{t}: {n} {how} ({names}){c}",
        "“{t}”：{how}{n}次（{names}）{c}",
        t=title,
        n=len(finding.counted),
        how=how if len(finding.counted) > 1 else once,
        names=names,
        c=_calling(finding, scene),
    )


def _counted(finding: Finding, ladder: Ladder) -> list[str]:
    """What was counted, without the name of the subject where all of it is the subject's own."""
    if ladder.for_each is not None:
        return list(finding.counted)
    return [name.partition("/")[2] or name for name in finding.counted]


def reason_text(label: LabelResult, scene: Scene) -> Text:
    """The reason for a label without the rows looked at."""
    if label.trace is None:
        return Text()
    return reason_of(label.trace, scene.rulebook, scene.ledger, scene.as_of, scene.known_at, scene.subject).text


def _because(finding: Finding, scene: Scene) -> Text:
    found = [x for x in (reason_text(r, scene) for r in finding.reasons) if x.en]
    return both("; {r}", "，因{r}", r=run(found, "; ", "；")) if found else Text()


def _standing(finding: Finding, scene: Scene, _: date) -> Text:
    return both(
        "{t}: not met since {d}{r}{c}",
        "“{t}”：自{d}起不符合要求{r}{c}",
        t=title_of(scene.rulebook, finding.rule),
        d=finding.episode.isoformat(),
        r=_because(finding, scene),
        c=_calling(finding, scene),
    )


def _target(finding: Finding, scene: Scene, _: date) -> Text:
    return both(
        "{t}: {s}{r}{c}",
        "“{t}”：{s}{r}{c}",
        t=title_of(scene.rulebook, finding.rule),
        s=course_text(finding),
        r=_because(finding, scene),
        c=_calling(finding, scene),
    )


def _notice(finding: Finding, scene: Scene, _: date) -> Text:
    assert isinstance(scene.rulebook.find(finding.rule), Notice)
    found = [x for x in (reason_text(r, scene) for r in finding.reasons) if x.en]
    why = run(found, "; ", "；") if found else both("since {d}", "自{d}起", d=finding.episode.isoformat())
    return both(
        "{t}: {r}{c}",
        "“{t}”：{r}{c}",
        t=title_of(scene.rulebook, finding.rule),
        r=why,
        c=_calling(finding, scene),
    )


def _gate(finding: Finding, scene: Scene, _: date) -> Text:
    """`closure of 2023-08-10 although [dual] no signature …`."""
    gate = scene.rulebook.find(finding.rule)
    assert isinstance(gate, Gate)
    failed = failing(finding.reasons, gate)
    act_id = unquote(finding.id.rpartition("/")[2])
    act = scene.ledger.event(act_id)
    scene = evolve(scene, as_of=finding.episode, known_at=act.recorded if act is not None else None)
    labels = run((both("[{n}] {r}", "[{n}]{r}", n=x.label, r=reason_text(x, scene)) for x in failed), "; ", "；")
    return both(
        "{t}: {act} of {d} ({id}) although {l}{c}",
        "“{t}”：{d}{act}（{id}）时不符合条件：{l}{c}",
        t=title_of(scene.rulebook, finding.rule),
        act=noun(scene.entity(gate.act)),
        d=finding.episode.isoformat(),
        id=act_id,
        l=labels,
        c=_calling(finding, scene),
    )


def failing(labels: tuple[LabelResult, ...], gate: Gate) -> list[LabelResult]:
    """The labels of a gate that close it: of a group of alternatives none counts where one is met."""
    met = {x.label for x in labels if x.met}
    open_groups = {c.label for group in gate.any_of if any(c.label in met for c in group) for c in group}
    return [x for x in labels if not x.met and x.label not in open_groups]

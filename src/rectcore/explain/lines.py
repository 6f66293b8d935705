"""Decisions and findings as people read them: a line each for the answer, the conditions, the way out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from unicodedata import east_asian_width

from rectcore.check.rulebook import ByEvent, Duty, Gate, Rulebook, Standing, Target
from rectcore.diagnostics import Text
from rectcore.engine.results import Decision, Finding, LabelResult, Obligation, Superseded
from rectcore.engine.trace import Row
from rectcore.explain.facts import ENTITY_OF, Scene, row_name
from rectcore.explain.findings import due_note, finding_message
from rectcore.explain.ladders import reset_text
from rectcore.explain.phrases import both, clause, measure_name, noun, one, post_name, run, same, state_word, title_of
from rectcore.explain.prose import said
from rectcore.explain.reasons import because
from rectcore.model.ledger import Ledger

VALUES = {True: Text("true", "满足"), False: Text("false", "不满足"), None: Text("unknown", "不明")}
WAIVED = Text("waived", "已免除")
_WORDS = {
    "any of": Text("any of", "其一"),
    "to open": Text("to open", "尚须"),
    "to do": Text("do", "办理"),
    "refer": Text("a person has to decide", "转人工审核"),
    "cites": Text("clause", "依据"),
    "since": Text("since", "起始"),
    "due": Text("due", "期限"),
    "to": Text("to", "主送"),
    "copied": Text("copied to", "抄送"),
    "by": Text("by", "作出"),
    "proposed": Text("proposed", "提请"),
    "approved": Text("approved", "批准"),
    "answer": Text("answer", "答复"),
    "replaces": Text("replaces", "取代"),
    "why": Text("because", "理由"),
    "counted": Text("counted", "计入"),
    "ends": Text("ends", "了结"),
}


def decision_lines(decision: Decision, rulebook: Rulebook, ledger: Ledger, language: str) -> tuple[str, ...]:
    """The answer, each condition with its value, reason and clause, and what would have to become true."""
    lines = [_answer(decision, rulebook, language)]
    width = max((_width(f"[{x.label}]") for x in decision.labels), default=0)
    for gate in dict.fromkeys(x.rule for x in decision.labels):
        lines += _gate(
            gate, [x for x in decision.labels if x.rule == gate], decision, rulebook, ledger, language, width
        )
    for place, labels in enumerate(decision.to_open):
        lines.append(_line("to open", "{" + (", " if language == "en" else "、").join(labels) + "}", language))
        for action in decision.to_do[place] if decision.to_do else ():
            lines.append(_line("to do", action.text.in_(language), language))
    if decision.refer:
        lines.append("  " + _WORDS["refer"].in_(language))
    lines += [f"  {text.in_(language)}" for text in decision.say if text.in_(language)]
    return tuple(lines)


def why(decision: Decision, rulebook: Rulebook, ledger: Ledger) -> Text:
    """The lines of a decision in both languages."""
    return Text(*("\n".join(decision_lines(decision, rulebook, ledger, x)) for x in ("en", "zh")))


def _answer(decision: Decision, rulebook: Rulebook, language: str) -> str:
    act = noun(rulebook.vocabulary[decision.act])
    days = both("as of {d}", "基准日{d}", d=decision.as_of.isoformat())
    if decision.known_at != decision.as_of:
        days = both("{x}, known at {d}", "{x}，获知日{d}", x=days, d=decision.known_at.isoformat())
    slots = {"a": act, "s": same(decision.subject.id), "d": days}
    slots["state"] = Text(state_word(decision.state, "en"), state_word(decision.state, "zh"))
    return both("{a} of {s}, {d}: {state}", "{s}{a}，{d}：{state}", **slots).in_(language)


def _gate(
    id_: str,
    labels: list[LabelResult],
    decision: Decision,
    rulebook: Rulebook,
    ledger: Ledger,
    language: str,
    width: int,
) -> Iterable[str]:
    gate = rulebook.find(id_)
    groups = gate.any_of if isinstance(gate, Gate) else ()
    grouped = [{c.label for c in group} for group in groups]
    alone = [x for x in labels if not any(x.label in names for names in grouped)]
    title = title_of(rulebook, id_).in_(language)
    yield f"  {id_}  {title}" if title != id_ else f"  {id_}"
    cites = run((clause(c) for c in dict.fromkeys(c for x in labels for c in x.cites)), "; ", "；").in_(language)
    if cites:
        yield f"    {_WORDS['cites'].in_(language)}  {cites}"
    for label in alone:
        yield _label(label, decision, rulebook, ledger, language, width, indent=4)
    for names in grouped:
        group = [x for x in labels if x.label in names]
        yield f"    {_WORDS['any of'].in_(language)}  {value_word(_any(group), language)}"
        for label in group:
            yield _label(label, decision, rulebook, ledger, language, width, indent=6)


def _any(group: list[LabelResult]) -> bool | None:
    if any(x.met for x in group):
        return True
    return None if any(x.value is None for x in group) else False


def value_word(value: bool | None, language: str) -> str:
    """The word for a truth."""
    return VALUES[value].in_(language)


def _label(
    label: LabelResult,
    decision: Decision,
    rulebook: Rulebook,
    ledger: Ledger,
    language: str,
    width: int,
    *,
    indent: int,
) -> str:
    word = WAIVED.in_(language) if label.waived_by is not None else value_word(label.value, language)
    reason = label.because
    if not (reason.en or reason.zh):
        subject = Row(ENTITY_OF[decision.subject.kind], decision.subject.id)
        reason = because(label, rulebook, ledger, as_of=decision.as_of, known_at=decision.known_at, subject=subject)
    name = _padded(f"[{label.label}]", width)
    return f"{' ' * indent}{name}  {_padded(word, 7)}  {reason.in_(language)}"


def _line(word: str, text: str, language: str) -> str:
    return f"  {_padded(_WORDS[word].in_(language), 9)}  {text}"


def _width(text: str) -> int:
    return sum(2 if east_asian_width(c) in "WF" else 1 for c in text)


def _padded(text: str, width: int) -> str:
    return text + " " * max(0, width - _width(text))


# -- findings -----------------------------------------------------------------------------------------------------


def finding_lines(
    finding: Finding, rulebook: Rulebook, ledger: Ledger, language: str, as_of: date | None = None
) -> tuple[str, ...]:
    """What a finding says, to whom, why, by which clause, and what would end it."""
    message = finding.message
    if not (message.en or message.zh):
        message = finding_message(finding, rulebook, ledger, as_of or finding.since)
    lines = [f"{finding.subject.id}  {message.in_(language)}"]
    for word, text in finding_parts(finding, rulebook, ledger, as_of):
        lines.append(f"  {_padded(word.in_(language), 9)}  {text.in_(language)}")
    return tuple(lines)


def finding_parts(
    finding: Finding, rulebook: Rulebook, ledger: Ledger, as_of: date | None = None
) -> tuple[tuple[Text, Text], ...]:
    """What stands under a finding, each with its word: since, due, to whom, why, by which clause, what would end it."""
    scene = Scene(rulebook, ledger, as_of)
    parts: list[tuple[Text, Text]] = []

    def add(word: str, text: Text) -> None:
        if text.en or text.zh:
            parts.append((_WORDS[word], text))

    since = same(finding.since.isoformat())
    if finding.episode != finding.since:
        since = both("{s} (the breach since {e})", "{s}（自{e}起持续）", s=since, e=finding.episode.isoformat())
    add("since", since)
    if finding.due is not None:
        note = Text(" (provisional)", "（暂定）") if finding.due_provisional else Text()
        add("due", both("{d}{n}", "{d}{n}", d=finding.due.isoformat(), n=note))
    add("to", run((row_name(Row("Unit", x), scene, with_id=True) for x in finding.addressees), ", ", "、"))
    add("copied", run((row_name(Row("Unit", x), scene, with_id=True) for x in finding.copied_to), ", ", "、"))
    for word, post in (("proposed", finding.proposed_by), ("approved", finding.approved_by), ("by", finding.by)):
        if post is not None:
            add(word, post_name(rulebook, post))
    add("answer", _reply(finding, scene))
    if finding.counted:
        add("counted", run((same(x) for x in finding.counted), ", ", "、"))
    add("replaces", run((_superseded(s, finding, rulebook) for s in finding.superseded), "; ", "；"))
    for label in finding.reasons:
        reason = (
            label.because if label.because.en or label.because.zh else because(label, rulebook, ledger, as_of=as_of)
        )
        shown = reason if label.label in ("must", "when") else both("[{n}] {r}", "[{n}]{r}", n=label.label, r=reason)
        add("why", shown)
    add("cites", run((clause(c) for c in finding.cites), "; ", "；"))
    add("ends", resolve_text(finding, rulebook))
    return tuple(parts)


def _reply(finding: Finding, scene: Scene) -> Text:
    """Who owes a reply, by when, and whether it has come."""
    if not finding.answered_by:
        return Text()
    found = run((row_name(Row("Unit", x), scene, with_id=True) for x in finding.answered_by), ", ", "、")
    if finding.answer is not None:
        return both("{w}: {x}", "{w}：{x}", w=found, x=finding.answer)
    if finding.answer_due is None:
        return found
    note = Text(" (provisional)", "（暂定）") if finding.answer_due_provisional else Text()
    return both("{w}, by {d}{n}", "{w}，至迟于{d}{n}", w=found, d=finding.answer_due.isoformat(), n=note)


def _superseded(other: Superseded, finding: Finding, rulebook: Rulebook) -> Text:
    """`rung 1, warning`, of another ladder with its id."""
    rung = both("rung {n}, {m}", "第{n}级（{m}）", n=other.rung, m=measure_name(rulebook, other.measure))
    return rung if other.id == finding.id else both("{x} {r}", "{x}{r}", x=other.ladder, r=rung)


def resolve_text(finding: Finding, rulebook: Rulebook) -> Text:
    """What would end a finding: the act owed, the condition met again, the count taken back."""
    scene = Scene(rulebook, Ledger(rulebook.id))
    rule = rulebook.find(finding.rule)
    match finding.kind:
        case "ladder":
            ladder = rulebook.ladder(finding.ladder or finding.rule)
            if ladder.by_days:
                return Text("when the breach behind it ends", "所依据的违反情形消除后了结")
            return both("{r}; closing the task ends it too", "{r}；事项销号后了结", r=reset_text(ladder))
        case "duty" if isinstance(rule, Duty):
            return _duty_ends(rule, finding, scene)
        case "target" if isinstance(rule, Target):
            return both(
                "as soon as a later reading shows that {c}", "待新录入的数据表明{c}后了结", c=said(rule.must, scene)
            )
        case "standing" if isinstance(rule, Standing):
            return both("as soon as {c}", "待{c}后了结", c=said(rule.must, scene))
        case "gate" if isinstance(rule, Gate):
            act = noun(rulebook.vocabulary[rule.act])
            return both(
                "when the {a} is withdrawn, recorded again in order, or the task is reopened",
                "撤回该{a}、按规定重新办理或重启事项后了结",
                a=act,
            )
    return Text("when the condition no longer holds", "触发情形消失后了结")


def _duty_ends(rule: Duty, finding: Finding, scene: Scene) -> Text:
    by = rule.fulfilled_by
    what = one(scene.entity(by.entity)) if isinstance(by, ByEvent) else one(scene.entity("judgement"))
    owed = finding.obligation
    closed = Text("the task is closed", "事项销号")
    if owed is not None and owed.subject != owed.owner:
        closed = Text("the task is closed once more", "事项再次销号")
    ends = both("when {x} for it is recorded (late), or {c}", "补录{x}（按逾期完成计）或{c}后了结", x=what, c=closed)
    if owed is None or owed.due is None:
        return ends
    return both("{e}; the last day in time was {d}", "{e}；按期完成的最后一日为{d}", e=ends, d=owed.due.isoformat())


def obligation_text(obligation: Obligation, rulebook: Rulebook, ledger: Ledger) -> Text:
    """One instance of a duty on a line: what is owed, by when, where it stands, and by which event it was met."""
    title = title_of(rulebook, obligation.rule)
    scene = Scene(rulebook, ledger)
    entity = ENTITY_OF.get(obligation.owner.kind)
    owner = row_name(Row(entity, obligation.owner.id), scene) if entity else same(obligation.owner.id)
    what = both("{o}: {t}", "{o}“{t}”", o=owner, t=title)
    if obligation.period is not None:
        what = both("{w} for {p}", "{w}（{p}）", w=what, p=obligation.period)
    elif obligation.subject != obligation.owner:
        what = both("{w} ({x})", "{w}（{x}）", w=what, x=obligation.subject.id)
    state = Text(state_word(obligation.state, "en"), state_word(obligation.state, "zh"))
    due = Text()
    if obligation.due is not None:
        due = both(", due {d}{n}", "，期限{d}{n}", d=obligation.due.isoformat(), n=due_note(obligation))
    served = Text()
    if obligation.served_by is not None and obligation.served_on is not None:
        served = both(" ({e}, {d})", "（{e}，{d}）", e=obligation.served_by, d=obligation.served_on.isoformat())
    return both("{w}{d}: {s}{e}", "{w}{d}：{s}{e}", w=what, d=due, s=state, e=served)

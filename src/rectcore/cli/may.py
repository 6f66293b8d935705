"""`rectcore may`: may this act be done, and if not, what is missing."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from rectcore.cli.outcome import Exit, Outcome, Printed, complaints, document, result
from rectcore.cli.rules import load_rules
from rectcore.cli.tables import page_width, table, wrap
from rectcore.diagnostics import Text, harmless, has_errors
from rectcore.engine.results import Decision, LabelResult, Verdict
from rectcore.explain.names import Names, state_word
from rectcore.io.ledger_file import read_ledger
from rectcore.io.report_json import decision_dict

_BLOCKED = (Verdict.BLOCKED, Verdict.BLOCKED_UNKNOWN)
_VALUES = {True: Text("met", "满足"), False: Text("not met", "不满足"), None: Text("not known", "不明")}
_WAIVED = Text("waived", "免除")


def command(args: argparse.Namespace) -> Outcome:
    """The decision, then what is wrong with the ledger; 2 if something is, else 1 if the act is blocked."""
    policy = load_rules(args.rules)
    ledger = read_ledger(args.ledger, vocabulary=policy.rulebook.vocabulary)
    decision = policy.may(args.act, args.task, ledger, args.as_of, args.known_at, args.actor)
    if args.format == "json":
        answer = document(decision_dict(decision))
    else:
        answer = result("\n\n".join(_parts(decision, Names(ledger, policy.rulebook, args.lang or "en"), page_width())))
    printed: tuple[Printed, ...] = (answer, complaints(ledger.diagnostics, args.lang))
    if ledger.refusals or ledger.cut or has_errors(ledger.diagnostics):
        return Outcome(Exit.BROKEN, printed)
    return Outcome(Exit.FOUND if decision.state in _BLOCKED else Exit.FINE, printed)


def _parts(decision: Decision, names: Names, width: int) -> Iterator[str]:
    zh = names.language == "zh"
    act, subject = names.event_kind(decision.act), names.subject(decision.subject)
    state = state_word(decision.state.value, names.language)
    if zh:
        head = f"{subject}：{act} {state}\n基准日 {decision.as_of}，以 {decision.known_at} 所知为准"
    else:
        head = f"{act} of {subject}: {state}\nas of {decision.as_of}, as known on {decision.known_at}"
    if decision.refer:
        head += "\n情况不明时须报有权者决定" if zh else "\nwhat is not known goes to somebody who may decide"
    yield head
    if decision.state is Verdict.UNGATED:
        outside = names.not_in_force(decision.as_of)
        said = "没有规则对此设有条件" if zh else "no rule sets conditions for it"
        yield said + (outside and ("：" if zh else ": ") + outside)
    if decision.labels:
        heads = ("前置条件", "条件", "结论", "理由", "依据") if zh else ("gate", "label", "value", "because", "cites")
        yield table(heads, [_row(x, names) for x in decision.labels], width)
    if decision.to_open:
        yield ("尚缺（任一组）：\n" if zh else "To open, one of these:\n") + "\n".join(_sets(decision, names, width))
    if decision.say and decision.state in _BLOCKED:
        yield "\n".join(wrap(harmless(t.in_(names.language)), width) for t in decision.say)


def _sets(decision: Decision, names: Names, width: int) -> Iterator[str]:
    """Each set of labels, and below it what to do for it."""
    for labels, way in zip(decision.to_open, decision.to_do, strict=True):
        head = "- " + ("、" if names.language == "zh" else " and ").join(labels)
        yield wrap(head, width - 2).replace("\n", "\n  ")
        for action in way:
            yield "  " + wrap(f"* {harmless(action.text.in_(names.language))}", width - 4).replace("\n", "\n    ")


def _row(label: LabelResult, names: Names) -> list[str]:
    language = names.language
    value = _VALUES[label.value].in_(language)
    if label.waived_by is not None:
        value += names.in_brackets(f"{_WAIVED.in_(language)} {label.waived_by}")
    cites = "\n".join(f"{c.source} {c.place.in_(language)}".strip() for c in label.cites)
    return [label.rule, label.label, value, harmless(label.because.in_(language)), cites]

"""rectcore on the workload, through its public names. Another evaluator is measured by giving another `Engine`."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from datetime import date
from pathlib import Path

from attrs import fields_dict, frozen
from workload import Answer

from rectcore import BareFinding, Ledger, Policy, Report, load

RULES_FILE = Path(__file__).with_name("workload.rules")


@frozen
class Engine:
    """An evaluator: how it is asked, and why it takes as long as it does."""

    name: str
    verdicts: Callable[[Policy, Ledger, date], Report | list[BareFinding]]
    because: str


def verdicts(policy: Policy, ledger: Ledger, as_of: date) -> Report:
    """What holds of which task."""
    return policy.evaluate(ledger, as_of)


REFERENCE = Engine(
    "reference evaluator",
    verdicts,
    "The evaluator behind `Policy` is the reference: it walks the tree of every rule for every task, from one day on"
    " which something can turn to the next, and gives each finding its first day, its reasons and its words in two"
    " languages where the other programs give a number. It is written to be obviously right; nothing of it is"
    " compiled.",
)

COMPILED = Engine(
    "compiled",
    lambda policy, ledger, as_of: policy.bare_findings(ledger, as_of),
    "Each condition is a compiled function, and duties are worked out by tables; but every rule is asked by itself,"
    " each missed month is told and not only the rung it leads to, and events stay objects. Rules fused into one"
    " function for each kind of subject, as the tuned program has them, are the next step.",
)


def unindexed(ledger: Ledger) -> Ledger:
    """The same ledger as it is before anybody has asked it anything: what it keeps for later is not there yet."""
    new = copy(ledger)
    for name in vars(ledger).keys() - fields_dict(Ledger).keys():
        del vars(new)[name]
    return new


def policy() -> Policy:
    """The eight rules, loaded."""
    return load(RULES_FILE)


def answers(given: Report | list[BareFinding], ledger: Ledger) -> set[Answer]:
    """What was found as the other engines give their answers: a missed month counts by its rung alone."""
    bare = (
        [BareFinding(f.rule, f.subject.kind, f.subject.id, f.period, f.rung) for f in given.findings]
        if isinstance(given, Report)
        else given
    )
    found = set()
    for finding in bare:
        if finding.rule == "MONTHLY" and finding.rung is None:
            continue
        id_ = finding.id
        if finding.kind == "closure":
            event = ledger.event(id_)
            assert event is not None
            id_ = event.subject.id
        found.add((id_, finding.rule, finding.rung or 0))
    return found

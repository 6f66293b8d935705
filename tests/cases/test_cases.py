"""Cases that policy staff can read: prose, rules, a ledger, and what comes of them, block by block.

How a document is written and recorded stands in README.md.
"""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from attrs import frozen

import rectcore
from rectcore import DataGap, Decision, Finding, Ledger, Obligation, Policy, Report, Severity, State, Verdict

HERE = Path(__file__).parent
DOCUMENTS = sorted(HERE.glob("[0-9][0-9]-*.md"))
FENCE = re.compile(r"^```(rules|ledger|expected)[ ]*\n(.*?)^```[ ]*$", re.M | re.S)
AS_OF = re.compile(r"as of (?P<as_of>\S+), known at (?P<known_at>\S+)")
MAY = re.compile(r"may (?P<act>\S+) (?P<subject>[^\s:]+)(?: by (?P<actor>[^\s:]+))?(?::.*)?")
UPDATE = os.environ.get("RECTCORE_UPDATE") == "1"


@frozen
class Block:
    """A fenced block: its word, its text, and where the text stands in the document."""

    kind: str
    text: str
    start: int
    end: int


def blocks(text: str) -> list[Block]:
    return [Block(m.group(1), m.group(2), m.start(2), m.end(2)) for m in FENCE.finditer(text)]


# -- what comes of rules ------------------------------------------------------------------------------------------


def of_rules(policy: Policy) -> Iterator[str]:
    """What is wrong with rules, then each scenario."""
    for diagnostic in policy.diagnostics:
        if diagnostic.severity is not Severity.INFO:
            yield rectcore.render(diagnostic)
    for result in policy.test() if policy.ok else ():
        title = result.scenario.title.in_(policy.parsed[0].file.dialect)
        yield f"{'pass' if result.passed else 'FAIL'} {title}"
        for outcome in result.outcomes:
            if not outcome.met:
                labels = f" [{', '.join(outcome.found_labels)}]" if outcome.found_labels else ""
                yield f"     {outcome.expectation.span.text.strip()}  -- found: {outcome.found}{labels}"


# -- what comes of a ledger ---------------------------------------------------------------------------------------


def of_ledger(policy: Policy, ledger: Ledger, asked: str) -> Iterator[str]:
    """For each day that is asked, what holds; and the answer to each question of that day."""
    if not policy.ok:
        yield "the rules cannot be used: see above"
        return
    days: list[tuple[date, date]] = []
    questions: list[list[re.Match[str]]] = []
    for line in asked.splitlines():
        if found := AS_OF.fullmatch(line):
            days.append((date.fromisoformat(found["as_of"]), date.fromisoformat(found["known_at"])))
            questions.append([])
        elif found := MAY.fullmatch(line):
            questions[-1].append(found)
    assert days, "an expected block behind a ledger begins with `as of DAY, known at DAY`"
    for place, (as_of, known_at) in enumerate(days):
        if place:
            yield ""
        yield f"as of {as_of}, known at {known_at}"
        yield from of_report(policy.evaluate(ledger, as_of, known_at))
        for question in questions[place]:
            act, subject, actor = question["act"], question["subject"], question["actor"]
            decision = policy.may(act, subject, ledger, as_of, known_at, actor)
            by = f" by {actor}" if actor else ""
            yield f"may {act} {subject}{by}: {answer(decision)}"


def of_report(report: Report) -> Iterator[str]:
    if not report.complete:
        yield "not complete: rows are missing, and nobody knows whom they are about"
    yield from map(finding_line, report.findings)
    yield from (duty_line(o) for o in report.obligations if o.state not in (State.PENDING, State.UPCOMING))
    yield from map(gap_line, report.data_gaps)


def finding_line(finding: Finding) -> str:
    rung = f"rung {finding.rung}" if finding.rung is not None else ""
    parts = [
        finding.measure or "no measure",
        rung + (f" (at worst {finding.rung_hi})" if finding.rung_hi is not None else ""),
        f"since {finding.since}",
        f"due {finding.due}" if finding.due is not None else "",
        f"to {' and '.join(finding.addressees)}" if finding.addressees else "",
        f"acted on {finding.acted_on}" if finding.acted_on is not None else "",
    ]
    return f"finding {finding.id}: {', '.join(p for p in parts if p)}"


def duty_line(owed: Obligation) -> str:
    subject = f"{owed.subject.kind}:{owed.subject.id}"
    name = " ".join(p for p in (owed.rule, subject, owed.period) if p)
    due = f"due {owed.due}" if owed.due is not None else "due day unknown"
    return f"duty {name}: {owed.state.value}, {due}" + (f", by {owed.served_by}" if owed.served_by else "")


def gap_line(gap: DataGap) -> str:
    return gap.id


def answer(decision: Decision) -> str:
    """The state, and the labels behind it; a question mark where a fact is missing."""
    behind = [x for x in decision.labels if not x.met and x.label in decision.blocking]
    labels = ", ".join(x.label + ("?" if x.value is None else "") for x in behind)
    return decision.state.value if decision.state is Verdict.UNGATED else f"{decision.state.value} [{labels}]"


# -- the documents ------------------------------------------------------------------------------------------------


def found_in(document: Path) -> Iterator[tuple[Block, str]]:
    """Each expected block of a document, with what the rules and the ledger before it come to."""
    name = document.stem
    policy: Policy | None = None
    ledger: Ledger | None = None
    waits = ""
    for block in blocks(document.read_text(encoding="utf-8")):
        if block.kind == "rules":
            assert not waits, f"{name}: a {waits} block has no expected block behind it"
            policy, ledger = rectcore.load_text(block.text, f"{name}.rules"), None
        elif block.kind == "ledger":
            assert policy is not None, f"{name}: a ledger stands behind rules"
            assert waits != "ledger", f"{name}: a ledger block has no expected block behind it"
            ledger = rectcore.read_ledger_text(block.text, f"{name}.json")
        else:
            assert policy is not None, f"{name}: an expected block stands behind rules"
            lines = of_rules(policy) if ledger is None else of_ledger(policy, ledger, block.text)
            yield block, "\n".join(lines) + "\n"
        waits = "" if block.kind == "expected" else block.kind
    assert policy is not None, f"{name}: no rules"
    assert not waits, f"{name}: a {waits} block has no expected block behind it"


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda p: p.stem)
def test_case(document: Path) -> None:
    results = list(found_in(document))
    if UPDATE:
        text = document.read_text(encoding="utf-8")
        for block, found in reversed(results):
            text = text[: block.start] + found + text[block.end :]
        document.write_text(text, encoding="utf-8")
        return
    text = document.read_text(encoding="utf-8")
    different = []
    for block, found in results:
        if block.text != found:
            line = text.count("\n", 0, block.start) + 1
            written, came = block.text.splitlines(), found.splitlines()
            diff = difflib.unified_diff(written, came, "written", "found", lineterm="", n=2)
            different.append(f"{document.name}, line {line}:\n" + "\n".join(diff))
    if different:
        pytest.fail("\n\n".join(different), pytrace=False)


def test_every_scenario_passes() -> None:
    """Recording never makes a failing scenario the expected one."""
    written = [(p.name, b.text) for p in DOCUMENTS for b in blocks(p.read_text(encoding="utf-8"))]
    assert [name for name, text in written if re.search(r"^FAIL ", text, re.M)] == []


def test_numbers_are_used_once() -> None:
    numbers = [p.name[:2] for p in DOCUMENTS]
    assert numbers == sorted(set(numbers))

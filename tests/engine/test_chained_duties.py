"""Duties that ask what became of another; every expectation by hand."""

from __future__ import annotations

import pytest

import rectcore
from rectcore.diagnostics import Severity

HEAD = """# dialect: en
ruleset R "Rules"
  in force: from 2022-01-01
  calendar: cn_public
  timezone: "Asia/Shanghai"
  if due on a holiday: next working day
duty FIX for each Task
  due: deadline
  fulfilled by: completion c where c.verdict is true
duty SOON for each Task
  due: 10 working days after deadline
  fulfilled by: completion
duty LATER for each Task
  in force: from 2023-06-01
  due: deadline
  fulfilled by: completion
duty ANSWER for each warning
  due: 10 days after on
  fulfilled by: reply
judgement sound on Task
duty JUDGED for each Task
  due: deadline
  fulfilled by: sound
exception E overrides FIX
  applies when: priority
  effect: excused
"""
DONE = "completion C {on: 2023-05-10, verdict: true}"


def found(means, events=(), card=", deadline: 2023-06-01", as_of="2023-06-30", more="", on="Task", of="T1"):
    lines = "".join(f"  given {e}\n" for e in events)
    text = (
        f'{HEAD}define x on {on}\n  means: {means}\nscenario "s"\n'
        f"  given Task T1 {{opened: 2023-04-03, priority: no{card}}}\n{lines}"
        f"  as of: {as_of}\n{more}  expect x({of}) is unknown\n"
    )
    policy = rectcore.load_text(text)
    assert [] == [d.line() for d in policy.diagnostics if d.severity is Severity.ERROR]
    (result,) = policy.test()
    return result.outcomes[0].found


@pytest.mark.parametrize(
    ("means", "how", "expected"),
    [
        ("FIX.done", {"events": [DONE]}, "2023-05-10"),
        ("FIX.due", {"events": [DONE]}, "2023-06-01"),
        ("FIX.due", {"card": ", deadline: 2030-06-02"}, "2030-06-02"),
        # within the published working days, and beyond them, where it may still move
        ("SOON.due", {"card": ", deadline: 2026-12-17", "as_of": "2027-01-15"}, "2026-12-31"),
        ("SOON.due", {"card": ", deadline: 2026-12-18", "as_of": "2027-01-15"}, "unknown"),
        ("FIX.state", {"events": [DONE]}, "fulfilled"),
        ("FIX.done", {}, "none"),
        ("FIX.state", {}, "missed"),
        ("FIX.state", {"as_of": "2023-05-30"}, "pending"),
        ("FIX.done", {"events": [DONE.replace("05-10", "06-10")]}, "2023-06-10"),
        ("FIX.state", {"events": [DONE.replace("05-10", "06-10")]}, "late"),
        # no deadline; an unknown one
        ("FIX.due", {"card": ", deadline: none"}, "none"),
        ("FIX.state", {"card": ", deadline: none"}, "not-required"),
        ("FIX.due", {"card": ""}, "unknown"),
        ("FIX.state", {"card": ""}, "unknown"),
        ("FIX.done", {"card": ""}, "unknown"),
        # a fact is missing that decides whether it was done
        ("FIX.done", {"events": ["completion C {on: 2023-05-10}"], "as_of": "2023-05-30"}, "unknown"),
        ("FIX.done", {"events": ["completion C {on: 2023-05-10}"]}, "unknown"),
        # the ledger does not reach so far
        ("FIX.done", {"as_of": "2023-05-30", "more": "  complete through: 2023-05-20\n"}, "unknown"),
        ("FIX.due", {"as_of": "2023-05-30", "more": "  complete through: 2023-05-20\n"}, "2023-06-01"),
        # not in force when the task began: it is not owed at all
        ("LATER.done", {"events": [DONE]}, "none"),
        ("LATER.state is missed", {}, "False"),
        # a judgement
        ("JUDGED.done", {"events": ["judgement J {on: 2023-05-20, term: sound, value: yes}"]}, "2023-05-20"),
        ("JUDGED.done", {}, "none"),
        # as it was
        ("(FIX.done as at 2023-05-09)", {"events": [DONE]}, "none"),
        ("(FIX.done as at 2023-04-01)", {"events": [DONE]}, "unknown"),
        ("(FIX.state as at 2023-06-01)", {}, "pending"),
        # of an event, the instance owed for it
        ("ANSWER.state", {"events": ["warning W {on: 2023-05-04}"], "on": "warning", "of": "W"}, "missed"),
        (
            "ANSWER.done",
            {"events": ["warning W {on: 2023-05-04}", "reply R {on: 2023-05-08}"], "on": "warning", "of": "W"},
            "2023-05-08",
        ),
        # two warnings, and a reply that answers one of them; which field decides of the other is known
        (
            "ANSWER.done",
            {
                "events": ["warning V {on: 2023-05-02}", "warning W {on: 2023-05-04}", "reply R {on: 2023-05-08}"],
                "on": "warning",
                "of": "W",
            },
            "none",
        ),
    ],
)
def test_what_became_of_a_duty(means, how, expected):
    """Due 1 June unless the card says otherwise, asked on 30 June."""
    assert expected == found(means, **how)


def test_a_gate_on_record_asks_as_it_was_known():
    """The fix was entered on 20 May; the closure of 12 May could not know of it."""
    text = (
        f"{HEAD}gate G on Task.closure\n  only if all:\n"
        "    - [a] FIX.done is not none\n    - [b] FIX.state is fulfilled\n"
        'scenario "s"\n  given Task T1 {opened: 2023-04-03, deadline: 2023-06-01, priority: no}\n'
        "  given completion C {on: 2023-05-10, recorded: 2023-05-20, verdict: true}\n"
        "  given closure K {on: 2023-05-12}\n  as of: 2023-06-30\n  expect G(T1, K) is blocked [a, b]\n"
        "  expect G(T1) is open\n"
    )
    policy = rectcore.load_text(text)
    assert [] == [d.line() for d in policy.diagnostics if d.severity is Severity.ERROR]
    (result,) = policy.test()
    assert [] == [(o.expectation.result, o.found, o.found_labels) for o in result.outcomes if not o.met]

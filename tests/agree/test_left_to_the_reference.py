"""What is not compiled is left to the reference evaluator by name, and a report says the same all the same."""

from __future__ import annotations

import random
from datetime import date

import pytest
from random_facts import Facts

import rectcore
from rectcore import load_calendar
from rectcore.engine.compile.bare import bare, bare_findings
from rectcore.engine.compile.evaluate import evaluate
from rectcore.engine.compile.program import compiled
from rectcore.engine.reference.evaluate import evaluate as as_specified

HEAD = """# dialect: en
ruleset R "R"
  in force: from 2022-12-10
  calendar: cn_public
  if due on a holiday: next working day
  source S: "Source"
parameter layered: integer
  may be set by: county
  from 2022-01-01: 2
setting layered for U1
  from 2022-01-01: 3
entity Task
  has wait: optional days
"""
MONTHLY = "duty D for each Task\n  every: month\n  due: by day 5 of the next period\n  fulfilled by: report\n"
DEEP = "define d0 on Task\n  means: opened before as of\n" + "".join(
    f"define d{i} on Task\n  means: d{i - 1} and opened after 2022-0{i % 9 + 1}-01\n" for i in range(1, 15)
)
LEFT = {
    "nobody counted": "ladder N\n  counting: in total\n  rung 1 -> warning\n",
    "duties of events counted": "duty D for each warning\n  due: 5 days after on\n  fulfilled by: reply\n"
    "  breach goes to: N\nladder N\n  counting: in total\n  rung 1 -> warning\n",
    "a parameter with layers": "notice N for each Task\n  when: count of report at least layered\n",
    "definitions in definitions": DEEP + "notice N for each Task\n  when: d14\n",
    "the task of an event": "notice N for each Task\n  when: exists report r where r.task is none\n",
    "a list of another": "notice N for each report\n  when: task.responsible_units is known\n",
    "events of another": "notice N for each Unit\n"
    "  when: exists Task t where t.status is open and (exists review c where c.on before t.opened)\n",
    "a span that may be none": "notice N for each Task\n  when: as of - wait before opened\n",
    "a ladder for each event": "ladder N for each report\n  rung 1 -> warning\n"
    "    when all:\n      - [a] on before as of\n",
    "the earlier of two days": "duty N for each Task\n  due: earlier of (10 days after opened, by end of 2023-06)\n"
    "  fulfilled by: report\n",
    "events counted": "duty N for each Task\n  due: 10 days after opened\n"
    "  fulfilled by: report r where count of report at least 2\n",
    "one rung down": MONTHLY
    + "  breach goes to: N\nladder N\n  counting: in total\n  reset: one rung down\n  rung 1 -> warning\n"
    "  rung 2 -> supervision\n",
    "within a time": MONTHLY
    + "  breach goes to: N\nladder N\n  counting: in total\n  within: 6 months\n  rung 1 -> warning\n",
    "standings counted": "standing D for each Task\n  must: status is closed\n  breach goes to: N\nladder N\n"
    "  counting: in total\n  rung 1 -> warning\n",
    "a layered rung": MONTHLY
    + "  breach goes to: N\nladder N\n  counting: in total\n  rung 1 -> warning\n  rung layered -> supervision\n",
}


@pytest.mark.parametrize("what", LEFT)
def test_left(what: str):
    policy = rectcore.load_text(HEAD + LEFT[what])
    assert policy.ok, [d.line() for d in policy.diagnostics]
    book = policy.rulebook
    program = compiled(book)
    assert not {"N"} & {*program.holds, *program.duties, *program.counts}
    for seed in range(6):
        ledger = Facts(book, random.Random(seed), holes=0.1).ledger(rows=20)
        given = ledger, load_calendar("cn_public"), date(2023, 7, 1), date(2023, 7, 1)
        found = as_specified(book, *given)
        assert evaluate(program, *given) == found
        assert sorted(map(repr, bare_findings(program, *given))) == sorted(repr(bare(f)) for f in found.findings)

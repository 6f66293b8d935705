"""From clauses to rules to scenarios."""

from __future__ import annotations

import rectcore
from rectcore.analysis.resting import Place
from rectcore.analysis.trace import Trace

RULES = """# dialect: en
ruleset R "R" / "规"
  in force: from 2023-01-01
  calendar: cn_public
  timezone: "Asia/Shanghai"
  source S: "Plan" / "方案"
  if due on a holiday: same day

outline S
  clause C1 "monthly" / "按月"
  clause C2 "how late" / "期限"
  clause C3 "aims" / "目的", narrative
  clause C4 "steps" / "措施"
  clause C5 "praise" / "表扬"

parameter report_day: integer
  cite: S C2
  from 2023-01-01: 5

duty MONTHLY "Monthly" / "每月" for each Task
  cite: S C1
  every: month
  due: by day report_day of the next period
  fulfilled by: report where covers is this.period
  breach goes to: STEPS

ladder STEPS "Steps" / "措施"
  cite: S C4
  rung 1 -> warning

notice PRAISE "Praise" / "表扬" for each Task
  cite: S C5
  when: status is closed
  call for: commendation

scenario "missed" / "漏报"
  given Task T1 {opened: 2023-05-01}
  as of: 2023-06-06
  expect MONTHLY(T1, 2023-05) is missed
  expect STEPS(T1) is warning
  expect PRAISE(T1) is not commendation

scenario "in time" / "按期"
  given Task T1 {opened: 2023-05-01}
  given report R1 {covers: 2023-05, on: 2023-06-05}
  as of: 2023-06-06
  expect MONTHLY(T1, 2023-05) is fulfilled
"""


def traced(text: str) -> Trace:
    return rectcore.load_text(text).trace()


def test_a_clause_is_where_something_cites_it() -> None:
    places = {c.clause.id: c.places for c in traced(RULES).clauses}
    assert {
        "C1": (Place("duties", "MONTHLY"),),
        "C2": (Place("parameters", "report_day"),),
        "C3": (),
        "C4": (Place("ladders", "STEPS"),),
        "C5": (Place("notices", "PRAISE"),),
    } == places
    assert traced(RULES).whole


def test_a_scenario_shows_a_clause_by_what_it_expects_of_the_rules_that_rest_on_it() -> None:
    found = {c.clause.id: ([t.en for t in c.biting], [t.en for t in c.sparing]) for c in traced(RULES).clauses}
    both = (["missed"], ["in time"])
    assert {"C1": both, "C2": both, "C3": ([], []), "C4": both, "C5": ([], ["missed"])} == found
    assert ["C1", "C2", "C3", "C4"] == [c.clause.id for c in traced(RULES).clauses if c.shown]


def test_a_clause_that_nothing_cites_and_a_rule_that_cites_none_break_the_trace() -> None:
    lost = traced(RULES.replace("cite: S C5", 'cite: S "VI" / "六"'))
    assert not lost.whole
    assert ["C5"] == [c.clause.id for c in lost.clauses if not c.placed]
    assert (Place("notices", "PRAISE"),) == lost.without


def test_without_an_outline_there_is_nothing_to_trace() -> None:
    head, _, rest = RULES.partition("outline S")
    plain = head + rest.partition('"表扬"\n\n')[2]
    for clause in ("C1", "C2", "C4", "C5"):
        plain = plain.replace(f"S {clause}", 'S "x" / "某"')
    assert Trace((), ()) == traced(plain)

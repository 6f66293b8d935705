"""The rules in CLIPS: a fact for each task, with its last three months, and one for each signature and acceptance."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from facts import contexts
from workload import AS_OF, Answer, Item

BATCH = 200
"""So many tasks are in the engine at once."""

TEXT = """
(deftemplate task (slot id) (slot opened) (slot deadline) (slot closed (default 0)) (slot disclosed (default 0))
  (slot progress (default -1)) (slot warnings (default 0)) (slot late1 (default 0)) (slot late2 (default 0))
  (slot late3 (default 0)))
(deftemplate signoff (slot task) (slot post) (slot person) (slot on))
(deftemplate acceptance (slot task) (slot on) (slot passed))

(defrule CLOSE
  (task (id ?t) (closed ?closed&~0))
  (not (and (acceptance (task ?t) (passed 1) (on ?c&:(<= ?c ?closed)))
            (signoff (task ?t) (post party_secretary) (person ?a) (on ?x&:(<= ?c ?x ?closed)))
            (signoff (task ?t) (post government_head) (person ~?a) (on ?y&:(<= ?c ?y ?closed)))))
  => (found ?t CLOSE 0))

(defrule MONTHLY
  (task (id ?t) (closed 0) (late1 ?x&:(> ?x 0)) (late2 ?y) (late3 ?z))
  => (found ?t MONTHLY (if (<= ?y 0) then 1 else (if (<= ?z 0) then 2 else 3))))

(defrule OVERDUE
  (task (id ?t) (closed 0) (deadline ?d&:(< ?d ?*today*)))
  => (bind ?n (- ?*today* ?d)) (found ?t OVERDUE (if (>= ?n 90) then 3 else (if (>= ?n 30) then 2 else 1))))

(defrule NEAR
  (task (id ?t) (closed 0) (deadline ?d&:(<= ?*today* ?d (+ ?*today* 30))))
  => (found ?t NEAR 0))

(defrule LAGGING
  (task (id ?t) (closed 0) (opened ?o) (deadline ?d&:(<= ?*today* ?d))
    (progress ?p&:(and (>= ?p 0) (< (* (- ?d ?o) (+ ?p 20)) (* (- ?*today* ?o) 100)))))
  => (found ?t LAGGING 0))

(defrule COMMEND
  (task (id ?t) (closed ?closed&~0) (warnings 0) (deadline ?d&:(<= (+ ?closed 15) ?d)))
  => (found ?t COMMEND 0))

(defrule DISCLOSE
  (task (id ?t) (disclosed 0) (closed ?closed&~0&:(> ?*today* (+ ?closed 14))))
  => (found ?t DISCLOSE 0))

(defrule SAME
  (task (id ?t))
  (exists (signoff (task ?t) (post party_secretary) (person ?a))
          (signoff (task ?t) (post government_head) (person ?a)))
  => (found ?t SAME 0))
"""


def clips_rules() -> Callable[[list[Item]], list[Answer]]:
    """Rules built once; tasks pass through the engine in batches, and it is cleared between them."""
    import clips

    environment = clips.Environment()
    found: list[tuple[int, str, int]] = []

    def told(task: int, rule: str, rung: int) -> None:
        found.append((task, rule, rung))

    environment.define_function(told, name="found")
    environment.build(f"(defglobal ?*today* = {AS_OF.toordinal()})")
    for construct in TEXT.strip().split("\n("):
        environment.build("(" + construct.removeprefix("("))
    post = {name: clips.Symbol(name) for name in ("party_secretary", "government_head")}
    task, signoff, acceptance = (environment.find_template(name) for name in ("task", "signoff", "acceptance"))

    def ask(items: list[Item]) -> list[Answer]:
        found.clear()
        for number, context in enumerate(contexts(items)):
            task.assert_fact(id=number, **_slots(context))
            for s in context["signoffs"]:
                signoff.assert_fact(task=number, post=post[s["post"]], person=s["person"], on=s["on"])
            for a in context["acceptances"]:
                acceptance.assert_fact(task=number, on=a["on"], passed=int(a["passed"]))
            if number % BATCH == BATCH - 1:
                environment.run()
                environment.reset()
        environment.run()
        environment.reset()
        return [(items[number].id, str(rule), rung) for number, rule, rung in found]

    return ask


def _slots(context: dict[str, Any]) -> dict[str, int]:
    """The slots of a task that are not as the template has them anyway: each costs the host a call."""
    slots = {"opened": context["opened"], "deadline": context["deadline"]}
    if context["closed"]:
        return slots | {key: context[key] for key in ("closed", "disclosed", "warnings")}
    late = {f"late{place}": month["on"] - month["due"] for place, month in enumerate(context["months"], 1)}
    return slots | late | {"progress": context["progress"]}

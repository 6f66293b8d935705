"""The rules in durable_rules, six of the eight.

It compares a field with a number or with a field of another fact and has no products of fields, so that the host works
out the days between days, and `LAGGING` cannot be said; nor can `CLOSE`, which needs the absence of a pair of facts.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from facts import contexts
from workload import HEAD, SECRETARY, Answer, Item

SAYS = ("MONTHLY", "OVERDUE", "NEAR", "COMMEND", "DISCLOSE", "SAME")


def durable_rules() -> Callable[[list[Item]], list[Answer]]:
    """Rules built once; each task has a state of its own, which is dropped once it is asked."""
    from durable import lang
    from durable.engine import MessageNotHandledException
    from durable.lang import c, m

    found: list[Answer] = []

    def say(name: str, rule: str, rung: int, *conditions: Any) -> None:
        def then(context: Any) -> None:
            found.append((context.m.task if len(conditions) == 1 else context.a.task, rule, rung))

        then.__name__ = name
        lang.when_all(*conditions)(then)

    with lang.ruleset("bench"):
        say("MONTHLY_1", "MONTHLY", 1, (m.closed == 0) & (m.late1 > 0) & (m.late2 <= 0))
        say("MONTHLY_2", "MONTHLY", 2, (m.closed == 0) & (m.late1 > 0) & (m.late2 > 0) & (m.late3 <= 0))
        say("MONTHLY_3", "MONTHLY", 3, (m.closed == 0) & (m.late1 > 0) & (m.late2 > 0) & (m.late3 > 0))
        say("OVERDUE_1", "OVERDUE", 1, (m.closed == 0) & (m.overdue >= 1) & (m.overdue < 30))
        say("OVERDUE_2", "OVERDUE", 2, (m.closed == 0) & (m.overdue >= 30) & (m.overdue < 90))
        say("OVERDUE_3", "OVERDUE", 3, (m.closed == 0) & (m.overdue >= 90))
        say("NEAR_0", "NEAR", 0, (m.closed == 0) & (m.overdue <= 0) & (m.overdue >= -30))
        say("COMMEND_0", "COMMEND", 0, (m.closed > 0) & (m.warnings == 0) & (m.early >= 15))
        say("DISCLOSE_0", "DISCLOSE", 0, (m.closed > 0) & (m.disclosed == 0) & (m.since > 14))
        say(
            "SAME_0",
            "SAME",
            0,
            c.a << (m.post == SECRETARY),
            c.b << (m.post == HEAD) & (m.person == c.a.person),
        )

    def ask(items: list[Item]) -> list[Answer]:
        found.clear()
        for item, context in zip(items, contexts(items), strict=True):
            for fact in _facts(item.id, context):
                with suppress(MessageNotHandledException):
                    lang.assert_fact("bench", fact)
            lang.delete_state("bench", item.id)
        return list(found)

    return ask


def _facts(task: str, context: dict[str, Any]) -> list[dict[str, Any]]:
    late = [month["on"] - month["due"] for month in context["months"][:3]] + [0, 0, 0]
    closed, today, deadline = context["closed"], context["today"], context["deadline"]
    card = {
        "sid": task,
        "task": task,
        "closed": closed,
        "disclosed": context["disclosed"],
        "warnings": context["warnings"],
        "overdue": today - deadline,
        "early": deadline - closed,
        "since": today - closed,
        "late1": late[0],
        "late2": late[1],
        "late3": late[2],
    }
    signoffs = [{"sid": task, "task": task, "post": s["post"], "person": s["person"]} for s in context["signoffs"]]
    return [*signoffs, card]

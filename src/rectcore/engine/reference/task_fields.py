"""What follows for a task from what happened to it: status, stage, deadline in force, progress."""

from __future__ import annotations

from datetime import date
from typing import Any

from rectcore.engine.reference.given import as_given
from rectcore.engine.reference.seen import ever, known_events
from rectcore.engine.reference.world import Env
from rectcore.engine.trace import Row
from rectcore.model import fold
from rectcore.model.deadline import Deadline
from rectcore.model.facts import NONE, Unknown, Why
from rectcore.model.task import Task


def _status(env: Env, row: Row, task: Task) -> Any:
    events = known_events(ever(env), row, "closure", "reopening", "suspension")
    for known in events:
        until = known.event.fields.get("until")
        if known.event.kind == "suspension" and isinstance(until, date):
            env.world.stretches.turns_after(env.day, until)
    return fold.status(env.world.ledger, task, events, env.day)


def _current_deadline(env: Env, row: Row, task: Task) -> Any:
    return fold.current_deadline(env.world.ledger, task, known_events(ever(env), row, "extension"))


def _deadline_class(_: Env, row: Row, task: Task) -> Any:
    if isinstance(task.deadline, Deadline):
        return task.deadline.kind.value
    return Unknown.because(Why.NOT_GIVEN, "deadline", row.id) if task.deadline is not NONE else NONE


def _progress(env: Env, row: Row, _: Task) -> Any:
    """The progress of the last report that names one."""
    type_ = env.world.rulebook.vocabulary["report"].attribute("progress")
    assert type_ is not None
    if env.world.ledger.refused(env.world.subject(row), "report"):
        return Unknown.because(Why.INCOMPLETE, "progress", row.id)
    given = [k for k in known_events(env, row, "report") if k.event.fields.get("progress") is not None]
    if not given:
        return Unknown.because(Why.NOT_GIVEN, "progress", row.id)
    last = max(given, key=lambda k: (k.event.on, k.counted, k.event.id))
    if "progress" in last.contradictory:
        return Unknown.because(Why.CONTRADICTORY, "progress", last.event.id)
    return as_given(last.event.fields["progress"], type_.type, "progress", last.event.id)


STAGES = (
    ("report", "in_progress"),
    ("completion", "completion_reported"),
    ("acceptance", "accepted"),
    ("public_notice", "on_notice"),
    ("closure", "closed"),
    ("filing", "filed"),
)


def _stage(env: Env, row: Row, task: Task) -> Any:
    """How far a task has come since it was opened, or last reopened: the furthest of what happened."""
    status = _status(env, row, task)
    if isinstance(status, Unknown):
        return status
    events = known_events(ever(env), row)
    again = fold.reopened(events)
    stage, lost = "registered", False
    for kind, name in STAGES:
        happened = any(
            k.event.kind == kind
            and (again is None or k.event.on >= again)
            and not (kind == "acceptance" and k.event.fields.get("result") == "failed")
            for k in events
        )
        if kind in ("closure", "filing") and status != "closed":
            continue
        if happened:
            stage, lost = name, False
        elif env.world.ledger.refused(env.world.subject(row), kind):
            lost = True
    return Unknown.because(Why.INCOMPLETE, "stage", row.id) if lost else stage


DERIVED = {
    "status": _status,
    "stage": _stage,
    "current_deadline": _current_deadline,
    "deadline_class": _deadline_class,
    "progress": _progress,
}

"""The card of one item: a rectification task, or a petition that an inspection team handed over."""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import TypeVar

from attrs import field, frozen

from rectcore.model.deadline import Deadline, Step
from rectcore.model.facts import Absent, Fields, Invalid

T = TypeVar("T")


class TaskKind(Enum):
    """What the item is; both live the same life and are judged by the same rules."""

    TASK = "task"  # 整改任务
    PETITION = "petition"  # 信访案件


@frozen
class Task:
    """One file per item: goal, units, deadline, and the day it was opened.

    A field left out is not given; `NONE` says that there is no such thing. `fields` holds what a host adds to the
    card. Values hold from `opened` on and change by `amendment` events; `deadline` is the original one and stays.
    """

    id: str
    opened: date
    kind: TaskKind = TaskKind.TASK
    title: str | Absent | Invalid | None = None
    problem: str | Absent | Invalid | None = None
    category: str | Absent | Invalid | None = None
    origin: str | Absent | Invalid | None = None
    goal: str | Absent | Invalid | None = None
    territory: str | Absent | Invalid | None = None
    lead_unit: str | Absent | Invalid | None = None
    responsible_units: tuple[str, ...] | Absent | Invalid | None = None
    supporting_units: tuple[str, ...] | Absent | Invalid | None = None
    supervising_unit: str | Absent | Invalid | None = None
    accepting_unit: str | Absent | Invalid | None = None
    deadline: Deadline | Absent | Invalid | None = None
    steps: tuple[Step, ...] | Absent | Invalid | None = None
    sites: tuple[str, ...] | Absent | Invalid | None = None
    priority: bool | Absent | Invalid | None = None
    fields: Fields = field(factory=dict, converter=dict, hash=False)

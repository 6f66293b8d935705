"""rectcore turns the rules of a rectification circular into rules that run.

>>> import rectcore
>>> policy = rectcore.load("siping-2023")
>>> policy.ok
True
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rectcore.diagnostics import Diagnostic as Diagnostic
    from rectcore.diagnostics import Severity as Severity
    from rectcore.diagnostics import Text as Text
    from rectcore.diagnostics import render as render
    from rectcore.engine.compile.bare import BareFinding as BareFinding
    from rectcore.engine.reference.scenarios import ScenarioResult as ScenarioResult
    from rectcore.engine.results import DataGap as DataGap
    from rectcore.engine.results import Decision as Decision
    from rectcore.engine.results import Finding as Finding
    from rectcore.engine.results import Obligation as Obligation
    from rectcore.engine.results import Report as Report
    from rectcore.engine.results import State as State
    from rectcore.engine.results import Verdict as Verdict
    from rectcore.errors import CallError as CallError
    from rectcore.errors import InputError as InputError
    from rectcore.errors import LedgerError as LedgerError
    from rectcore.errors import LoadError as LoadError
    from rectcore.errors import RectcoreError as RectcoreError
    from rectcore.errors import StateError as StateError
    from rectcore.forecast.as_json import forecast_dict as forecast_dict
    from rectcore.forecast.entries import Entry as Entry
    from rectcore.forecast.entries import Forecast as Forecast
    from rectcore.forecast.entries import What as What
    from rectcore.forecast.ics import forecast_ics as forecast_ics
    from rectcore.io.ledger_file import read_ledger as read_ledger
    from rectcore.io.ledger_file import read_ledger_text as read_ledger_text
    from rectcore.io.report_json import decision_dict as decision_dict
    from rectcore.io.report_json import report_dict as report_dict
    from rectcore.io.write import write_ledger as write_ledger
    from rectcore.model.calendar import Calendar as Calendar
    from rectcore.model.calendar import load_calendar as load_calendar
    from rectcore.model.deadline import Deadline as Deadline
    from rectcore.model.events import Event as Event
    from rectcore.model.events import Subject as Subject
    from rectcore.model.facts import NONE as NONE
    from rectcore.model.ledger import Ledger as Ledger
    from rectcore.model.ledger import Plan as Plan
    from rectcore.model.period import Period as Period
    from rectcore.model.task import Task as Task
    from rectcore.model.task import TaskKind as TaskKind
    from rectcore.model.unit import Person as Person
    from rectcore.model.unit import Tenure as Tenure
    from rectcore.model.unit import Unit as Unit
    from rectcore.monitor.changes import Changed as Changed
    from rectcore.monitor.changes import Changes as Changes
    from rectcore.monitor.changes import Recorded as Recorded
    from rectcore.monitor.monitor import Monitor as Monitor
    from rectcore.policy import Policy as Policy
    from rectcore.policy import load as load
    from rectcore.policy import load_text as load_text

_WHERE = {
    "BareFinding": "engine.compile.bare",
    "Calendar": "model.calendar",
    "CallError": "errors",
    "Changed": "monitor.changes",
    "Changes": "monitor.changes",
    "DataGap": "engine.results",
    "Deadline": "model.deadline",
    "Decision": "engine.results",
    "Diagnostic": "diagnostics",
    "Entry": "forecast.entries",
    "Event": "model.events",
    "Finding": "engine.results",
    "Forecast": "forecast.entries",
    "InputError": "errors",
    "Ledger": "model.ledger",
    "LedgerError": "errors",
    "LoadError": "errors",
    "Monitor": "monitor.monitor",
    "NONE": "model.facts",
    "Obligation": "engine.results",
    "Period": "model.period",
    "Person": "model.unit",
    "Plan": "model.ledger",
    "Policy": "policy",
    "Recorded": "monitor.changes",
    "RectcoreError": "errors",
    "Report": "engine.results",
    "ScenarioResult": "engine.reference.scenarios",
    "Severity": "diagnostics",
    "State": "engine.results",
    "StateError": "errors",
    "Subject": "model.events",
    "Task": "model.task",
    "TaskKind": "model.task",
    "Tenure": "model.unit",
    "Text": "diagnostics",
    "Unit": "model.unit",
    "Verdict": "engine.results",
    "What": "forecast.entries",
    "decision_dict": "io.report_json",
    "forecast_dict": "forecast.as_json",
    "forecast_ics": "forecast.ics",
    "load": "policy",
    "load_calendar": "model.calendar",
    "load_text": "policy",
    "read_ledger": "io.ledger_file",
    "read_ledger_text": "io.ledger_file",
    "render": "diagnostics",
    "report_dict": "io.report_json",
    "write_ledger": "io.write",
}

__all__ = sorted(_WHERE)


def __getattr__(name: str) -> Any:
    """The public names, each imported when it is first used."""
    if name not in _WHERE:
        raise AttributeError(f"module 'rectcore' has no attribute {name!r}")
    found = getattr(import_module(f"rectcore.{_WHERE[name]}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return __all__

"""Plain frozen objects as JSON and back: each under the name of its class, with the fields that are not the default.

Only the classes listed here are read back, so a text from outside can make nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, Final, cast

import attrs

from rectcore.check.vocabulary import Share
from rectcore.diagnostics import Diagnostic, Severity, Text
from rectcore.engine.reference.evaluate import Held
from rectcore.engine.results import Course, DataGap, Finding, Obligation, State, Superseded, TargetResult
from rectcore.engine.trace import Row
from rectcore.model.deadline import Deadline, DeadlineClass, Step
from rectcore.model.events import Attachment, Event, Subject
from rectcore.model.facts import Absent, Invalid, Missing, Why
from rectcore.model.ledger import Feed, Ledger, Plan, Refusal, Undeclared
from rectcore.model.period import Period, PeriodKind
from rectcore.model.task import Task, TaskKind
from rectcore.model.unit import Person, Tenure, Unit

_CLASSES: Final = {
    c.__name__: c
    for c in (
        *(Attachment, Deadline, Event, Feed, Invalid, Ledger, Period, Person, Plan, Step, Subject, Task, Tenure, Unit),
        *(DataGap, Diagnostic, Finding, Held, Missing, Obligation, Refusal, Row, Superseded, TargetResult, Text),
        Undeclared,
    )
}
_WORDS: Final = {c.__name__: c for c in (Absent, Course, DeadlineClass, PeriodKind, Severity, State, TaskKind, Why)}
_DATE, _DECIMAL, _SHARE, _LIST, _FIELDS = "date", "decimal", "share", "list", "fields"


def encode(value: Any) -> Any:
    """A value as JSON can hold it.

    Raises:
        ValueError: it holds something that no ledger can, such as a number that is not exact.
    """
    match value:
        case Enum():
            return {type(value).__name__: value.value}
        case None | bool() | int() | str():
            return value
        case date():
            return {_DATE: value.isoformat()}
        case Decimal():
            return {_SHARE if isinstance(value, Share) else _DECIMAL: str(value)}
        case tuple():
            return [encode(one) for one in value]
        case list():
            return {_LIST: [encode(one) for one in value]}
        case Mapping():
            return {_FIELDS: {name: encode(one) for name, one in value.items()}}
    if type(value).__name__ not in _CLASSES:
        raise ValueError(f"{value!r} cannot stand in a ledger")
    return {type(value).__name__: {name: encode(one) for name, one in _given(value)}}


def _given(value: Any) -> list[tuple[str, Any]]:
    """The fields of an object that are not what they are where nobody gives them."""
    found = ((a, getattr(value, a.name)) for a in attrs.fields(cast("type[attrs.AttrsInstance]", type(value))))
    return [(a.name, one) for a, one in found if a.default is attrs.NOTHING or one != _default(a)]


def _default(attribute: attrs.Attribute[Any]) -> Any:
    default: Any = attribute.default
    return default.factory() if isinstance(default, attrs.Factory) else default  # type: ignore[arg-type]


def decode(value: Any) -> Any:
    """What `encode` made the value of.

    Raises:
        LookupError, TypeError, ValueError, ArithmeticError: it made no such thing.
    """
    if isinstance(value, list):
        return tuple(decode(one) for one in value)
    if not isinstance(value, dict):
        return value
    ((name, inner),) = value.items()
    if name in _WORDS:
        return _WORDS[name](inner)
    match name:
        case "date":
            return date.fromisoformat(inner)
        case "decimal":
            return Decimal(inner)
        case "share":
            return Share(inner)
        case "list":
            return [decode(one) for one in inner]
        case "fields":
            return {key: decode(one) for key, one in inner.items()}
    return _CLASSES[name](**{key: decode(one) for key, one in inner.items()})

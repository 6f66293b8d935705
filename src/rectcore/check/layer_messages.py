"""What the checker says about layered parameters."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from rectcore.check.diagnose import diagnostic
from rectcore.check.rulebook import Parameter
from rectcore.check.stretches import shown_value
from rectcore.diagnostics import Diagnostic, Text
from rectcore.language.tree import Node


def no_order(at: Node) -> Diagnostic:
    """A direction where there is none."""
    return diagnostic(
        "RC211",
        at,
        Text("values of this parameter are not higher or lower", "该参数的取值没有高低之分"),
        Text("leave out `only higher` and `only lower`", "请去掉“只许提高”“只许降低”"),
    )


def not_to_be_set(at: Node, parameter: str) -> Diagnostic:
    """A setting of a parameter that nobody below may set."""
    return diagnostic(
        "RC302",
        at,
        Text(f"`{parameter}` may not be set by a unit", f"`{parameter}` 不得由下级设定"),
        Text("say in the parameter who may: `may be set by: city`", "请在参数中写明可由谁设定：“可由下级设定：市”"),
    )


def looser(at: Node, parameter: Parameter, day: date, dialect: str) -> Diagnostic:
    """A setting that is looser than the parameter allows."""
    own = parameter.on(day)
    shown = shown_value(Decimal(own) if isinstance(own, int) else own, parameter.type)
    name = parameter.name.in_(dialect)
    word = Text("higher", "提高") if parameter.only == "only higher" else Text("lower", "降低")
    return diagnostic(
        "RC302",
        at,
        Text(
            f"`{name}` may only be set {word.en}, and is {shown.en} on {day}",
            f"`{name}` 只许{word.zh}，{day} 该参数为{shown.zh}",
        ),
        Text(f"set {shown.en} or {word.en}", f"请设为{shown.zh}或{'更高' if word.en == 'higher' else '更低'}"),
    )

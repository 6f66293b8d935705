"""Engines that pip installs, each made from its own text of the rules; what is not installed is left out.

A peer is built once, as rules are loaded once, and then asked for all tasks; turning the host's objects into what the
engine reads is part of the asking.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import expressions
from attrs import frozen
from facts import contexts
from peer_clips import clips_rules
from peer_durable import SAYS as DURABLE_SAYS
from peer_durable import durable_rules
from workload import RULES, Answer, Item

Ask = Callable[[list[Item]], list[Answer]]


@frozen
class Peer:
    """An engine: its name, the distribution it is in, the rules it can say, and how it is built."""

    name: str
    distribution: str
    build: Callable[[], Ask]
    says: tuple[str, ...] = RULES

    @property
    def version(self) -> str | None:
        """The version that is installed, if one is."""
        try:
            return version(self.distribution)
        except PackageNotFoundError:
            return None


def _rung(rule: str, value: Any) -> int | None:
    if rule in ("MONTHLY", "OVERDUE"):
        return int(value) or None
    return 0 if value else None


def _each(programs: dict[str, Callable[[Any], Any]], prepare: Callable[[dict[str, Any]], Any]) -> Ask:
    def ask(items: list[Item]) -> list[Answer]:
        found = []
        for item, context in zip(items, contexts(items), strict=True):
            prepared = prepare(context)
            for rule, program in programs.items():
                rung = _rung(rule, program(prepared))
                if rung is not None:
                    found.append((item.id, rule, rung))
        return found

    return ask


def zen_rules() -> Ask:
    """zen-engine: one list of the eight expressions, compiled once, so that a context is handed over once."""
    import zen

    programs = zen.compile_expression(f"[{', '.join(f'({text})' for text in expressions.ZEN.values())}]")

    def ask(items: list[Item]) -> list[Answer]:
        found = []
        for item, context in zip(items, contexts(items), strict=True):
            for rule, value in zip(expressions.ZEN, programs.evaluate(context), strict=True):
                rung = _rung(rule, value)
                if rung is not None:
                    found.append((item.id, rule, rung))
        return found

    return ask


def cel_rules() -> Ask:
    """cel-python: programs built once."""
    import celpy

    environment = celpy.Environment()
    programs = {rule: environment.program(environment.compile(text)).evaluate for rule, text in expressions.CEL.items()}
    return _each(programs, celpy.json_to_cel)


def rule_engine_rules() -> Ask:
    """rule-engine: rules parsed once."""
    import rule_engine

    programs = {rule: rule_engine.Rule(text).evaluate for rule, text in expressions.RULE_ENGINE.items()}
    return _each(programs, lambda context: context)


PEERS = (
    Peer("zen-engine, compiled expressions", "zen-engine", zen_rules),
    Peer("CLIPS", "clipspy", clips_rules),
    Peer("durable_rules", "durable_rules", durable_rules, DURABLE_SAYS),
    Peer("rule-engine", "rule-engine", rule_engine_rules),
    Peer("cel-python", "cel-python", cel_rules),
)

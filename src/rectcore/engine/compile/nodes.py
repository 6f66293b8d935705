"""The pieces that compiled terms are made of, and what is noted while they are written."""

from __future__ import annotations

import ast
from typing import Any

from attrs import define, field, frozen

from rectcore.check.rulebook import Rulebook


class NotCompiled(Exception):  # noqa: N818 - no error: the reference evaluator says it
    """A term that is left to the reference evaluator."""


@frozen
class Val:
    """Where a value is: an expression without effects, and whether it may be not told (`open`) or `NONE`."""

    at: ast.expr
    open: bool = False
    none: bool = False


@frozen
class Place:
    """What the names of a term mean where it stands.

    Args:
        subject: the entity it is about; `this` the event, if any.
        past: it is judged as of an act on record: as known then, without the act, since a reopening.
        variables: the names of rows that are bound.
        served: the variable of an event that may be taken to cover the period it is matched to.
        row: the variable that stands for what is asked about, where a rule about something else runs over it.
    """

    subject: str
    this: str | None = None
    past: bool = False
    variables: dict[int, str] = field(factory=dict)
    served: int | None = None
    row: int | None = None
    depth: int = 0


def name(id_: str) -> ast.expr:
    """What stands under a name."""
    return ast.Name(id_, ast.Load())


def call(function: ast.expr, *args: ast.expr) -> ast.expr:
    """A call."""
    return ast.Call(function, list(args), [])


def attribute(of: ast.expr, which: str) -> ast.expr:
    """An attribute of a value."""
    return ast.Attribute(of, which, ast.Load())


def is_(left: ast.expr, right: bool | None, *, negated: bool = False) -> ast.expr:
    """Whether a value is True, False or None."""
    return ast.Compare(left, [ast.IsNot() if negated else ast.Is()], [ast.Constant(right)])


def assign(to: str, value: ast.expr) -> ast.stmt:
    """A value put under a name."""
    return ast.Assign([ast.Name(to, ast.Store())], value)


def when(test: ast.expr, *body: ast.stmt) -> ast.stmt:
    """What is done where a test holds."""
    return ast.If(test, list(body), [])


def any_of(*tests: ast.expr) -> ast.expr:
    """Whether one of several tests holds."""
    return tests[0] if len(tests) == 1 else ast.BoolOp(ast.Or(), list(tests))


Block = list[ast.stmt]


@define
class Notes:
    """What is noted while the statements that work out a term are written.

    The functions it writes take what is asked about (`o`), the event it is about or None (`x`), a bound event or None
    (`v`), the day, the values of parameters (`P`), the days up to which absence of each kind of event says something
    (`M`), the period or None, and how the past is seen: known at `K`, since `S`. Those that are `turning` note in `T`
    the days on which a comparison with the day itself turns.

    Args:
        parameters: those that are asked, in the order of their values in `P`.
        kinds: the kinds of events whose absence is asked, in the order of `M`.
        seen: the kinds of events that an answer may change with.
        moving: an answer may change on days that are not noted.
    """

    book: Rulebook
    turning: bool = False
    constants: dict[str, Any] = field(factory=dict)
    parameters: list[str] = field(factory=list)
    kinds: list[str] = field(factory=list)
    seen: set[str] = field(factory=set)
    moving: bool = False
    _names: int = 0

    def fresh(self, prefix: str = "t") -> str:
        """A name that is not used yet."""
        self._names += 1
        return f"{prefix}{self._names}"

    def constant(self, value: Any) -> ast.expr:
        """A constant, passed in under a name of its own."""
        if value is None or isinstance(value, bool):
            return ast.Constant(value)
        id_ = self.fresh("k")
        self.constants[id_] = value
        return name(id_)

    def kept(self, block: Block, value: ast.expr) -> ast.expr:
        """A value under a name."""
        if isinstance(value, ast.Name | ast.Constant):
            return value
        id_ = self.fresh()
        block.append(assign(id_, value))
        return name(id_)

    def parameter(self, id_: str) -> ast.expr:
        """The value of a parameter on the day whose parameters judge."""
        if id_ not in self.parameters:
            self.parameters.append(id_)
        return ast.Subscript(name("P"), ast.Constant(self.parameters.index(id_)), ast.Load())

    def whole(self, kind: str) -> ast.expr:
        """Whether absence of a kind of event says something on the day."""
        if kind not in self.kinds:
            self.kinds.append(kind)
        mark = ast.Subscript(name("M"), ast.Constant(self.kinds.index(kind)), ast.Load())
        return ast.Compare(mark, [ast.GtE()], [name("day")])

    def where_told(self, result: ast.expr, of: tuple[Val, ...], block: Block) -> Val:
        """What is worked out of values, under a name; not told where one of them is not."""
        doubts = [is_(x.at, None) for x in of if x.open]
        if doubts:
            result = ast.IfExp(any_of(*doubts), ast.Constant(None), result)
        return Val(self.kept(block, result), open=bool(doubts))

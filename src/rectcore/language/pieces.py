"""What the builder of the tree works with: pieces of nodes, places, and the fault that ends a line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from attrs import frozen

from rectcore.diagnostics import Diagnostic
from rectcore.language import keywords, messages, tree
from rectcore.language.lexer import period_of
from rectcore.model.period import Period
from rectcore.source import Span

if TYPE_CHECKING:
    from rectcore.language.syntax import Leaf


class Fault(Exception):  # noqa: N818 - a fault of the text, not of the program
    """What is wrong in a line; `at` is the word that could not be read."""

    def __init__(self, diagnostic: Diagnostic, *, at: Span | None = None) -> None:
        super().__init__(diagnostic.line())
        self.diagnostic = diagnostic
        self.at = at


@frozen
class Part:
    """A piece of a node."""

    role: str
    value: Any
    span: Span


def span(children: Sequence[Any]) -> Span:
    """The stretch from the first child to the last."""
    first: Span = children[0].span
    return first.to(children[-1].span)


def id_of(leaf: Leaf) -> str:
    """The keyword that a token stands for."""
    return keywords.by_terminal()[leaf.type]


def word(leaf: Leaf) -> tree.Word:
    """A name."""
    return tree.Word(str(leaf), span=leaf.span)


def words(children: Sequence[Any]) -> tuple[tree.Word, ...]:
    """The names among the children."""
    return tuple(word(c) for c in children if getattr(c, "type", "") == "NAME")


def texts(children: Sequence[Any]) -> tuple[str, ...]:
    """The texts among the children."""
    return tuple(str(c) for c in children if getattr(c, "type", "") == "STRING")


def roles(children: Sequence[Any]) -> dict[str, Any]:
    """The pieces among the children by their roles."""
    return {c.role: c.value for c in children if isinstance(c, Part)}


def nodes(children: Sequence[Any], kind: type) -> tuple[Any, ...]:
    """The children of that class."""
    return tuple(c for c in children if isinstance(c, kind))


def first(children: Sequence[Any], kind: type) -> Any:
    """The first child of that class, or None."""
    return next(iter(nodes(children, kind)), None)


def marked(role: str) -> Callable[[Any, list[Any]], Part]:
    """A method for a rule of a marking word and one thing behind it."""

    def method(_: Any, c: list[Any]) -> Part:
        return Part(role, c[-1], span(c))

    return method


def with_role(children: Sequence[Any], role: str) -> list[Part]:
    """The pieces of that role, in order."""
    return [c for c in children if isinstance(c, Part) and c.role == role]


def misplaced(part: Part, children: Sequence[Any]) -> Fault:
    """A piece that stands once too often, or where it has no meaning."""
    dialect = next(c.dialect for c in children if hasattr(c, "dialect"))
    return Fault(messages.unexpected(part.span, dialect, part.span.text, ()))


def single(path: tree.Path, dialect: str) -> tree.Word:
    """The one word of a path that must be one."""
    if path.this or len(path.words) != 1:
        assert path.span is not None  # what comes from a text has its place
        raise Fault(messages.unexpected(path.span, dialect, path.span.text, ()))
    return path.words[0]


def whole(leaf: Any, low: int, high: int | None = None) -> int:
    """A whole number within bounds."""
    value = Decimal(leaf)
    if value != value.to_integral_value() or value < low or (high is not None and value > high):
        raise Fault(messages.out_of_range(leaf.span, leaf.dialect, low, high))
    return int(value)


def year(leaf: Any) -> Period:
    """A year in digits."""
    return period_of(f"{whole(leaf, 1, 9999):04d}")

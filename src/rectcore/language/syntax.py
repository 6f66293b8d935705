"""The grammar at work: the words behind a header or key, by keyword or name, and the tree that Lark makes of them.

Lark's own lexer is not used: which word is a keyword depends on where it stands, on the line's kind, and on the
longest phrase. This is the only module that imports Lark; `parser.py` imports it on first use.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Final

import lark
from lark.lexer import Lexer as LarkLexer

from rectcore.language import keywords, messages
from rectcore.language.build import Builder
from rectcore.language.forms import FORMS
from rectcore.language.lexer import Kind, Token
from rectcore.language.pieces import Fault
from rectcore.source import Span

MAX_NESTING: Final = 32  # parentheses, brackets and `not` within one another
MAX_OPERATORS: Final = 100  # `+`, `-` and `*` in one line
MAX_QUANTIFIERS: Final = 2  # levels of `exists`, `no`, `all`, `count of`

_SIGNS: Final = {
    "(": "LPAR",
    ")": "RPAR",
    "[": "LSQB",
    "]": "RSQB",
    "{": "LBRACE",
    "}": "RBRACE",
    ",": "COMMA",
    ":": "COLON",
    ".": "DOT",
    "/": "SLASH",
}
_OTHERS: Final = ("NAME", "STRING", "NUMBER", "PERCENT", "DATE", "PERIOD")
STARTS: Final = tuple(
    sorted(
        {rule for shape in FORMS.values() for rule in (shape.header, *(k.start for k in shape.keys)) if rule}
        | {"rung_after", "table_column"}  # behind the other word that a rung begins with; a table's first row
    )
)


class Leaf(lark.Token):
    """A token as the grammar knows it, with its place and dialect."""

    span: Span
    dialect: str


def leaf(type_: str, text: str, span: Span, dialect: str) -> Leaf:
    """A token for the grammar."""
    made = Leaf(type_, text)
    made.span = span
    made.dialect = dialect
    return made


class _Handed(LarkLexer):
    """Hands over the tokens it is given."""

    def __init__(self, conf: object) -> None:
        """Lark asks for it."""

    def lex(self, data: Any) -> Iterator[Leaf]:  # type: ignore[override]
        """The tokens, one by one."""
        yield from data


@cache
def grammar() -> lark.Lark:
    """The parser for every header and value, built once."""
    text = files(__package__).joinpath("grammar.lark").read_text(encoding="utf-8")
    declared = sorted({*keywords.by_terminal(), *_SIGNS.values(), *_OTHERS})
    return lark.Lark(
        f"{text}\n%declare {' '.join(declared)}\n",
        parser="lalr",
        start=list(STARTS),
        lexer=_Handed,
        transformer=Builder(),
        maybe_placeholders=False,
    )


@cache
def allowed(start: str) -> frozenset[str]:
    """The keywords that a line of this kind can hold; every other word in it is a name."""
    expansions: dict[str, set[str]] = {}
    for rule in grammar().rules:
        expansions.setdefault(rule.origin.name, set()).update(s.name for s in rule.expansion)
    seen = {start}
    todo = [start]
    while todo:
        for symbol in expansions.get(todo.pop(), ()):
            if symbol not in seen:
                seen.add(symbol)
                todo.append(symbol)
    ids = {keywords.by_terminal()[s] for s in seen if s in keywords.by_terminal()}
    return frozenset(ids)


def resolve(tokens: Sequence[Token], start: str, dialect: str) -> list[Leaf]:
    """The tokens of a line as the grammar knows them: which words are keywords, which names."""
    among = allowed(start)
    inside = among - _type_words() if _types(start) else among
    words = [t.text if t.kind in (Kind.WORD, Kind.SIGN) else "" for t in tokens]
    leaves: list[Leaf] = []
    square = brace = 0
    at = 0
    while at < len(tokens):
        token = tokens[at]
        taken = 1
        if token.kind in (Kind.WORD, Kind.SIGN):
            found = None
            after = leaves[-1].type if leaves else ""
            named = square or after == "DOT" or (brace and words[at + 1 : at + 2] == [":"])
            if not (named and token.kind is Kind.WORD):
                if _types(start) and after in ("COLON", "OPTIONAL"):
                    found = keywords.match(words, at, dialect, keywords.TYPE, among)
                else:
                    found = keywords.match(words, at, dialect, keywords.INSIDE, inside)
            if (
                found is not None
                and found[0] in ("from", "to")
                and not _counts_days(found[0], words, at, leaves, start)
            ):
                found = None
            square += (token.text == "[") - (token.text == "]")
            brace += (token.text == "{") - (token.text == "}")
            if found is None:
                type_ = "NAME" if token.kind is Kind.WORD else _SIGNS.get(token.text, "SIGN")
            else:
                type_, taken = keywords.terminal(found[0]), found[1]
        else:
            type_ = token.kind.name
        span = token.span.to(tokens[at + taken - 1].span)
        if taken == 1:
            leaves.append(leaf(type_, token.text, span, dialect))
        else:
            leaves.append(leaf(type_, " ".join(words[at : at + taken]), span, dialect))
        at += taken
    return leaves


_FROM_A_DAY: Final = frozenset({"validity", "due", "effect", "every"})  # where `from` stands for itself too


def _counts_days(id_: str, words: Sequence[str], at: int, leaves: Sequence[Leaf], start: str) -> bool:
    """Whether `from` or `to` belongs to `days from … to …`; elsewhere it may be the name of a field."""
    if start == "validity" or (id_ == "from" and start in _FROM_A_DAY):
        return True
    if id_ == "to":
        return sum((leaf.type == "FROM") - (leaf.type == "TO") for leaf in leaves) > 0
    if leaves and leaves[-1].type in ("DAYS", "WORKING_DAYS"):
        return True
    ends = ("in days", "in working days")
    further = range(at + 1, len(words))
    return any(keywords.match(words, i, d, keywords.INSIDE, ends) for i in further for d in keywords.dialects())


@cache
def _type_words() -> frozenset[str]:
    return frozenset(r.id for r in keywords.table() if r.place == keywords.TYPE)


def _types(start: str) -> bool:
    return start in ("has_line", "h_parameter", "h_series", "table_column")


def read(leaves: Sequence[Leaf], start: str) -> Any:
    """The node that the tokens of a line make.

    Raises:
        Fault: they make none for a reason that a message names.
        lark.UnexpectedToken: they make none.
    """
    check_depth(leaves)
    return grammar().parse(list(leaves), start=start)


def check_depth(leaves: Sequence[Leaf]) -> None:
    """Refuses what is nested too deeply, before it is read.

    Raises:
        Fault: naming the place.
    """
    depth = nots = operators = 0
    for item in leaves:
        depth += (item.type in ("LPAR", "LSQB", "LBRACE")) - (item.type in ("RPAR", "RSQB", "RBRACE"))
        nots = nots + 1 if item.type in ("NOT", "LPAR") else 0
        operators += item.type in ("PLUS", "MINUS", "TIMES")
        if max(depth, nots) > MAX_NESTING or operators > MAX_OPERATORS:
            raise Fault(messages.nesting(item.span, item.dialect))

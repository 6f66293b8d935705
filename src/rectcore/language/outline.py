"""Tokens to lines, lines to forms and clauses; nothing behind a key is read here.

A line begins a form (a header word), a clause (a key with its colon, or a word such as `rung`), a bullet, or it goes
on with what is before it. Indentation means nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from attrs import Factory, define

from rectcore.language import keywords
from rectcore.language.forms import FORMS, HEADERS, LINE_WORDS
from rectcore.language.lexer import Kind, Token
from rectcore.language.nearest import nearest
from rectcore.source import Span

_KEY_WORDS: Final = 8  # the most words a key may have
_AFTER_NAME: Final = frozenset({"also", "on", "for each", "overrides", "part of"})
_BARE: Final = frozenset({"use", "measures", "entity", "event", "series"})  # they may be a header and nothing else


@define
class RawBullet:
    """A bullet: the tokens behind its dash."""

    span: Span
    tokens: list[Token] = Factory(list)
    comments: list[str] = Factory(list)


@define
class RawClause:
    """A clause: `id` None where no form has such a key; `write` where the key is not of the form's `dialect`."""

    id: str | None
    word: Span
    dialect: str
    tokens: list[Token] = Factory(list)
    comments: list[str] = Factory(list)
    bullets: list[RawBullet] = Factory(list)
    write: str | None = None


@define
class RawForm:
    """A form: its header and clauses.

    `near` is set where the header word does not exist, and is empty, with `kind`, where nothing is near it. `lost` is
    set where there is no header at all. `write` is set where it is of another dialect; `dialect` is then that one.
    `stray` is a sign in front of the header, `twice` where the same header stands before, with nothing below it.
    """

    kind: str
    word: Span
    dialect: str
    tokens: list[Token] = Factory(list)
    comments: list[str] = Factory(list)
    clauses: list[RawClause] = Factory(list)
    near: str | None = None
    write: str | None = None
    lost: bool = False
    stray: Span | None = None
    twice: Span | None = None


@define
class Outline:
    """A file cut into forms; `outside` are the places of text that belongs to none."""

    forms: list[RawForm] = Factory(list)
    outside: list[Span] = Factory(list)
    trailing: tuple[str, ...] = ()


def outline(tokens: Sequence[Token], dialect: str) -> Outline:
    """The forms and clauses of a file."""
    return _Cutter(dialect).cut(tokens)


def _lines(tokens: Sequence[Token]) -> Iterator[tuple[list[Token], list[str]]]:
    line: list[Token] = []
    comments: list[str] = []
    for token in tokens:
        if token.first and (line or comments):
            yield line, comments
            line, comments = [], []
        if token.kind is Kind.COMMENT:
            comments.append(token.text)
        else:
            line.append(token)
    if line or comments:
        yield line, comments


class _Cutter:
    def __init__(self, dialect: str) -> None:
        self.dialect = dialect
        self.found = Outline()
        self.form: RawForm | None = None
        self.item: RawForm | RawClause | RawBullet | None = None
        self.lost = False  # the line before belonged to nothing either
        self.counted: RawForm | RawClause | RawBullet | None = None
        self.open_braces = self.counted_to = 0
        self.last = 0  # the line read last
        self.gap: int | None = None  # how many clauses stood before the last gap between lines
        self.unread: tuple[RawForm | RawClause | RawBullet, int] | None = None  # where the line behind it was put

    def cut(self, tokens: Sequence[Token]) -> Outline:
        pending: list[str] = []
        for line, comments in _lines(tokens):
            if not line:
                pending += comments
                continue
            self._line(line)
            if self.item is not None:
                self.item.comments += pending + comments
            pending = []
        self.found.trailing = tuple(pending)
        return self.found

    def _line(self, line: list[Token]) -> None:
        words = [t.text if t.kind in (Kind.WORD, Kind.SIGN) else "" for t in line]
        dialect = self.form.dialect if self.form else self.dialect
        number = line[0].span.source.position(line[0].span.start)[0]
        fresh = number > self.last + 1 and self.form is not None
        if fresh and self.form is not None:
            self.gap, self.unread = len(self.form.clauses), None
        self.last = number
        if self._opens(line, words, dialect, braces=self._in_braces()):
            self.lost = False
            return
        if words[0] == "-" and isinstance(self.item, RawClause | RawBullet) and self._clause_has_bullets():
            bullet = RawBullet(line[0].span, line[1:])
            self._clause().bullets.append(bullet)
            self.item = bullet
            return
        if self._behind_a_sign(line, words, dialect):
            return
        if self._like_a_header(line, words, dialect):
            near = nearest(words[0], (_header(id_, dialect) for id_ in sorted(HEADERS))) or ""
            kind = next((id_ for id_ in HEADERS if near == _header(id_, dialect)), "")
            self._begin(RawForm(kind, line[0].span, self.dialect, line[1:], near=near))
        elif self.item is not None:
            if fresh:
                self.unread = self.item, len(self.item.tokens)
            self.item.tokens += line
        elif not self.lost:
            self.found.outside.append(line[0].span.to(line[-1].span))
            self.lost = True

    def _begin(self, form: RawForm) -> None:
        last = self.form
        if last is not None and not last.clauses and _named_alike(form, last):
            self.found.forms.pop()
            form.twice = last.word
        self.form = self.item = form
        self.found.forms.append(form)
        self.lost = False
        self.gap = None

    def _add(self, clause: RawClause) -> None:
        if self._of_another_form(clause):
            self._divide(clause)
        assert self.form is not None
        self.form.clauses.append(clause)
        self.item = clause

    def _of_another_form(self, clause: RawClause) -> bool:
        """Whether, since the last gap, the header of a form must have been left out or spoilt."""
        shape = FORMS.get(self.form.kind) if self.form else None
        if self.form is None or shape is None or self.gap is None or not self.gap or clause.id is None or clause.write:
            return False
        id_ = "rung" if clause.id == "rung after" else clause.id
        key = shape.key(id_)
        if key is None:
            return any(other.key(id_) is not None for other in FORMS.values())
        return not key.repeats and any(c.id == clause.id for c in self.form.clauses)

    def _divide(self, clause: RawClause) -> None:
        """Make what stands behind the gap a form of its own."""
        assert self.form is not None
        moved = self.form.clauses[self.gap :]
        del self.form.clauses[self.gap :]
        if self.unread is None:
            form = RawForm("", [*moved, clause][0].word, clause.dialect, lost=True)
        else:
            item, start = self.unread
            first, *rest = item.tokens[start:]
            del item.tokens[start:]
            form = RawForm("", first.span, clause.dialect, [first] if first.kind is Kind.BAD else rest, near="")
        form.clauses = moved
        self._begin(form)

    def _behind_a_sign(self, line: list[Token], words: list[str], dialect: str) -> bool:
        """Whether a header stands behind a sign, or behind a quote that is not closed; if so, it is begun."""
        first, *rest = line
        if self.form is not None and _column(first.span) > _column(self.form.word):
            return False
        if first.kind is Kind.BAD:
            inside = re.findall(r"\w+", first.span.text[1:])
            found = keywords.match(inside, 0, dialect, keywords.LINE_START, HEADERS) if inside else None
            if found is not None:
                self._begin(RawForm(found[0], first.span, self.dialect, line))
            return found is not None
        found = keywords.match(words, 1, dialect, keywords.LINE_START, HEADERS) if rest and words[1] else None
        if found is None or first.kind is not Kind.SIGN:
            return False
        id_, taken = found
        self._begin(RawForm(id_, rest[0].span.to(rest[taken - 1].span), dialect, rest[taken:], stray=first.span))
        return True

    def _clause(self) -> RawClause:
        assert self.form is not None
        return self.form.clauses[-1]

    def _clause_has_bullets(self) -> bool:
        clause = self._clause()
        key = FORMS[self.form.kind].key(clause.id or "") if self.form and self.form.kind in FORMS else None
        return clause.id not in LINE_WORDS and (key is None or key.bullets)

    def _in_braces(self) -> bool:
        """Whether the line before left a brace open; each item is counted as it grows, not again for every line."""
        if self.item is not self.counted:
            self.counted, self.open_braces, self.counted_to = self.item, 0, 0
        tokens = self.item.tokens if self.item is not None else []
        for token in tokens[self.counted_to :]:
            self.open_braces += (token.kind is Kind.SIGN) * ((token.text == "{") - (token.text == "}"))
        self.counted_to = len(tokens)
        return self.open_braces > 0

    def _opens(self, line: list[Token], words: list[str], dialect: str, *, braces: bool) -> bool:
        """Whether the line begins a form or clause; if so, it is begun."""
        others = [d for d in (self.dialect, *keywords.dialects()) if d != dialect]
        colon = _colon(line)
        for spoken in (dialect, *dict.fromkeys(others)):
            write = None
            found = keywords.match(words, 0, spoken, keywords.LINE_START) if words[0] else None
            if found is not None and words[found[1] : found[1] + 1] != [":"]:
                id_, taken = found
                word = line[0].span.to(line[taken - 1].span)
                if id_ in HEADERS:
                    if spoken != self.dialect:
                        write = keywords.phrase(id_, self.dialect, keywords.LINE_START)
                    self._begin(RawForm(id_, word, spoken, line[taken:], write=write))
                    return True
                if (
                    id_ in LINE_WORDS
                    and self.form is not None
                    and (id_ != "from" or self.form.kind in ("parameter", "setting"))
                ):
                    if spoken != dialect:
                        write = keywords.phrase(id_, dialect, keywords.LINE_START)
                    self._add(RawClause(id_, word, spoken, line[taken:], write=write))
                    return True
            key = keywords.key(words[:colon], spoken) if colon else None
            if key is None or (braces and not self._has(key)):
                continue
            word = line[0].span.to(line[colon - 1].span)
            if key == "measures":
                if spoken != self.dialect:
                    write = keywords.phrase(key, self.dialect)
                self._begin(RawForm(key, word, spoken, write=write))
                self._add(RawClause(key, word, spoken, line[colon + 1 :]))
                return True
            if self.form is None:
                continue
            if spoken != dialect:
                write = keywords.phrase(key, dialect, keywords.KEY)
            self._add(RawClause(key, word, spoken, line[colon + 1 :], write=write))
            return True
        if colon and not braces and self.form is not None:
            self._add(RawClause(None, line[0].span.to(line[colon - 1].span), dialect, line[colon + 1 :]))
            return True
        return False

    def _has(self, id_: str) -> bool:
        shape = FORMS.get(self.form.kind) if self.form else None
        return shape is not None and shape.key(id_) is not None

    def _like_a_header(self, line: list[Token], words: list[str], dialect: str) -> bool:
        """Whether a line that begins with no keyword has the shape of a header all the same."""
        if len(line) < 2 or line[0].kind is not Kind.WORD or line[1].kind not in (Kind.WORD, Kind.STRING):
            return False
        if keywords.match(words, 0, dialect, keywords.INSIDE):
            return False
        near = nearest(words[0], (_header(id_, dialect) for id_ in HEADERS)) is not None
        named = len(line) > 2 and line[2].kind is Kind.STRING
        named = named or keywords.match([*words, ""], 2, dialect, keywords.INSIDE, _AFTER_NAME) is not None
        if self.form is None:
            return near or named
        # What goes on a list stands behind a comma, and further in than the header.
        last = self.item.tokens[-1] if self.item is not None and self.item.tokens else None
        if (last is not None and last.kind is Kind.SIGN and last.text == ",") or _column(line[0].span) > _column(
            self.form.word
        ):
            return False
        return near if line[1].kind is Kind.STRING else named


def _named_alike(form: RawForm, other: RawForm) -> bool:
    """Whether two headers begin the same form; some forms are nothing but a header."""
    names = [[t.text for t in f.tokens[:1]] for f in (form, other)]
    return form.kind == other.kind and form.kind not in _BARE and names[0] == names[1]


def _header(id_: str, dialect: str) -> str:
    return keywords.phrase(id_, dialect, keywords.LINE_START)


def _column(span: Span) -> int:
    return span.source.position(span.start)[1]


def _colon(line: list[Token]) -> int:
    """Where the colon behind a key stands, or 0."""
    for i, token in enumerate(line[: _KEY_WORDS + 1]):
        if token.kind is Kind.SIGN and token.text == ":":
            return i
        if token.kind is not Kind.WORD:
            return 0
    return 0

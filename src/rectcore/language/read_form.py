"""A form as cut from the file to a form of the tree: its header, its clauses, the keys it may and must have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

import attrs
import lark

from rectcore.diagnostics import Diagnostic
from rectcore.language import keywords, messages, slips, syntax, tree
from rectcore.language.forms import FormShape, Key
from rectcore.language.lexer import Kind, Token, seen
from rectcore.language.nearest import nearest
from rectcore.language.outline import RawBullet, RawClause, RawForm
from rectcore.language.pieces import Fault
from rectcore.language.read_table import row_cells
from rectcore.source import Span


def read_form(raw: RawForm, shape: FormShape, dialect: str) -> tuple[tree.Form, list[Diagnostic]]:
    """The form and what is wrong with it; one with something that is not yet supported is broken."""
    reader = _Reader(raw, shape, dialect)
    form = reader.read()
    return (attrs.evolve(form, broken=True) if reader.unsupported else form), reader.found


class _Reader:
    def __init__(self, raw: RawForm, shape: FormShape, language: str) -> None:
        self.raw = raw
        self.shape = shape
        self.language = language
        self.dialect = raw.dialect
        self.found: list[Diagnostic] = []
        self.broken = raw.write is not None
        self.unsupported = False
        self.unknown_keys = False
        self.columns: int | None = None

    def read(self) -> tree.Form:
        fields = self._header()
        clauses = [c for c in map(self._clause, self._known(self.raw.clauses)) if c is not None]
        self._compulsory()
        last = max((t.span for t in _all_tokens(self.raw)), key=lambda s: s.end, default=self.raw.word)
        return tree.Form(
            self.raw.kind,
            **fields,
            clauses=tuple(clauses),
            comments=tuple(self.raw.comments),
            broken=self.broken,
            span=self.raw.word.to(last),
        )

    def _fail(self, diagnostic: Diagnostic | None) -> None:
        self.broken = True
        if diagnostic is not None:
            self.found.append(diagnostic)

    def _header(self) -> dict[str, Any]:
        raw = self.raw
        if not self.shape.header:
            return {}
        fields = self._value(raw.tokens, self.shape.header, raw)
        if fields is not None:
            return dict(fields)
        first = raw.tokens[0] if raw.tokens and raw.kind not in ("use", "scenario") else None
        if first is None or first.kind is not Kind.WORD:
            return {}
        if keywords.match([t.text for t in raw.tokens], 0, raw.dialect, keywords.INSIDE):
            return {}
        return {"id": tree.Word(first.text, span=first.span)}

    def _known(self, clauses: Sequence[RawClause]) -> Iterator[tuple[RawClause, Key]]:
        """The clauses whose key the form has, each that may not repeat once."""
        seen: dict[str, Span] = {}
        for raw in clauses:
            if raw.write is not None:
                self._fail(messages.other_dialect(raw.word, self.language, raw.word.text, raw.write))
            key = self.shape.key(_key_id(raw)) if raw.id else None
            if key is None:
                self.unknown_keys = True
                self._fail(self._unknown(raw))
            elif key.id in seen and not key.repeats:
                self._fail(messages.key_twice(raw.word, self.language, raw.word.text, seen[key.id]))
            else:
                seen.setdefault(key.id, raw.word)
                yield raw, key

    def _unknown(self, raw: RawClause) -> Diagnostic:
        written = " ".join(raw.word.text.split())
        head = Span(raw.word.source, raw.word.start, raw.word.start + len(written.split(" ")[0]))
        near = None if raw.id is not None else self._near_line(head.text)
        if near is not None:
            return self._no_key(head, near)
        keys = [_spelt(k.id, self.dialect) for k in self.shape.keys if not k.line]
        return self._no_key(raw.word, nearest(seen(written), keys) if raw.id is None else None)

    def _no_key(self, span: Span, near: str | None) -> Diagnostic:
        form = keywords.phrase(self.raw.kind, self.dialect)
        keys = [_shown(k.id, self.dialect) for k in self.shape.keys]
        written = " ".join(span.text.split())
        return messages.unknown_key(span, self.language, written, form, near, keys)

    def _near_line(self, word: str) -> str | None:
        """The word that begins a line without a colon, such as `rung`, which this one is nearly."""
        return nearest(seen(word), (p for k in self.shape.keys if k.line for p in _first_words(k.id, self.dialect)))

    def _compulsory(self) -> None:
        if self.unknown_keys or self.unsupported or any(t.kind is Kind.BAD for t in _all_tokens(self.raw)):
            return
        present = {_key_id(c) for c in self.raw.clauses if c.id}
        for group in self.shape.compulsory:
            if not present & set(group):
                form = keywords.phrase(self.raw.kind, self.dialect)
                spelt = [_shown(k, self.dialect) for k in group]
                self._fail(messages.missing_key(self.raw.word, self.language, form, spelt))

    def _clause(self, known: tuple[RawClause, Key]) -> tree.Clause | None:
        raw, key = known
        value: Any
        if key.bullets:
            value = self._bullets(raw, key.start)
        elif key.id == "|":
            value = self._row(raw)
        elif key.choices and not (key.start and self._own_rhythm(raw.tokens)):
            value = self._choice(raw, key)
        else:
            value = self._value(raw.tokens, "rung_after" if raw.id == "rung after" else key.start, raw)
        if value is None:
            return None
        if key.id in ("after lasting", "valid for", "within") and value.amount == tree.Number(Decimal(0)):
            self._fail(messages.out_of_range(value.amount.span, self.language, 1, None))
            return None
        last = max((t.span for t in _clause_tokens(raw)), key=lambda s: s.end, default=raw.word)
        return tree.Clause(key.id, value, tuple(raw.comments), span=raw.word.to(last))

    def _bullets(self, raw: RawClause, start: str) -> tuple[tree.Bullet, ...] | None:
        if raw.tokens or not raw.bullets:
            if not any(t.kind is Kind.BAD for t in raw.tokens):
                span = raw.tokens[0].span if raw.tokens else _behind(raw.word)
                text = span.text if raw.tokens else None
                self._fail(messages.unexpected(span, self.language, text, (messages.A_BULLET,)))
            self.broken = True
            return None
        bullets = []
        for bullet in raw.bullets:
            value = self._value(bullet.tokens, start, raw)
            if value is not None:
                span = bullet.span.to(value.span)
                bullets.append(attrs.evolve(value, comments=tuple(bullet.comments), span=span))
        return tuple(bullets) or None

    def _row(self, raw: RawClause) -> tree.TableHead | tree.TableRow | None:
        """A row of a table, cell by cell; the first one names the columns."""
        cells, faults = row_cells(raw, self.columns, self.language)
        head = self.columns is None
        self.columns = len(cells) if self.columns is None else self.columns
        for fault in faults:
            self._fail(fault)
        found = [self._value(cell, "table_column" if head else "table_cell", raw) for cell in cells if cell]
        if faults or None in found:
            return None
        span = raw.word.to(raw.tokens[-1].span)
        return tree.TableHead(tuple(found), span=span) if head else tree.TableRow(tuple(found), span=span)

    def _choice(self, raw: RawClause, key: Key) -> str | None:
        whole = self._chosen(raw.tokens, raw.dialect, key)
        if whole is not None:
            return whole
        tokens = raw.tokens[: self._stray_line(raw.tokens, raw, None) or None]
        tokens = tokens[: self._joined_key(tokens, raw, None) or None]
        if any(t.kind is Kind.BAD for t in tokens):
            self._fail(None)
            return None
        words = [t.text for t in tokens]
        for spoken in (raw.dialect, *(d for d in keywords.dialects() if d != raw.dialect)):
            for place in (keywords.TYPE, keywords.INSIDE) if words else ():
                found = keywords.match(words, 0, spoken, place, key.choices)
                if found is not None and found[1] == len(words):
                    if spoken == raw.dialect:
                        return found[0]
                    span = _whole(tokens)
                    write = _choice_phrase(found[0], self.dialect)
                    self._fail(messages.other_dialect(span, self.language, span.text, write))
                    return None
        if key.id == "every" and self._own_rhythm(tokens):
            self.unsupported = True
            self._fail(messages.not_supported(_whole(tokens), self.language, _whole(tokens).text))
            return None
        wanted = [messages.quoted(_choice_phrase(c, self.dialect)) for c in key.choices[:4]]
        span = _whole(tokens) if tokens else _behind(raw.word)
        near = slips.near_keyword(span.text, key.choices, self.dialect, half=False) if tokens else None
        if near is not None:
            self._fail(messages.misspelt(span, self.language, " ".join(span.text.split()), near))
            return None
        text = span.text if tokens else None
        self._fail(messages.unexpected(span, self.language, text, wanted))
        return None

    def _chosen(self, tokens: Sequence[Token], dialect: str, key: Key) -> str | None:
        """The fixed choice that all the words are, before any of them is taken for the beginning of a line."""
        words = [t.text for t in tokens]
        for place in (keywords.TYPE, keywords.INSIDE) if words else ():
            found = keywords.match(words, 0, dialect, place, key.choices)
            if found is not None and found[1] == len(words):
                return found[0]
        return None

    def _own_rhythm(self, tokens: Sequence[Token]) -> bool:
        """Whether `every` names no kind of period but a number of days or months, or the last one."""
        words = [t.text for t in tokens]
        last_one = (
            keywords.match(words, at, self.dialect, keywords.INSIDE, ("after the last one",))
            for at in range(len(words))
        )
        return any(t.kind in (Kind.NUMBER, Kind.DATE) for t in tokens) or any(last_one)

    def _value(self, tokens: Sequence[Token], start: str, where: RawForm | RawClause) -> Any:
        """What the tokens say, or None after a message."""
        if any(t.kind is Kind.BAD for t in tokens):
            self._fail(None)
            return None
        end = _behind(tokens[-1].span if tokens else where.word)
        try:
            leaves = syntax.resolve(tokens, start, where.dialect)
            return _read(leaves, start, where.dialect, end)
        except Fault as fault:
            if fault.at is not None:
                cut = self._stray_line(tokens, where, fault.at) or self._joined_key(tokens, where, fault.at)
                if cut:
                    comma = tokens[cut - 1].text == ","
                    return self._value(tokens[: cut - comma], start, where)
                # A line that cannot be read may be the one that is missing.
                self.unknown_keys |= any(t.first and t.span.start == fault.at.start for t in tokens)
            self._fail(attrs.evolve(fault.diagnostic, language=self.language))
            return None

    def _stray_line(self, tokens: Sequence[Token], where: RawForm | RawClause, at: Span | None) -> int:
        """Where, among the words of a header or clause, a line begins that was to be a clause of its own, or 0.

        It is reported, and what can be read of it becomes a clause.

        Args:
            tokens: the words; they could not be read as one.
            where: what they stand behind.
            at: the word that could not be read; None where any further line is one too many.
        """
        for i, token in enumerate(tokens):
            if not i or not token.first or token.kind is Kind.BAD or (at is not None and token.span.start > at.start):
                continue
            words = [t.text if t.kind is Kind.WORD else "" for t in tokens[i:]]
            line_keys = {k.id for k in self.shape.keys if not k.line}
            found = keywords.match(words, 0, where.dialect, keywords.KEY, line_keys) if words[0] else None
            if found is not None:
                id_, taken = found
                word = token.span.to(tokens[i + taken - 1].span)
                name = " ".join(word.text.split())
                if [t.text for t in tokens[i + taken : i + taken + 1]] in (["."], [","], ["/"]):  # in the place of it
                    word, taken = word.to(tokens[i + taken].span), taken + 1
                self._fail(messages.no_colon(word, self.language, name))
                self.raw.clauses.append(_clause_of(id_, word, where.dialect, tokens[i + taken :]))
                return i
            near = self._near_line(words[0]) if words[0] else None
            dash = token.text == "-" and any(k.bullets for k in self.shape.keys)
            outside = dash or isinstance(where, RawForm) or _column(token.span) <= _column(where.word)
            if near is None and not (outside and (at is None or token.span.start == at.start)):
                continue
            self.unknown_keys = True
            keys = [messages.quoted(_spelt(k.id, self.dialect)) for k in self.shape.keys if k.bullets and dash]
            sign = messages.unexpected(token.span, self.language, token.span.text, keys or (messages.A_KEY,))
            self._fail(self._no_key(token.span, near) if words[0] else sign)
            return i
        return 0

    def _joined_key(self, tokens: Sequence[Token], where: RawForm | RawClause, at: Span | None) -> int:
        """Where, in the middle of a line that could not be read, another key with its colon begins, or 0.

        Args:
            tokens: the words.
            where: what they stand behind.
            at: the word that could not be read; None where any will do.
        """
        for i, token in enumerate(tokens):
            if not i or token.kind is not Kind.WORD or (at is not None and token.span.start != at.start):
                continue
            words = [t.text if t.kind in (Kind.WORD, Kind.SIGN) else "" for t in tokens[i:]]
            found = keywords.match(words, 0, where.dialect, keywords.KEY, {k.id for k in self.shape.keys})
            colon = found is not None and words[found[1] : found[1] + 1] == [":"]
            if not colon:
                found = keywords.match(words, 0, where.dialect, keywords.LINE_START, self._line_keys())
            if found is None:
                continue
            id_, taken = found
            word = token.span.to(tokens[i + taken - 1].span)
            self._fail(messages.new_line(word, self.language, " ".join(word.text.split())))
            self.raw.clauses.append(_clause_of(id_, word, where.dialect, tokens[i + taken + colon :]))
            return i
        return 0

    def _line_keys(self) -> set[str]:
        """The words that begin a line of this form without a colon."""
        ids = {k.id for k in self.shape.keys if k.line}
        return ids | {"rung after"} if "rung" in ids else ids


def _clause_of(id_: str, word: Span, dialect: str, tokens: Sequence[Token]) -> RawClause:
    """A clause that was cut off another one; lines that begin with a dash are its bullets."""
    clause = RawClause(id_, word, dialect)
    into = clause.tokens
    for token in tokens:
        if token.first and token.text == "-":
            clause.bullets.append(RawBullet(token.span))
            into = clause.bullets[-1].tokens
        else:
            into.append(token)
    return clause


def _read(leaves: Sequence[syntax.Leaf], start: str, dialect: str, end: Span) -> Any:
    try:
        value = syntax.read(leaves, start)
    except lark.UnexpectedToken as error:
        at = len(leaves) if error.token.type == "$END" else _index(leaves, error.token)
        place = leaves[at].span if at < len(leaves) else None
        found = slips.explain(leaves, at, error.accepts or error.expected, start, dialect, end)
        raise Fault(found, at=place) from None
    deep = next(_too_deep(value, syntax.MAX_QUANTIFIERS), None)
    if deep is not None:
        raise Fault(messages.nesting(deep.span, dialect))
    return value


def _key_id(raw: RawClause) -> str:
    return "rung" if raw.id == "rung after" else raw.id or ""


def _spelt(key: str, dialect: str) -> str:
    places = (keywords.KEY, keywords.LINE_START)
    return next(r.phrases[dialect][0] for r in keywords.table() if r.id == key and r.place in places)


def _first_words(key: str, dialect: str) -> tuple[str, ...]:
    """What a line begins with that needs no colon."""
    return tuple(keywords.pieces(p)[0] for p in keywords.phrases(key, dialect, keywords.LINE_START))


def _shown(key: str, dialect: str) -> str:
    """How a key is shown in a list of keys: a lone `第` says nothing."""
    arrow = keywords.phrase("->", dialect)
    return f"{_spelt(key, dialect)} … {arrow}" if key == "rung" else _spelt(key, dialect)


def _column(span: Span) -> int:
    return span.source.position(span.start)[1]


def _choice_phrase(id_: str, dialect: str) -> str:
    """How a fixed choice is printed."""
    places = {r.place for r in keywords.table() if r.id == id_}
    return keywords.phrase(id_, dialect, keywords.TYPE if keywords.TYPE in places else keywords.INSIDE)


def _all_tokens(raw: RawForm) -> Iterator[Token]:
    yield from raw.tokens
    for clause in raw.clauses:
        yield from _clause_tokens(clause)


def _clause_tokens(raw: RawClause) -> Iterator[Token]:
    yield from raw.tokens
    for bullet in raw.bullets:
        yield from bullet.tokens


def _whole(tokens: Sequence[Token]) -> Span:
    return tokens[0].span.to(tokens[-1].span)


def _behind(span: Span) -> Span:
    return Span(span.source, span.end, span.end)


def _index(leaves: Sequence[object], wanted: object) -> int:
    return next(i for i, leaf in enumerate(leaves) if leaf is wanted)


def _too_deep(value: Any, levels: int) -> Iterator[tree.Node]:
    """The quantifiers that stand within more than `levels` others."""
    if isinstance(value, tuple):
        for item in value:
            yield from _too_deep(item, levels)
    elif isinstance(value, tree.Node):
        if isinstance(value, tree.Quantified | tree.Count):
            levels -= 1
            if levels < 0:
                yield value
        for field in attrs.fields(type(value)):
            if field.name != "span":
                yield from _too_deep(getattr(value, field.name), levels)

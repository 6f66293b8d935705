"""The desk that one form is worked on at, and the room the desks stand in.

A form comes in; what is said about it, and the names found in it, go out. Every form has a desk of its own, so that a
fault in one form is no business of another's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar, cast

import attrs
from attrs import define, evolve, field, frozen

from rectcore.check import name_messages
from rectcore.check.table import Table
from rectcore.check.types import Name, Type
from rectcore.check.vocabulary import Entity, Vocabulary
from rectcore.diagnostics import Diagnostic, Severity, Text
from rectcore.language import tree
from rectcore.language.nearest import nearest
from rectcore.language.split import split

T = TypeVar("T")

_STEMS = "甲乙丙丁戊己庚辛壬癸"
VARIABLES = {name: Name(en, (zh,)) for en, zh in zip("abcdefghij", _STEMS, strict=True) for name in (en, zh)}
"""The names of variables that are written differently in the two languages."""


@frozen
class Declared:
    """A name that a form declares: `kind` is the form's; `entity` and `type` where the name can be asked.

    `broken`: nothing about it is reported, since its form is at fault.
    """

    kind: str
    name: Name
    form: tree.Form
    desk: Desk = field(eq=False, repr=False)
    entity: str | None = None
    broken: bool = False


@define
class World:
    """What the forms of a pack can see of one another.

    Args:
        vocabulary: the core's and what the pack adds.
        declared: rules, parameters, definitions, judgements, ladders, by identifier and alias.
        vague: entities of which a declaration is broken: a field that is not there may be in the broken part.
        type_of: the type of a parameter, definition or table; None where a fault that was reported hides it.
        table_of: the table of a form; None where it is at fault.
        sources: the identifiers of the sources; None where the rule set is missing or broken.
        outlines: the clauses of each source that has an outline, by id.
        broken_outlines: sources with a fault in their outline: a clause that is not there may be in the broken part.
    """

    vocabulary: Vocabulary
    declared: dict[str, Declared] = field(factory=dict)
    vague: set[str] = field(factory=set)
    type_of: Callable[[Declared], Type | None] = field(default=lambda _: None)
    table_of: Callable[[Declared], Table | None] = field(default=lambda _: None)
    sources: dict[str, tree.SourceLine] | None = None
    outlines: dict[str, dict[str, tree.ClauseLine]] = field(factory=dict)
    broken_outlines: set[str] = field(factory=set)

    def each(self, series: str) -> str | None:
        """The kind of period that a series has a value for."""
        return self.declared[series].form.each


@define(eq=False)
class Desk:
    """Where a form is worked on.

    Args:
        world: what other forms declare.
        form: the form.
        dialect: of its file.
        log: where diagnostics go.
        names: where resolved names go, by the place of the word.
        lacks_period: it has been said that the form has no period; what asks for one is at no fault of its own.
        faulty: an error in the form has been reported here.
    """

    world: World
    form: tree.Form
    dialect: str
    log: list[Diagnostic]
    names: dict[int, Name]
    lacks_period: bool = False
    faulty: bool = False
    _next: int = 0
    _spelled: frozenset[str] | None = None

    def report(self, diagnostic: Diagnostic) -> None:
        """Say something about the form; twice the same thing about one place is said once."""
        shown = evolve(diagnostic, language=self.dialect)
        self.faulty = self.faulty or shown.severity is Severity.ERROR
        if shown.span is None or all(d.code != shown.code or d.span != shown.span for d in self.log):
            self.log.append(shown)

    def resolved(self, word: tree.Node, name: Name) -> None:
        """Note what a word names."""
        if word.span is not None:
            self.names[word.span.start] = name

    def variable(self) -> int:
        """The next number for a variable."""
        self._next += 1
        return self._next

    def spelling(self, word: str) -> Name:
        """The name of a variable in both languages, unless the form uses both spellings for two of them."""
        if self._spelled is None:
            self._spelled = frozenset(_bound_names(self.form))
        name = VARIABLES.get(word)
        if name is None or any(n != word and n in self._spelled for n in name.all):
            return Name(word)
        return name

    def no_period(self, diagnostic: Diagnostic) -> None:
        """Say that the form has no period, once, unless a broken line may be the one that gives it."""
        if not self.form.broken and not self.lacks_period:
            self.report(diagnostic)
        self.lacks_period = True

    def unknown(self, word: tree.Word, what: Text, known: Sequence[Name], also: Iterable[str] = ()) -> None:
        """Report a word that names nothing: as words that ran together if they did, else with what is near."""
        if not self.run_together(word):
            candidates = [n for name in known for n in name.all]
            near = nearest(word.text, [*candidates, *also])
            self.report(name_messages.unknown_name(word, word.text, what, near, known, self.dialect))

    def no_value(self, word: tree.Node, text: str, values: Sequence[Name]) -> None:
        """Report a word that a closed list does not have."""
        near = nearest(text, [n for value in values for n in value.all])
        self.report(name_messages.unknown_value(word, text, near, values, self.dialect))

    def run_together(self, word: tree.Word) -> bool:
        """Report a word that is several without a space; whether it is."""
        known = {*self.world.vocabulary.names(), *self.world.declared}
        parts = split(word.text, self.dialect, known)
        if parts is None:
            return False
        self.report(name_messages.not_split(word, word.text, parts))
        return True

    def missing(self, key: str) -> None:
        """Report a line that the form cannot do without, unless a broken one may be it."""
        if not self.form.broken:
            self.report(name_messages.missing_key(self.form.id or self.form, self.form.kind, key))

    def entity(self, word: tree.Word | None, also: Iterable[str] = ()) -> Entity | None:
        """The entity or event that a word names; reported where there is none, with what is near, `also` among it."""
        if word is None:
            return None
        found = self.world.vocabulary.entity(word.text)
        if found is None:
            known = [e.name for e in self.world.vocabulary.entities]
            self.unknown(word, Text("entity", "对象"), known, also)
            return None
        self.resolved(word, found.name)
        return found

    def post(self, word: tree.Word) -> str | None:
        """The post that a word names; reported where there is none."""
        posts = self.world.vocabulary.posts
        found = posts.value(word.text)
        if found is None:
            self.no_value(word, word.text, posts.values)
            return None
        self.resolved(word, found)
        return found.id

    def measure(self, word: tree.Word) -> str | None:
        """The act that a word names; reported where there is none."""
        found = self.world.vocabulary.measure(word.text)
        if found is None:
            self.no_value(word, word.text, self.world.vocabulary.measures)
            return None
        self.resolved(word, found)
        return found.id

    def one(self, key: str, kind: type[T]) -> T | None:
        """What stands behind the first such key, if it is of that class."""
        clause = self.form.get(key)
        return clause.value if clause is not None and isinstance(clause.value, kind) else None

    def every(self, key: str, kind: type[T]) -> tuple[T, ...]:
        """What stands behind each such key."""
        return tuple(c.value for c in self.form.all(key) if isinstance(c.value, kind))

    def expression(self, key: str) -> tree.Expression | None:
        """The expression behind a key."""
        return cast("tree.Expression | None", self.one(key, tree.Node))


def nodes(root: tree.Node) -> Iterator[tree.Node]:
    """A node and all nodes inside it, in the order of the text."""
    waiting: list[object] = [root]
    while waiting:
        at = waiting.pop()
        if isinstance(at, tuple):
            waiting.extend(reversed(at))
        elif isinstance(at, tree.Node):
            yield at
            waiting.extend(getattr(at, a.name) for a in reversed(attrs.fields(type(at))) if a.name != "span")


def _bound_names(form: tree.Form) -> Iterator[str]:
    for node in nodes(form):
        if isinstance(node, tree.Binder | tree.Fulfilment) and node.name is not None:
            yield node.name.text
